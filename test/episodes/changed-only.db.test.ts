import { beforeAll, describe, expect, it } from 'vitest';
import { deriveEpisodes } from '../../server/episodes/derive.ts';
import type { Derived } from '../../server/episodes/derive.ts';
import { episodeColumns } from '../../server/episodes/columns.ts';
import { loadExtract } from '../../server/imports/load.ts';
import { generateExtract } from '../../seeds/synthetic/index.ts';
import { withDatabase } from '../support/database.ts';

const database = withDatabase();

beforeAll(async () => {
  const extract = generateExtract({ size: 'tiny', seed: 3 });
  await loadExtract(extract, { database: database(), pseudonymKey: Buffer.alloc(32, 7) });
});

const run = (changedOnly: boolean, before: readonly string[] = []): Promise<Derived> =>
  database().transaction('derive', async ({ client }) => {
    for (const sql of before) await client.query(sql);
    return deriveEpisodes(client, { changedOnly });
  });

/** Every value of every derived table, in order. */
const everything = async (): Promise<unknown[]> => {
  const tables = ['episode', 'episode_score', 'episode_onward', 'episode_comparator'];
  const rows = await Promise.all(
    tables.map((table) =>
      database().query<{ row: string }>(table, `select t::text as row from ${table} t order by 1`),
    ),
  );
  return rows.map((each) => each.map(({ row }) => row));
};

const laterVersion = `insert into data_version (name, load_id, made_at, demo, cases_from, cases_to, wellbeing_to, appointments_from, appointments_to)
  select 'later-' || version, load_id, made_at, demo, cases_from, cases_to + 40, wellbeing_to + 40, appointments_from, appointments_to + 40
  from data_version order by version desc limit 1`;

/** Somebody closed two years ago who began an activity last week: not due yet to have kept it up. */
const longClosedLatelyBegun = [
  `create temp table lately on commit drop as
     select person_key, cases_to from onward cross join (
       select cases_to from data_version order by version desc limit 1) d
     where kind <> 'signpost' order by person_key limit 1`,
  `delete from contact using lately l where contact.person_key = l.person_key`,
  `update referral r set referred_on = cases_to - 800, received_on = null, accepted_on = null,
     first_contact_on = null, closed_on = cases_to - 700, status = 'closed'
   from lately l where r.person_key = l.person_key`,
  `update onward o set first_attended_on = cases_to - 7, last_attended_on = null, sessions_attended = 1
   from lately l where o.person_key = l.person_key`,
];

describe('deriving only who changed', () => {
  it('gives what deriving everyone gives, when an event changes', async () => {
    const derived = await run(true, [
      `update referral set closed_on = referred_on + 300, status = 'closed'
       where referral_no = (select min(referral_no) from referral)`,
      `insert into stale_person select person_key from referral
       where referral_no = (select min(referral_no) from referral) on conflict do nothing`,
    ]);
    expect(derived.everyone).toBe(false);
    const changed = await everything();
    const whole = await run(false);
    expect(derived.people).toBeLessThan(whole.people);
    expect(await everything()).toEqual(changed);
  });

  it('gives it when the data reach further, though nobody changed', async () => {
    await run(false, longClosedLatelyBegun);
    const before = await everything();
    expect(before[2]).toEqual(expect.arrayContaining([expect.stringMatching(/,2,\d+\)$/)]));
    const derived = await run(true, [
      laterVersion,
      `update gp_coverage set covers_to = covers_to + 40`,
    ]);
    expect(derived.everyone).toBe(false);
    const changed = await everything();
    expect(changed).not.toEqual(before);
    await run(false);
    expect(await everything()).toEqual(changed);
  });

  it('removes the episodes of a person whose referrals went', async () => {
    const gone = `(select person_key from referral order by referral_no limit 1)`;
    await run(true, [
      `insert into stale_person select person_key from ${gone} g on conflict do nothing`,
      `create temp table gone on commit drop as ${gone.slice(1, -1)}`,
      'delete from referral where person_key in (select person_key from gone)',
    ]);
    const [left] = await database().query<{ orphans: number }>(
      'orphans',
      `select count(*)::int as orphans from episode e
       left join referral r on r.person_key = e.person_key and r.referral_no = e.referral_no
       where r.person_key is null`,
    );
    expect(left!.orphans).toBe(0);
  });

  it('derives everyone when membership changes', async () => {
    const derived = await run(true, [
      `update pcn_membership set start_date = start_date + 1
       where practice_no = (select min(practice_no) from pcn_membership)`,
    ]);
    expect(derived.everyone).toBe(true);
  });

  it('leaves nobody stale and no working row behind', async () => {
    await run(false);
    const [left] = await database().query<{ rows: number }>(
      'left over',
      `select ((select count(*) from stale_person) + (select count(*) from case_person)
         + (select count(*) from case_gp))::int as rows`,
    );
    expect(left!.rows).toBe(0);
  });

  it('fills the columns of the contract, in its order, and no others', async () => {
    const columns = await database().query<{ name: string }>(
      'columns',
      `select column_name as name from information_schema.columns
       where table_name = 'episode' order by ordinal_position`,
    );
    expect(columns.map(({ name }) => name)).toEqual([
      'person_key',
      'referral_no',
      ...Object.keys(episodeColumns),
    ]);
  });
});
