import { describe, expect, it } from 'vitest';
import {
  dateOf,
  dateWords,
  dayNumber,
  monthNumber,
  monthOf,
  monthOfDay,
  periodWords,
} from '#figure/month.ts';
import { periodPresets } from '#figure/periods.ts';

describe('months and days', () => {
  it('count from 2000-01 and from 1970-01-01', () => {
    expect(monthNumber('2000-01')).toBe(0);
    expect(monthNumber('2026-09')).toBe(320);
    expect(monthOf(320)).toBe('2026-09');
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dateOf(dayNumber('2024-02-29') + 1)).toBe('2024-03-01');
    expect(monthOfDay(dayNumber('2026-03-31'))).toBe(monthNumber('2026-03'));
  });

  it('read as words', () => {
    expect(dateWords('2026-09-30')).toBe('30 September 2026');
    expect(periodWords('2025-04', '2026-03', true)).toBe('Apr 2025 to Mar 2026');
    expect(periodWords('2025-04', '2025-04')).toBe('April 2025');
  });

  it('refuses what is not a month', () => {
    expect(() => monthNumber('2026-9')).toThrow('not a month: 2026-9; write YYYY-MM');
  });
});

describe('period presets', () => {
  const of = (first: string, last: string) =>
    Object.fromEntries(periodPresets(first, last).map(({ id, from, to }) => [id, `${from}/${to}`]));

  it('follow the financial year, April to March', () => {
    expect(of('2023-04', '2026-09')).toEqual({
      '12m': '2025-10/2026-09',
      quarter: '2026-07/2026-09',
      'last-quarter': '2026-04/2026-06',
      year: '2026-04/2026-09',
      'last-year': '2025-04/2026-03',
      all: '2023-04/2026-09',
    });
  });

  it('begin anew in April and never reach outside the data', () => {
    expect(of('2026-02', '2026-04')).toEqual({
      '12m': '2026-02/2026-04',
      quarter: '2026-04/2026-04',
      'last-quarter': '2026-02/2026-03',
      year: '2026-04/2026-04',
      'last-year': '2026-02/2026-03',
      all: '2026-02/2026-04',
    });
  });
});
