import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runChild } from '../support/child.ts';

vi.setConfig({ testTimeout: 120_000 });

let parent: string;
let dataFolder: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'impact-command-'));
  chmodSync(parent, 0o711);
  dataFolder = join(parent, 'data');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

/** Runs `impact` to its end. */
async function impact(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | string; said: string }> {
  const child = runChild('server/command/index.ts', args, {
    env: { ...process.env, DATABASE_URL: '', DATA_FOLDER: dataFolder, ...env },
  });
  return { code: await child.ended, said: child.said() };
}

test('the embedded database is made, brought up to date, and deleted only when told', async () => {
  const made = await impact(['migrate']);
  expect(made.said).toContain('applied 0001_contract.sql');
  expect(made.code).toBe(0);
  expect((await impact(['migrate'])).said).toContain('the database is up to date');
  const asked = await impact(['reset']);
  expect(asked.code).toBe(1);
  expect(asked.said).toContain('nothing deleted; say --yes');
  expect(existsSync(dataFolder)).toBe(true);
  expect(await impact(['reset', '--yes'])).toMatchObject({ code: 0 });
  expect(existsSync(dataFolder)).toBe(false);
});

test('a database in use is not deleted', async () => {
  const running = runChild('test/support/run-embedded.ts', [dataFolder]);
  await running.says(/"port"/);
  const reset = await impact(['reset', '--yes']);
  expect(reset.code).toBe(1);
  expect(reset.said).toContain('is running; stop the program first');
  running.signal('SIGTERM');
  expect(await running.ended).toBe(0);
});

test('a command nobody knows is refused, with where to look', async () => {
  const { code, said } = await impact(['laod']);
  expect(code).toBe(1);
  expect(said).toMatch(/unknown command 'laod'[\s\S]*impact --help/);
});
