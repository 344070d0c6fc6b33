import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runChild } from '../support/child.ts';
import { cloneDatabase } from '../support/database.ts';

test('a server of your own is brought up to date, and never deleted', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'impact-command-'));
  const own = await cloneDatabase({ from: 'empty' });
  const impact = async (...args: string[]): Promise<{ code: number | string; said: string }> => {
    const child = runChild('server/command/index.ts', args, {
      env: { ...process.env, DATABASE_URL: own.url, DATA_FOLDER: dataFolder },
    });
    return { code: await child.ended, said: child.said() };
  };
  expect((await impact('migrate')).said).toContain('applied 0001_contract.sql');
  const reset = await impact('reset', '--yes');
  expect(reset.code).toBe(1);
  expect(reset.said).toContain('a server of your own is never deleted from here');
  expect(await own.database.query('tables', 'select from applied_migration limit 1')).toHaveLength(
    1,
  );
  expect(existsSync(join(dataFolder, 'postgres'))).toBe(false);
  await own.drop();
  rmSync(dataFolder, { recursive: true, force: true });
});
