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
  let cells = cellsOf(levels[0], referred, sampled, candidates);
  for (const level of levels.slice(1)) {
    if (matchedIn(cells, referred, sampled, candidates) >= WANTED_MATCH_RATE * referred.count)
      break;
    cells = cellsOf(level, referred, sampled, candidates);
  }
  return choose(cells, referred, sampled, candidates);
}

/** Referred people and candidates who are alike share a cell. */
interface Cells {
  readonly level: MatchedOn;
  /** Cell of each referred person, and of each candidate; -1 beside nobody referred. */
  readonly ofReferred: Int32Array;
  readonly ofCandidate: Int32Array;
  readonly count: number;
}

function cellsOf(
  level: MatchedOn,
  referred: ReferredPeople,
  sampled: SampledPeople,
  candidates: Candidates,
): Cells {
  const byPractice = level.some((each) => each === 'practice');
  const byQuarter = level.some((each) => each === 'quarter');
  const numbered = new Map<number, number>();
  const places = new Map<number, number>();
  const placeOf = (practice: number, quarter: number): number =>
    (byPractice ? practice + 32_768 : 0) * 1024 + (byQuarter ? quarter : 0);
  const ofReferred = Int32Array.from({ length: referred.count }, (_, row) => {
    const alike = alikeCode(
      referred.contactOnDay[row]!,
      referred.contactsInRunIn[row]!,
      referred.contactsBefore[row]!,
      referred.gpBefore[row]!,
      referred.age[row]!,
      referred.sex[row]!,
    );
    const place = numberOf(places, placeOf(referred.practice[row]!, quarterOf(referred.day[row]!)));
    return numberOf(numbered, place * ALIKE_CODES + alike);
  });
  const { sampled: rows, alike, quarter } = candidates;
  const ofCandidate = Int32Array.from({ length: rows.length }, (_, at) => {
    const place = places.get(placeOf(sampled.practice[rows[at]!]!, quarter[at]!));
    if (place === undefined) return -1;
    return numbered.get(place * ALIKE_CODES + alike[at]!) ?? -1;
  });
  return { level, ofReferred, ofCandidate, count: numbered.size };
}

/** The number of a key: the next one when it is new. */
function numberOf(known: Map<number, number>, key: number): number {
  const found = known.get(key) ?? known.size;
  if (found === known.size) known.set(key, found);
  return found;
}

/** Referred people beside somebody else's day. */
function matchedIn(
  { ofReferred, ofCandidate, count }: Cells,
  referred: ReferredPeople,
  sampled: SampledPeople,
  candidates: Candidates,
): number {
  const nobody = -1;
  const several = -2;
  const personIn = new Int32Array(count).fill(nobody);
  ofCandidate.forEach((cell, at) => {
    if (cell < 0) return;
    const person = sampled.person[candidates.sampled[at]!]!;
    if (personIn[cell] === nobody) personIn[cell] = person;
    else if (personIn[cell] !== person) personIn[cell] = several;
  });
  let matched = 0;
  ofReferred.forEach((cell, row) => {
    const person = personIn[cell]!;
    if (person !== nobody && person !== referred.person[row]) matched++;
  });
  return matched;
}

/** Candidates by cell (a counting sort), each cell in an order of its own that nothing else decides. */
function fillCells(
  { ofCandidate, count }: Cells,
  sampled: SampledPeople,
  { sampled: rows, day }: Candidates,
): { readonly start: Int32Array; readonly members: Int32Array } {
  const start = new Int32Array(count + 1);
  for (const cell of ofCandidate) if (cell >= 0) start[cell + 1]!++;
  for (let cell = 0; cell < count; cell++) start[cell + 1]! += start[cell]!;
  const next = start.slice();
  const members = new Int32Array(start[count]!);
  const random = (at: number): number => mix(sampled.seed[rows[at]!]!, day[at]!);
  for (const at of shuffled(ofCandidate, random)) members[next[ofCandidate[at]!]!++] = at;
  return { start, members };
}

/** Bits of a whole number that a double holds exactly. */
const exactBits = 53;

/**
 * Those candidates that are in a cell, by random number. Number and place are packed into one double,
 * because a typed array sorts numbers many times faster than it asks a function.
 */
function shuffled(cellOf: Int32Array, random: (at: number) => number): Float64Array {
  const places = 2 ** Math.ceil(Math.log2(Math.max(2, cellOf.length)));
  const spare = Math.max(0, 32 + Math.log2(places) - exactBits);
  const packed = new Float64Array(cellOf.length);
  let count = 0;
  for (let at = 0; at < cellOf.length; at++) {
    if (cellOf[at]! >= 0) packed[count++] = (random(at) >>> spare) * places + at;
  }
  return packed
    .subarray(0, count)
    .sort()
    .map((each) => each % places);
}

/**
 * Walks each cell from a place of the referred person's own. A sampled person with several such days
 * stands in with as many: taking each person once would favour those seen seldom, and on invented
 * people without any effect made the people referred look 0.04 appointments worse in 6 months.
 */
function choose(
  cells: Cells,
  referred: ReferredPeople,
  sampled: SampledPeople,
  candidates: Candidates,
): Pairs {
  const { start, members } = fillCells(cells, sampled, candidates);
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
    const number = cells.ofReferred[row]!;
    const cell = members.subarray(start[number]!, start[number + 1]!);
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
    matchedOn: cells.level,
    matched,
    referred: pairs.referred.subarray(0, count),
    sampled: pairs.sampled.subarray(0, count),
    day: pairs.day.subarray(0, count),
    of: pairs.of.subarray(0, count),
  };
}
