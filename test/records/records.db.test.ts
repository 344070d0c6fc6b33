import { beforeAll, describe, expect, it } from 'vitest';
import { codeOrdinal } from '#dimensions/codes.ts';
import { metricOf } from '#metrics';
import type { Statistic } from '#figure/draft.ts';
import { dayNumber } from '#figure/month.ts';
import type { Role } from '../../server/access/viewer.ts';
import { select } from '../../server/counting/select.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import { latePractices } from '../../server/records/freshness.ts';
import { answerFromRecords } from '../../server/records/index.ts';
import type { Answer } from '../../server/kinds/kind.ts';
import { DATA_TO, cohortOf, dictionaries } from '../metrics/support.ts';
import { withDatabase } from '../support/database.ts';

const database = withDatabase();
const PERSON = '00000000-0000-4000-8000-000000000001';
const referred = dayNumber('2026-01-15');

/** Four index referrals: measured twice, overdue, due in four days, and overdue but closed long ago. */
const snapshot = snapshotFromRows(
  {
    episode: [
      { referred, person: 0, index_referral: 1, linkage: 0, wait_end: 1, practice: 0, team: 0 },
      {
        referred,
        person: 1,
        index_referral: 1,
        linkage: 1,
        wait_end: 0,
        practice: 0,
        team: 0,
        possible_duplicate: 1,
      },
      { referred, person: 2, index_referral: 1, linkage: 2, wait_end: 1, practice: 0, team: 0 },
      {
        referred,
        person: 3,
        index_referral: 1,
        linkage: 0,
        wait_end: 1,
        closed: DATA_TO - 200,
        closure: codeOrdinal('closure_reason', 'duplicate'),
        team: 0,
      },
    ],
    score: [
      { episode: 0, scale: 0, state: 3, before: 400, after: 600, before_day: DATA_TO - 200 },
      { episode: 1, scale: 0, state: 2, before: 400, before_day: DATA_TO - 100 },
      { episode: 2, scale: 0, state: 1, before: 400, before_day: DATA_TO - 80 },
      { episode: 3, scale: 0, state: 2, before: 400, before_day: DATA_TO - 240 },
    ],
    onward: [
      { episode: 0, kind: 1, green: 1 },
      { episode: 0, kind: 0, green: 2 },
    ],
  },
  { dictionaries, dataTo: { cases: DATA_TO, wellbeing: DATA_TO, appointments: DATA_TO - 60 } },
);

async function ask(id: string, by: string, role: Role = 'manager', exact = true): Promise<Answer> {
  const cohort = cohortOf();
  const read = database();
  return answerFromRecords({
    metric: metricOf(id),
    by,
    cohort,
    snapshot,
    selection: select(snapshot, cohort, { rows: 'everything' }),
    viewer: { id: 'v', name: 'v', role, pcns: [] },
    access: { read, records: (_, work) => work(read) },
    exact,
  });
}

function values(answer: Answer, column: string): Record<string, Statistic | undefined> {
  return Object.fromEntries(answer.draft.rows.map((row) => [row.key, row.cells[column]]));
}

/** The least that an episode of a case can be. */
async function oneEpisode(referralNo: number): Promise<string> {
  const columns = await database().query<{ name: string }>(
    'columns of the episode',
    `select column_name as name from information_schema.columns
     where table_name = 'episode' and is_nullable = 'NO'`,
  );
  const given: Record<string, string> = {
    person_key: `'${PERSON}'`,
    referral_no: String(referralNo),
    person: '1',
    referred: String(referred),
  };
  const names = columns.map(({ name }) => name);
  return `insert into episode (${names.join(', ')}) values (${names.map((name) => given[name] ?? '0').join(', ')})`;
}

beforeAll(async () => {
  const run = (sql: string): Promise<unknown> => database().query('rows for the test', sql);
  await run(`insert into source_system (source_no, name) values (1, 'test')`);
  await run(`insert into import_load (load_id, name, source_no, status, mode, manifest, demo, started_at, finished_at, report)
    values (1, 'older', 1, 'loaded', 'full', '{}', true, now(), now(), '{}'),
           (2, 'newer', 1, 'loaded', 'full', '{}', true, now(), now(), '{}'),
           (3, 'refused', 1, 'refused', 'full', '{}', true, now(), now(), '{}')`);
  await run(`insert into unmapped_value values
    (1, 'need', 'older term', 9), (2, 'source_type', 'one', 3), (2, 'source_type', 'two', 4), (2, 'need', 'three', 1)`);
  await run(`insert into import_report (load_id, file, rule, severity, rows)
    values (1, 'contacts', 'V18', 'Q', 99), (2, 'contacts', 'V18', 'Q', 12), (2, 'assessments', 'V22', 'Q', 9), (2, 'referrals', 'V15', 'W', 20)`);
  await run(`insert into practice (practice_no, practice_code, practice_name)
    overriding system value values (0, 'G00001', 'One'), (1, 'G00002', 'Two')`);
  await run(`insert into gp_coverage (source_no, practice_no, covers_from, covers_to)
    values (1, 0, '2022-01-01', '2026-09-30'), (1, 1, '2022-01-01', '2026-07-01')`);
  const referral = (no: number, id: string, more: string): string =>
    `('${PERSON}', ${no}, 1, '${id}', '2026-01-15', 'gp', ${more}, 2)`;
  await run(`insert into referral (person_key, referral_no, source_no, referral_id, referred_on, source_type, status, duplicate_of, withdrawn, load_id)
    values ${referral(1, 'R1', `'active', null, false`)},
           ${referral(2, 'R2', `'active', 'R1', false`)},
           ${referral(3, 'R3', `'entered_in_error', null, false`)},
           ${referral(4, 'R4', `'active', null, true`)},
           ${referral(5, 'R5', `'active', 'R9', false`)}`);
  await run(await oneEpisode(5));
  await run(`insert into possible_duplicate values
    ('${PERSON}', 1, 4, 2, 'different'), ('${PERSON}', 3, 4, 2, 'same'), ('${PERSON}', 2, 1, 2, null)`);
});

