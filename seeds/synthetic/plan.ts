import { dayOf, firstDayOf, isoDay, monthOf, weekdayOf } from './calendar.ts';
import { parameters } from './parameters.ts';
import { makeTilt, type Tilt } from './people.ts';
import { SIZES, type Size, type SizeName } from './sizes.ts';
import { truthsWith, type TruthChanges, type Truths } from './truths.ts';
import { makeWorld, type World } from './world.ts';

export interface GenerateOptions {
  size: SizeName;
  /** Same seed, same bytes. */
  seed?: number;
  truths?: TruthChanges;
  /** First and last day of referrals, `yyyy-mm-dd`; everything else ends on the last day too. */
  coversFrom?: string;
  coversTo?: string;
  /** Other numbers of people than the size's own. */
  referrals?: number;
  comparison?: number;
}

/** Everything decided before the first person: dates, rates, places. Read by every file's writer. */
export interface Plan {
  seed: number;
  sizeName: SizeName;
  size: Size;
  truths: Truths;
  world: World;
  tilt: Tilt;
  /** Days of the referral period, and of the appointment feed, which starts 15 months earlier. */
  from: number;
  to: number;
  feedFrom: number;
  /** Share of the real list that the invented people stand for. */
  listScale: number;
  /** How many people there are, and how many of them are the random sample. */
  people: number;
  comparison: number;
  /** Mean chance of a referral over the whole period. */
  base: number;
  /** Chance that a referral is on this day, and on any day up to it; index 0 is the day before `from`. */
  onDay: Float64Array;
  untilDay: Float64Array;
  months: Months;
}

/** The months the feed covers. */
export interface Months {
  first: number;
  count: number;
  /** First day of each month, and one more for the end. */
  start: Int32Array;
  season: Float64Array;
  /** Month of each day, counted from the first of both. */
  ofDay: Uint16Array;
}

const FEED_LEAD_MONTHS = 15;
export const DEFAULT_FROM = '2023-04-01';
export const DEFAULT_TO = '2026-10-31';

export function makePlan(options: GenerateOptions): Plan {
  const seed = options.seed ?? 1;
  const truths = truthsWith(options.truths);
  const chosen: Size = SIZES[options.size];
  const referrals = options.referrals ?? chosen.referrals;
  const size = { ...chosen, referrals, comparison: options.comparison ?? chosen.comparison };
  const from = dayOf(options.coversFrom ?? DEFAULT_FROM);
  const to = dayOf(options.coversTo ?? DEFAULT_TO);
  if (to - from < 365) {
    throw new Error(
      `period too short: ${isoDay(from)} to ${isoDay(to)}; give a year of referrals or more`,
    );
  }
  const world = makeWorld(seed, size, truths);
  const listScale = referrals / (SIZES.demo.referrals * size.areas);
  const base = referrals / (world.adults * listScale);
  const onDay = referralDays(from, to);
  const direct = Math.max(0, Math.round(referrals - size.comparison * base));
  const feedFrom = firstDayOf(monthOf(from) - FEED_LEAD_MONTHS);
  return {
    seed,
    sizeName: options.size,
    size,
    truths,
    world,
    tilt: makeTilt(world, (to - from) / 2 / 365.25),
    from,
    to,
    feedFrom,
    listScale,
    people: direct + size.comparison,
    comparison: size.comparison,
    base,
    onDay,
    untilDay: untilDay(onDay),
    months: feedMonths(feedFrom, to, truths.seasonality),
  };
}

/** True for the people drawn at random from the list: spread evenly through the person numbers. */
export function isComparison(plan: Plan, person: number): boolean {
  const share = plan.comparison / plan.people;
  return Math.floor((person + 1) * share + 1e-9) > Math.floor(person * share + 1e-9);
}

function referralDays(from: number, to: number): Float64Array {
  const weights = new Float64Array(to - from + 2);
  let sum = 0;
  for (let day = from; day <= to; day += 1) {
    const weekday = weekdayOf(day);
    const growth = (1 + parameters.referralGrowth) ** ((day - from) / 365.25);
    const month = parameters.referralMonth[monthOf(day) % 12]!;
    const weight = weekday === 0 || weekday === 6 || isHoliday(day) ? 0 : growth * month;
    weights[day - from + 1] = weight;
    sum += weight;
  }
  return weights.map((weight) => weight / sum);
}

/** The bank holidays that fall on one date every year. */
const isHoliday = (day: number): boolean => /-(12-25|12-26|01-01)$/.test(isoDay(day));

function untilDay(onDay: Float64Array): Float64Array {
  let sum = 0;
  return onDay.map((share) => (sum += share));
}

function feedMonths(from: number, to: number, seasonality: number): Months {
  const first = monthOf(from);
  const count = monthOf(to) - first + 1;
  const start = Int32Array.from({ length: count + 1 }, (_, index) =>
    Math.min(firstDayOf(first + index), to + 1),
  );
  const season = Float64Array.from(
    { length: count },
    (_, index) => 1 + seasonality * (parameters.contactMonth[(first + index) % 12]! - 1),
  );
  const ofDay = Uint16Array.from(
    { length: to - from + 1 },
    (_, day) => monthOf(from + day) - first,
  );
  return { first, count, start, season, ofDay };
}
