import type { Cell, Column, Format, Row } from '#figure/cell.ts';
import type { FindingInput } from '#figure/findings/finding.ts';
import { metrics, registry } from '#metrics';

const interval = { level: 0.95, method: 'a method' } as const;
export const column = (key: string, format: Format): Column => ({
  key,
  label: key,
  format,
  description: key,
  interval,
});
export const row = (
  key: string,
  label: string,
  cells: Row['cells'],
  kind: Row['kind'] = 'group',
): Row => ({
  key,
  label,
  kind,
  cells,
});
export const share = (value: number, lower: number, upper: number): Cell => ({
  value,
  lower,
  upper,
});
export const hidden: Cell = { value: null, state: 'suppressed' };

export function input(id: string, more: Partial<FindingInput>): FindingInput {
  return {
    metric: registry(metrics).metricOf(id),
    by: 'all',
    columns: [
      column('share', 'share'),
      column('change', 'signed2'),
      ...['x', 'n', 'pairs'].map((key) => ({
        key,
        label: key,
        format: 'count' as const,
        description: key,
      })),
    ],
    rows: [],
    total: null,
    flow: [],
    headlineColumn: 'share',
    chart: { kind: 'table', y: [], yLabel: '' },
    cohort: { basis: 'referred', from: '2025-04', to: '2026-03', pcns: 'then', filters: {} },
    ...more,
  };
}

/** The row of the whole cohort. */
export const total = (cells: Row['cells']): Row => row('', 'All', cells, 'total');
