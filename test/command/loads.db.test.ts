import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runChild } from '../support/child.ts';
import { cloneDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'impact-loads-'));
let own: TestDatabase;

beforeAll(async () => {
  own = await cloneDatabase({ from: 'tiny' });
});
afterAll(async () => {
  await own.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function impact(...args: string[]): Promise<{ code: number | string; said: string }> {
  const child = runChild('server/command/index.ts', args, {
    env: {
      ...process.env,
      DATABASE_URL: own.url,
      DATA_FOLDER: join(folder, 'data'),
      PSEUDONYM_KEY: 'ab'.repeat(32),
    },
  });
  return { code: await child.ended, said: child.said() };
}

test('loads with a mapping, lists what was loaded, and takes it back', async () => {
  const people = join(folder, 'people.csv');
  writeFileSync(people, 'person_id,practice_code,birth_year,Way\nNEW1,G85015,1970,odd\n');
  const mapping = join(folder, 'mapping.json');
  writeFileSync(mapping, '{ "headings": { "people": { "Way": "employment" } } }');

  const load = ['load', people, '--source', 'cases', '--demo', '--mapping', mapping];
  const loaded = await impact(...load);
  expect(loaded.said).toMatch(/loaded people.csv from cases/);
  expect(loaded.code).toBe(0);
  const settled = await impact('mapping', 'cases');
  expect(JSON.parse(settled.said)).toEqual({
    headings: { people: { way: 'employment' } },
    terms: {},
  });

  const asked = await impact('roll-back');
  expect(asked.code).toBe(1);
  expect(asked.said).toMatch(/this would take back load \d+, cases: people.csv.*say --yes/);
  const done = await impact('roll-back', '--yes');
  expect(done.said).toMatch(/rolled back load \d+: 0 rows put back, 1 taken out/);
  expect(done.code).toBe(0);
  const { said } = await impact('loads');
  expect(said.split('\n').slice(0, 3)).toEqual([
    expect.stringMatching(/ roll back {4}cases: people.csv/),
    expect.stringMatching(/rolled back {2}cases: people.csv {2}1 row, 0 left out/),
    expect.stringMatching(/loaded/),
  ]);
});
