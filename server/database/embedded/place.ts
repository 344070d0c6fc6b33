import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  readlinkSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../../start-error.ts';
import { asAccount, isRoot, type Account } from './account.ts';
import { systemFolder } from './binaries.ts';

/** Files of one embedded database, all inside one data folder. */
export interface Place {
  readonly folder: string;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  readonly password: string;
  readonly log: string;
  readonly runFile: string;
}

/** Kept inside the cluster's folder, so that the two are made, moved and deleted as one. */
export const passwordFile = 'impact.password';

export function placeIn(folder: string): Place {
  return {
    folder,
    cluster: join(folder, 'postgres'),
    password: join(folder, 'postgres', passwordFile),
    log: join(folder, 'postgres.log'),
    runFile: join(folder, 'running.json'),
  };
}

/**
 * Makes the data folder when there is none.
 * @throws StartError when it cannot be made or written
 */
export function makeFolder(place: Place): void {
  // Root lets the database account pass through; everything inside has its own mode.
  const mode = isRoot() ? 0o711 : 0o700;
  try {
    mkdirSync(place.folder, { recursive: true, mode });
    if (isRoot()) chmodSync(place.folder, mode);
    accessSync(place.folder, constants.W_OK | constants.X_OK);
  } catch (failure) {
    throw folderError(place.folder, failure);
  }
}

/**
 * The folder in which the cluster really lives: the data folder itself, or, when the database
 * account cannot enter it, one under /var/lib that `<data folder>/postgres` then points to.
 */
export function clusterFolder(place: Place, account: Account | null): string {
  const before = lstatSync(place.cluster, { throwIfNoEntry: false });
  if (before?.isSymbolicLink()) return readlinkSync(place.cluster);
  if (before || account === null || canEnter(place.folder, account)) return place.cluster;
  const key = createHash('sha256').update(place.folder).digest('hex').slice(0, 12);
  const real = join(systemFolder, key);
  mkdirSync(systemFolder, { recursive: true, mode: 0o755 });
  symlinkSync(real, place.cluster);
  return real;
}

function canEnter(folder: string, account: Account): boolean {
  const probe = spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], {
    cwd: '/',
    stdio: 'ignore',
    ...asAccount(account),
  });
  return probe.status === 0;
}

/** The words for a folder that cannot be made or written; any other failure as it is. */
export function folderError(folder: string, failure: unknown): unknown {
  if (!(failure instanceof Error) || !('syscall' in failure) || !('code' in failure))
    return failure;
  if (failure.code === 'ENOSPC' || failure.code === 'EDQUOT')
    return new StartError(`no space left for the data folder ${folder}; free some and start again`);
  return new StartError(
    `the data folder ${folder} cannot be written (${String(failure.code)}); ` +
      'give this user write access, or name another folder in DATA_FOLDER',
  );
}
