import { describe, expect, it } from 'vitest';
import type { Cell } from '#figure/cell.ts';
import type { FindingInput } from '#figure/findings/finding.ts';
import { findingOf } from '#figure/findings/index.ts';
import { column, input, row, share, total } from './input.ts';

describe('findings that compare', () => {
  it.each([
    [share(0.8, 0.7, 0.9), share(0.75, 0.65, 0.85), 'No clear difference between PCNs.'],
    [
      share(0.9, 0.85, 0.95),
      share(0.5, 0.4, 0.6),
      'Higher in A, 90% (85% to 95%), than in B, 50% (40% to 60%).',
    ],
  ])('never rank PCNs whose intervals overlap', (a, b, words) => {
    const finding = findingOf(
      input('reached', {
        by: 'pcn',
        rows: [row('a', 'A', { share: a }), row('b', 'B', { share: b })],
        total: total({ share: share(0.7, 0.65, 0.75), x: { value: 70 }, n: { value: 100 } }),
      }),
    );
    expect(finding).toContain(words);
  });

  const wards = (...shares: Cell[]): string =>
    findingOf(
      input('reached', {
        by: 'ward',
        rows: shares.map((cell, at) =>
          row(`w${at}`, 'ABCDEFGHIJKLMNOPQRST'.charAt(at), { share: cell }),
        ),
        total: total({ share: share(0.5, 0.48, 0.52), x: { value: 50 }, n: { value: 100 } }),
      }),
    );
  const middle = share(0.5, 0.41, 0.59);
  const [high, low] = [share(0.6, 0.51, 0.69), share(0.41, 0.32, 0.5)];

  it('want more before they tell apart the ends of many groups, and say why', () => {
    const many = Array.from({ length: 18 }, () => middle);
    expect(wards(high, ...many, low)).toContain(
      'No clear difference between wards: of 20 compared, two can lie this far apart by chance.',
    );
    expect(wards(middle, ...many, middle)).toContain('No clear difference between wards.');
  });

  it('name two groups that are clearly apart where the highest is too unsure', () => {
    const unsure = share(0.9, 0.2, 1);
    expect(wards(middle, unsure, share(0.7, 0.68, 0.72), share(0.3, 0.28, 0.32))).toContain(
      'Higher in C, 70% (68% to 72%), than in D, 30% (28% to 32%).',
    );
  });

  it('leave groups without limits of their own out of a comparison', () => {
    const open: Cell = { value: 28, lower: 20, upper: null };
    const words = findingOf(
      input('wait', {
        by: 'need',
        headlineColumn: 'median',
        columns: [column('median', 'days'), column('p90', 'days'), column('open', 'count')],
        rows: [
          row('a', 'Getting online', { median: open }),
          row('b', 'Housing', { median: { value: 10, lower: 8, upper: 12 } }),
        ],
        total: total({ median: { value: 13, lower: 13, upper: 14 }, open: { value: 1 } }),
      }),
    );
    expect(words).toBe('Half of people are seen within 13 days (13 to 14) of referral.');
  });

  const months = (...flags: (string | null)[]): FindingInput =>
    input('referrals', {
      by: 'month',
      rows: flags.map((_, at) => row(`2026-0${at + 1}`, `Month ${at + 1}`, { n: { value: 1 } })),
      total: total({ n: { value: flags.length } }),
      chart: {
        kind: 'trend',
        y: ['n'],
        yLabel: '',
        xmr: {
          points: flags.map((flag, at) => ({
            key: `2026-0${at + 1}`,
            mean: 1,
            lower: 0,
            upper: 2,
            mark: flag === null ? 'common_cause' : 'neutral_high',
            flag,
          })),
          variation: 'common_cause',
          assurance: null,
          warning: null,
        },
      },
    });

  it.each([
    [[null, null, null], 'The months vary no more than usual.'],
    [[null, 'above the upper limit'], 'Month 2 is above the upper limit.'],
    [['below the lower limit', null, null], '1 of 3 months varies more than usual: Month 1.'],
    [
      ['above the upper limit', 'below the lower limit', null],
      '2 of 3 months vary more than usual: the latest Month 2.',
    ],
  ])('say of months %j what their marks say', (flags, said) => {
    expect(findingOf(months(...flags))).toContain(said);
  });
});
