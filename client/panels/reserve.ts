import type { Metric } from '#metrics';

const tall: Record<string, number> = {
  trend: 362,
  'event-study': 432,
  survival: 392,
  'funnel-plot': 460,
  'before-after': 380,
  steps: 330,
  bands: 330,
  breakdown: 380,
  bullet: 260,
  table: 300,
  map: 700,
};

/** Room kept for a card's tabs and picture before its first answer, so that nothing jumps. Pixels. */
export function reservedHeight(metric: Metric, by: string): number {
  const kind =
    metric.panels.find((panel) => panel.by === by)?.chart ??
    (by === 'month' ? 'trend' : 'breakdown');
  return 44 + (tall[kind] ?? 340);
}
