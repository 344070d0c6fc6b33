import { fork } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from './start-error.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the built client lies. */
export const clientFolder = join(root, 'dist', 'client');
export const clientSource = join(root, 'client');
export const viteConfig = join(root, 'vite.config.ts');

/** Says which sources a build was made from. */
const stampName = '.sources';

/** Everything the browser's code is made from: its own folder and the rooms it shares. */
const sources = [
  'client',
  'server/metrics',
  'server/dimensions',
  'server/figure',
  'vite.config.ts',
  'package-lock.json',
];

/**
 * Builds the client when there is no build or its sources have changed since, in a process of its
 * own: a first start fills the database meanwhile.
 * @returns whether it built
 * @throws StartError when the sources do not build
 */
export async function buildClientWhenStale(): Promise<boolean> {
  const now = sourceStamp();
  if (readOrNull(join(clientFolder, stampName)) === now) return false;
  const half = `${clientFolder}.${process.pid}`;
  const builder = fork(join(root, 'server/client-build-process.ts'), [half], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true, // Ctrl-C reaches us, and the builder ends with us
  });
  const problem: unknown = await new Promise((resolve) => {
    builder.once('message', resolve);
    builder.once('error', resolve);
    builder.once('exit', (code, signal) => resolve(code === 0 ? null : `ended by ${signal}`));
  });
  if (problem !== null) {
    rmSync(half, { recursive: true, force: true });
    throw new StartError(`the client does not build: ${String(problem)}`);
  }
  writeFileSync(join(half, stampName), now);
  swapIn(half);
  return true;
}

/** Puts a whole build in place of the one before: nobody is served half of one. */
function swapIn(folder: string): void {
  const before = `${folder}.before`;
  try {
    if (existsSync(clientFolder)) renameSync(clientFolder, before);
    renameSync(folder, clientFolder);
  } catch {
    rmSync(folder, { recursive: true, force: true }); // another start was first, with the same
  }
  rmSync(before, { recursive: true, force: true });
}

/** Changes when any source is edited, added or removed: number of files and newest change. */
function sourceStamp(): string {
  let files = 0;
  let newest = 0;
  for (const source of sources)
    for (const path of filesUnder(join(root, source))) {
      files += 1;
      newest = Math.max(newest, statSync(path).mtimeMs);
    }
  return `${files} ${newest}`;
}

function filesUnder(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
