import { describe, expect, it } from 'vitest';
import type { Statistic } from '#figure/draft.ts';
import { publishCell } from '../../../server/disclosure/cells.ts';
import { publishDifference } from '../../../server/disclosure/difference.ts';
import { policies, policyAt, type Policy } from '../../../server/disclosure/policy.ts';
import { meanEstimate } from '../../../server/kinds/statistic.ts';

/**
 * One printed cell turned back: everything that would print the same, limits and base included, is
 * found by trying all. Whatever a policy calls small must never be the only thing that fits.
 */
const rules: readonly (readonly [string, Policy])[] = [
  ['nhs-sub-national', policies['nhs-sub-national']],
  ['nhs-sub-national, narrowed', policyAt(policies['nhs-sub-national'], 2)],
  ['under-5', policies['under-5']],
  ['under-5, narrowed', policyAt(policies['under-5'], 2)],
];
/** Counts tried: past every threshold, and past where a step of 10 is a step of one in ten. */
const most = 110;

/** For every printed text, the numbers it can stand for. */
class PrintedBy {
  readonly #fits = new Map<string, Set<number>[]>();

  note(printed: string, numbers: readonly number[]): void {
    const sets = this.#fits.get(printed) ?? numbers.map(() => new Set<number>());
    numbers.forEach((number, at) => sets[at]!.add(number));
    this.#fits.set(printed, sets);
  }

  /** Texts for which one of the numbers can only be one, and that one is small. */
  told({ suppressTo }: Policy): string[] {
    const small = (sets: readonly Set<number>[]): boolean =>
      sets.some((set) => set.size === 1 && [...set].every((n) => n > 0 && n <= suppressTo));
    return [...this.#fits].filter(([, sets]) => small(sets)).map(([printed]) => printed);
  }

  get size(): number {
    return this.#fits.size;
  }
}

const printOf = (statistic: Statistic, policy: Policy): string =>
  JSON.stringify(publishCell(statistic, policy));

/** Means of events, with what they are said to rest on. */
function meansOfEvents(policy: Policy, restsOn: (sum: number) => readonly number[]): PrintedBy {
  const seen = new PrintedBy();
  for (let n = 1; n <= most; n++)
    for (let sum = 0; sum <= 30; sum++)
      for (const sumSquares of [sum, sum + 2, sum + 6]) {
        const events = { n, sum, sumSquares };
        const mean = meanEstimate(events, { minimum: 1, restsOn: restsOn(sum) });
        seen.note(printOf(mean, policy), [sum]);
      }
  return seen;
}

describe.each(rules)('cells under %s', (_name, policy) => {
  it('that are shares tell no small part, rest or whole', () => {
    const seen = new PrintedBy();
    for (let n = 1; n <= most; n++)
      for (let x = 0; x <= n; x++)
        seen.note(printOf({ kind: 'share', x, n }, policy), [x, n - x, n]);
    expect(seen.size).toBeGreaterThan(20);
    expect(seen.told(policy)).toEqual([]);
  });

  it('that are rates tell no small count, of events or of the people they are in proportion to', () => {
    for (const people of [false, true]) {
      const seen = new PrintedBy();
      for (let n = 1; n <= most; n++)
        for (let x = 0; x <= n; x++) {
          const exposure = people ? 0.5 * n : 1000;
          const rate = { kind: 'rate', x, exposure, per: 1000 } as const;
          seen.note(printOf(people ? { ...rate, people: n } : rate, policy), people ? [x, n] : [x]);
        }
      expect(seen.told(policy)).toEqual([]);
    }
  });

  it('that are means of events tell no small number of events', () => {
    expect(meansOfEvents(policy, () => []).told(policy)).not.toEqual([]);
    expect(meansOfEvents(policy, (sum) => [sum]).told(policy)).toEqual([]);
  });

  it('that are differences of counts and shares tell no small part of either side', () => {
    const sides = [40, 55, 96].flatMap((n) => [0, 3, 8, 20, n].map((x) => ({ x, n })));
    const seen = new PrintedBy();
    for (const other of sides)
      for (let n = 1; n <= 60; n++)
        for (let x = 0; x <= n; x++) {
          const difference = publishDifference(
            { statistic: { kind: 'share', x, n }, policy },
            { statistic: { kind: 'share', ...other }, policy },
          );
          const side = printOf({ kind: 'share', x, n }, policy);
          seen.note(JSON.stringify([other, side, difference]), [x, n - x, n]);
        }
    expect(seen.told(policy)).toEqual([]);
  });
});
