import { describe, expect, test } from 'vitest';
import { metrics } from '#metrics';
import { fillingMonths } from '../../server/answers/settling.ts';
import { annotate } from '../../server/answers/annotate.ts';

const months = Array.from({ length: 14 }, (_, at) => {
  const year = at < 2 ? 2025 : 2026;
  const month = at < 2 ? at + 11 : at - 1;
  return `${year}-${String(month).padStart(2, '0')}`;
});
const metricOf = (id: string) => metrics.find((metric) => metric.id === id)!;
const asked = (more: object = {}) => ({
  metric: metricOf('reached'),
  by: 'month',
  cohort: { basis: 'referred' as const },
  rows: months.map((key) => ({ key })),
  casesTo: '2026-12-31',
  ...more,
});

describe('months that have not settled', () => {
  test('are those whose last referral is younger than the metric needs', () => {
    // 8 weeks before 31 December is 5 November: November and December are still filling.
    expect(fillingMonths(asked())?.keys).toEqual(['2026-11', '2026-12']);
    expect(fillingMonths(asked({ casesTo: '2027-02-25' }))).toBeNull();
    expect(fillingMonths(asked({ casesTo: '2027-02-24' }))?.keys).toEqual(['2026-12']);
  });

  test('name themselves and say why', () => {
    expect(fillingMonths(asked())?.words).toMatch(/^Nov 2026 to Dec 2026 not settled: .*8 weeks/);
  });

  test.each([
    ['another split', { by: 'pcn' }],
    ['months of closing', { cohort: { basis: 'closed' } }],
    ['a metric that needs no time', { metric: metricOf('referrals') }],
    ['data without an end', { casesTo: null }],
  ])('are none for %s', (_name, more) => {
    expect(fillingMonths(asked(more))).toBeNull();
  });

  test('are left out of the limits, so that young months raise no alarm', () => {
    const value = (at: number): number => (at < 12 ? 0.84 + (at % 2) * 0.02 : 0.4);
    const rows = months.map((key, at) => ({
      key,
      label: key,
      kind: 'group' as const,
      cells: { share: { value: value(at) } },
    }));
    const chart = { kind: 'trend' as const, y: ['share'], yLabel: 'Share' };
    const draw = (filling: ReturnType<typeof fillingMonths>) =>
      annotate({
        metric: metricOf('reached'),
        answer: { chart } as unknown as Parameters<typeof annotate>[0]['answer'],
        published: { rows, total: null } as unknown as Parameters<typeof annotate>[0]['published'],
        notes: [],
        filling,
      });
    expect(draw(null).xmr?.variation).toBe('concern_low');
    const settled = draw(fillingMonths(asked()));
    expect(settled.xmr?.variation).toBe('common_cause');
    expect(settled.xmr?.points).toHaveLength(12);
    expect(settled.filling?.keys).toHaveLength(2);
  });
});
