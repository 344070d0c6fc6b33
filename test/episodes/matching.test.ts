import { describe, expect, it } from 'vitest';
import { dayNumber } from '#figure/month.ts';
import { contactsBetween, findCandidates } from '../../server/episodes/candidates.ts';
import type { SampledPeople } from '../../server/episodes/candidates.ts';
import { MISSING } from '../../server/episodes/columns.ts';
import { pairValues, sortVisits } from '../../server/episodes/compare.ts';
import { COMPARATORS, match } from '../../server/episodes/matching.ts';
import type { ReferredPeople } from '../../server/episodes/matching.ts';

const INDEX = dayNumber('2025-02-10');

interface Sampled {
  readonly person: number;
  readonly practice?: number;
  readonly sex?: number;
  readonly birthYear?: number;
  readonly first?: number;
  readonly last?: number;
  readonly referred?: number;
  /** Days of counted GP appointments, and of other contacts. */
  readonly gp?: readonly number[];
  readonly other?: readonly number[];
}

function sampledFrom(people: readonly Sampled[]): SampledPeople {
  const visits = people.flatMap(({ gp = [], other = [] }, row) => [
    ...gp.map((day) => [row, day * 2 + 1] as const),
    ...other.map((day) => [row, day * 2] as const),
  ]);
  const column = (value: (person: Sampled) => number) => people.map(value);
  return {
    count: people.length,
    person: column(({ person }) => person),
    seed: column(({ person }) => person * 7919),
    practice: column(({ practice = 1 }) => practice),
    sex: column(({ sex = 0 }) => sex),
    birthYear: column(({ birthYear = 1960 }) => birthYear),
    birthMonth: column(() => MISSING.uint8),
    firstDay: column(({ first = INDEX - 212 }) => first),
    lastDay: column(({ last = INDEX + 182 }) => last),
    referredDay: column(({ referred = MISSING.int32 }) => referred),
    ...sortVisits(
      people.length,
      visits.map(([row]) => row),
      visits.map(([, visit]) => visit),
    ),
  };
}

/** People referred on the index day at a contact, with so many contacts before. */
function referredFrom(
  people: readonly {
    person: number;
    practice?: number;
    before?: number;
    /** GP appointments among those before; all of them unless said. */
    gp?: number;
    runIn?: number;
    onDay?: number;
    age?: number;
  }[],
): ReferredPeople {
  const column = (value: (person: (typeof people)[number]) => number) => people.map(value);
  return {
    count: people.length,
    person: column(({ person }) => person),
    seed: column(({ person }) => person * 104_729),
    day: column(() => INDEX),
    practice: column(({ practice = 1 }) => practice),
    age: column(({ age = 4 }) => age),
    sex: column(() => 0),
    contactOnDay: column(({ onDay = 1 }) => onDay),
    contactsInRunIn: column(({ runIn = 0 }) => runIn),
    contactsBefore: column(({ before = 0 }) => before),
    gpBefore: column(({ before = 0, gp = before }) => gp),
  };
}

const chosen = (referred: ReferredPeople, sampled: SampledPeople) => {
  const pairs = match(referred, sampled);
  return [...pairs.sampled].map((row, at) => [sampled.person[row]!, pairs.day[at]! - INDEX]);
};

describe('candidates', () => {
  const days = (person: Sampled) => [...findCandidates(sampledFrom([person])).day];

  it('have whole windows on both sides: 212 days before, 182 after', () => {
    expect(days({ person: 1, gp: [INDEX] })).toEqual([INDEX]);
    expect(days({ person: 1, gp: [INDEX], first: INDEX - 211 })).toEqual([]);
    expect(days({ person: 1, gp: [INDEX], last: INDEX + 181 })).toEqual([]);
  });

  it('stand only before their own first referral', () => {
    expect(days({ person: 1, gp: [INDEX], referred: INDEX + 1 })).toEqual([INDEX]);
    expect(days({ person: 1, gp: [INDEX], referred: INDEX })).toEqual([]);
  });

  it('stand on every day of contact, of any kind, once, and on one other day a quarter', () => {
    const person: Sampled = {
      person: 1,
      first: INDEX - 400,
      last: INDEX + 400,
      gp: [INDEX, INDEX, INDEX + 5],
      other: [INDEX + 9],
    };
    const found = findCandidates(sampledFrom([person]));
    const onContact = [...found.day].filter((_, at) => found.alike[at]! & 1);
    const others = [...found.day].filter((_, at) => !(found.alike[at]! & 1));
    expect(onContact).toEqual([INDEX, INDEX + 5, INDEX + 9]);
    expect(new Set(found.quarter.filter((_, at) => !(found.alike[at]! & 1))).size).toBe(
      others.length,
    );
    expect(others.length).toBeGreaterThan(3);
    expect(others.every((day) => !onContact.includes(day))).toBe(true);
  });
});

