import { expect, it } from 'vitest';
import { metrics } from '#metrics';
import type { Draft } from '#figure/draft.ts';
import { annotate } from '../../server/answers/annotate.ts';
import { policies } from '../../server/disclosure/policy.ts';
import { publish } from '../../server/disclosure/publish.ts';

/** 18 months, one of them far out. */
const usual = Array.from({ length: 18 }, (_, at) => 20 + ((at * 7) % 5) + (at === 9 ? 60 : 0));

const draftOf = (counts: readonly number[]): Draft => ({
  columns: [{ key: 'n', label: 'n', format: 'count', description: '' }],
  rows: counts.map((n, at) => ({
    key: `20${25 + Math.floor(at / 12)}-${String(1 + (at % 12)).padStart(2, '0')}`,
    label: String(at),
    kind: 'group' as const,
    cells: { n: { kind: 'count' as const, n } },
  })),
  total: null,
  flow: [],
});

/** The chart of these months, as it is drawn for a metric. */
function chartOf(id: string, counts: readonly number[] = usual) {
  const metric = metrics.find((each) => each.id === id);
  if (!metric) throw new Error(`no such metric: ${id}`);
  const draft = draftOf(counts);
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

it('draws no limits for numbers rounded more coarsely than they vary', () => {
  // One practice by month under control: seven months "below the mean" are seven of the same rounding.
  const practice = [40, 30, 50, 40, 40, 40, 40, 40, 40, 30, 50, 50];
  expect(chartOf('referrals', practice).xmr).toBeUndefined();
  const borough = [385, 320, 405, 345, 405, 415, 390, 445, 395, 315, 400, 425];
  expect(chartOf('referrals', borough).xmr).toBeDefined();
  expect(chartOf('referrals', [...practice.slice(1), 41]).xmr).toBeDefined();
});
