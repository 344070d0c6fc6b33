import { describe, expect, it } from 'vitest';
import type { Cell, Format } from '#figure/cell.ts';
import { differenceFinding } from '#figure/findings/difference.ts';
import { column } from './input.ts';

describe('the difference of two cohorts in words', () => {
  const words = (cell: Cell, format: Format): string =>
    differenceFinding({
      difference: cell,
      column: column('x', format),
      here: { value: 0.55 },
      there: { value: 0.5 },
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

  it('gives a mix no difference of its own: both are 100%', () => {
    const cell = { value: 0, lower: -0.001, upper: 0.001 };
    const whole = { value: 1 };
    expect(
      differenceFinding({
        difference: cell,
        column: column('x', 'share'),
        here: whole,
        there: whole,
        other: 'the year before',
      }),
    ).toBe('Beside the year before.');
  });
});
