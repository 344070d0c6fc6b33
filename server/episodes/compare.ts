import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { EVENT_MONTHS, eventMonthColumn } from './columns.ts';
import type { ColumnType } from './columns.ts';
import {
  BEFORE_DAYS,
  RUN_IN,
  WINDOW,
  contactsBetween,
  countedBetween,
  visitAt,
} from './candidates.ts';
import type { SampledPeople } from './candidates.ts';
import { copyColumns } from './copy-columns.ts';
import { match } from './matching.ts';
import type { Pairs, ReferredPeople } from './matching.ts';

export interface Comparison {
  /** Sampled people with observed days. */
  readonly sampled: number;
  /** Index referrals with complete windows, and those that found at least one comparator. */
  readonly eligible: number;
  readonly matched: number;
  readonly pairs: number;
  readonly matchedOn: readonly string[];
}

/** First 32 bits of a person's key: random (it is a keyed hash) and no matter in which order people came. */
const seed = (key: string): string => `('x' || left(${key}::text, 8))::bit(32)::int`;

const comparisonTables = `
  drop table if exists comparison_referred, comparison_sampled;
  create temp table comparison_referred on commit drop as
    select (row_number() over (order by person_key, referred, referral_no) - 1)::int as row, *
    from (
      select person_key, referral_no, person, ${seed('person_key')} as seed, referred, practice,
        age, sex, contact_day0, contact_run_in, contact_before, gp_before_${WINDOW}_${RUN_IN} as gp_before
      from episode
      where index_referral = 1 and linkage = 0
        and observed_before >= ${BEFORE_DAYS} and observed_after >= ${WINDOW}
    ) e;
  create temp table comparison_sampled on commit drop as
    select (row_number() over (order by p.person_key, v.covers_from) - 1)::int as row,
      p.person_key, n.person_no, ${seed('p.person_key')} as seed, p.practice_no,
      coalesce(sex.ordinal, unknown.ordinal) as sex, p.birth_year, p.birth_month,
      greatest(p.practice_from, v.covers_from) as first_on,
      least(p.practice_to, p.deceased_date, v.covers_to) as last_on,
      own.referred
    from person p
    join person_number n on n.person_key = p.person_key
    join practice_covered v on v.practice_no = p.practice_no
    cross join (select ordinal from rule_code where rule = 'sex' and code = '') unknown
    left join rule_code sex on sex.rule = 'sex' and sex.code = p.sex
    left join (
      select person_key, min(referred) as referred from episode group by person_key
    ) own on own.person_key = p.person_key
    where p.comparison_sample and not p.ndoo and not p.withdrawn
      and greatest(p.practice_from, v.covers_from) + ${BEFORE_DAYS + WINDOW}
        <= least(p.practice_to, p.deceased_date, v.covers_to);
  analyze comparison_referred, comparison_sampled;`;

const EPOCH = `date '1970-01-01'`;

/**
 * Matches index referrals with people of the comparison sample and fills `episode_comparator`.
 * Done here rather than in SQL: the candidate days of a borough's sample are half a million, and
 * counting around each takes typed arrays a second, window functions four.
 */
export async function compareGp(client: pg.ClientBase): Promise<Comparison> {
  await client.query(comparisonTables);
  const referred = await readReferred(client);
  const sampled = await readSampled(client);
  const pairs = match(referred, sampled);
  await client.query('delete from episode_comparator');
  await writePairs(client, pairs, sampled);
  await client.query('update derivation set matched_on = $1', [[...pairs.matchedOn]]);
  return {
    sampled: sampled.count,
    eligible: referred.count,
    matched: pairs.matched,
    pairs: pairs.referred.length,
    matchedOn: pairs.matchedOn,
  };
}

async function readReferred(client: pg.ClientBase): Promise<ReferredPeople> {
  const { rows, columns } = await copyColumns(
    client,
    `select person, seed, referred, practice, age, sex, contact_day0, contact_run_in, contact_before,
       gp_before
     from comparison_referred order by row`,
    ['int32', 'int32', 'int32', 'int16', 'uint8', 'uint8', 'uint8', 'uint8', 'uint8', 'uint8'],
  );
  const [person, seeds, day, practice, age, sex, onDay, inRunIn, before, gpBefore] = columns;
  return {
    count: rows,
    person: person!,
    seed: seeds!,
    day: day!,
    practice: practice!,
    age: age!,
    sex: sex!,
    contactOnDay: onDay!,
    contactsInRunIn: inRunIn!,
    contactsBefore: before!,
    gpBefore: gpBefore!,
  };
}

