import { describe, expect, it } from 'vitest';
import type { Cell, Column, Format, Row } from '#figure/cell.ts';
import { findingOf } from '#figure/findings/index.ts';
import type { FindingInput } from '#figure/findings/finding.ts';
import { metrics, registry } from '#metrics';

const interval = { level: 0.95, method: 'a method' } as const;
const column = (key: string, format: Format): Column => ({
  key,
  label: key,
  format,
  description: key,
  interval,
});
const row = (
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
const share = (value: number, lower: number, upper: number): Cell => ({ value, lower, upper });
const hidden: Cell = { value: null, state: 'suppressed' };

function input(id: string, more: Partial<FindingInput>): FindingInput {
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
    place: 'all PCNs',
    period: 'Apr 2025 to Mar 2026',
    ...more,
  };
}

const total = (cells: Row['cells']): Row => row('', 'All', cells, 'total');

describe('findings in words', () => {
  it('name a share with its interval, numerator and denominator', () => {
    const words = findingOf(
      input('reached', {
        total: total({ share: share(0.8, 0.77, 0.83), x: { value: 800 }, n: { value: 1000 } }),
      }),
    );
    expect(words).toMatch(/^80% \(77% to 83%\) .*: 800 of 1,000 /);
  });

  it('say that a share is hidden, and do not print its parts as if it were shown', () => {
    const words = findingOf(
      input('reached', { total: total({ share: hidden, x: { value: 30 }, n: { value: 30 } }) }),
    );
    expect(words).toContain('too few people');
    expect(words).not.toContain('30');
  });

  it.each([
    [share(0.8, 0.7, 0.9), share(0.75, 0.65, 0.85), 'No clear difference between PCNs.'],
    [
      share(0.9, 0.85, 0.95),
      share(0.5, 0.4, 0.6),
      'Higher in A, 90% (85% to 95%), than in B, 50% (40% to 60%).',
    ],
  ])('never rank PCNs whose intervals overlap', (a, b, words) => {
    const finding = findingOf(
      input('reached', {
        by: 'pcn',
        rows: [row('a', 'A', { share: a }), row('b', 'B', { share: b })],
        total: total({ share: share(0.7, 0.65, 0.75), x: { value: 70 }, n: { value: 100 } }),
      }),
    );
    expect(finding).toContain(words);
  });

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
});
