import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from './start-error.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the built client lies. */
export const clientFolder = join(root, 'dist', 'client');
export const clientSource = join(root, 'client');
export const viteConfig = join(root, 'vite.config.ts');

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
 * Builds the client when there is no build or its sources have changed since.
 * @returns whether it built
 * @throws StartError when the sources do not build
 */
export async function buildClientWhenStale(): Promise<boolean> {
  const stamp = join(clientFolder, '.sources');
  const now = sourceStamp();
  if (readOrNull(stamp) === now) return false;
  const { build } = await import('vite');
  try {
    await build({
      root: clientSource,
      configFile: viteConfig,
      logLevel: 'warn',
      build: { rolldownOptions: { checks: { pluginTimings: false } } },
    });
  } catch (failure) {
    const words = failure instanceof Error ? failure.message : String(failure);
    throw new StartError(`the client does not build: ${words}`);
  }
  writeFileSync(stamp, now);
  return true;
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
