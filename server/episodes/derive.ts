import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type pg from 'pg';
import { readSql, sqlFolder } from '../database/migrate.ts';
import { nameFailure } from '../database/error.ts';
import { compareGp } from './compare.ts';
import type { Comparison } from './compare.ts';

import { pcnsOn } from './practice-today.ts';
import type { Membership, PracticePlace } from './practice-today.ts';
import { writeRules } from './rules.ts';

export interface DeriveOptions {
  /**
   * Only people named in `stale_person` (the loader writes there everyone whose events it added,
   * changed or removed) and those whose figures still move with the end of the data. Everyone
   * anyway when rules, places, membership or the start of coverage are not what they were.
   */
  readonly changedOnly: boolean;
}

export interface Derived {
  /** People whose episodes were worked out again, and whether that was everyone. */
  readonly people: number;
  readonly everyone: boolean;
  readonly episodes: number;
  readonly scores: number;
  readonly onward: number;
  readonly comparison: Comparison;
  /** Milliseconds of each step, in order. */
  readonly steps: Readonly<Record<string, number>>;
}

/** Days after which nothing about a closed case can change by the mere passing of time. */
const SETTLED_AFTER = 500;

/**
 * Derives episodes, scores, onward activities and comparators from the contract tables, with the
 * rules of metrics.md. Run inside the transaction of a load, after its `data_version` row is
 * written (the end of each feed is read from the latest). Leaves `stale_person` empty.
 *
 * @throws Error when there is no data version; DatabaseError naming the step that failed
 */
export async function deriveEpisodes(
  client: pg.ClientBase,
  options: DeriveOptions,
): Promise<Derived> {
  const clock = stopwatch();
  await step(client, 'settings of a derivation', batchSettings);
  const everyone = (await prepare(client)) || !options.changedOnly;
  const people = await markStale(client, everyone);
  clock.lap('prepare');
  for (const file of readSql(join(sqlFolder, 'episode'))) {
    await step(client, `derive ${file.name}`, file.sql);
    clock.lap(file.name);
  }
  const comparison = await compareGp(client);
  clock.lap('comparison');
  await step(client, 'tidy up after deriving', tidy);
  clock.lap('tidy');
  const counts = await client.query<Record<'episodes' | 'scores' | 'onward', number>>(
    `select (select count(*) from episode)::int as episodes,
       (select count(*) from episode_score)::int as scores,
       (select count(*) from episode_onward)::int as onward`,
  );
  return { people, everyone, ...counts.rows[0]!, comparison, steps: clock.laps };
}

/**
 * The planner takes the parts of a key (person, referral) as independent, expects one row from
 * every join and loops: 70 s for 16,000 referrals where hashing takes 0.3 s.
 */
const batchSettings = `
  set local enable_nestloop = off;
  set local jit = off;
  set local work_mem = '256MB';`;

const tidy = `
  set local enable_nestloop = default;
  set local jit = default;
  set local work_mem = default;
  notify data_version;
  truncate case_link, case_person, case_course, case_onward, case_observed, case_gp;
  delete from stale_person;
  analyze episode (person_key, referral_no, practice, pcn_then, pcn_today, referred, referred_month);
  analyze episode_score (person_key, referral_no, scale);
  analyze episode_onward (person_key, referral_no);
  analyze episode_comparator (person_key, referral_no);
  analyze list_size_month (practice, month);`;

async function step(client: pg.ClientBase, name: string, sql: string): Promise<void> {
  try {
    await client.query(sql);
  } catch (failure) {
    throw nameFailure(name, failure);
  }
}

interface Dates {
  readonly cases_from: number | null;
  readonly cases_to: number | null;
  readonly wellbeing_to: number | null;
  readonly appointments_to: number | null;
}

