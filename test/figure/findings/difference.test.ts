import { describe, expect, it } from 'vitest';
import type { Cell, Format } from '#figure/cell.ts';
import { differenceFinding } from '#figure/findings/difference.ts';
import type { MixedCode } from '#figure/findings/difference.ts';
import { column } from './input.ts';

describe('the difference of two cohorts in words', () => {
  const words = (cell: Cell, format: Format): string =>
    differenceFinding({
      difference: cell,
      column: column('x', format),
      here: { value: 0.55 },
      there: { value: 0.5 },
      asRatio: format === 'ratio',
      other: 'the year before',
    });

  it.each([
    [
      { value: 0.05, lower: 0.01, upper: 0.09 },
      'share',
      'Higher than the year before: 55% against 50%, +5.0 percentage points (+1.0 to +9.0).',
    ],
    [
      { value: 0.02, lower: -0.01, upper: 0.05 },
      'share',
      'No clear difference from the year before: 55% against 50%, +2.0 percentage points (−1.0 to +5.0).',
    ],
    [
      { value: 0.9, lower: 0.85, upper: 0.95 },
      'ratio',
      'Lower than the year before: 0.55 against 0.50, a ratio of the two of 0.90 (0.85 to 0.95).',
    ],
    [{ value: 0.9, lower: 0.8, upper: 1.01 }, 'ratio', 'No clear difference from the year before:'],
    [{ value: 12 }, 'count', 'Above the year before: 0.6 against 0.5, +12.'],
    [{ value: 0 }, 'days', 'The same as the year before:'],
    [{ value: 1, state: 'too_few' }, 'signed1', 'Too few people to compare with the year before.'],
  ] as const)('%o as %s', (cell, format, said) => {
    expect(words(cell, format).startsWith(said)).toBe(true);
  });

  it('takes a difference of two ratios for what it is', () => {
    expect(
      differenceFinding({
        difference: { value: 0.2, lower: -0.1, upper: 0.5 },
        column: column('x', 'ratio'),
        here: { value: 1.2 },
        there: { value: 1 },
        other: 'the year before',
      }),
    ).toBe('No clear difference from the year before: 1.20 against 1.00, +0.20 (−0.10 to +0.50).');
  });

  it('takes 100% of both sides for shares like any others', () => {
    const cell = { value: 0, lower: -0.02, upper: 0.02 };
    expect(
      differenceFinding({
        difference: cell,
        column: column('x', 'share'),
        here: { value: 1 },
        there: { value: 1 },
        other: 'the year before',
      }),
    ).toBe(
      'No clear difference from the year before: 100% against 100%, 0.0 percentage points (−2.0 to +2.0).',
    );
  });
});

describe('the difference of two mixes in words', () => {
  /** A code's shares, how far their difference may be off, and how many are behind each. */
  const code = (name: string, here: number, there: number, off = 0.03, base = 900): MixedCode => ({
    name,
    here: { value: here, base },
    there: { value: there, base },
    difference: { value: here - there, lower: here - there - off, upper: here - there + off },
  });
  const words = (...mix: MixedCode[]): string =>
    differenceFinding({
      difference: { value: 0, lower: -0.001, upper: 0.001 },
      column: column('share', 'share'),
      here: { value: 1 },
      there: { value: 1 },
      other: 'the year before',
      mix,
    });

  it('names the code that differs most, where no other may differ as much', () => {
    const said =
      'Differs most from the year before in GP: 60% against 40%, +20.0 percentage points (+17.0 to +23.0).';
    expect(words(code('Self', 0.2, 0.25), code('GP', 0.6, 0.4), code('Other', 0.2, 0.21))).toBe(
      said,
    );
    expect(words(code('GP', 0.6, 0.4))).toBe(said.replace(' most', ''));
  });

  it('names those not told apart in size together, and counts the rest', () => {
    const two = [code('GP', 0.6, 0.5), code('Self', 0.2, 0.31)];
    expect(words(...two)).toBe(
      'Differs from the year before in Self: 20% against 31%, −11.0 percentage points (−14.0 to −8.0); in GP: 60% against 50%, +10.0 percentage points (+7.0 to +13.0).',
    );
    expect(words(...two, code('Nurse', 0.12, 0.21), code('Other', 0.01, 0.02))).toMatch(
      /^Differs from the year before in Self: .*; in GP: [^;]*; and in 1 more\.$/,
    );
  });

  it('says nothing where a difference is clear only until it is known how many were compared', () => {
    const near = code('GP', 0.6, 0.565);
    expect(words(near)).toMatch(/^Differs from the year before in GP/);
    const alike = Array.from({ length: 9 }, (_none, at) => code(`Code ${at}`, 0.04, 0.04));
    expect(words(near, ...alike)).toBe('');
  });

  it('says nothing of what is hidden, or rests on few', () => {
    const hidden = { value: null, state: 'suppressed' } as const;
    const clear = code('GP', 0.6, 0.4);
    expect(words()).toBe('');
    expect(words({ ...clear, difference: hidden })).toBe('');
    expect(words({ ...clear, there: hidden })).toBe('');
    expect(words({ ...clear, here: { value: 0.6, state: 'too_few' } })).toBe('');
    expect(words(code('GP', 0.6, 0.4, 0.03, 9))).toBe('');
    expect(words({ ...clear, difference: { value: 0.2 } })).toBe('');
  });
});
