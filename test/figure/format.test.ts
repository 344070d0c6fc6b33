import { describe, expect, it } from 'vitest';
import { writeInterval, writeValue } from '#figure/format.ts';

describe('a number as it is written', () => {
  it('gives an interval a decimal more where its ends would print alike', () => {
    const share = { format: 'share' } as const;
    expect(writeInterval({ value: 0.988, lower: 0.9862, upper: 0.9888 }, share)).toBe(
      '98.6% to 98.9%',
    );
    expect(writeInterval({ value: 0.8, lower: 0.77, upper: 0.83 }, share)).toBe('77% to 83%');
    expect(writeInterval({ value: 1, lower: 1, upper: 1 }, share)).toBe('100% to 100%');
  });

  it('keeps no decimal from 100 on', () => {
    expect([99.94, 99.96, 304.4].map((value) => writeValue(value, 'number1'))).toEqual([
      '99.9',
      '100',
      '304',
    ]);
  });
});
