import { describe, expect, it } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import { monthNumber } from '#figure/month.ts';
import { policies } from '../../server/disclosure/policy.ts';
import { guard as guardOf, isStandardPeriod } from '../../server/disclosure/guard.ts';

const bounds = { first: '2023-04', last: '2026-09' };
const cohort = (extra: Partial<Cohort> = {}): Cohort => ({
  basis: 'referred',
  from: '2025-10',
  to: '2026-09',
  pcns: 'then',
  filters: {},
  ...extra,
});
const everyMonth = new Set(Array.from({ length: 120 }, (_, month) => 250 + month));
const reach = {
  ...bounds,
  pcnOf: (practice: string) => (practice === 'G85015' ? 'U53896' : null),
  peopled: () => everyMonth,
};
const guard = (asked: Cohort, count: (each: Cohort) => number) =>
  guardOf(asked, count, reach, policies['nhs-sub-national']);
const many = (): number => 1000;

describe('standard periods', () => {
  it.each([
    ['2025-10', '2026-09', 'the last 12 months'],
    ['2025-04', '2026-03', 'a financial year'],
    ['2026-04', '2026-09', 'the financial year so far'],
    ['2026-01', '2026-03', 'a financial quarter'],
    ['2026-07', '2026-07', 'a month'],
    ['2023-04', '2026-09', 'everything'],
  ])('%s to %s is %s', (from, to) => {
    expect(isStandardPeriod({ from, to }, bounds.first, bounds.last)).toBe(true);
  });

  it.each([
    ['2025-05', '2026-04'],
    ['2026-01', '2026-04'],
    ['2026-02', '2026-04'],
    ['2025-11', '2026-09'],
  ])('%s to %s is not', (from, to) => {
    expect(isStandardPeriod({ from, to }, bounds.first, bounds.last)).toBe(false);
  });
});

describe('the differencing guard', () => {
  it('lets an ordinary cohort through', () => {
    expect(guard(cohort(), many)).toBeNull();
  });

  it('refuses a third filter', () => {
    const filters = { age: ['85+'], sex: ['male'], ethnicity: ['asian'] };
    const count = (each: Cohort): number => 1000 - 100 * Object.keys(each.filters).length;
    expect(guard(cohort({ filters }), count)?.words).toContain('at most 2');
  });

  it.each([
    [0, true],
    [1, false],
    [7, false],
    [8, true],
  ])('a filter that removes %i people is let through: %s', (removed, through) => {
    const count = (each: Cohort): number => (each.filters.sex ? 500 - removed : 500);
    const refusal = guard(cohort({ filters: { sex: ['female'] } }), count);
    expect(refusal === null).toBe(through);
  });

  it.each([
    [0, true],
    [8, false],
    [14, false],
    [15, true],
  ])('one of two filters that removes %i people is let through: %s', (removed, through) => {
    const count = ({ filters }: Cohort): number =>
      filters.sex && filters.age ? 500 - removed : filters.sex ? 900 : 500;
    const filters = { sex: ['female'], age: ['85+'] };
    expect(guard(cohort({ filters }), count) === null).toBe(through);
  });

  it('sets a practice beside its PCN', () => {
    const filters = { practice: ['G85015'] };
    const inPcn = (pcn: number) => (each: Cohort) =>
      each.filters.practice ? 200 : each.filters.pcn ? pcn : 5000;
    expect(guard(cohort({ filters }), inPcn(207))?.words).toContain('whom the filter leaves out');
    expect(guard(cohort({ filters }), inPcn(208))).toBeNull();
    expect(guard(cohort({ filters: { practice: ['G85999'] } }), inPcn(207))).toBeNull();
  });

  it('refuses a period that widens another by a month', () => {
    expect(guard(cohort({ from: '2025-09' }), many)?.wayOut).toContain('financial quarter');
  });

  it('refuses arbitrary subsets of a dimension', () => {
    const refusal = guard(cohort({ filters: { pcn: ['U53896', 'U58020'] } }), many);
    expect(refusal?.words).toContain('one PCN at a time');
  });

  it.each([
    [27, false],
    [28, true],
  ])('a filtered cohort of %i people is let through: %s', (people, through) => {
    const count = (each: Cohort): number => (each.filters.sex ? people : 500);
    expect(guard(cohort({ filters: { sex: ['female'] } }), count) === null).toBe(through);
  });

  it('counts a single month as a filter, and a practice with its PCN as one', () => {
    const month = { from: '2026-07', to: '2026-07' };
    const two = { age: ['85+'], green: ['taken_up'] };
    const place = { pcn: ['U53896'], practice: ['G85001'] };
    const small = (each: Cohort): number => 1000 - 100 * Object.keys(each.filters).length;
    expect(guard(cohort({ filters: two }), small)).toBeNull();
    expect(guard(cohort({ ...month, filters: two }), small)?.words).toContain('at most 2');
    expect(guard(cohort({ ...month, filters: place }), small)).toBeNull();
  });

  it('counts a quarter with people in one month alone as that month', () => {
    const quarter = cohort({ from: '2026-07', filters: { age: ['85+'], green: ['taken_up'] } });
    const small = (each: Cohort): number => 1000 - 100 * Object.keys(each.filters).length;
    const during = (months: readonly string[]) =>
      guardOf(
        quarter,
        small,
        { ...reach, peopled: () => new Set(months.map(monthNumber)) },
        policies['nhs-sub-national'],
      );
    expect(during(['2026-07', '2026-09'])).toBeNull();
    expect(during(['2026-08', '2026-12'])?.words).toContain('at most 2');
  });

  it('says the same of nobody as of a few, and of a few left out', () => {
    const few = (people: number) => (each: Cohort) => (each.filters.sex ? people : 500);
    const asked = cohort({ filters: { sex: ['female'] } });
    expect(guard(asked, few(0))).toEqual(guard(asked, few(27)));
    expect(guard(asked, few(497))).toEqual(guard(asked, few(27)));
  });
});
