import { ageBandOf } from '#dimensions/bands.ts';
import { MISSING } from './columns.ts';

/** Days before and after that must be observed: run-in 30, window 182 (6 months). */
export const RUN_IN = 30;
export const WINDOW = 182;
export const BEFORE_DAYS = RUN_IN + WINDOW;
/** Counts from here up are one class: exact matches beyond are too few to find. */
const TOP_BEFORE = 15;
const TOP_RUN_IN = 4;
/** Days tried in a quarter before giving up on one without a contact. */
const TRIES = 8;

/** Sampled people: one row for each stretch of days a person is observed without a gap. */
export interface SampledPeople {
  readonly count: number;
  readonly person: ArrayLike<number>;
  readonly seed: ArrayLike<number>;
  readonly practice: ArrayLike<number>;
  readonly sex: ArrayLike<number>;
  readonly birthYear: ArrayLike<number>;
  /** 1 to 12, or missing when only the year is known. */
  readonly birthMonth: ArrayLike<number>;
  readonly firstDay: ArrayLike<number>;
  readonly lastDay: ArrayLike<number>;
  /** Day of the person's own first referral; missing when never referred. */
  readonly referredDay: ArrayLike<number>;
  /** Practice contacts of row i: `visits[start[i] .. start[i + 1])`, ascending `day * 2 + counted`. */
  readonly start: Int32Array;
  readonly visits: Int32Array;
}

/** A sampled person on a day on which they could stand beside somebody referred. */
export interface Candidates {
  readonly sampled: Int32Array;
  readonly day: Int32Array;
  /** Everything that must be exactly alike, as one number. */
  readonly alike: Int32Array;
  readonly quarter: Int32Array;
}

type Visits = Pick<SampledPeople, 'start' | 'visits'>;

/** First visit on or after a day. */
export function visitAt(sampled: Visits, row: number, day: number): number {
  let low = sampled.start[row]!;
  let high = sampled.start[row + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sampled.visits[middle]! < day * 2) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Practice contacts of any kind on days `from` to `to`. */
export function contactsBetween(s: Visits, row: number, from: number, to: number): number {
  return visitAt(s, row, to + 1) - visitAt(s, row, from);
}

/** Counted GP appointments on days `from` to `to`. */
export function countedBetween(s: Visits, row: number, from: number, to: number): number {
  const end = visitAt(s, row, to + 1);
  let counted = 0;
  for (let at = visitAt(s, row, from); at < end; at++) counted += s.visits[at]! & 1;
  return counted;
}

/** Lowest count of each class of GP appointments before: exact to 10, then wider where people are few. */
const gpClasses = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15] as const;

function gpClass(count: number): number {
  let at = gpClasses.length - 1;
  while (gpClasses[at]! > count) at--;
  return at;
}

/**
 * Everything that must be alike but practice and quarter, as one number. Beside the contacts of every
 * kind (metrics.md 5) counted GP appointments must be alike too: where people are chosen by GP
 * appointments alone, equal contacts leave GP counts unequal, and the fall-back of a high count looks
 * like a benefit (0.3 to 0.6 appointments in 6 months on invented people without any effect).
 */
export function alikeCode(
  contactOnDay: number,
  inRunIn: number,
  before: number,
  gpBefore: number,
  age: number,
  sex: number,
): number {
  const counts = Math.min(inRunIn, TOP_RUN_IN) * (TOP_BEFORE + 1) + Math.min(before, TOP_BEFORE);
  const alike = counts * gpClasses.length + gpClass(gpBefore);
  return ((alike * 8 + age) * 4 + sex) * 2 + (contactOnDay > 0 ? 1 : 0);
}
export const ALIKE_CODES = (TOP_RUN_IN + 1) * (TOP_BEFORE + 1) * gpClasses.length * 8 * 4 * 2;

