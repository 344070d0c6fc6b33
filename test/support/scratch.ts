import { chmodSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../server/database/embedded/running.ts';

const memory = '/dev/shm';
const prefix = 'impact-tests-';
const GiB = 1024 ** 3;

/**
 * Makes the folder in which a test run keeps what does not outlive it: databases, data folders,
 * browser profiles. In memory when there is plenty, because a test database is a thousand files:
 * copying one took 1.4 s on a virtual disk and 0.1 s in memory. It goes when this process ends; one
 * left by a run that was killed goes now.
 * @returns its path, for TMPDIR
 */
export function makeScratch(): string {
  const parent = roomInMemory() ? memory : tmpdir();
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : 0;
    if (pid > 0 && !isAlive(pid)) remove(join(parent, name));
  }
  const folder = join(parent, `${prefix}${process.pid}`);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711); // as root, the account of the database must pass through
  process.once('exit', () => remove(folder));
  return folder;
}

/** Containers often have 64 MB there, and a small machine needs its memory for the tests. */
function roomInMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > 4 * GiB && process.availableMemory() > 6 * GiB;
  } catch {
    return false;
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // another user's, or somebody is in it: it is not ours to remove
  }
}