async function readSampled(client: pg.ClientBase): Promise<SampledPeople> {
  const int32 = (count: number): ColumnType[] => Array.from({ length: count }, () => 'int32');
  const { rows, columns } = await copyColumns(
    client,
    `select person_no, seed, practice_no, sex, birth_year, birth_month,
       first_on - ${EPOCH}, last_on - ${EPOCH}, referred
     from comparison_sampled order by row`,
    ['int32', 'int32', 'int16', 'uint8', 'int16', 'uint8', ...int32(3)],
  );
  const visits = await copyColumns(
    client,
    `select s.row, (a.starts_on - ${EPOCH}) * 2 + case when g.status is null then 0 else 1 end
     from comparison_sampled s
     join gp_appointment a
       on a.person_key = s.person_key and a.starts_on between s.first_on and s.last_on
     left join rule_gp g
       on g.status = a.status and g.hcp_group = a.hcp_group and g.category = a.category`,
    int32(2),
  );
  const [person, seeds, practice, sex, birthYear, birthMonth, firstDay, lastDay, own] = columns;
  return {
    count: rows,
    person: person!,
    seed: seeds!,
    practice: practice!,
    sex: sex!,
    birthYear: birthYear!,
    birthMonth: birthMonth!,
    firstDay: firstDay!,
    lastDay: lastDay!,
    referredDay: own!,
    ...sortVisits(rows, visits.columns[0]!, visits.columns[1]!),
  };
}

/** Visits of each sampled row together and in order of day. */
export function sortVisits(
  rows: number,
  row: ArrayLike<number>,
  visit: ArrayLike<number>,
): Pick<SampledPeople, 'start' | 'visits'> {
  const start = new Int32Array(rows + 1);
  for (let at = 0; at < row.length; at++) start[row[at]! + 1]!++;
  for (let at = 0; at < rows; at++) start[at + 1]! += start[at]!;
  const next = start.slice();
  const visits = new Int32Array(row.length);
  for (let at = 0; at < row.length; at++) visits[next[row[at]!]!++] = visit[at]!;
  for (let at = 0; at < rows; at++) visits.subarray(start[at]!, start[at + 1]!).sort();
  return { start, visits };
}

const months = Array.from({ length: EVENT_MONTHS * 2 + 1 }, (_, at) => at - EVENT_MONTHS).filter(
  (month) => month !== 0,
);

const pairColumns = [
  'person',
  'of',
  'before',
  'after',
  'contact_before',
  'contact_run_in',
  ...months.map(eventMonthColumn),
];

/** Most a byte column holds beside its missing value. */
const cap = (count: number): number => Math.min(count, 254);

/** Days of a month before or after the pseudo-index: the first is -30 to -1 or 1 to 30. */
const firstDayOf = (month: number): number => (month < 0 ? 30 * month : 30 * (month - 1) + 1);

/** Numbers of one pair, in the order of `pairColumns`; a month not wholly observed is null. */
export function pairValues(pairs: Pairs, pair: number, s: SampledPeople): (number | null)[] {
  const row = pairs.sampled[pair]!;
  const day = pairs.day[pair]!;
  const values: (number | null)[] = [
    s.person[row]!,
    pairs.of[pair]!,
    cap(countedBetween(s, row, day - BEFORE_DAYS, day - RUN_IN - 1)),
    cap(countedBetween(s, row, day + 1, day + WINDOW)),
    cap(contactsBetween(s, row, day - BEFORE_DAYS, day - RUN_IN - 1)),
    cap(contactsBetween(s, row, day - RUN_IN, day - 1)),
  ];
  const end = s.start[row + 1]!;
  let at = visitAt(s, row, day + firstDayOf(-EVENT_MONTHS));
  for (const month of months) {
    const from = day + firstDayOf(month);
    let counted = 0;
    for (; at < end && s.visits[at]! < (from + 30) * 2; at++)
      if (s.visits[at]! >= from * 2) counted += s.visits[at]! & 1;
    const seen = from >= s.firstDay[row]! && from + 29 <= s.lastDay[row]!;
    values.push(seen ? cap(counted) : null);
  }
  return values;
}

async function writePairs(client: pg.ClientBase, pairs: Pairs, s: SampledPeople): Promise<void> {
  const columns = pairColumns.map((name) => `"${name}"`).join(', ');
  await client.query(
    `drop table if exists comparison_pair;
     create temp table comparison_pair on commit drop as
       select 0 as row, ${columns} from episode_comparator limit 0`,
  );
  const stream = client.query(copyFrom(`copy comparison_pair (row, ${columns}) from stdin`));
  await pipeline(Readable.from(pairLines(pairs, s)), stream);
  await client.query(
    `insert into episode_comparator (person_key, referral_no, ${columns})
     select r.person_key, r.referral_no, ${pairColumns.map((name) => `c."${name}"`).join(', ')}
     from comparison_pair c join comparison_referred r on r.row = c.row`,
  );
}

/** COPY text, a few hundred kilobytes at a time. */
function* pairLines(pairs: Pairs, s: SampledPeople): Generator<string> {
  const chunk = 4096;
  for (let from = 0; from < pairs.referred.length; from += chunk) {
    let text = '';
    const to = Math.min(from + chunk, pairs.referred.length);
    for (let pair = from; pair < to; pair++) {
      text += String(pairs.referred[pair]!);
      for (const value of pairValues(pairs, pair, s))
        text += value === null ? '\t\\N' : `\t${value}`;
      text += '\n';
    }
    yield text;
  }
}
