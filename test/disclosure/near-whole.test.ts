import { describe, expect, it } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import type { Draft, DraftRow } from '#figure/draft.ts';
import type { Wider } from '../../server/disclosure/near-whole.ts';
import { isUnfilteredYear } from '../../server/disclosure/guard.ts';
import { policies, policyFor } from '../../server/disclosure/policy.ts';
import { publish } from '../../server/disclosure/publish.ts';
import { widerCohorts } from '../../server/disclosure/wider.ts';

const nhs = policies['nhs-sub-national'];

const row = (key: string, n: number, kind: DraftRow['kind'] = 'group'): DraftRow => ({
  key,
  label: key,
  kind,
  cells: { n: { kind: 'count', n } },
});

const draft = (counts: Readonly<Record<string, number>>, total?: number): Draft => ({
  columns: [],
  rows: Object.entries(counts).map(([key, n]) => row(key, n)),
  total: total === undefined ? null : row('', total, 'total'),
  flow: [{ key: 'referrals', label: 'Referrals', n: { kind: 'count', n: total ?? 0 } }],
});

/** What is printed of a figure with one filter, split once more. */
function printed(
  own: Draft,
  wider: readonly Wider[],
  { by = 'sex', narrowing = { total: 1, row: 2 } } = {},
) {
  const { rows, total, flow } = publish(own, nhs, { by, narrowing, wider });
  return {
    ...Object.fromEntries(rows.map(({ key, cells }) => [key, cells['n']?.value ?? null])),
    total: total?.cells['n']?.value ?? null,
    flow: flow[0]?.n.value ?? null,
  };
}

describe('a narrowed count that is all but a few of a wider one', () => {
  it.each([
    [65, 70],
    [66, null],
    [79, null],
    [80, 70],
  ])('is hidden or shown as the wider count is %i: %s', (whole, shown) => {
    const own = draft({ a: 65, b: 65, c: 65 });
    expect(printed(own, [{ draft: draft({ a: whole, b: 500, c: 500 }) }])).toMatchObject({
      a: shown,
      b: 70,
    });
  });

  it('is hidden beside its own total, and stays listed where rows of nobody are left out', () => {
    const own = draft({ a: 100, b: 6, c: 0 }, 106);
    const { rows } = publish(own, nhs, {
      by: 'source',
      narrowing: { total: 1, row: 2 },
      wider: [],
      dropsEmptyRows: true,
    });
    expect(rows.map(({ key, cells }) => [key, cells['n']?.state])).toEqual([['a', 'suppressed']]);
  });

  it('is looked for in the quarter of a month, not in the total of all months', () => {
    const own = draft({ '2025-04': 40, '2025-05': 3, '2025-06': 2, '2025-07': 40 }, 85);
    const shown = printed(own, [], { by: 'month' });
    expect(shown).toMatchObject({ '2025-04': null, '2025-07': 40 });
  });

  it('is a practice beside its PCN, narrowed or not', () => {
    const own = draft({ P1: 64, P2: 1, P3: 40 }, 105);
    const pcns = draft({ N1: 65, N2: 40 }, 105);
    const around = { draft: pcns, keyOf: (key: string) => (key === 'P3' ? 'N2' : 'N1') };
    const plainly = { by: 'practice', narrowing: { total: 0, row: 1 } };
    expect(printed(own, [around], plainly)).toMatchObject({ P1: null, P3: 40, total: 105 });
  });

  it('takes the total and the flow with it when these are narrowed too', () => {
    const own = draft({ a: 40, b: 40 }, 80);
    const wider = [{ draft: draft({ a: 400, b: 400 }, 84) }];
    expect(printed(own, wider)).toMatchObject({ total: 80, flow: 80 });
    const twice = { narrowing: { total: 2, row: 3 } };
    expect(printed(own, wider, twice)).toMatchObject({ total: null, flow: null, a: 40 });
  });

  it('is shown as it is to those who see exact figures', () => {
    const own = draft({ a: 65, b: 1 }, 66);
    const { rows } = publish(own, policies.exact, {
      by: 'sex',
      narrowing: { total: 1, row: 2 },
      wider: [],
    });
    expect(rows.map(({ cells }) => cells['n']?.value)).toEqual([65, 1]);
  });
});

describe('counts that are not rounded', () => {
  it('leave in unfiltered financial years alone', () => {
    const under5 = policies['under-5'];
    expect(policyFor(under5, true)).toBe(under5);
    expect(policyFor(under5, false)).toMatchObject({ suppressTo: 7, roundTo: 5, id: 'under-5' });
    expect(policyFor(under5, false).words).toContain('rounded to the nearest 5');
    expect(policyFor(nhs, false)).toBe(nhs);
  });

  it.each([
    ['2025-04', '2026-03', {}, true],
    ['2026-04', '2026-09', {}, false],
    ['2025-04', '2026-03', { sex: ['female'] }, false],
    ['2025-10', '2026-09', {}, false],
    ['2026-07', '2026-09', {}, false],
  ])('%s to %s, filtered by %o: %s', (from, to, filters, exactly) => {
    const reach = {
      first: '2023-05',
      last: '2026-09',
      pcnOf: () => null,
      peopled: () => new Set<number>(),
    };
    const asked: Cohort = { basis: 'referred', from, to, pcns: 'then', filters };
    expect(isUnfilteredYear(asked, reach)).toBe(exactly);
  });

  it('are hidden among the practices of the PCN, whose count is printed too', () => {
    const own = draft({ P1: 40, P2: 3, P3: 9, P4: 60 }, 112);
    const { rows } = publish(own, policies['under-5'], {
      by: 'practice',
      narrowing: { total: 0, row: 1 },
      wider: [],
      pcnOf: (key) => (key === 'P1' || key === 'P2' ? 'N1' : 'N2'),
    });
    expect(rows.map(({ cells }) => cells['n']?.value)).toEqual([null, null, 9, 60]);
  });
});

describe('the cohorts next wider', () => {
  const reach = {
    first: '2023-05',
    last: '2026-09',
    pcnOf: (practice: string) => (practice === 'G85015' ? 'U53896' : null),
    peopled: () => new Set<number>(),
  };
  const cohort = (from: string, to: string, filters: Cohort['filters'] = {}): Cohort => ({
    basis: 'referred',
    from,
    to,
    pcns: 'then',
    filters,
  });

  it.each([
    ['2026-08', '2026-08', '2026-07', '2026-09'],
    ['2026-07', '2026-09', '2026-04', '2026-09'],
    ['2023-05', '2023-05', '2023-05', '2023-06'],
    ['2025-04', '2026-03', '2023-05', '2026-09'],
    ['2025-10', '2026-09', '2023-05', '2026-09'],
  ])('lengthen %s to %s into %s to %s', (from, to, start, end) => {
    expect(widerCohorts(cohort(from, to), reach)).toEqual([cohort(start, end)]);
  });

  it('take each filter off in turn, a practice leaving its PCN', () => {
    const all = ['2023-05', '2026-09'] as const;
    const filters = { practice: ['G85015'], sex: ['female'] };
    expect(widerCohorts(cohort(...all, filters), reach).map((each) => each.filters)).toEqual([
      { sex: ['female'], pcn: ['U53896'] },
      { practice: ['G85015'] },
    ]);
    const place = { pcn: ['U53896'], practice: ['G85015'] };
    expect(widerCohorts(cohort(...all, place), reach).map((each) => each.filters)).toEqual([
      { pcn: ['U53896'] },
    ]);
    expect(widerCohorts(cohort(...all), reach)).toEqual([]);
  });
});
