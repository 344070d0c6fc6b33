import { expect, test } from 'vitest';
import { narrowingOf } from '../../server/disclosure/conditions.ts';

const cohort = (filters: Readonly<Record<string, readonly string[]>> = {}) => ({
  basis: 'referred' as const,
  from: '2025-04',
  to: '2026-03',
  pcns: 'then' as const,
  filters,
});

test('filters and splits each narrow; a practice lies in its PCN', () => {
  expect(narrowingOf(cohort(), 'all')).toEqual({ total: 0, row: 0 });
  expect(narrowingOf(cohort(), 'pcn')).toEqual({ total: 0, row: 1 });
  expect(narrowingOf(cohort({ sex: ['female'] }), 'pcn')).toEqual({ total: 1, row: 2 });
  expect(narrowingOf(cohort({ pcn: ['A'], practice: ['B'] }), 'all').total).toBe(1);
  expect(narrowingOf({ ...cohort(), to: '2025-04' }, 'month')).toEqual({ total: 1, row: 1 });
});

test('a split by the one value it is filtered to is that value again', () => {
  expect(narrowingOf(cohort({ pcn: ['A'] }), 'pcn')).toEqual({ total: 1, row: 1 });
  expect(narrowingOf(cohort({ pcn: ['A', 'B'] }), 'pcn')).toEqual({ total: 1, row: 1 });
});
