import { describe, expect, it } from 'vitest';
import { MOST_WEEKS, clearingTime, queueAhead } from '../../server/statistics/clearing-time.ts';
import { queueTrials } from '../kinds/queues.ts';

describe('weeks until a queue is empty', () => {
  it('is the queue over the pace, and certain where all weeks are alike', () => {
    const alike = Array.from({ length: 26 }, () => 2);
    expect(clearingTime(26, alike)).toEqual({ value: 13, lower: 13, upper: 13 });
    expect(queueAhead(26, alike, 8)).toEqual({ value: 10, lower: 10, upper: 10 });
    expect(queueAhead(10, alike, 8)).toEqual({ value: 0, lower: 0, upper: 0 });
  });

  it('never comes where as many come as are seen', () => {
    const level = [1, -1, 2, -2, 3, -3, 1, -1, 2, -2, 3, -3, 0];
    expect(clearingTime(50, level)).toMatchObject({ value: MOST_WEEKS, upper: MOST_WEEKS });
    expect(queueAhead(50, level, 8).value).toBe(50);
  });

  it('is less sure of fewer and of more uneven weeks', () => {
    const of = (weeks: number, swing: number): number => {
      const nets = Array.from({ length: weeks }, (_, at) => 6 + (at % 2 === 0 ? swing : -swing));
      const { lower, upper } = clearingTime(60, nets);
      return upper - lower;
    };
    expect(of(14, 4)).toBeGreaterThan(of(26, 4));
    expect(of(26, 8)).toBeGreaterThan(of(26, 4));
  });

  it('says the same each time', () => {
    const nets = Array.from({ length: 26 }, (_, at) => 3 + (at % 5));
    expect(clearingTime(40, nets)).toEqual(clearingTime(40, nets));
  });

  it('refuses a single week', () => {
    expect(() => clearingTime(5, [1])).toThrow(/number of weeks/);
  });
});

/** Bounds that a range holding as often as the About text says breaks less than once in 10,000 runs. */
describe('how often the range holds what comes of made-up queues', () => {
  it.each([
    ['even', 26, 0.84, 0.99],
    ['even', 13, 0.76, 0.97],
    ['spells', 26, 0.68, 0.94],
  ] as const)('%s weeks, %d of them behind', (name, weeks, least, most) => {
    const { given, held, ahead } = queueTrials(name, { weeks, waiting: 60, seeds: 150 });
    expect(given).toBeGreaterThan(50);
    expect(held / given).toBeGreaterThan(least);
    expect(held / given).toBeLessThanOrEqual(most);
    expect(ahead / 150).toBeGreaterThan(least);
  });
});
