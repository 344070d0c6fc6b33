import { expect, it } from 'vitest';
import { metrics } from '#metrics';
import type { Draft } from '#figure/draft.ts';
import { annotate } from '../../server/answers/annotate.ts';
import { policies } from '../../server/disclosure/policy.ts';
import { publish } from '../../server/disclosure/publish.ts';

const draft: Draft = {
  columns: [{ key: 'n', label: 'n', format: 'count', description: '' }],
  rows: Array.from({ length: 18 }, (_, at) => ({
    key: `20${25 + Math.floor(at / 12)}-${String(1 + (at % 12)).padStart(2, '0')}`,
    label: String(at),
    kind: 'group' as const,
    cells: { n: { kind: 'count' as const, n: 20 + ((at * 7) % 5) + (at === 9 ? 60 : 0) } },
  })),
  total: null,
  flow: [],
};

/** The chart of 18 months with one far out, as it is drawn for a metric. */
function chartOf(id: string) {
  const metric = metrics.find((each) => each.id === id);
  if (!metric) throw new Error(`no such metric: ${id}`);
  const published = publish(draft, policies.exact);
  const chart = { kind: 'trend', y: ['n'], yLabel: 'n' } as const;
  const answer = { draft, chart, headlineColumn: 'n', caveats: [] };
  return annotate({ metric, answer, published, notes: [], filling: null });
}

it('marks what is unusual in a series of separate months', () => {
  const points = chartOf('referrals').xmr?.points ?? [];
  expect(points[9]?.flag).toBe('above the upper limit');
});

it('draws no limits for months that look back over one another', () => {
  expect(chartOf('annual-people').xmr).toBeUndefined();
});
