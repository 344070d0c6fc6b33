import { describe, expect, it } from 'vitest';
import { dimensionOf, ordinalOf } from '#dimensions';
import { withDatabase } from '../support/database.ts';
import { derive, day } from './hand-made.ts';
import type { Events, Row } from './hand-made.ts';

const database = withDatabase();
const ordinal = (dimension: string, code: string) => ordinalOf(dimensionOf(dimension), code);
const referred = (id: string, referred_on: string, more: Row = {}): Row => ({
  id,
  person: 'A',
  referred_on,
  ...more,
});
const of = async (events: Events) => (await derive(database(), events)).episodes;

describe('index referral', () => {
  const indexOf = async (...dates: string[]) => {
    const episodes = await of({ referrals: dates.map((date, at) => referred(`R${at + 1}`, date)) });
    return dates.map((_, at) => episodes.get(`R${at + 1}`)?.['index_referral']);
  };

  it('has no other referral in the 365 days before it', async () => {
    expect(await indexOf('2024-03-01', '2025-03-01')).toEqual([1, 0]);
    expect(await indexOf('2024-03-01', '2025-03-02')).toEqual([1, 1]);
  });

  it('counts days, not anniversaries: across 29 February a year is 366 of them', async () => {
    expect(await indexOf('2023-06-01', '2024-05-31')).toEqual([1, 0]);
    expect(await indexOf('2023-06-01', '2024-06-01')).toEqual([1, 1]);
  });

  it('looks back from each referral to the last, whether or not that was one', async () => {
    expect(await indexOf('2023-06-01', '2024-03-01', '2024-12-01')).toEqual([1, 0, 0]);
  });

  it('is the first by reference of two on one day', async () => {
    expect(await indexOf('2024-03-01', '2024-03-01')).toEqual([1, 0]);
  });

  it('does not see referrals that are not counted', async () => {
    const episodes = await of({
      referrals: [
        referred('R1', '2024-01-01', { status: 'entered_in_error' }),
        referred('R2', '2024-02-01', { withdrawn: true }),
        referred('R3', '2024-03-01'),
      ],
    });
    expect([...episodes.keys()]).toEqual(['R3']);
    expect(episodes.get('R3')).toMatchObject({ index_referral: 1 });
  });
});

describe('duplicates', () => {
  it('are not counted, and their contacts belong to the case that stays', async () => {
    const episodes = await of({
      referrals: [
        referred('R1', '2024-03-01'),
        referred('R2', '2024-03-05', { duplicate_of: 'R1' }),
        referred('R3', '2024-03-08'),
      ],
      duplicates: [{ person: 'A', referral: 'R3', other: 'R1', settled: 'same' }],
      contacts: ['R1', 'R2', 'R3'].map((referral) => ({
        person: 'A',
        referral,
        contact_on: '2024-03-20',
      })),
    });
    expect([...episodes.keys()]).toEqual(['R1']);
    expect(episodes.get('R1')).toMatchObject({ contacts_attended: 3, possible_duplicate: 0 });
  });

  it('of a duplicate give their contacts to the case that stays, by either way of being joined', async () => {
    const episodes = await of({
      referrals: [
        referred('R1', '2024-03-01'),
        referred('R2', '2024-03-05', { duplicate_of: 'R1' }),
        referred('R3', '2024-03-08', { duplicate_of: 'R2' }),
        referred('R4', '2024-03-09'),
      ],
      duplicates: [{ person: 'A', referral: 'R4', other: 'R3', settled: 'same' }],
      contacts: ['R1', 'R2', 'R3', 'R4'].map((referral) => ({
        person: 'A',
        referral,
        contact_on: '2024-03-20',
      })),
    });
    expect([...episodes.keys()]).toEqual(['R1']);
    expect(episodes.get('R1')).toMatchObject({ contacts_attended: 4 });
  });

  /** Which cases are counted, and how many contacts each has of one in every case. */
  const counted = async (referrals: readonly Row[], duplicates: readonly Row[] = []) => {
    const contacts = referrals.map(({ id }) => ({
      person: 'A',
      referral: id!,
      contact_on: '2024-03-25',
    }));
    const episodes = await of({ referrals, duplicates, contacts });
    return [...episodes].map(([id, row]) => [id, row['contacts_attended']]);
  };
  const of1 = (no: number, more: Row = {}): Row => referred(`R${no}`, `2024-03-0${no}`, more);

  it('of a case that is not here are counted once, by the first of them', async () => {
    const missing = { duplicate_of: 'R99' };
    expect(await counted([of1(2, missing)])).toEqual([['R2', 1]]);
    expect(await counted([of1(3, missing), of1(2, missing), of1(4)])).toEqual([
      ['R2', 2],
      ['R4', 1],
    ]);
  });

  it.each([
    ['withdrawn', { withdrawn: true }],
    ['entered in error', { status: 'entered_in_error' }],
  ])('of a case %s are counted in its place', async (_, gone) => {
    const first = { duplicate_of: 'R1' };
    expect(await counted([of1(1, gone), of1(2, first), of1(3, first)])).toEqual([['R2', 2]]);
    const settled = [{ person: 'A', referral: 'R2', other: 'R1', settled: 'same' }];
    expect(await counted([of1(1, gone), of1(2)], settled)).toEqual([['R2', 1]]);
  });

  it('are followed through a case that is gone to the one that stays', async () => {
    const gone = of1(2, { duplicate_of: 'R1', withdrawn: true });
    expect(await counted([of1(1), gone, of1(3, { duplicate_of: 'R2' })])).toEqual([['R1', 2]]);
  });

  it('that name each other in a ring, or themselves, are counted once', async () => {
    const ring = [
      of1(1, { duplicate_of: 'R3' }),
      of1(2, { duplicate_of: 'R1' }),
      of1(3, { duplicate_of: 'R2' }),
      of1(4, { duplicate_of: 'R3' }),
    ];
    expect(await counted(ring)).toEqual([['R1', 4]]);
    expect(await counted([of1(1, { duplicate_of: 'R1' })])).toEqual([['R1', 1]]);
  });

  it('that nobody has settled stay, and say so on both', async () => {
    const episodes = await of({
      referrals: ['R1', 'R2', 'R3'].map((id, at) => referred(id, `2024-03-0${at + 1}`)),
      duplicates: [
        { person: 'A', referral: 'R2', other: 'R1', settled: null },
        { person: 'A', referral: 'R3', other: 'R1', settled: 'different' },
      ],
    });
    expect([...episodes.values()].map((row) => row['possible_duplicate'])).toEqual([1, 1, 0]);
  });
});

