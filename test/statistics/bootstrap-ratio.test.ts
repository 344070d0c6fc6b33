import { describe, expect, it } from 'vitest';
import { bootstrapRatio } from '../../server/statistics/bootstrap-ratio.ts';
import { seededRandom } from '../../server/statistics/resample.ts';

const before = [6, 2, 4, 0, 9, 3, 1, 5, 2, 7, 0, 4];
const after = [3, 3, 3, 1, 4, 2, 2, 4, 1, 6, 0, 2];

/** Poisson counts of people who differ: each has a lasting rate, exponential for short. */
function people(n: number, ratio: number, random: () => number) {
  const poisson = (mean: number): number => {
    let count = 0;
    for (let time = -Math.log(1 - random()); time < mean; time -= Math.log(1 - random())) count++;
    return count;
  };
  const rates = Array.from({ length: n }, () => -2.5 * Math.log(1 - random()));
  return {
    before: rates.map(poisson),
    after: rates.map((rate) => poisson(rate * ratio)),
  };
}

describe('bootstrapRatio', () => {
  it('brackets the ratio, the same each time and in any order', () => {
    const found = bootstrapRatio(before, after)!;
    expect(found.lower).toBeLessThan(31 / 43);
    expect(found.upper).toBeGreaterThan(31 / 43);
    expect(bootstrapRatio(before, after)).toEqual(found);
    expect(bootstrapRatio(before.toReversed(), after.toReversed())).toEqual(found);
  });

  it('is wider when more confidence is wanted', () => {
    const [narrow, wide] = [
      bootstrapRatio(before, after, 0.9)!,
      bootstrapRatio(before, after, 0.99)!,
    ];
    expect(wide.lower).toBeLessThan(narrow.lower);
    expect(wide.upper).toBeGreaterThan(narrow.upper);
  });

  it('holds the true ratio about as often as it says', () => {
    const random = seededRandom(5);
    let held = 0;
    for (let trial = 0; trial < 150; trial++) {
      const { before: b, after: a } = people(20, 0.8, random);
      const found = bootstrapRatio(b, a);
      if (found && found.lower <= 0.8 && 0.8 <= found.upper) held++;
    }
    // 150 trials at 95 % hold in 129 or more but for one run in 10,000.
    expect(held).toBeGreaterThanOrEqual(129);
  });

  it.each([
    ['fewer than 10 people', before.slice(0, 9), after.slice(0, 9)],
    ['nothing before', before.map(() => 0), after],
    ['nothing after', before, after.map(() => 0)],
    ['one person with everything', before.map((_, at) => (at === 0 ? 9 : 0)), after],
  ])('gives none with %s', (_, b, a) => {
    expect(bootstrapRatio(b, a)).toBeNull();
  });

  it('gives a point where everybody is alike', () => {
    const same = before.map(() => 4);
    expect(bootstrapRatio(same, same)).toEqual({ lower: 1, upper: 1 });
  });
});