describe('freshness', () => {
  it('says how far each practice reaches, how far behind it is, and who is not there', async () => {
    const answer = await ask('freshness', 'practice');
    expect(values(answer, 'to')).toMatchObject({
      G00001: { value: '2026-09-30' },
      G00002: { value: '2026-07-01' },
      G00003: { state: 'missing' },
    });
    expect(answer.draft.rows.map(({ key }) => key)).toEqual([
      'G00003',
      'Y00004',
      'G00002',
      'G00001',
    ]);
    expect(values(answer, 'behind')['G00002']).toMatchObject({ value: 91 });
    expect(answer.caveats.join(' ')).toContain('G00002');
  });

  it('counts the practices that are behind the others, or not there', async () => {
    expect(await latePractices({ snapshot, access: { read: database() } })).toBe(3);
  });

  it('says how far each feed reaches', async () => {
    const answer = await ask('freshness', 'feed');
    expect(values(answer, 'state')).toMatchObject({
      cases: { value: 'in step' },
      appointments: { value: 'behind' },
    });
  });
});

describe('unmapped', () => {
  it('counts the terms of the newest load that was taken, by list', async () => {
    const answer = await ask('unmapped', 'list');
    expect(values(answer, 'rows')).toEqual({
      need: { kind: 'count', n: 1 },
      source_type: { kind: 'count', n: 7 },
    });
    expect(answer.draft.total?.cells['terms']).toEqual({ kind: 'count', n: 3 });
  });
});

describe('duplicates', () => {
  it('tells the manager of those settled and those waiting', async () => {
    expect(values(await ask('duplicates', 'reason'), 'n')).toMatchObject({
      possible: { n: 1 },
      marked: { n: 1 },
      alone: { n: 1 },
      same: { n: 1 },
      different: { n: 1 },
    });
  });

  it('tells a commissioner of those in the figures only, and reads no record', async () => {
    expect(Object.keys(values(await ask('duplicates', 'reason', 'commissioner'), 'n'))).toEqual([
      'possible',
    ]);
  });
});

describe('discrepancies', () => {
  it('counts every reason from what is loaded', async () => {
    expect(values(await ask('discrepancies', 'reason'), 'n')).toMatchObject({
      repeat: { n: 0 },
      waiting: { n: 1 },
      opted_out: { n: 1 },
      no_feed: { n: 1 },
      no_practice: { n: 1 },
      first_only: { n: 3 },
      later_only: { n: 0 },
      signposts: { n: 1 },
      green_unknown: { n: 1 },
      quarantined: { n: 21 },
      scores_refused: { n: 9 },
      withdrawn: { n: 1 },
      in_error: { n: 1 },
      alone: { n: 1 },
      closed_duplicate: { n: 1 },
    });
  });
});

describe('follow-up due', () => {
  beforeAll(async () => {
    await database().query('one episode', await oneEpisode(1));
  });

  it('tells overdue from due soon from too late, and what doing them would make of the share', async () => {
    const answer = await ask('follow-up-due', 'due');
    expect(values(answer, 'n')).toEqual({
      overdue: { kind: 'count', n: 1 },
      soon: { kind: 'count', n: 1 },
      too_late: { kind: 'count', n: 1 },
    });
    expect(answer.draft.total?.cells).toMatchObject({
      n: { n: 2 },
      now: { x: 1, n: 3 },
      if_done: { x: 3, n: 4 },
    });
  });

  it('counts them by team', async () => {
    expect(values(await ask('follow-up-due', 'team'), 'overdue')).toMatchObject({
      North: { n: 1 },
    });
  });

  it('lists the cases by their reference, for the manager', async () => {
    const answer = await ask('follow-up-due', 'case');
    expect(answer.draft.rows.map((row) => row.key)).toEqual(['R1']);
    expect(answer.draft.rows[0]?.cells).toMatchObject({ late: { value: 16 } });
  });

  it.each([
    ['commissioner', true],
    ['director', true],
    ['manager', false],
  ] as const)('lists no case for a %s (exact: %s)', async (role, exact) => {
    const answer = await ask('follow-up-due', 'case', role, exact);
    expect(answer.draft.rows).toEqual([]);
    expect(answer.unavailable?.words).toContain('manager');
  });
});
