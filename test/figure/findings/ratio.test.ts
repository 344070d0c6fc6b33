import { describe, expect, it } from 'vitest';
import { findingOf } from '#figure/findings/index.ts';
import { hidden, input, row, share, total } from './input.ts';

describe('findings of a share', () => {
  it('name a share with its interval, numerator and denominator', () => {
    const words = findingOf(
      input('reached', {
        total: total({ share: share(0.8, 0.77, 0.83), x: { value: 800 }, n: { value: 1000 } }),
      }),
    );
    expect(words).toBe(
      '80% (77% to 83%) of referrals made at least 28 days ago were reached by a link worker: 800 of 1,000.',
    );
  });

  it('say that a share is hidden, and do not print its parts as if it were shown', () => {
    const words = findingOf(
      input('reached', { total: total({ share: hidden, x: { value: 30 }, n: { value: 30 } }) }),
    );
    expect(words).toContain('the share is not shown');
    expect(words).not.toContain('30');
  });

  it('say of a share of fewer than 10 that they are too few, with its counts', () => {
    const reached = (x: number, n: number): string =>
      findingOf(
        input('reached', {
          total: total({
            share: { ...share(x / n, 0.1, 0.9), base: n },
            x: { value: x },
            n: { value: n },
          }),
        }),
      );
    expect(reached(1, 1)).toBe(
      '1 of 1 referrals made at least 28 days ago were reached by a link worker: too few to conclude.',
    );
    expect(reached(9, 9)).toContain('too few to conclude');
    expect(reached(9, 10)).toMatch(/^90% \(10% to 90%\) of referrals/);
  });

  it.each([
    [
      ['low998', 'high998', 'low998'],
      'Above the limits expected by chance (99.8%): B; below them: A and C.',
    ],
    [['low998', null, 'high95'], 'Below the limits expected by chance (99.8%): A.'],
    [
      ['low95', null, null],
      'All 3 practices are within the limits expected by chance (99.8%); 1 is beyond the 95% limits, as 1 in 20 would be by chance.',
    ],
    [[null, null, null], 'All 3 practices are within the limits expected by chance (99.8%).'],
  ] as const)('name places outside a funnel only beyond what chance gives: %j', (outside, said) => {
    const words = findingOf(
      input('reached', {
        by: 'practice',
        rows: ['a', 'b', 'c'].map((key) => row(key, key.toUpperCase(), { share: share(1, 1, 1) })),
        total: total({ share: share(0.5, 0.48, 0.52), x: { value: 50 }, n: { value: 100 } }),
        chart: {
          kind: 'funnel-plot',
          y: ['share'],
          yLabel: '',
          funnel: {
            target: 0.5,
            overdispersed: true,
            curve: [],
            size: 'base',
            sizeLabel: '',
            warning: null,
            points: outside.map((where, at) => ({ key: 'abc'[at] ?? '', outside: where })),
          },
        },
      }),
    );
    expect(words.endsWith(`were reached by a link worker. ${said}`)).toBe(true);
  });
});
