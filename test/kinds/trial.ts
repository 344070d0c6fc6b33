import { sexCodes, sexGroups, ageBandOf } from '#dimensions/bands.ts';
import { codeOrdinal } from '#dimensions/codes.ts';
import { scaleOrdinal } from '#metrics/instruments.ts';
import { feedTo } from '../../seeds/synthetic/appointment-file.ts';
import type { ReferralCase } from '../../seeds/synthetic/cases.ts';
import { GP } from '../../seeds/synthetic/contact-process.ts';
import type { GenerateOptions } from '../../seeds/synthetic/index.ts';
import { makePlan } from '../../seeds/synthetic/plan.ts';
import type { Plan } from '../../seeds/synthetic/plan.ts';
import { Teller } from '../../seeds/synthetic/story.ts';
import type { Story } from '../../seeds/synthetic/story.ts';
import {
  BEFORE_DAYS,
  RUN_IN,
  WINDOW,
  contactsBetween,
  countedBetween,
  mix,
} from '../../server/episodes/candidates.ts';
import type { SampledPeople } from '../../server/episodes/candidates.ts';
import { MISSING } from '../../server/episodes/columns.ts';
import { sortVisits } from '../../server/episodes/compare.ts';
import { match } from '../../server/episodes/matching.ts';
import type { Pairs } from '../../server/episodes/matching.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import type { HandRow } from '../../server/episodes/snapshot-from-rows.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import { swemwbsMetric } from '../../server/statistics/swemwbs.ts';

/** Where one person can be seen, and what the feed holds of them. */
interface Seen {
  readonly person: number;
  readonly practice: number;
  readonly sex: number;
  readonly birthYear: number;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly linkage: number;
  readonly sampled: boolean;
  readonly referredDay: number;
}

const unknownSex = sexCodes.length - 1;
const sexOf = (code: string): number => {
  const at = sexGroups.findIndex(({ given }) => (given as readonly string[]).includes(code));
  return at < 0 ? unknownSex : at;
};

/**
 * Invented people straight from the generator to the columns a figure is counted from, without files
 * or PostgreSQL: a second, independent reading of the rules in sql/episode, fast enough for hundreds
 * of seeds. Needs truths without defects and duplicates. A database test holds the two together.
 */
export function trialSnapshot(options: GenerateOptions): Snapshot {
  const plan = makePlan(options);
  const { truths } = plan;
  if (truths.defects || truths.duplicateShare > 0) {
    throw new Error('a trial has no defects and no duplicates; switch both off');
  }
  const teller = new Teller(plan);
  const seen: Seen[] = [];
  const visitRows: number[] = [];
  const visits: number[] = [];
  const found: { readonly each: ReferralCase; readonly row: number; readonly index: number }[] = [];
  const scores: HandRow[] = [];
  for (let person = 0; person < plan.people; person++) {
    const story = teller.of(person);
    if (!story.history.comparison && story.cases.length === 0) continue;
    const row = seen.length;
    seen.push(seenOf(plan, story, person));
    readVisits(plan, story, row, visitRows, visits);
    let last = Number.NEGATIVE_INFINITY;
    for (const each of story.cases) {
      const episode = found.length;
      found.push({ each, row, index: each.day - last <= 365 ? 0 : 1 });
      last = each.day;
      scores.push(...scoreRows(plan, teller, story, each, episode));
    }
  }
  const feed: Feed = { seen, ...sortVisits(seen.length, visitRows, visits) };
  const episodes = found.map(({ each, row, index }) => episodeRow(plan, feed, each, row, index));
  return snapshotFromRows(
    { episode: episodes, score: scores, comparator: comparators(plan, feed, episodes) },
    { dataTo: { cases: plan.to, wellbeing: plan.to, appointments: plan.to } },
  );
}

interface Feed extends Pick<SampledPeople, 'start' | 'visits'> {
  readonly seen: readonly Seen[];
}

