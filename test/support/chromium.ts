import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';

/** A Chromium to run, and what its environment needs. */
interface Found {
  readonly path: string;
  readonly env?: Readonly<Record<string, string>>;
}

const installed = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Starts a headless Chromium: that of CHROMIUM_PATH, one installed on this machine, or the one that
 * came with `npm ci`. Close it after.
 */
export async function launchChromium(): Promise<Browser> {
  const { path, env } = findChromium();
  return chromium.launch({
    executablePath: path,
    // Without a sandbox it also starts as root and in containers; it opens our own pages only.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
    ],
    env: { ...process.env, ...env } as Record<string, string>,
  });
}

function findChromium(): Found {
  const given = process.env['CHROMIUM_PATH'];
  if (given) return { path: given };
  for (const name of installed) {
    const { status, stdout } = spawnSync('which', [name], { encoding: 'utf8' });
    if (status === 0) return { path: stdout.trim() };
  }
  return packaged();
}

/** Unpacked once for all runs; goes with node_modules, and so with the package's version. */
const unpacked = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url));

function packaged(): Found {
  if (!existsSync(unpacked)) unpack();
  const path = join(unpacked, 'chromium');
  const missing = spawnSync('ldd', [path], { encoding: 'utf8' }).stdout?.includes('not found');
  return {
    path,
    env: {
      // Libraries that a machine without any browser may lack come with the package too.
      ...(missing ? { LD_LIBRARY_PATH: join(unpacked, 'al2023/lib') } : {}),
      ...(existsSync('/usr/share/fonts') ? {} : { FONTCONFIG_PATH: join(unpacked, 'fonts') }),
    },
  };
}

/**
 * The package unpacks into the temporary folder and takes a half-written file for a whole one; so
 * it is given a folder of its own, which gets its name when it is complete.
 */
function unpack(): void {
  const half = `${unpacked}.${process.pid}`;
  mkdirSync(half, { recursive: true });
  const program = `
    import chromium from '@sparticuz/chromium';
    await chromium.executablePath();`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    // The name of this runtime makes the package unpack its shared libraries as well.
    env: { ...process.env, TMPDIR: half, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
  });
  try {
    renameSync(half, unpacked);
  } catch {
    rmSync(half, { recursive: true }); // another run was first
  }
}
