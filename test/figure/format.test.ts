import { numberFormat } from '../../server/exports/number-format.ts';
import { describe, expect, it } from 'vitest';
import { writeCell, writeInterval, writeValue } from '#figure/format.ts';

describe('a number as it is written', () => {
  it('gives an interval a decimal more where its ends would print alike', () => {
    const share = { format: 'share' } as const;
    expect(writeInterval({ value: 0.988, lower: 0.9862, upper: 0.9888 }, share)).toBe(
      '98.6% to 98.9%',
    );
    expect(writeInterval({ value: 0.8, lower: 0.77, upper: 0.83 }, share)).toBe('77% to 83%');
    expect(writeInterval({ value: 1, lower: 1, upper: 1 }, share)).toBe('100% to 100%');
  });

  it('writes a share inside the interval beside it', () => {
    const share = { format: 'share' } as const;
    const cell = { value: 0.986, lower: 0.985, upper: 0.987 };
    expect(writeCell(cell, share)).toBe('98.6%');
    expect(writeInterval(cell, share)).toBe('98.5% to 98.7%');
    expect(writeCell({ value: 0.986 }, share)).toBe('99%');
  });

  it('keeps a decimal of a share only where it would read as none or all', () => {
    const written = [0, 0.0004, 0.006, 0.0096, 0.01, 0.99, 0.9904, 0.996, 1];
    expect(written.map((value) => writeValue(value, 'share'))).toEqual([
      '0%',
      '0.0%',
      '0.6%',
      '1%',
      '1%',
      '99%',
      '99%',
      '99.6%',
      '100%',
    ]);
  });

  it('never says that a p value is nothing', () => {
    expect([0.0004, 0.0099, 0.01, 0.18].map((value) => writeValue(value, 'p'))).toEqual([
      '<0.01',
      '<0.01',
      '0.01',
      '0.18',
    ]);
    expect(numberFormat(0.0004, 'p')).toBe('"<0.01"');
    expect(numberFormat(0.18, 'p')).toBe('0.00');
  });

  it('keeps no decimal from 100 on', () => {
    expect([99.94, 99.96, 304.4].map((value) => writeValue(value, 'number1'))).toEqual([
      '99.9',
      '100',
      '304',
    ]);
  });
});
