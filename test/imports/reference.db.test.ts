import { expect, test } from 'vitest';
import { syncReference } from '../../server/imports/reference.ts';
import { withDatabase } from '../support/database.ts';

const database = withDatabase();

test('areas, their deprivation and the census are there, once, however often they are written', async () => {
  await syncReference(database());
  await syncReference(database());
  const [areas] = await database().query<{ n: number; fifths: number; wards: number }>(
    'areas',
    'select count(*)::int as n, count(distinct imd_quintile_local)::int as fifths, count(distinct ward_code)::int as wards from lsoa',
  );
  expect(areas).toEqual({ n: 175, fifths: 5, wards: 19 });
  // ONS Census 2021: 300,553 usual residents, counted once for each split (cell-key noise aside).
  const rows = await database().query<{ dimension: string; people: number }>(
    'populations',
    `select dimension, sum(people)::int as people from reference_population
     where area_code = 'E09000023' group by dimension order by 1`,
  );
  expect(rows.map(({ dimension }) => dimension)).toEqual([
    'deprivation',
    'ethnicity',
    'local_deprivation',
  ]);
  for (const { people } of rows) {
    expect(people).toBeGreaterThan(298_000);
    expect(people).toBeLessThan(303_000);
  }
});
