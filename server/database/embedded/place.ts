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
import { asAccount, type Account } from './account.ts';
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

export function placeIn(folder: string): Place {
  return {
    folder,
    cluster: join(folder, 'postgres'),
    password: join(folder, 'postgres.password'),
    log: join(folder, 'postgres.log'),
    runFile: join(folder, 'running.json'),
  };
}

/**
 * Makes the data folder and gives the folder in which the cluster really lives: the data folder
 * itself, or, when the database account cannot enter it, one under /var/lib that
 * `<data folder>/postgres` then points to.
 * @throws StartError when the folder cannot be made or written
 */
export function prepareFolder(place: Place, account: Account | null): string {
  try {
    // Root lets the database account pass through; everything inside has its own mode.
    mkdirSync(place.folder, { recursive: true, mode: account ? 0o711 : 0o700 });
    if (account) chmodSync(place.folder, 0o711);
    accessSync(place.folder, constants.W_OK | constants.X_OK);
  } catch (failure) {
    throw folderError(place.folder, failure);
  }
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

/** The words for a folder that cannot be made or written. */
export function folderError(folder: string, failure: unknown): StartError {
  const code = failure instanceof Error && 'code' in failure ? failure.code : '';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StartError(`no space left for the data folder ${folder}; free some and start again`);
  return new StartError(
    `the data folder ${folder} cannot be written${code ? ` (${String(code)})` : ''}; ` +
      'give this user write access, or name another folder in DATA_FOLDER',
  );
}