function seenOf(plan: Plan, { history, details, cases }: Story, person: number): Seen {
  const to = feedTo(plan, history.practice);
  return {
    person,
    practice: history.practice.index,
    sex: sexOf(details.sex),
    birthYear: details.birthYear,
    firstDay: Math.max(history.practiceFrom, plan.feedFrom),
    lastDay: Math.min(history.registeredTo ?? plan.to, history.diedOn ?? plan.to, to ?? -1),
    linkage: details.optOut ? 1 : to === undefined ? 2 : 0,
    sampled: history.comparison,
    referredDay: cases[0]?.day ?? MISSING.int32,
  };
}

/** Practice contacts the feed holds, as `day * 2 + counted`. */
function readVisits(plan: Plan, { history }: Story, row: number, rows: number[], out: number[]) {
  const { contacts, effectFrom, earlierPractice, practice, practiceFrom } = history;
  for (let at = 0; at < contacts.count; at++) {
    const day = contacts.days[at]!;
    const held = earlierPractice && day < practiceFrom ? earlierPractice : practice;
    if (!contacts.happens(at, effectFrom) || day > (feedTo(plan, held) ?? -1)) continue;
    rows.push(row);
    out.push(day * 2 + (contacts.kinds[at] === GP ? 1 : 0));
  }
}

const atMost = (days: number): number => Math.min(Math.max(days, 0), 500);
const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();

function episodeRow(
  plan: Plan,
  feed: Feed,
  each: ReferralCase,
  row: number,
  index: number,
): HandRow {
  const person = feed.seen[row]!;
  const { day } = each;
  const inside = day >= person.firstDay && day <= person.lastDay;
  const observed = (days: number): number | null =>
    person.linkage === 0 ? (inside ? atMost(days) : 0) : null;
  const { closed } = each;
  return {
    person: person.person,
    practice: each.practice.index,
    age: ageBandOf(yearOf(day) - person.birthYear),
    sex: person.sex,
    referred: day,
    first_contact: each.firstContact ?? null,
    closed: closed ?? null,
    closure: each.closureReason === '' ? null : codeOrdinal('closure_reason', each.closureReason),
    index_referral: index,
    linkage: person.linkage,
    observed_before: observed(day - person.firstDay),
    observed_after: observed(person.lastDay - day),
    observed_after_close: closed === undefined ? null : observed(person.lastDay - closed),
    not_due_after: atMost(plan.to - day),
    ...(person.linkage === 0 ? countsAround(feed, row, day, closed) : {}),
  };
}

/** Counts of the windows that trials look at; those of the other windows stay missing. */
function countsAround(feed: Feed, row: number, day: number, closed: number | undefined): HandRow {
  const counted = (from: number, to: number): number =>
    Math.min(countedBetween(feed, row, day + from, day + to), 254);
  const any = (from: number, to: number): number =>
    Math.min(contactsBetween(feed, row, day + from, day + to), 254);
  return {
    gp_before_91_0: counted(-91, -1),
    [`gp_before_${WINDOW}_${RUN_IN}`]: counted(-BEFORE_DAYS, -RUN_IN - 1),
    [`gp_naive_${WINDOW}`]: counted(-WINDOW, 0),
    [`gp_after_${WINDOW}`]: counted(1, WINDOW),
    ...(closed === undefined
      ? {}
      : { gp_after_close_91: counted(closed - day + 1, closed - day + 91) }),
    contact_day0: Math.min(any(0, 0), 1),
    contact_run_in: any(-RUN_IN, -1),
    contact_before: any(-BEFORE_DAYS, -RUN_IN - 1),
  };
}

function scoreRows(
  plan: Plan,
  teller: Teller,
  { history }: Story,
  each: ReferralCase,
  episode: number,
): HandRow[] {
  const rows = new Map<string, Record<string, number>>();
  for (const { day, instrument, items, stage } of teller.assessments(each, history)) {
    const began = each.firstContact ?? each.day;
    const ended = each.closed === undefined ? Number.POSITIVE_INFINITY : each.closed + 90;
    const fits = stage === 'baseline' ? day <= began + 42 : day <= ended;
    if (!fits) continue;
    for (const [scale, points] of pointsOf(instrument, items)) {
      const row = rows.get(scale) ?? { episode, scale: scaleOrdinal(scale), state: 2 };
      const value = Math.round(points * 100);
      if (stage === 'baseline') {
        Object.assign(row, { before: value, before_day: day, state: day + 84 > plan.to ? 1 : 2 });
      } else if (day >= row['before_day']! + 28) {
        Object.assign(row, { after: value, after_day: day, state: 3 });
        Object.assign(row, { first_after: value, any_after: value });
      }
      rows.set(scale, row);
    }
  }
  return [...rows.values()];
}

