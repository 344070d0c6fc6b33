import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dimensionOf } from '#dimensions';
import { filterKeys } from '#figure/cohort.ts';
import { formatCohort, parseCohort } from '#figure/cohort-url.ts';
import type { CohortContext } from '#figure/cohort-url.ts';
import { monthOf } from '#figure/month.ts';

const context: CohortContext = {
  first: '2023-04',
  last: '2026-09',
  standard: { from: '2025-10', to: '2026-09' },
  places: {
    pcn: ['U21222', 'U53896', 'U58020'],
    practice: ['G85015', 'G85023'],
    team: ['North Lewisham', 'Aplos & friends'],
    ward: ['E05013714', 'E05013715'],
  },
};
const parse = (text: string) => parseCohort(new URLSearchParams(text), context);

describe('the cohort grammar', () => {
  it('reads the example of the contract', () => {
    const text =
      'from=2024-04&to=2025-09&pcn=U53896,U58020&practice=&source=&need=&age=&sex=&ethnicity=&deprivation=&green=&basis=referred&pcns=then';
    expect(parse(text)).toEqual({
      basis: 'referred',
      from: '2024-04',
      to: '2025-09',
      pcns: 'then',
      filters: { pcn: ['U53896', 'U58020'] },
    });
  });

  it('takes the standard period when none is given', () => {
    expect(parse('')).toMatchObject({ from: '2025-10', to: '2026-09' });
  });

  it.each([
    ['postcode=SE13', 'unknown key: postcode; one of from, to, pcn'],
    ['age=13-17', 'unknown age band: 13-17; one of 0-19, 20-34'],
    ['pcn=U00001', 'unknown PCN: U00001; one of U21222, U53896, U58020'],
    ['basis=birthday', 'unknown basis: birthday; one of referred, first_contact, closed'],
    ['pcns=never', 'unknown pcns: never; one of then, today'],
    ['from=2025-13', 'not a month in from: 2025-13'],
    ['from=2026-02&to=2026-01', 'the period ends before it begins: 2026-02 to 2026-01'],
    ['age=85%2B&age=0-19', 'age is given twice'],
  ])('refuses %s by name', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  it('writes equal cohorts equally, whatever the order they were asked in', () => {
    expect(formatCohort(parse('pcn=U58020,U21222&sex=male&from=2025-04'))).toBe(
      formatCohort(parse('from=2025-04&sex=male&pcn=U21222,U58020,U21222')),
    );
  });

  it('gives back what it wrote', () => {
    const filters = fc.record(
      Object.fromEntries(
        filterKeys.map((key) => {
          const codes = dimensionOf(key).place
            ? (context.places[key] ?? [])
            : dimensionOf(key).codes.map(({ code }) => code);
          return [key, fc.subarray([...codes], { minLength: 1 })];
        }),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.record({
          basis: fc.constantFrom('referred' as const, 'first_contact' as const, 'closed' as const),
          from: fc.integer({ min: 200, max: 250 }).map(monthOf),
          to: fc.integer({ min: 250, max: 330 }).map(monthOf),
          pcns: fc.constantFrom('then' as const, 'today' as const),
          filters,
        }),
        (cohort) => {
          expect(parse(formatCohort(cohort))).toEqual(cohort);
        },
      ),
    );
  });
});
