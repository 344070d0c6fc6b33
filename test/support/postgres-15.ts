import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npm run test:postgres15`: the integration tests on the oldest PostgreSQL we support, when the
 * machine has it (Debian 12's is one); the embedded one is the newest.
 */
const oldest = 15;

/** Rooms whose tests ask for nothing of PostgreSQL that another room's do not: not run twice. */
const aboveSql = ['answers', 'command', 'exports', 'kinds', 'reports', 'seeds'];

function folderOfOldest(): string | null {
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' }).stdout?.trim();
  const folders = [process.env['POSTGRES_BIN'], asked, `/usr/lib/postgresql/${oldest}/bin`];
  return folders.find((folder) => folder && isOldest(folder)) ?? null;
}

function isOldest(folder: string): boolean {
  if (!existsSync(join(folder, 'initdb'))) return false;
  const { stdout } = spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return new RegExp(`\\(PostgreSQL\\) ${oldest}\\.`).test(stdout);
}

const folder = folderOfOldest();
if (folder === null) {
  console.log(`PostgreSQL ${oldest} is not installed here: its tests are left out`);
} else {
  console.log(`integration tests on PostgreSQL ${oldest} of ${folder}`);
  const left = aboveSql.flatMap((room) => ['--exclude', `test/${room}/**`]);
  const vitest = ['vitest', 'run', '--project', 'integration', ...left, ...process.argv.slice(2)];
  const { status } = spawnSync('npx', vitest, {
    stdio: 'inherit',
    env: { ...process.env, POSTGRES_BIN: folder },
  });
  process.exitCode = status ?? 1;
}
