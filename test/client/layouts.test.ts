import { describe, expect, it } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import { metrics } from '#metrics';
import { splitsOf } from '#metrics/splits.ts';
import { landingOf, pageLayouts } from '../../client/pages/layouts.ts';
import type { PageLayout } from '../../client/pages/layouts.ts';
import { pagesFor, placesOf, wantedBy } from '../../client/pages/places.ts';

const cohort: Cohort = {
  basis: 'referred',
  from: '2025-11',
  to: '2026-10',
  pcns: 'then',
  filters: {},
};
const all = (layout: PageLayout, show = {}, asked = cohort) =>
  wantedBy(placesOf(layout, metrics, { show, cohort: asked }));

describe('pages', () => {
  it('show every metric that is switched on, somewhere', () => {
    const shown = new Set(
      pageLayouts.flatMap((layout) => {
        const offered = placesOf(layout, metrics, { show: {}, cohort }).closer?.offered ?? [];
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
    const { closer } = placesOf(wellbeing, metrics, {
      show: { measure: 'wellbeing-anxiety' },
      cohort,
    });
    expect(new Set(closer?.places.map(({ metric }) => metric))).toEqual(
      new Set(['wellbeing-anxiety']),
    );
    const ids = all(wellbeing).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  const page = (path: string): PageLayout => {
    const found = pageLayouts.find((layout) => layout.path === path);
    if (!found) throw new Error(`no such page: ${path}`);
    return found;
  };
  const splitsOn = (path: string, asked: Partial<Cohort>, show = {}): string[] =>
    all(page(path), show, { ...cohort, ...asked })
      .filter(({ span }) => span !== 'tile')
      .map(({ metric, by }) => `${metric} by ${by}`);

  it('split a card by what is inside the one group a page is filtered to', () => {
    const pcn = { filters: { pcn: ['A'] } };
    expect(splitsOn('workload', pcn)).toContain('annual-people by month');
    expect(splitsOn('green', pcn)).toContain('green-share by practice');
    expect(splitsOn('referrals', pcn)).toContain('referrals by practice');
    expect(splitsOn('wellbeing', pcn)).toContain('wellbeing-life-satisfaction by practice');
    expect(splitsOn('referrals', { filters: { pcn: ['A', 'B'] } })).toContain('referrals by pcn');
    const practice = splitsOn('green', { filters: { practice: ['A'] } });
    expect(practice).toContain('green-share by month');
    expect(splitsOn('overview', { from: '2026-10', to: '2026-10' })).toContain('referrals by pcn');
  });

  it('never show one figure twice on a page for it', () => {
    for (const asked of [
      { filters: { pcn: ['A'] } },
      { filters: { practice: ['A'] } },
      { filters: { pcn: ['A'] }, from: '2026-10', to: '2026-10' },
      { from: '2026-10', to: '2026-10' },
    ])
      for (const { path } of pageLayouts) {
        const splits = splitsOn(path, asked);
        expect(new Set(splits).size, `${path} of ${JSON.stringify(asked)}`).toBe(splits.length);
      }
  });

  it('keep the split a reader chose, one group or not', () => {
    expect(splitsOn('referrals', { filters: { pcn: ['A'] } }, { 'referrals~2': 'pcn' })).toContain(
      'referrals by pcn',
    );
  });
});
