import { describe, expect, it } from 'vitest';
import { metrics } from '#metrics';
import { splitsOf } from '#metrics/splits.ts';
import { landingOf, pageLayouts, pagesFor, placesOf } from '../../client/pages/layouts.ts';

describe('pages', () => {
  it('show every metric that is switched on, somewhere', () => {
    const shown = new Set(
      pageLayouts.flatMap((layout) => placesOf(layout, metrics, {}).map(({ metric }) => metric)),
    );
    const wanted = metrics.filter(({ offByDefault }) => !offByDefault).map(({ id }) => id);
    expect([...shown].sort()).toEqual([...new Set(wanted)].sort());
  });

  it('ask for no split a metric does not have', () => {
    const known = new Map(metrics.map((metric) => [metric.id, splitsOf(metric)]));
    for (const layout of pageLayouts) {
      for (const { metric, by } of placesOf(layout, metrics, {})) {
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

  it('show the split chosen in the address once, on the first card of the metric', () => {
    const overview = pageLayouts.find(({ path }) => path === 'overview');
    if (!overview) throw new Error('no overview');
    const cards = placesOf(overview, metrics, { 'wellbeing-change': 'age' }).filter(
      ({ metric, span }) => metric === 'wellbeing-change' && span !== 'tile',
    );
    expect(cards.map(({ by }) => by)).toEqual(['age', 'pcn']);
  });
});
