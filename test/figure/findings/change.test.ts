import { describe, expect, it } from 'vitest';
import type { Cell } from '#figure/cell.ts';
import { findingOf } from '#figure/findings/index.ts';
import { column, input, row, share, total } from './input.ts';

describe('findings of change in the same people', () => {
  it('say too few to conclude below 30 people measured twice', () => {
    const few: Cell = { value: 1.2, lower: -0.5, upper: 2.9, state: 'too_few' };
    const words = findingOf(
      input('wellbeing-life-satisfaction', {
        headlineColumn: 'change',
        total: total({ change: few, pairs: { value: 18 } }),
      }),
    );
    expect(words).toBe('18 people were measured twice: too few to conclude.');
  });

  it.each([
    [share(0.65, 0.52, 0.78), 'improved by 0.7 points (0.5 to 0.8)'],
    [share(-0.65, -0.78, -0.52), 'got worse by 0.7 points (0.5 to 0.8)'],
    [share(0.1, -0.1, 0.3), 'shows no clear change'],
  ])('judge a change by its interval, not by its point', (change, words) => {
    const finding = findingOf(
      input('wellbeing-life-satisfaction', {
        headlineColumn: 'change',
        total: total({ change, pairs: { value: 300 } }),
      }),
    );
    expect(finding).toContain(words);
  });

  it('say once that every rule for the later score gives the same change', () => {
    const rules = (...changes: number[]): string =>
      findingOf(
        input('wellbeing-life-satisfaction', {
          by: 'rule',
          rows: changes.map((change, at) =>
            row(String(at), `Rule ${at}`, { change: share(change, 0.5, 0.9) }),
          ),
        }),
      );
    expect(rules(0.72, 0.72, 0.72)).toBe(
      'The same improvement, +0.72 (+0.50 to +0.90) points, by each of the 3 rules for choosing the later score.',
    );
    expect(rules(0.72, 0.72, 0.4)).toContain('+0.40 by the rule 2');
  });

  it('begin with the groups where they are split, and say the whole in few words', () => {
    const change = share(0.65, 0.52, 0.78);
    const words = findingOf(
      input('wellbeing-life-satisfaction', {
        by: 'pcn',
        headlineColumn: 'change',
        rows: [row('a', 'A', { change }), row('b', 'B', { change })],
        total: total({ change, pairs: { value: 300 }, complete: share(0.4, 0.3, 0.5) }),
      }),
    );
    expect(words).toBe(
      'No clear difference between PCNs. Life satisfaction improved by 0.7 points (0.5 to 0.8) overall.',
    );
  });

  const aroundReferral = (tooRecent: number, peak: Cell): string =>
    findingOf(
      input('gp-event-study', {
        by: 'event_month',
        headlineColumn: 'mean',
        columns: [column('mean', 'number2'), column('n', 'count')],
        rows: [
          row('-12', '12 months before', { mean: share(0.4, 0.3, 0.5), n: { value: 1400 } }),
          row('-2', '2 months before', { mean: peak, n: { value: 1400 } }),
          row('12', '12 months after', { mean: share(0.5, 0.4, 0.6), n: { value: 1400 } }),
        ],
        flow: [
          {
            key: 'referrals',
            label: 'Referrals',
            n: { value: 4600 },
            lost: [{ key: 'not_due', label: 'not yet 360 days', n: { value: tooRecent } }],
          },
        ],
      }),
    );

  it.each([
    [
      100,
      share(0.8, 0.7, 0.9),
      'GP appointments of 1,400 people rose before referral, from 0.40 in 30 days a year earlier to 0.80, and were 0.50 a year after. A fall from such a peak is expected without any help.',
    ],
    [
      100,
      share(0.5, 0.4, 0.6),
      'GP appointments of 1,400 people show no clear rise before referral: 0.40 in 30 days a year before, 0.50 a year after.',
    ],
    [
      4000,
      share(0.8, 0.7, 0.9),
      'Only 1,400 people could be followed for a year each side: 4,000 referrals are too recent.',
    ],
  ])('tell the year around referral, or that most are too recent: %d', (recent, peak, words) => {
    expect(aroundReferral(recent, peak)).toBe(words);
  });
});

describe('findings of steps', () => {
  const green = (accepted: Cell, answered: Cell): string =>
    findingOf(
      input('green-uptake', {
        by: 'step',
        rows: [
          row('answered', 'Offer answered', { n: answered, share: share(0.9, 0.8, 0.95) }),
          row('accepted', 'Accepted (uptake)', { n: { value: 480 }, share: accepted }),
        ],
      }),
    );

  it('say what people did, out of how many', () => {
    expect(green({ ...share(0.88, 0.85, 0.91), base: 545 }, { value: 545 })).toBe(
      '88% (85% to 91%) of referrals with an answered green offer accepted it: 480 of 545.',
    );
  });

  it('say of how many a share is that is not shown', () => {
    const hiddenShare: Cell = { value: null, state: 'suppressed' };
    expect(green(hiddenShare, { value: 545 })).toMatch(
      /^545 referrals with an answered green offer\. Accepted \(uptake\): the share is not shown/,
    );
    expect(green(hiddenShare, hiddenShare)).toMatch(/^Accepted \(uptake\): the share is not shown/);
  });
});
