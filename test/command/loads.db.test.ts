import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withCommandLine } from '../support/command.ts';

const { folder, impact } = withCommandLine();

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
}, 240_000); // a limit against hanging: each command takes seconds to start
