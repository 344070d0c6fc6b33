import { createHash } from 'node:crypto';
import { codeOrdinal } from '#dimensions/codes.ts';
import { dayNumber } from '#figure/month.ts';
import type { Database } from '../../server/database/connect.ts';
import { deriveEpisodes } from '../../server/episodes/derive.ts';
import type { Derived } from '../../server/episodes/derive.ts';

/** Events as a test writes them: only what matters to it, everything else ordinary. */
export interface Events {
  readonly dataTo?: string;
  readonly practices?: readonly Row[];
  readonly memberships?: readonly Row[];
  readonly coverage?: readonly Row[];
  readonly lsoas?: readonly Row[];
  readonly workers?: readonly Row[];
  readonly lists?: readonly Row[];
  readonly people?: readonly Row[];
  readonly referrals?: readonly Row[];
  readonly needs?: readonly Row[];
  readonly contacts?: readonly Row[];
  readonly onward?: readonly Row[];
  readonly assessments?: readonly Row[];
  readonly appointments?: readonly Row[];
  readonly duplicates?: readonly Row[];
}

type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;
export type Numbers = Readonly<Record<string, number | null>>;

export interface Answers {
  readonly derived: Derived;
  /** Episode by referral id. */
  readonly episodes: ReadonlyMap<string, Numbers>;
  /** Scores by referral id and scale: `R1 0`. */
  readonly scores: ReadonlyMap<string, Numbers>;
  readonly onward: ReadonlyMap<string, Numbers>;
}

/** A person's key is a hash of the id the test gives. */
export const keyOf = (id: Cell): string => createHash('md5').update(String(id)).digest('hex');

/** Stored day of a date, for expectations. */
export const day = dayNumber;

/** Case number of a test's referral id: `R7` is 7. */
const numberOf = (id: Cell): number => Number(String(id).slice(1));

const shared = { source_no: 1, load_id: 1 } as const;

const PRACTICES: readonly Row[] = [
  { practice_no: 1, practice_code: 'G85001', practice_name: 'First Surgery' },
  { practice_no: 2, practice_code: 'G85002', practice_name: 'Second Surgery' },
];
const PCNS: readonly Row[] = [
  { pcn_no: 1, pcn_code: 'U00001', pcn_name: 'North PCN' },
  { pcn_no: 2, pcn_code: 'U00002', pcn_name: 'South PCN' },
];
const MEMBERSHIPS: readonly Row[] = [
  { practice_no: 1, pcn_no: 1, start_date: '2019-07-01', end_date: null },
  { practice_no: 2, pcn_no: 2, start_date: '2019-07-01', end_date: null },
];
const COVERAGE: readonly Row[] = [1, 2].map((practice_no) => ({
  practice_no,
  covers_from: '2022-01-01',
  covers_to: '2026-09-30',
}));

const tables = `referral, referral_need, contact, onward, assessment, gp_appointment, person,
  possible_duplicate, gp_coverage, pcn_membership, list_size, link_worker_period, link_worker,
  provider, lsoa, team, practice_today, episode, episode_score, episode_onward,
  episode_comparator, stale_person, person_number, practice, pcn, data_version, import_load,
  source_system`;

/** Empties the database, writes the events and derives everyone. */
export async function derive(database: Database, events: Events): Promise<Answers> {
  return database.transaction('hand-made events', async ({ client }) => {
    await client.query(`truncate ${tables} restart identity cascade`);
    const write = async (table: string, rows: readonly Row[] = []): Promise<void> => {
      const names = Object.keys(Object.assign({}, ...rows) as Row);
      if (rows.length === 0) return;
      await client.query(
        `insert into ${table} (${names.join(', ')}) overriding system value
         select ${names.join(', ')} from json_populate_recordset(null::${table}, $1)`,
        [JSON.stringify(rows)],
      );
    };
    await write('source_system', [{ source_no: 1, name: 'hand-made' }]);
    await write('import_load', [load]);
    await write('data_version', [dataVersion(events.dataTo ?? '2026-09-30')]);
    await write('practice', (events.practices ?? PRACTICES).map(practiceRow));
    await write(
      'pcn',
      PCNS.map((row) => ({ stub: false, ...row })),
    );
    await write('pcn_membership', (events.memberships ?? MEMBERSHIPS).map(membershipRow));
    await write(
      'gp_coverage',
      (events.coverage ?? COVERAGE).map((row) => ({ source_no: 1, ...row })),
    );
    await write('lsoa', events.lsoas);
    await write('list_size', events.lists);
    await write('link_worker', workersOf(events.workers ?? []));
    await write('link_worker_period', events.workers);
    await write('provider', [
      { provider_no: 1, ...shared, provider_id: 'P1', name: 'Garden', stub: false },
    ]);
    await write('person', (events.people ?? peopleOf(events)).map(personRow));
    await write('referral', events.referrals?.map(referralRow));
    await write(
      'referral_need',
      events.needs?.map(caseRow({ stage: 'referral', is_primary: false })),
    );
    await write('contact', events.contacts?.map(contactRow));
    await write('onward', events.onward?.map(onwardRow));
    await write('assessment', events.assessments?.map(assessmentRow));
    await write('gp_appointment', events.appointments?.map(appointmentRow));
    await write('possible_duplicate', events.duplicates?.map(duplicateRow));
    const derived = await deriveEpisodes(client, { changedOnly: false });
    return { derived, ...(await readAnswers((sql) => client.query<Row & Numbers>(sql))) };
  });
}

