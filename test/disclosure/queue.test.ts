import { describe, expect, it } from 'vitest';
import type { Queue, Statistic } from '#figure/draft.ts';
import { policies } from '../../server/disclosure/policy.ts';
import { sumsOfQueue } from '../../server/disclosure/queue.ts';
import type { ByRow } from '../../server/disclosure/queue.ts';
import { columnsToHide } from '../../server/disclosure/reader.ts';
import { randomFrom } from '../counting/borough.ts';

const queue: Queue = {
  ...{ waiting: 'waiting', came: 'came', seen: 'seen', closed: 'closed' },
  longest: 'longest',
};

type Month = Readonly<Record<keyof Queue, number>>;

/** Months of a queue of people, each with the month they join, leave, and how. */
function monthsOf(seed: number): readonly Month[] {
  const random = randomFrom(seed);
  const people = Array.from({ length: 200 }, () => {
    const joins = random(8);
    const leaves = joins + random(5);
    return { joins, leaves, isSeen: random(3) > 0, closes: leaves + random(3) };
  });
  return Array.from({ length: 8 }, (_, month) => {
    const count = (is: (one: (typeof people)[number]) => boolean): number =>
      people.filter(is).length;
    const isWaiting = ({ joins, leaves }: (typeof people)[number]): boolean =>
      joins <= month && leaves > month;
    return {
      waiting: count(isWaiting),
      came: count(({ joins }) => joins === month),
      seen: count(({ leaves, isSeen }) => isSeen && leaves === month),
      closed: count(({ leaves, isSeen, closes }) => (isSeen ? closes : leaves) === month),
      longest: count((one) => isWaiting(one) && one.joins < month),
    };
  });
}

describe('the sums of a queue', () => {
  it('hold from month to month', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const months = monthsOf(seed);
      const column = (key: string): ByRow => months.map((month) => month[key as keyof Queue]);
      const sums = sumsOfQueue(queue, column);
      expect(sums.length).toBeGreaterThan(3);
      for (const { before, parts, whole } of sums)
        months.forEach((_, at) => {
          const earlier = at === 0 ? [] : before.map((each) => each[at - 1] ?? Number.NaN);
          const own = parts.map((each) => each[at] ?? Number.NaN);
          const together = [...earlier, ...own].reduce((sum, n) => sum + n, 0);
          expect(together).toBe(whole[at]);
        });
    }
  });

  it('leave out a month without data', () => {
    const column = (key: string): ByRow => [key === 'longest' ? 0 : 20, null];
    for (const { whole } of sumsOfQueue(queue, column)) expect(whole[1]).toBeNull();
  });
});

describe('a reader of a queue', () => {
  const count = (n: number): Statistic => ({ kind: 'count', n });
  const hiddenIn = (months: readonly Month[]) =>
    columnsToHide(
      {
        spots: months.map((month) => ({
          cells: Object.fromEntries(Object.entries(month).map(([key, n]) => [key, count(n)])),
          hidden: new Set<string>(),
          isFixed: false,
        })),
        ...{ sums: [], parts: [], steps: [], queue },
        ...{ known: new Set(['came']), headline: 'waiting', isAskable: false },
      },
      policies['nhs-sub-national'],
    ).map((columns) => [...columns]);
  const first = { waiting: 0, came: 60, seen: 60, closed: 0, longest: 0 };

  it('is not told by those who came and were seen how few still wait', () => {
    // 19 came and 18 at least were seen, so one waits at most, and nobody would be shown.
    const second = { waiting: 1, came: 19, seen: 18, closed: 0, longest: 0 };
    expect(hiddenIn([first, second])).toEqual([[], ['seen']]);
  });

  it('is told who were seen where there is room either way', () => {
    const second = { waiting: 3, came: 23, seen: 20, closed: 0, longest: 0 };
    expect(hiddenIn([first, second])).toEqual([[], []]);
  });
});