/** Scores in points, a SWEMWBS total or its seven answers as the metric score. */
function pointsOf(instrument: string, items: readonly (readonly [string, number])[]) {
  if (instrument === 'ons4') return items;
  const total = items.reduce((sum, [, value]) => sum + value, 0);
  const points = instrument === 'swemwbs' ? swemwbsMetric(total) : total;
  return points === null ? [] : [[instrument, points] as const];
}

function comparators(plan: Plan, feed: Feed, episodes: readonly HandRow[]): HandRow[] {
  const referred = episodes.flatMap((row, at) =>
    row['index_referral'] === 1 &&
    row['linkage'] === 0 &&
    row['observed_before']! >= BEFORE_DAYS &&
    row['observed_after']! >= WINDOW
      ? [{ row, at }]
      : [],
  );
  const read = (name: string): Int32Array =>
    Int32Array.from(referred, ({ row }) => row[name] ?? MISSING.int32);
  const sampled = sampledPeople(plan, feed);
  const person = read('person');
  const pairs = match(
    {
      count: referred.length,
      person,
      seed: person.map((each) => mix(plan.seed, each)),
      day: read('referred'),
      practice: read('practice'),
      age: read('age'),
      sex: read('sex'),
      contactOnDay: read('contact_day0'),
      contactsInRunIn: read('contact_run_in'),
      contactsBefore: read('contact_before'),
      gpBefore: read(`gp_before_${WINDOW}_${RUN_IN}`),
    },
    sampled,
  );
  return Array.from(pairs.referred, (row, pair) => ({
    episode: referred[row]!.at,
    ...comparatorRow(pairs, pair, sampled),
  }));
}

function comparatorRow(pairs: Pairs, pair: number, sampled: SampledPeople): HandRow {
  const row = pairs.sampled[pair]!;
  const day = pairs.day[pair]!;
  return {
    person: sampled.person[row]!,
    of: pairs.of[pair]!,
    before: countedBetween(sampled, row, day - BEFORE_DAYS, day - RUN_IN - 1),
    after: countedBetween(sampled, row, day + 1, day + WINDOW),
    contact_before: contactsBetween(sampled, row, day - BEFORE_DAYS, day - RUN_IN - 1),
    contact_run_in: contactsBetween(sampled, row, day - RUN_IN, day - 1),
  };
}

function sampledPeople(plan: Plan, feed: Feed): SampledPeople {
  const rows = feed.seen.flatMap((each, row) =>
    each.sampled && each.linkage === 0 && each.firstDay + BEFORE_DAYS + WINDOW <= each.lastDay
      ? [row]
      : [],
  );
  const read = (of: (seen: Seen) => number): Int32Array =>
    Int32Array.from(rows, (row) => of(feed.seen[row]!));
  const start = new Int32Array(rows.length + 1);
  const visits = rows.flatMap((row, at) => {
    const own = Array.from(feed.visits.subarray(feed.start[row]!, feed.start[row + 1]!));
    start[at + 1] = start[at]! + own.length;
    return own;
  });
  return {
    count: rows.length,
    person: read(({ person }) => person),
    seed: read(({ person }) => mix(plan.seed + 1, person)),
    practice: read(({ practice }) => practice),
    sex: read(({ sex }) => sex),
    birthYear: read(({ birthYear }) => birthYear),
    birthMonth: read(() => MISSING.uint8),
    firstDay: read(({ firstDay }) => firstDay),
    lastDay: read(({ lastDay }) => lastDay),
    referredDay: read(({ referredDay }) => referredDay),
    start,
    visits: Int32Array.from(visits),
  };
}