async function readAnswers(
  query: (sql: string) => Promise<{ rows: (Row & Numbers)[] }>,
): Promise<Omit<Answers, 'derived'>> {
  const by = (rows: readonly (Row & Numbers)[], key: (row: Row) => string) =>
    new Map(rows.map((row) => [key(row), row as Numbers]));
  const read = async (table: string) =>
    (await query(`select * from ${table} order by referral_no`)).rows;
  return {
    episodes: by(await read('episode'), (row) => `R${row['referral_no']}`),
    scores: by(await read('episode_score'), (row) => `R${row['referral_no']} ${row['scale']}`),
    onward: by(await read('episode_onward'), (row) => String(row['onward_id'])),
  };
}

const load: Row = {
  load_id: 1,
  name: 'hand-made',
  source_no: 1,
  status: 'loaded',
  mode: 'full',
  manifest: '{}',
  demo: true,
  started_at: '2026-10-05T06:00:00Z',
  finished_at: '2026-10-05T06:00:00Z',
  report: '{}',
};

const dataVersion = (to: string): Row => ({
  version: 1,
  name: 'hand-1',
  load_id: 1,
  made_at: '2026-10-05T06:00:00Z',
  demo: true,
  cases_from: '2023-01-01',
  cases_to: to,
  wellbeing_to: to,
  appointments_from: '2022-01-01',
  appointments_to: to,
});

const practiceRow = (row: Row): Row => ({
  show_in_charts: true,
  stub: false,
  out_of_area: false,
  ...row,
});
const membershipRow = (row: Row): Row => ({ date_quality: 'actual', ...row });

/** Everybody a referral, appointment or assessment names, all ordinary. */
function peopleOf(events: Events): Row[] {
  const named = [events.referrals, events.appointments, events.assessments].flatMap(
    (rows) => rows?.map((row) => row['person']!) ?? [],
  );
  return [...new Set(named)].map((person) => ({ person }));
}

function workersOf(periods: readonly Row[]): Row[] {
  return [...new Set(periods.map((row) => row['worker_no']!))].map((worker_no) => ({
    worker_no,
    worker_id: `W${worker_no}`,
    source_no: 1,
    stub: false,
  }));
}

function personRow({ person, ...row }: Row): Row {
  return {
    ...shared,
    person_key: keyOf(person!),
    practice_no: 1,
    practice_from: '2010-01-01',
    birth_year: 1960,
    sex: 'female',
    ethnic: 'A',
    ndoo: false,
    comparison_sample: false,
    stub: false,
    withdrawn: false,
    ...row,
  };
}

function referralRow({ id, person, ...row }: Row): Row {
  return {
    ...shared,
    person_key: keyOf(person!),
    referral_no: numberOf(id!),
    referral_id: id!,
    source_type: 'gp',
    status: 'active',
    withdrawn: false,
    ...row,
  };
}

const caseRow =
  (defaults: Row) =>
  ({ referral, person, ...row }: Row): Row => ({
    load_id: 1,
    person_key: keyOf(person!),
    referral_no: referral === null || referral === undefined ? null : numberOf(referral),
    ...defaults,
    ...row,
  });

let serial = 0;
const next = (): string => `E${String(++serial).padStart(6, '0')}`;

const contactRow = (row: Row): Row =>
  caseRow({ source_no: 1, contact_id: next(), mode: 'phone', outcome: 'attended' })(row);

const onwardRow = ({ id, ...row }: Row): Row =>
  caseRow({
    source_no: 1,
    onward_id: id ?? next(),
    kind: 'referral',
    category: 'nature_green',
    green: 'yes',
    provider_no: 1,
  })(row);

const assessmentRow = (row: Row): Row =>
  caseRow({
    source_no: 1,
    assessment_id: next(),
    instrument: 'ons4',
    item: 'life_satisfaction',
    superseded: false,
  })(row);

function appointmentRow({ person, status, staff, category, ...row }: Row): Row {
  return {
    ...shared,
    person_key: keyOf(person!),
    practice_no: 1,
    appointment_id: next(),
    status: codeOrdinal('appointment_status', String(status ?? 'attended')),
    hcp_group: codeOrdinal('hcp_group', String(staff ?? 'gp')),
    category: codeOrdinal('national_category', String(category ?? 'general_consultation_routine')),
    mode: 0,
    setting: 0,
    ...row,
  };
}

const duplicateRow = ({ person, referral, other, ...row }: Row): Row => ({
  load_id: 1,
  person_key: keyOf(person!),
  referral_no: numberOf(referral!),
  other_referral_no: numberOf(other!),
  ...row,
});