describe('match', () => {
  it('wants a contact on the index day exactly when the referral fell on one', () => {
    const sampled = sampledFrom([
      { person: 1, gp: [INDEX], first: INDEX - 212, last: INDEX + 182 },
      { person: 2 },
    ]);
    expect(chosen(referredFrom([{ person: 9 }]), sampled)).toEqual([[1, 0]]);
    expect(chosen(referredFrom([{ person: 9, onDay: 0 }]), sampled)).toEqual([[2, 0]]);
  });

  it('is exact on contacts in the run-in and before it, of any kind', () => {
    const at = (...before: number[]) => [INDEX, ...before.map((days) => INDEX - days)];
    const sampled = sampledFrom([
      { person: 1, gp: at() },
      { person: 2, other: at(31) },
      { person: 3, gp: at(30) },
      { person: 4, gp: at(212, 213) },
      { person: 5, gp: at(31, 212) },
    ]);
    const only = (before: number, runIn: number, gp = before) =>
      chosen(referredFrom([{ person: 9, before, runIn, gp }]), sampled)
        .map(([person]) => person!)
        .sort();
    expect(only(0, 0)).toEqual([1]);
    expect(only(1, 0)).toEqual([4]);
    expect(only(1, 0, 0)).toEqual([2]);
    expect(only(0, 1)).toEqual([3]);
    expect(only(2, 0)).toEqual([5]);
    expect(only(3, 0)).toEqual([]);
  });

  it('puts 15 and more before, and 4 and more in the run-in, in one class', () => {
    const many = (count: number, from: number) =>
      Array.from({ length: count }, (_, at) => INDEX - from - at);
    const sampled = sampledFrom([
      { person: 1, gp: [INDEX, ...many(17, 31)] },
      { person: 2, gp: [INDEX, ...many(14, 31)] },
      { person: 3, gp: [INDEX, ...many(6, 1)] },
    ]);
    expect(chosen(referredFrom([{ person: 9, before: 40 }]), sampled)).toEqual([[1, 0]]);
    expect(chosen(referredFrom([{ person: 9, runIn: 4 }]), sampled)).toEqual([[3, 0]]);
  });

  it('is exact on age band on the day, and sex', () => {
    const sampled = sampledFrom([
      { person: 1, gp: [INDEX], birthYear: 1960 },
      { person: 2, gp: [INDEX], birthYear: 1961 },
      { person: 3, gp: [INDEX], birthYear: 1960, sex: 1 },
    ]);
    // 2025 less 1960 is 65: band 65 to 74, the fifth; 64 is in the fourth.
    expect(chosen(referredFrom([{ person: 9, age: 4 }]), sampled)).toEqual([[1, 0]]);
    expect(chosen(referredFrom([{ person: 9, age: 3 }]), sampled)).toEqual([[2, 0]]);
  });

  it('never takes the person, nor one person twice, and five at most', () => {
    const sampled = sampledFrom(
      Array.from({ length: 9 }, (_, at) => ({
        person: at + 1,
        first: INDEX - 300,
        last: INDEX + 300,
        gp: [INDEX - 60, INDEX],
      })),
    );
    const people = chosen(referredFrom([{ person: 3, before: 1 }]), sampled).map(
      ([person]) => person,
    );
    expect(people).toHaveLength(COMPARATORS);
    expect(new Set(people).size).toBe(COMPARATORS);
    expect(people).not.toContain(3);
  });

  it('keeps to practice and quarter while 95 in 100 still find somebody, else lets them go', () => {
    const near = Array.from({ length: 20 }, (_, at) => ({ person: at + 1, gp: [INDEX] }));
    const sampled = sampledFrom(near);
    const people = (strays: number) =>
      referredFrom(
        Array.from({ length: 40 }, (_, at) => ({
          person: 100 + at,
          practice: at < strays ? 2 : 1,
        })),
      );
    expect(match(people(2), sampled)).toMatchObject({
      matchedOn: ['practice', 'quarter'],
      matched: 38,
    });
    expect(match(people(3), sampled)).toMatchObject({
      matchedOn: ['quarter'],
      matched: 40,
    });
  });

  it('is alike in GP appointments too, whatever else has to go', () => {
    const sampled = sampledFrom([{ person: 1, gp: [INDEX], other: [INDEX - 40] }]);
    expect(chosen(referredFrom([{ person: 9, before: 1, gp: 0 }]), sampled)).toEqual([[1, 0]]);
    expect(chosen(referredFrom([{ person: 9, before: 1, gp: 1 }]), sampled)).toEqual([]);
  });

  it('gives the same pairs whatever the order people come in', () => {
    const people: Sampled[] = Array.from({ length: 60 }, (_, at) => ({
      person: at + 1,
      gp: [INDEX],
    }));
    const referred = referredFrom([{ person: 200 }, { person: 201 }]);
    const key = (pairs: (number | undefined)[][]) => pairs.map(String).sort();
    const forward = chosen(referred, sampledFrom(people));
    const backward = chosen(referred, sampledFrom([...people].reverse()));
    expect(key(backward)).toEqual(key(forward));
    expect(forward).toHaveLength(2 * COMPARATORS);
  });
});

describe('what is kept of a pair', () => {
  it('counts around the pseudo-index as around a referral, with months not wholly seen left out', () => {
    const sampled = sampledFrom([
      {
        person: 1,
        first: INDEX - 212,
        last: INDEX + 182,
        gp: [INDEX - 212, INDEX - 31, INDEX - 30, INDEX, INDEX + 1, INDEX + 182],
        other: [INDEX - 100],
      },
    ]);
    const pairs = match(referredFrom([{ person: 9, before: 3, gp: 2, runIn: 1 }]), sampled);
    const [person, of, before, after, contactBefore, contactRunIn, ...months] = pairValues(
      pairs,
      0,
      sampled,
    );
    expect({ person, of, before, after, contactBefore, contactRunIn }).toEqual({
      person: 1,
      of: 1,
      before: 2,
      after: 2,
      contactBefore: 3,
      contactRunIn: 1,
    });
    // 12 months each side; 7 wholly seen before (210 days) and 6 after (180).
    expect(months.map((count) => count !== null)).toEqual([
      ...Array.from({ length: 12 }, (_, at) => at >= 5),
      ...Array.from({ length: 12 }, (_, at) => at < 6),
    ]);
    expect(months[11]).toBe(1);
    expect(contactsBetween(sampled, 0, INDEX - 30, INDEX)).toBe(2);
  });
});