describe('practice and PCN', () => {
  const moved: Events = {
    memberships: [
      { practice_no: 1, pcn_no: 1, start_date: '2019-07-01', end_date: '2026-03-31' },
      { practice_no: 1, pcn_no: 2, start_date: '2026-04-01', end_date: null },
    ],
    referrals: [
      referred('R1', '2026-03-31'),
      referred('R2', '2026-04-01'),
      referred('R3', '2019-06-30'),
    ],
  };

  it('are those of the referral date, and today those of the end of the data', async () => {
    const episodes = await of(moved);
    const pcns = ['R1', 'R2', 'R3'].map((id) => {
      const row = episodes.get(id)!;
      return [row['pcn_then'], row['pcn_today']];
    });
    expect(pcns).toEqual([
      [1, 2],
      [2, 2],
      [null, 2],
    ]);
    const before = await of({ ...moved, dataTo: '2026-03-31' });
    expect(before.get('R1')).toMatchObject({ pcn_then: 1, pcn_today: 1 });
  });

  it('follow the successors of a practice that closed', async () => {
    const practices = [
      { practice_no: 1, practice_code: 'G85001', practice_name: 'A', successor_code: 'G85002' },
      { practice_no: 2, practice_code: 'G85002', practice_name: 'B', successor_code: 'G85003' },
      { practice_no: 3, practice_code: 'G85003', practice_name: 'C' },
    ];
    const memberships = [
      { practice_no: 1, pcn_no: 1, start_date: '2019-07-01', end_date: '2024-06-30' },
      { practice_no: 3, pcn_no: 2, start_date: '2019-07-01', end_date: null },
    ];
    const episodes = await of({
      practices,
      memberships,
      referrals: [referred('R1', '2024-03-01')],
    });
    expect(episodes.get('R1')).toMatchObject({ practice: 1, pcn_then: 1, pcn_today: 2 });
  });

  it("take the case's own practice before the person's, and keep a person with none", async () => {
    const episodes = await of({
      people: [{ person: 'A' }, { person: 'B', practice_no: null, practice_from: null }],
      referrals: [
        referred('R1', '2024-03-01', { practice_no: 2 }),
        { id: 'R2', person: 'B', referred_on: '2024-03-01' },
      ],
    });
    expect(episodes.get('R1')).toMatchObject({ practice: 2, pcn_then: 2 });
    expect(episodes.get('R2')).toMatchObject({ practice: null, pcn_then: null, linkage: 3 });
  });

  it('of somebody who moved are those of the referral date, not of the practice they joined later', async () => {
    const registered = { practice_from: '2024-06-01', practice_to: '2025-05-31' };
    const episodes = await of({
      people: [{ person: 'A', practice_no: 2, ...registered }],
      referrals: [
        referred('R1', '2024-05-31', { practice_no: 1 }),
        referred('R2', '2024-05-31'),
        referred('R3', '2024-06-01'),
        referred('R4', '2025-05-31'),
        referred('R5', '2025-06-01'),
      ].map((row) => ({ practice_no: null, ...row })),
    });
    const practices = ['R1', 'R2', 'R3', 'R4', 'R5'].map((id) => episodes.get(id)?.['practice']);
    expect(practices).toEqual([1, null, 2, 2, null]);
  });
});

