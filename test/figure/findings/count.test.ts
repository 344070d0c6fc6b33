import { describe, expect, it } from 'vitest';
import type { Cell } from '#figure/cell.ts';
import { findingOf } from '#figure/findings/index.ts';
import { input, row, share, total } from './input.ts';

describe('findings of counts and mixes', () => {
  const groups = (first: number, second: number): string =>
    findingOf(
      input('people', {
        by: 'deprivation',
        rows: [
          row('1', '1 (most deprived)', { n: { value: first } }),
          row('2', '2', { n: { value: second } }),
        ],
        total: total({ n: { value: first + second } }),
      }),
    );

  it('count one in the singular', () => {
    const of = (id: string, n: number): string =>
      findingOf(input(id, { total: total({ n: { value: n } }) }));
    expect(of('referrals', 1)).toBe('1 referral.');
    expect(of('people', 1)).toBe('1 person referred.');
    expect(of('people', 2)).toBe('2 people referred.');
    expect(groups(1, 0)).not.toContain('largest');
  });

  it('name the largest group alone only when it is clearly larger', () => {
    expect(groups(500, 400)).toContain('The largest group is fifth 1 (most deprived), with 500.');
    expect(groups(500, 490)).toContain(
      'The largest groups, not clearly apart, are fifth 1 (most deprived), with 500; fifth 2, with 490.',
    );
  });

  it('call ages by more than their numbers', () => {
    const words = findingOf(
      input('people', {
        by: 'age',
        rows: [
          row('u20', 'Under 20', { n: { value: 90 } }),
          row('50', '50 to 64', { n: { value: 500 } }),
        ],
        total: total({ n: { value: 590 } }),
      }),
    );
    expect(words).toBe('590 people referred. The largest group is ages 50 to 64, with 500.');
  });

  const months = (id: string, ...counts: Cell[]): string =>
    findingOf(
      input(id, {
        by: 'month',
        rows: counts.map((n, at) => row(`2026-0${at + 1}`, `Month ${at + 1}`, { n })),
        total: total({ n: { value: 1110 } }),
      }),
    );

  it('say how many a month of what each month counts once, where all months are counted', () => {
    const [many, none] = [{ value: 370 }, { value: null, state: 'not_due' }] as const;
    expect(months('referrals', many, many, many)).toBe('1,110 referrals, about 370 a month.');
    expect(months('referrals', many, many, none)).toBe('1,110 referrals.');
    expect(months('people', many, many, many)).toBe('1,110 people referred.');
  });

  const sources = (n: number, ...shares: Cell[]): string =>
    findingOf(
      input('referral-sources', {
        by: 'source',
        rows: shares.map((cell, at) => row(`s${at}`, 'ABCDEF'.charAt(at), { share: cell })),
        total: total({ n: { value: n } }),
      }),
    );

  const apart = share(0.5, 0.46, 0.54);
  const near = [share(0.3, 0.26, 0.34), share(0.28, 0.24, 0.32), share(0.27, 0.23, 0.31)];

  it.each([
    [
      900,
      [apart, near[0]!],
      'A is the source of 50% (46% to 54%) of 900 referrals, more than any other.',
    ],
    [900, [share(1, 0.99, 1)], 'A is the source of 100% (99% to 100%) of 900 referrals.'],
    [900, near, 'The commonest, not clearly apart, are A, 30%; B, 28%; C, 27%, of 900 referrals.'],
    [900, [...near, near[2]!], 'None is clearly the commonest, of 900 referrals.'],
    [9, [apart], '9 referrals: too few to conclude what is commonest.'],
    [1, [share(1, 0.21, 1)], '1 referral: too few to conclude what is commonest.'],
  ])('never rank sources that are not clearly apart, or few: of %d', (n, shares, words) => {
    expect(sources(n, ...shares)).toBe(words);
  });
});
