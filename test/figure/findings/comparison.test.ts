import { describe, expect, it } from 'vitest';
import type { FindingInput } from '#figure/findings/finding.ts';
import { findingOf } from '#figure/findings/index.ts';
import { column, input, row, share, total } from './input.ts';

describe('findings beside matched patients, and of modelled value', () => {
  const effect = (value: number, lower: number, upper: number): FindingInput =>
    input('gp-comparison', {
      headlineColumn: 'effect',
      columns: [column('effect', 'signed2'), column('n', 'count'), column('matched', 'share')],
      total: total({
        effect: { value, lower, upper },
        n: { value: 1681 },
        matched: share(0.99, 0.98, 0.995),
      }),
    });

  it.each([
    [
      effect(-0.39, -0.71, -0.06),
      'After referral people had 0.39 (0.06 to 0.71) fewer GP appointments a year than matched patients lead us to expect. 1,681 people, 99% of those followed, could be matched.',
    ],
    [
      effect(0.5, 0.1, 0.9),
      /^After referral people had 0.50 \(0.10 to 0.90\) more GP appointments/,
    ],
    [
      effect(-0.2, -0.5, 0.1),
      /^No clear difference in GP appointments from matched patients: −0.20 \(−0.50 to \+0.10\) a year\./,
    ],
  ])('set people beside matched patients without a cause', (given, words) => {
    const finding = findingOf(given);
    if (typeof words === 'string') expect(finding).toBe(words);
    else expect(finding).toMatch(words);
  });

  it('give modelled pounds as a range in two figures, and say when it holds nothing', () => {
    const words = (least: number, most: number): string =>
      findingOf(
        input('gp-time-value', {
          headlineColumn: 'pounds',
          columns: [column('pounds', 'money'), column('n', 'count')],
          rows: [least, most].map((value, at) =>
            row(String(at), String(at), { pounds: { value }, n: { value: 1681 } }),
          ),
        }),
      );
    expect(words(1856, 29_840)).toBe(
      'Modelled, not measured: £1,900 to £30,000 for 1,681 people matched.',
    );
    expect(words(-1856, 29_840)).toContain('−£1,900 to £30,000');
    expect(words(-1856, 29_840)).toContain('Part of the range is a cost');
    expect(words(0, 29_840)).toContain('The range begins at nothing.');
  });

  it('take the chance in a modelled value into its range', () => {
    const pounds = [
      { value: 520_397, lower: 384_940, upper: 655_854 },
      { value: 832_635, lower: 615_904, upper: 1_049_367 },
    ];
    const words = findingOf(
      input('wellby', {
        headlineColumn: 'pounds',
        columns: [column('pounds', 'money'), column('n', 'count')],
        rows: pounds.map((cell, at) => row(String(at), '', { pounds: cell, n: { value: 624 } })),
      }),
    );
    expect(words).toBe(
      'Modelled, not measured: £380,000 to £1,000,000 for 624 people measured twice.',
    );
  });
});