describe('who is referred', () => {
  it('is in the age band of the referral month, to the month of birth', async () => {
    const ages = [
      { person: 'A', birth_year: 1959, birth_month: 4 },
      { person: 'B', birth_year: 1959, birth_month: 3 },
      { person: 'C', birth_year: 1959, birth_month: null },
      { person: 'D', birth_year: null },
    ];
    const episodes = await of({
      people: ages,
      referrals: ages.map(({ person }, at) => ({
        id: `R${at + 1}`,
        person,
        referred_on: '2024-03-01',
      })),
    });
    const bands = [...episodes.values()].map((row) => row['age']);
    expect(bands).toEqual(
      ['50-64', '65-74', '65-74', 'not_recorded'].map((code) => ordinal('age', code)),
    );
  });

  it('counts Chinese as Asian, and keeps the unknown apart', async () => {
    const given = ['R', 'H', 'Z', null, 'S'];
    const episodes = await of({
      people: given.map((ethnic, at) => ({
        person: `P${at}`,
        ethnic,
        sex: at ? 'not_stated' : 'male',
      })),
      referrals: given.map((_, at) => ({
        id: `R${at + 1}`,
        person: `P${at}`,
        referred_on: '2024-03-01',
      })),
    });
    const groups = [...episodes.values()].map((row) => row['ethnicity']);
    expect(groups).toEqual(
      ['asian', 'asian', 'not_recorded', 'not_recorded', 'other'].map((code) =>
        ordinal('ethnicity', code),
      ),
    );
    expect(episodes.get('R1')).toMatchObject({ sex: ordinal('sex', 'male') });
    expect(episodes.get('R2')).toMatchObject({ sex: ordinal('sex', 'not_recorded') });
  });

  it('has the deprivation of the home area, in England and in the borough', async () => {
    const episodes = await of({
      lsoas: [{ lsoa21: 'E01003189', imd_quintile: 2, imd_quintile_local: 5 }],
      people: [{ person: 'A', lsoa21: 'E01003189' }, { person: 'B' }],
      referrals: [
        referred('R1', '2024-03-01'),
        { id: 'R2', person: 'B', referred_on: '2024-03-01' },
      ],
    });
    expect(episodes.get('R1')).toMatchObject({ deprivation: 1, local_deprivation: 4 });
    const unknown = ordinal('deprivation', 'not_recorded');
    expect(episodes.get('R2')).toMatchObject({ deprivation: unknown, local_deprivation: unknown });
  });

  it('has a main need and a mask of all needs mentioned', async () => {
    const need = (referral: string, need_code: string, is_primary = false) => ({
      person: 'A',
      referral,
      need_code,
      is_primary,
    });
    const episodes = await of({
      referrals: ['R1', 'R2', 'R3'].map((id) => referred(id, '2024-03-01')),
      needs: [need('R1', 'housing', true), need('R1', 'food'), need('R2', 'food')],
    });
    const bit = (code: string) => 1 << ordinal('need', code);
    expect(episodes.get('R1')).toMatchObject({
      need: ordinal('need', 'housing'),
      needs_mask: bit('housing') | bit('food'),
    });
    expect(episodes.get('R2')).toMatchObject({ need: ordinal('need', 'food') });
    expect(episodes.get('R3')).toMatchObject({
      need: ordinal('need', 'not_recorded'),
      needs_mask: 0,
    });
  });

  it('keeps whole calendar days and months, whatever the clocks do', async () => {
    // Clocks went forward on 31 March 2024 and back on 27 October 2024.
    const dates = ['2024-03-31', '2024-10-27', '2024-02-29', '2024-12-31'];
    const episodes = await of({ referrals: dates.map((date, at) => referred(`R${at + 1}`, date)) });
    const stored = dates.map((_, at) => {
      const row = episodes.get(`R${at + 1}`)!;
      return [row['referred'], row['referred_month']];
    });
    expect(stored).toEqual([
      [day('2024-03-31'), 290],
      [day('2024-10-27'), 297],
      [day('2024-02-29'), 289],
      [day('2024-12-31'), 299],
    ]);
  });
});

describe('team', () => {
  it('is the one the link worker had last begun by the referral, else the first', async () => {
    const period = (start_date: string, pcn_no: number, team: string | null) => ({
      worker_no: 1,
      start_date,
      pcn_no,
      team,
      wte: 1,
    });
    const { episodes } = await derive(database(), {
      workers: [period('2023-01-01', 1, null), period('2024-03-01', 2, 'South team')],
      referrals: ['2022-01-01', '2024-02-29', '2024-03-01'].map((date, at) =>
        referred(`R${at + 1}`, date, { worker_no: 1 }),
      ),
    });
    const teams = await database().query<{ team_no: number; team_code: string }>(
      'teams',
      'select team_no, team_code from team',
    );
    const codes = ['R1', 'R2', 'R3'].map(
      (id) => teams.find((team) => team.team_no === episodes.get(id)!['team'])?.team_code,
    );
    expect(codes).toEqual(['U00001', 'U00001', 'South team']);
  });
});