/** Every day on which each sampled person could stand beside somebody referred. */
export function findCandidates(sampled: SampledPeople): Candidates {
  const calendar = calendarOf(sampled);
  const found = { sampled: growing(), day: growing(), alike: growing(), quarter: growing() };
  const add = (row: number, day: number, contactOnDay: number): void => {
    const at = visitAt(sampled, row, day);
    const runInAt = visitAt(sampled, row, day - RUN_IN);
    const beforeAt = visitAt(sampled, row, day - BEFORE_DAYS);
    const [runIn, earlier] = [at - runInAt, runInAt - beforeAt];
    let counted = 0;
    for (let visit = beforeAt; visit < runInAt; visit++) counted += sampled.visits[visit]! & 1;
    const age = ageIn(sampled, row, calendar.month(day));
    found.sampled.push(row);
    found.day.push(day);
    found.alike.push(alikeCode(contactOnDay, runIn, earlier, counted, age, sampled.sex[row]!));
    found.quarter.push(Math.floor(calendar.month(day) / 3));
  };
  for (let row = 0; row < sampled.count; row++) {
    const own = sampled.referredDay[row]!;
    const first = sampled.firstDay[row]! + BEFORE_DAYS;
    const last = Math.min(
      sampled.lastDay[row]! - WINDOW,
      own === MISSING.int32 ? Number.MAX_SAFE_INTEGER : own - 1,
    );
    for (const day of contactDays(sampled, row, first, last)) add(row, day, 1);
    for (const day of otherDays(sampled, row, first, last)) add(row, day, 0);
  }
  return {
    sampled: found.sampled.filled(),
    day: found.day.filled(),
    alike: found.alike.filled(),
    quarter: found.quarter.filled(),
  };
}

/** Whole numbers added one by one without an object for each. */
function growing(): { push(value: number): void; filled(): Int32Array } {
  let values = new Int32Array(1 << 16);
  let count = 0;
  return {
    push: (value) => {
      if (count === values.length) {
        const larger = new Int32Array(count * 2);
        larger.set(values);
        values = larger;
      }
      values[count++] = value;
    },
    filled: () => values.slice(0, count),
  };
}

/** Months since January 1970 of the days that anybody is observed, worked out once for each day. */
function calendarOf({ count, firstDay, lastDay }: SampledPeople): { month(day: number): number } {
  let first = Number.MAX_SAFE_INTEGER;
  let last = 0;
  for (let row = 0; row < count; row++) {
    first = Math.min(first, firstDay[row]!);
    last = Math.max(last, lastDay[row]!);
  }
  const months = Int32Array.from({ length: Math.max(0, last - first + 1) }, (_, at) =>
    monthOf(first + at),
  );
  return { month: (day) => months[day - first]! };
}

/** Every different day of contact from `first` to `last`. */
function* contactDays(s: SampledPeople, row: number, first: number, last: number) {
  const end = s.start[row + 1]!;
  let before = -1;
  for (let at = visitAt(s, row, first); at < end; at++) {
    const day = s.visits[at]! >> 1;
    if (day > last) return;
    if (day !== before) yield day;
    before = day;
  }
}

/** One day without a contact in each calendar quarter, drawn evenly from those there are. */
function* otherDays(s: SampledPeople, row: number, first: number, last: number) {
  if (first > last) return;
  const lastQuarter = quarterOf(last);
  for (let quarter = quarterOf(first); quarter <= lastQuarter; quarter++) {
    const from = Math.max(first, firstDayOfQuarter(quarter));
    const days = Math.min(last + 1, firstDayOfQuarter(quarter + 1)) - from;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const day = from + (mix(s.seed[row]!, quarter * TRIES + attempt) % days);
      if (contactsBetween(s, row, day, day) > 0) continue;
      yield day;
      break;
    }
  }
}

/** Age band in a month (since January 1970); a birthday month counts as past when it is over or under way. */
function ageIn(s: SampledPeople, row: number, month: number): number {
  const year = s.birthYear[row]!;
  if (year === MISSING.int16) return ageBandOf(null);
  const birthMonth = s.birthMonth[row]!;
  const later = birthMonth !== MISSING.uint8 && birthMonth > (month % 12) + 1;
  return ageBandOf(1970 + Math.floor(month / 12) - year - (later ? 1 : 0));
}

/** Months since January 1970. */
function monthOf(day: number): number {
  const date = new Date(day * 86_400_000);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** Calendar quarters since 1970. */
export const quarterOf = (day: number): number => Math.floor(monthOf(day) / 3);

function firstDayOfQuarter(quarter: number): number {
  return Date.UTC(1970 + Math.floor(quarter / 4), (quarter % 4) * 3, 1) / 86_400_000;
}

/** 32 well-mixed bits of two numbers (the finaliser of MurmurHash3). */
export function mix(a: number, b: number): number {
  let bits = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
