import { alikeCode, ALIKE_CODES, findCandidates, mix, quarterOf } from './candidates.ts';
import type { Candidates, SampledPeople } from './candidates.ts';

/**
 * Matching for `gp-comparison` (metrics.md, section 5): a person referred is compared with people
 * of a sample drawn without looking at referral, each on a day before any referral of their own,
 * alike in everything that goes before. Pure: typed arrays in, pairs out, the same every time.
 */

/** Comparators wanted for each person. */
export const COMPARATORS = 5;
/** Practice and quarter are matched on only while this share of people still finds somebody. */
const WANTED_MATCH_RATE = 0.95;
/** Index referrals with complete windows. Days since 1970-01-01; codes are ordinals. */
export interface ReferredPeople {
  readonly count: number;
  readonly person: ArrayLike<number>;
  /** 32 random bits that belong to the person whatever the order of loading. */
  readonly seed: ArrayLike<number>;
  readonly day: ArrayLike<number>;
  readonly practice: ArrayLike<number>;
  readonly age: ArrayLike<number>;
  readonly sex: ArrayLike<number>;
  readonly contactOnDay: ArrayLike<number>;
  readonly contactsInRunIn: ArrayLike<number>;
  readonly contactsBefore: ArrayLike<number>;
  /** Counted GP appointments of the before window. */
  readonly gpBefore: ArrayLike<number>;
}

/** Practice or quarter of the comparison, tried from the closest to the loosest. */
const levels = [['practice', 'quarter'], ['quarter'], ['practice'], []] as const;
export type MatchedOn = (typeof levels)[number];

export interface Pairs {
  readonly matchedOn: MatchedOn;
  /** Referred people with at least one comparator. */
  readonly matched: number;
  /** Pair i: row of the referred person, row of the sampled one, pseudo-index day, comparators that person has. */
  readonly referred: Int32Array;
  readonly sampled: Int32Array;
  readonly day: Int32Array;
  readonly of: Uint8Array;
}

/** Finds up to five comparators for each person referred: days drawn from all that are alike. */
export function match(referred: ReferredPeople, sampled: SampledPeople): Pairs {
  const candidates = findCandidates(sampled);
  let closest: Pairs | null = null;
  for (const level of levels) {
    const pairs = matchAt(level, referred, sampled, candidates);
    if (pairs.matched >= WANTED_MATCH_RATE * referred.count) return pairs;
    closest = pairs;
  }
  return closest!;
}

function matchAt(
  level: MatchedOn,
  referred: ReferredPeople,
  sampled: SampledPeople,
  candidates: Candidates,
): Pairs {
  const keyOf = keys(level);
  const cells = new Map<number, number>();
  const cellOf = new Int32Array(referred.count);
  for (let row = 0; row < referred.count; row++) {
    const alike = alikeCode(
      referred.contactOnDay[row]!,
      referred.contactsInRunIn[row]!,
      referred.contactsBefore[row]!,
      referred.gpBefore[row]!,
      referred.age[row]!,
      referred.sex[row]!,
    );
    const key = keyOf(alike, referred.practice[row]!, quarterOf(referred.day[row]!));
    let cell = cells.get(key);
    if (cell === undefined) cells.set(key, (cell = cells.size));
    cellOf[row] = cell;
  }
  const { start, members } = fillCells(cells, keyOf, sampled, candidates);
  return choose(level, referred, sampled, candidates, cellOf, start, members);
}

type KeyOf = (alike: number, practice: number, quarter: number) => number;

function keys(level: MatchedOn): KeyOf {
  const byPractice = level.some((each) => each === 'practice');
  const byQuarter = level.some((each) => each === 'quarter');
  return (alike, practice, quarter) => {
    const place = byPractice ? practice + 32_768 : 0;
    return (place * 1024 + (byQuarter ? quarter : 0)) * ALIKE_CODES + alike;
  };
}

/** Candidates by cell (a counting sort), each cell in an order of its own that nothing else decides. */
function fillCells(
  cells: ReadonlyMap<number, number>,
  keyOf: KeyOf,
  sampled: SampledPeople,
  { sampled: rows, day, alike, quarter }: Candidates,
): { readonly start: Int32Array; readonly members: Int32Array } {
  const start = new Int32Array(cells.size + 1);
  const cellOf = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const practice = sampled.practice[rows[at]!]!;
    const cell = cells.get(keyOf(alike[at]!, practice, quarter[at]!)) ?? -1;
    cellOf[at] = cell;
    if (cell >= 0) start[cell + 1]!++;
  }
  for (let cell = 0; cell < cells.size; cell++) start[cell + 1]! += start[cell]!;
  const next = start.slice();
  const members = new Int32Array(start[cells.size]!);
  for (let at = 0; at < rows.length; at++) {
    if (cellOf[at]! >= 0) members[next[cellOf[at]!]!++] = at;
  }
  const keys = new Uint32Array(rows.length);
  for (const at of members) keys[at] = mix(sampled.seed[rows[at]!]!, day[at]!);
  for (let cell = 0; cell < cells.size; cell++) {
    if (start[cell + 1]! - start[cell]! < 2) continue;
    members
      .subarray(start[cell]!, start[cell + 1]!)
      .sort((a, b) => keys[a]! - keys[b]! || day[a]! - day[b]! || a - b);
  }
  return { start, members };
}

/**
 * Walks each cell from a place of the referred person's own. A sampled person with several such days
 * stands in with as many: taking each person once would favour those seen seldom, and on invented
 * people without any effect made the people referred look 0.04 appointments worse in 6 months.
 */
function choose(
  matchedOn: MatchedOn,
  referred: ReferredPeople,
  sampled: SampledPeople,
  candidates: Candidates,
  cellOf: Int32Array,
  start: Int32Array,
  members: Int32Array,
): Pairs {
  const most = referred.count * COMPARATORS;
  const pairs = {
    referred: new Int32Array(most),
    sampled: new Int32Array(most),
    day: new Int32Array(most),
    of: new Uint8Array(most),
  };
  let count = 0;
  let matched = 0;
  for (let row = 0; row < referred.count; row++) {
    const cell = members.subarray(start[cellOf[row]!]!, start[cellOf[row]! + 1]!);
    const first = count;
    const begin = cell.length > 0 ? mix(referred.seed[row]!, referred.day[row]!) % cell.length : 0;
    for (let step = 0; step < cell.length; step++) {
      const at = cell[(begin + step) % cell.length]!;
      const other = candidates.sampled[at]!;
      if (sampled.person[other]! === referred.person[row]!) continue;
      pairs.referred[count] = row;
      pairs.sampled[count] = other;
      pairs.day[count++] = candidates.day[at]!;
      if (count - first === COMPARATORS) break;
    }
    pairs.of.fill(count - first, first, count);
    if (count > first) matched++;
  }
  return {
    matchedOn,
    matched,
    referred: pairs.referred.subarray(0, count),
    sampled: pairs.sampled.subarray(0, count),
    day: pairs.day.subarray(0, count),
    of: pairs.of.subarray(0, count),
  };
}
