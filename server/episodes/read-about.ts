import type pg from 'pg';
import { ethnicityCodes, quintileCodes } from '#dimensions/bands.ts';
import type {
  Area,
  Dictionaries,
  PlaceCode,
  PlaceList,
  ReferencePopulation,
  Snapshot,
} from './snapshot.ts';

/** What a snapshot says of itself beside its tables. */
export type About = Omit<Snapshot, 'tables'>;

/** Names, dates, places and populations of one data version. */
export async function readAbout(client: pg.ClientBase, version: number): Promise<About> {
  const found = await client.query<
    Omit<About, 'dataTo' | 'dictionaries' | 'populations' | 'areas'> & Dates
  >(aboutQuery, [version]);
  const { cases, wellbeing, appointments, ...about } = found.rows[0]!;
  return {
    ...about,
    dataTo: { cases, wellbeing, appointments },
    dictionaries: await readDictionaries(client),
    populations: await readPopulations(client),
    areas: await readAreas(client),
  };
}

interface Dates {
  readonly cases: number | null;
  readonly wellbeing: number | null;
  readonly appointments: number | null;
}

const aboutQuery = `
  select v.name as version, v.demo as demonstration, s.name as source,
    to_char(v.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "madeAt",
    v.cases_to - date '1970-01-01' as cases,
    v.wellbeing_to - date '1970-01-01' as wellbeing,
    v.appointments_to - date '1970-01-01' as appointments,
    exists (select from person where comparison_sample) as "hasComparisonSample",
    coalesce((select matched_on from derivation), '{}') as "comparisonMatchedOn"
  from data_version v
  join import_load l on l.load_id = v.load_id
  join source_system s on s.source_no = l.source_no
  where v.version = $1`;

/** Each gives number, code, label, short, showInCharts, pcn, current; practices also how they closed. */
const dictionaryQueries: Readonly<Record<keyof Dictionaries, string>> = {
  practice: `
    select p.practice_no as number, p.practice_code as code, p.practice_name as label,
      p.practice_name as short, p.show_in_charts as "showInCharts", pcn.pcn_code as pcn,
      (p.close_date is null or p.close_date > date '1970-01-01' + d.cases_to) as current,
      case when p.close_date is not null
        then json_build_object('on', p.close_date, 'successor', p.successor_code) end as closed
    from practice p
    cross join derivation d
    left join practice_today t on t.practice_no = p.practice_no
    left join pcn on pcn.pcn_no = t.pcn_no`,
  pcn: `
    select p.pcn_no as number, p.pcn_code as code, p.pcn_name as label,
      coalesce(p.short_name, p.pcn_name) as short, true as "showInCharts", p.pcn_code as pcn,
      (p.close_date is null or p.close_date > date '1970-01-01' + d.cases_to) as current
    from pcn p
    cross join derivation d`,
  team: `
    select t.team_no as number, t.team_code as code, t.label, t.label as short,
      true as "showInCharts", pcn.pcn_code as pcn, true as current
    from team t
    left join pcn on pcn.pcn_no = t.pcn_no`,
  worker: `
    select w.worker_no as number, w.worker_id as code, coalesce(w.display_name, w.worker_id) as label,
      coalesce(w.display_name, w.worker_id) as short, true as "showInCharts", pcn.pcn_code as pcn,
      p.worker_no is null or p.end_date is null
        or p.end_date >= date '1970-01-01' + d.cases_to as current
    from link_worker w
    cross join derivation d
    left join (
      select distinct on (worker_no) * from link_worker_period order by worker_no, start_date desc
    ) p on p.worker_no = w.worker_no
    left join pcn on pcn.pcn_no = p.pcn_no`,
  provider: `
    select p.provider_no as number, p.provider_id as code, p.name as label, p.name as short,
      true as "showInCharts", null as pcn, coalesce(p.is_active, true) as current
    from provider p`,
  ward: `
    select w.ward_no as number, w.ward_code as code, w.label, w.label as short,
      true as "showInCharts", null as pcn, true as current
    from ward w`,
};

async function readDictionaries(client: pg.ClientBase): Promise<Dictionaries> {
  const read = async (name: keyof Dictionaries): Promise<PlaceList> => {
    const found = await client.query<PlaceCode & { number: number }>(dictionaryQueries[name]);
    const list: (PlaceCode | null)[] = [];
    for (const { number, ...place } of found.rows) {
      while (list.length <= number) list.push(null);
      list[number] = place;
    }
    return list;
  };
  return {
    practice: await read('practice'),
    pcn: await read('pcn'),
    team: await read('team'),
    worker: await read('worker'),
    provider: await read('provider'),
    ward: await read('ward'),
  };
}

/** Names a population's dimension may have in the reference table, and the codes of its ordinals. */
const populationDimensions = {
  ethnicity: { given: ['ethnicity', 'ethnic_group'], codes: ethnicityCodes },
  deprivation: { given: ['deprivation', 'imd_quintile'], codes: quintileCodes },
  local_deprivation: {
    given: ['local_deprivation', 'imd_quintile_local'],
    codes: quintileCodes,
  },
} as const;

/** Populations of the whole area (a local authority): the latest of each dimension. */
async function readPopulations(client: pg.ClientBase): Promise<ReferencePopulation[]> {
  const found = await client.query<{
    dimension: string;
    code: string;
    people: number;
    source: string;
    date: string;
  }>(
    `select r.dimension, r.code, r.people, r.source, r.as_at::text as date
     from reference_population r
     where r.area_code ~ '^E0[6-9]'
       and r.as_at = (select max(as_at) from reference_population l
                      where l.area_code = r.area_code and l.dimension = r.dimension)`,
  );
  return (Object.keys(populationDimensions) as (keyof typeof populationDimensions)[]).flatMap(
    (dimension) => {
      const { given, codes } = populationDimensions[dimension];
      const rows = found.rows.filter((row) => (given as readonly string[]).includes(row.dimension));
      const [first] = rows;
      if (!first) return [];
      const people = codes.map(({ code }) =>
        rows.reduce((sum, row) => sum + (row.code === code ? row.people : 0), 0),
      );
      return [{ dimension, people, source: first.source, date: first.date }];
    },
  );
}

/** Residents of each ward, the latest census, with those in England's two most deprived fifths. */
async function readAreas(client: pg.ClientBase): Promise<Area[]> {
  const found = await client.query<Area>(
    `select r.area_code as code, sum(r.people)::int as residents,
       coalesce(sum(r.people) filter (where r.code in ('1', '2')), 0)::int as deprived,
       min(r.source) as source, max(r.as_at)::text as date
     from reference_population r
     where r.area_code ~ '^[EW]05' and r.dimension = 'deprivation'
       and r.as_at = (select max(as_at) from reference_population l
                      where l.area_code = r.area_code and l.dimension = r.dimension)
     group by r.area_code
     order by r.area_code`,
  );
  return found.rows;
}
