import { describe, expect, it } from 'vitest';
import type { Figure } from '#figure/figure.ts';
import { lateChangeOf } from '../../server/archive/late-data.ts';
import { examples } from '../client/fixtures/figures.ts';

const now = examples['breakdown'] as Figure;
const key = now.chart.y[0] ?? '';

/** The figure as it might have been when its quarter was closed. */
const closed = (change: Partial<Figure>, more: Partial<Figure['provenance']> = {}) => ({
  figure: {
    ...now,
    rows: now.rows.map((row, at) =>
      at > 0 ? row : { ...row, cells: { ...row.cells, [key]: { value: 0.5 } } },
    ),
    ...change,
    provenance: { ...now.provenance, ...more },
  },
  closedAt: '2026-10-05T09:00:00Z',
});

describe('what a card says of its closed quarter', () => {
  it('is nothing while every number is as it was', () => {
    expect(lateChangeOf({ figure: now, closedAt: '2026-10-05T09:00:00Z' }, now)).toBeNull();
  });

  it('is what the finding was, where one number does not say it', () => {
    const { words } = lateChangeOf(closed({ headline: 'Half come from a GP.' }), now) ?? {};
    expect(words).toBe('Since closing on 5 October 2026, it said “Half come from a GP”.');
  });

  it('counts the numbers where the finding stands', () => {
    expect(lateChangeOf(closed({}), now)?.words).toMatch(/\d+ numbers? in it changed\.$/);
  });

  it('does not put a new definition down to late data', () => {
    const then = closed({}, { metricVersion: now.provenance.metricVersion - 1 });
    expect(lateChangeOf(then, now)?.words).toMatch(
      /the way it is worked out changed, from version/,
    );
  });
});
