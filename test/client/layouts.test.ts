import { describe, expect, it } from 'vitest';
import { metrics } from '#metrics';
import { splitsOf } from '#metrics/splits.ts';
import { landingOf, pageLayouts } from '../../client/pages/layouts.ts';
import type { PageLayout } from '../../client/pages/layouts.ts';
import { pagesFor, placesOf, wantedBy } from '../../client/pages/places.ts';

const all = (layout: PageLayout, show = {}) => wantedBy(placesOf(layout, metrics, show));

describe('pages', () => {
  it('show every metric that is switched on, somewhere', () => {
    const shown = new Set(
      pageLayouts.flatMap((layout) => {
        const offered = placesOf(layout, metrics, {}).closer?.offered ?? [];
        return [...all(layout).map(({ metric }) => metric), ...offered.map(({ id }) => id)];
      }),
    );
    expect([...shown].sort()).toEqual(metrics.map(({ id }) => id).sort());
  });

  it('ask for no split a metric does not have', () => {
    const known = new Map(metrics.map((metric) => [metric.id, splitsOf(metric)]));
    for (const layout of pageLayouts) {
      for (const { metric, by } of all(layout)) {
        expect(known.get(metric), `${layout.path}: ${metric}`).toContain(by);
      }
    }
  });

  it('name metrics that exist', () => {
    const ids = new Set(metrics.map(({ id }) => id));
    const unknown = pageLayouts.flatMap(({ places }) =>
      places.filter(({ metric }) => !ids.has(metric)),
    );
    expect(unknown).toEqual([]);
  });

  it('leave out a page with nothing to show', () => {
    const few = metrics.filter(({ room }) => room === 'green');
    expect(pagesFor(few, 'manager').map(({ path }) => path)).toEqual(['overview', 'green']);
  });

  it('land a director on workload and everyone else on the overview', () => {
    expect(landingOf('director')).toBe('workload');
    expect(landingOf('manager')).toBe('overview');
    expect(landingOf('commissioner')).toBe('overview');
  });

  it('show the split chosen in the address on the card it was chosen on', () => {
    const equity = pageLayouts.find(({ path }) => path === 'equity');
    if (!equity) throw new Error('no equity page');
    const splits = (show: Record<string, string>) => all(equity, show).map(({ by }) => by);
    expect(splits({})).toEqual(['ward', 'age', 'sex', 'ethnicity', 'local_deprivation']);
    expect(splits({ 'equity~2': 'deprivation' })).toEqual([
      'ward',
      'age',
      'deprivation',
      'ethnicity',
      'local_deprivation',
    ]);
    expect(splits({ equity: 'postcode' })).toEqual(splits({}));
  });

  it('look closer at the measure chosen in the address', () => {
    const wellbeing = pageLayouts.find(({ path }) => path === 'wellbeing');
    if (!wellbeing) throw new Error('no wellbeing page');
    const { closer } = placesOf(wellbeing, metrics, { measure: 'wellbeing-anxiety' });
    expect(new Set(closer?.places.map(({ metric }) => metric))).toEqual(
      new Set(['wellbeing-anxiety']),
    );
    const ids = all(wellbeing).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
