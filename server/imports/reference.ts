import { boroughEthnicity, lsoa11Changes, lsoas, wards } from '../../seeds/reference/index.ts';
import type { Database, Queries } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { syncCodeLists } from './code-lists.ts';

/** Lewisham, and the day its census figures are of. */
const borough = 'E09000023';
const censusDay = '2021-03-21';
const censusSource = 'ONS Census 2021, usual residents of Lewisham';

interface Population {
  readonly area: string;
  readonly dimension: 'ethnicity' | 'deprivation' | 'local_deprivation';
  readonly code: string;
  readonly people: number;
  readonly source: string;
}

/** Residents added up by a code of each row. */
function byCode<Row extends { readonly residents: number }>(
  rows: readonly Row[],
  dimension: Population['dimension'],
  source: string,
  codeOf: (row: Row) => string,
  area = borough,
): readonly Population[] {
  const people = new Map<string, number>();
  for (const row of rows) people.set(codeOf(row), (people.get(codeOf(row)) ?? 0) + row.residents);
  return [...people].map(([code, n]) => ({ area, dimension, code, people: n, source }));
}

function populations(): readonly Population[] {
  const areas = lsoas();
  const fifths = `${censusSource}, by fifth of the Index of Multiple Deprivation 2025`;
  return [
    ...byCode(
      boroughEthnicity(),
      'ethnicity',
      `${censusSource} (Chinese under Asian)`,
      (row) => row.group,
    ),
    ...byCode(areas, 'deprivation', `${fifths} (England)`, (row) => String(row.imdQuintile)),
    ...byCode(areas, 'local_deprivation', `${fifths} (Lewisham)`, (row) =>
      String(row.boroughQuintile),
    ),
    ...wards().flatMap(({ code }) =>
      byCode(
        areas.filter(({ wardCode }) => wardCode === code),
        'deprivation',
        `${fifths} (England), by ward`,
        (row) => String(row.imdQuintile),
        code,
      ),
    ),
  ];
}

/**
 * Writes the published figures of `seeds/reference` that no extract brings: areas with their
 * deprivation, and the census populations the service's mix is compared with.
 */
export async function syncReference(db: Database | Queries): Promise<void> {
  await db.query(
    'write areas and their deprivation',
    `insert into lsoa as t
       (lsoa21, lsoa_name, ward_code, ward_name, lad_code, imd_year, imd_score, imd_decile, imd_quintile, imd_quintile_local)
     select lsoa21, name, "wardCode", ward, $2, 2025, "imdScore", "imdDecile", "imdQuintile", "boroughQuintile"
     from jsonb_to_recordset($1::jsonb) as a(lsoa21 text, name text, "wardCode" text, ward text, "imdScore" numeric,
       "imdDecile" smallint, "imdQuintile" smallint, "boroughQuintile" smallint)
     on conflict (lsoa21) do update set ward_code = excluded.ward_code, ward_name = excluded.ward_name
       where t.ward_code is null`,
    [JSON.stringify(lsoas()), borough],
  );
  await db.query(
    'write areas that were split',
    `insert into lsoa11_lookup (lsoa11, lsoa21)
     select distinct on (lsoa11) lsoa11, lsoa21
     from jsonb_to_recordset($1::jsonb) as a(lsoa11 text, lsoa21 text)
     order by lsoa11, lsoa21
     on conflict (lsoa11) do nothing`,
    [JSON.stringify(lsoa11Changes())],
  );
  await db.query(
    'write census populations',
    `insert into reference_population (area_code, dimension, code, people, as_at, source)
     select area, dimension, code, people, $2::date, source
     from jsonb_to_recordset($1::jsonb) as p(area text, dimension text, code text, people integer, source text)
     on conflict (area_code, dimension, code, as_at) do nothing`,
    [JSON.stringify(populations()), censusDay],
  );
}

/** Brings a database up to date: its tables, the code lists, the published reference figures. */
export async function prepareStore(database: Database): Promise<void> {
  await migrate(database);
  await syncCodeLists(database);
  await syncReference(database);
}
