import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../../start-error.ts';
import { asAccount, type Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { explain } from './explain.ts';
import { folderError, type Place } from './place.ts';

/** The database role that owns everything in the embedded server. */
export const owner = 'impact';

/**
 * Makes the cluster when there is none, and checks that an existing one is of this PostgreSQL.
 * @returns the owner's password, generated once and kept with mode 0600
 * @throws StartError with the way out
 */
export function prepareCluster(
  place: Place,
  real: string,
  binaries: Binaries,
  account: Account | null,
): string {
  const versionFile = join(real, 'PG_VERSION');
  if (!existsSync(versionFile)) return makeCluster(place, real, binaries, account);
  checkVersion(place, readFileSync(versionFile, 'utf8').trim(), binaries.major);
  try {
    return readFileSync(place.password, 'utf8').trim();
  } catch {
    throw new StartError(
      `the password of the data folder is missing: ${place.password}; put it back from a backup, ` +
        'or start over with npm run db:reset',
    );
  }
}

function checkVersion(place: Place, found: string, major: number): void {
  if (Number(found) === major) return;
  throw new StartError(
    `the data folder ${place.cluster} was made by PostgreSQL ${found}, this program brings ` +
      `${major}; save it with the version that made it (impact backup) and restore, name another ` +
      'folder in DATA_FOLDER, or start over with npm run db:reset',
  );
}

/**
 * `initdb` into a folder beside the real one, renamed when complete: one that was interrupted is
 * never taken for a database. Sorting is by code point (locale C) so that every machine and every
 * version of PostgreSQL orders text alike.
 */
function makeCluster(
  place: Place,
  real: string,
  binaries: Binaries,
  account: Account | null,
): string {
  const making = `${real}.making`;
  const password = randomBytes(24).toString('base64url');
  const forInitdb = `${real}.initdb`; // initdb reads a file that its own account may read
  try {
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { recursive: true, mode: 0o700 });
    if (account) chownSync(making, account.uid, account.gid);
    rmSync(place.password, { force: true });
    writeFileSync(place.password, `${password}\n`, { mode: 0o600 });
    writeFileSync(forInitdb, `${password}\n`, { mode: 0o600 });
    if (account) chownSync(forInitdb, account.uid, account.gid);
  } catch (failure) {
    throw folderError(place.folder, failure);
  }
  const { status, stderr } = spawnSync(
    join(binaries.folder, 'initdb'),
    [
      `--pgdata=${making}`,
      `--username=${owner}`,
      '--auth=scram-sha-256',
      `--pwfile=${forInitdb}`,
      '--no-locale',
      '--encoding=UTF8',
    ],
    { cwd: '/', encoding: 'utf8', ...asAccount(account) },
  );
  rmSync(forInitdb);
  if (status !== 0) {
    rmSync(making, { recursive: true, force: true });
    throw explain(stderr, place);
  }
  renameSync(making, real);
  return password;
}
