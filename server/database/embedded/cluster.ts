import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StartError } from '../../start-error.ts';
import { asAccount, type Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { explain } from './explain.ts';
import { folderError, passwordFile, type Place } from './place.ts';
import { isAlive } from './running.ts';

/** The database role that owns everything in the embedded server. */
export const owner = 'impact';

/**
 * Makes the cluster when there is none, and checks that an existing one is of this PostgreSQL.
 * @returns the owner's password, generated once and kept with mode 0600
 * @throws StartError with the way out
 */
export async function prepareCluster(
  place: Place,
  real: string,
  binaries: Binaries,
  account: Account | null,
): Promise<string> {
  const versionFile = join(real, 'PG_VERSION');
  if (!existsSync(versionFile)) await makeCluster(place, real, binaries, account);
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
 * never taken for a database, and of two programs at once one wins. Sorting is by code point
 * (locale C) so that every machine and every version of PostgreSQL orders text alike.
 */
async function makeCluster(
  place: Place,
  real: string,
  binaries: Binaries,
  account: Account | null,
): Promise<void> {
  const making = `${real}.making-${process.pid}-${randomBytes(4).toString('hex')}`;
  const given = `${making}.password`; // initdb reads a file that its own account may read
  try {
    removeUnfinished(real);
    underWay.add(making);
    mkdirSync(making, { mode: 0o700, recursive: true });
    writeFileSync(given, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    if (account) for (const path of [making, given]) chownSync(path, account.uid, account.gid);
    await runInitdb(place, making, given, binaries, account);
    renameSync(given, join(making, passwordFile));
    renameSync(making, real);
  } catch (failure) {
    for (const path of [making, given]) rmSync(path, { recursive: true, force: true });
    if (!existsSync(join(real, 'PG_VERSION'))) throw folderError(place.folder, failure);
    // Another start was first; who has the folder is told where it is opened.
  } finally {
    underWay.delete(making);
  }
}

async function runInitdb(
  place: Place,
  making: string,
  passwordFrom: string,
  binaries: Binaries,
  account: Account | null,
): Promise<void> {
  const child = spawn(
    join(binaries.folder, 'initdb'),
    [
      `--pgdata=${making}`,
      `--username=${owner}`,
      `--pwfile=${passwordFrom}`,
      '--auth=scram-sha-256',
      '--no-locale',
      '--encoding=UTF8',
    ],
    { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], ...asAccount(account) },
  );
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
  const status: unknown = await new Promise((resolve) => {
    child.once('close', resolve);
    child.once('error', resolve);
  });
  if (status !== 0) throw explain(words, place);
}

/** What this process is making: a leftover may bear the number that this process was given again. */
const underWay = new Set<string>();

/** What makings left that were killed. */
function removeUnfinished(real: string): void {
  const making = new RegExp(`^${basename(real)}\\.making-(\\d+)`);
  for (const name of readdirSync(dirname(real))) {
    const path = join(dirname(real), name);
    const pid = Number(making.exec(name)?.[1] ?? 0);
    const isOurs = pid === process.pid && [...underWay].some((each) => path.startsWith(each));
    if (pid > 0 && !isOurs && (pid === process.pid || !isAlive(pid)))
      rmSync(path, { recursive: true, force: true });
  }
}
