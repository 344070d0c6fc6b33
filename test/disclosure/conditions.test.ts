import { expect, test } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import { monthIn, narrowingOf } from '../../server/disclosure/conditions.ts';

const cohort = (filters: Readonly<Record<string, readonly string[]>> = {}) => ({
  basis: 'referred' as const,
  from: '2025-04',
  to: '2026-03',
  pcns: 'then' as const,
  filters,
});

const peopled = new Set(Array.from({ length: 24 }, (_, at) => 303 + at));
const narrowing = (asked: Cohort, by: string) =>
  narrowingOf(asked, by, { peopled: () => peopled }, false);

test('filters and splits each narrow; a practice lies in its PCN', () => {
  expect(narrowing(cohort(), 'all')).toEqual({ total: 0, row: 0 });
  expect(narrowing(cohort(), 'pcn')).toEqual({ total: 0, row: 1 });
  expect(narrowing(cohort({ sex: ['female'] }), 'pcn')).toEqual({ total: 1, row: 2 });
  expect(narrowing(cohort({ pcn: ['A'], practice: ['B'] }), 'all').total).toBe(1);
  expect(narrowing({ ...cohort(), to: '2025-04' }, 'month')).toEqual({ total: 1, row: 1 });
});

test('steps add nothing, as their counts are columns elsewhere', () => {
  expect(narrowing(cohort({ sex: ['female'] }), 'step')).toEqual({ total: 1, row: 1 });
  expect(narrowing(cohort(), 'waiting_band')).toEqual({ total: 0, row: 0 });
});

test('a split by the one value it is filtered to is that value again', () => {
  expect(narrowing(cohort({ pcn: ['A'] }), 'pcn')).toEqual({ total: 1, row: 1 });
  expect(narrowing(cohort({ pcn: ['A', 'B'] }), 'pcn')).toEqual({ total: 1, row: 1 });
});

test('a period with people in one month alone is that month, as they are the same people', () => {
  const quiet = { peopled: () => new Set([304, 306]) };
  const quarter = { ...cohort({ sex: ['female'] }), to: '2025-06' };
  expect(monthIn(quarter, quiet)).toBe('2025-05');
  expect(narrowingOf(quarter, 'pcn', quiet, false)).toEqual({ total: 2, row: 3 });
  expect(narrowingOf(quarter, 'month', quiet, false)).toEqual({ total: 2, row: 2 });
  expect(monthIn({ ...quarter, to: '2025-07' }, quiet)).toBeNull();
  expect(monthIn({ ...quarter, to: '2025-04' }, quiet)).toBe('2025-04');
});

test('is of one month where it is counted at the end of one, whatever period it is asked for', () => {
  const year: Cohort = {
    ...{ basis: 'referred', from: '2025-04', to: '2026-03', pcns: 'then' },
    filters: { pcn: ['U00001'] },
  };
  const everyMonth = { peopled: () => new Set(Array.from({ length: 400 }, (_, month) => month)) };
  expect(narrowingOf(year, 'month', everyMonth, true)).toEqual({ total: 2, row: 2 });
  expect(narrowingOf({ ...year, filters: {} }, 'pcn', everyMonth, true)).toEqual({
    total: 1,
    row: 2,
  });
  expect(narrowingOf(year, 'month', everyMonth, false)).toEqual({ total: 1, row: 2 });
});