/** Writes rules, today's PCNs and data-to dates. @returns true when everyone must be derived. */
async function prepare(client: pg.ClientBase): Promise<boolean> {
  const rules = fingerprintOf(await writeRules(client));
  const dates = await latestDates(client);
  if (dates.cases_to === null) {
    throw new Error('no end of the case data; write the data_version row before deriving');
  }
  await writePracticeToday(client, dates.cases_to);
  const found = await client.query<{ places: string }>(placesFingerprint);
  const { places } = found.rows[0]!;
  const before = await client.query<{ rules: string; places: string }>(
    'select rules, places from derivation',
  );
  await client.query('delete from derivation');
  await client.query(
    `insert into derivation (rules, places, cases_from, cases_to, wellbeing_to, appointments_to)
     values ($1, $2, $3, $4, $5, $6)`,
    [rules, places, dates.cases_from, dates.cases_to, dates.wellbeing_to, dates.appointments_to],
  );
  const last = before.rows[0];
  return last?.rules !== rules || last.places !== places;
}

/** The rules as rows and as SQL: episodes made by another release are made again at the next load. */
function fingerprintOf(rules: string): string {
  const hash = createHash('sha256').update(rules);
  for (const { sql } of readSql(join(sqlFolder, 'episode'))) hash.update(sql);
  return hash.digest('hex');
}

async function latestDates(client: pg.ClientBase): Promise<Dates> {
  const found = await client.query<Dates>(
    `select cases_from - date '1970-01-01' as cases_from, cases_to - date '1970-01-01' as cases_to,
       wellbeing_to - date '1970-01-01' as wellbeing_to,
       appointments_to - date '1970-01-01' as appointments_to
     from data_version order by version desc limit 1`,
  );
  const dates = found.rows[0];
  if (!dates) throw new Error('no data version; write the data_version row before deriving');
  return dates;
}

async function writePracticeToday(client: pg.ClientBase, today: number): Promise<void> {
  const practices = await client.query<PracticePlace>(
    'select practice_no, practice_code, successor_code from practice',
  );
  const memberships = await client.query<Membership>(
    `select practice_no, pcn_no, start_date::text as start_date, end_date::text as end_date
     from pcn_membership`,
  );
  const pcns = [...pcnsOn(today, practices.rows, memberships.rows)];
  await client.query('delete from practice_today');
  await client.query(
    'insert into practice_today select * from unnest($1::smallint[], $2::smallint[])',
    [pcns.map(([practice]) => practice), pcns.map(([, pcn]) => pcn)],
  );
}

/** What of the places an episode depends on; the end of coverage is left out, it moves each month. */
const placesFingerprint = `
  select md5(concat_ws('/',
    (select string_agg(concat_ws(',', practice_no, pcn_no), ';' order by practice_no)
     from practice_today),
    (select string_agg(concat_ws(',', practice_no, pcn_no, start_date, end_date), ';'
       order by practice_no, start_date) from pcn_membership),
    (select string_agg(concat_ws(',', worker_no, start_date, pcn_no, team), ';'
       order by worker_no, start_date) from link_worker_period),
    (select string_agg(concat_ws(',', practice_no, covers_from), ';'
       order by practice_no, covers_from, source_no) from gp_coverage),
    (select md5(string_agg(concat_ws(',', lsoa21, imd_quintile, imd_quintile_local, ward_code), ';'
       order by lsoa21)) from lsoa))) as places`;

/** Fills `stale_person`. A case is settled once closed and past every window of every feed. */
async function markStale(client: pg.ClientBase, everyone: boolean): Promise<number> {
  await step(
    client,
    'mark people to derive again',
    everyone
      ? `insert into stale_person
           select person_key from referral union select person_key from episode
         on conflict do nothing`
      : `insert into stale_person
           select e.person_key
           from episode e
           cross join derivation d
           cross join (select min(covers_to) - date '1970-01-01' as to_day from gp_coverage) g
           where coalesce(e.closed, d.cases_to) + ${SETTLED_AFTER}
             > least(d.cases_to, d.wellbeing_to, d.appointments_to, g.to_day)
           union
           select person_key from episode_onward where sustained = 2
         on conflict do nothing`,
  );
  await client.query('analyze stale_person');
  const counted = await client.query<{ people: number }>(
    'select count(*)::int as people from stale_person',
  );
  return counted.rows[0]!.people;
}

function stopwatch(): { lap(name: string): void; readonly laps: Record<string, number> } {
  const laps: Record<string, number> = {};
  let last = performance.now();
  return {
    laps,
    lap(name) {
      const now = performance.now();
      laps[name] = Math.round(now - last);
      last = now;
    },
  };
}
