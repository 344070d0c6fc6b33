import { expect, test } from 'vitest';
import { dimensionOf } from '#dimensions';
import type { Cohort, FilterKey } from '#figure/cohort.ts';
import { monthNumber, monthOf } from '#figure/month.ts';
import { reachOf } from '../../server/answers/context.ts';
import { select } from '../../server/counting/select.ts';
import { conditionsOf, narrowingOf } from '../../server/disclosure/conditions.ts';
import { FIRST_MONTH, MONTHS, inventedBorough, randomFrom } from '../counting/borough.ts';

const borough = inventedBorough(20_000);
const places: Readonly<Record<string, readonly string[]>> = {
  pcn: ['U00001', 'U00002', 'U00003'],
  practice: ['G85001', 'G85002', 'G85003', 'G85004', 'G85005', 'G85006'],
  team: ['a', 'b', 'c'],
};
const keys: readonly FilterKey[] = ['pcn', 'practice', 'team', 'age', 'sex', 'ethnicity', 'green'];
const codesOf = (key: string): readonly string[] =>
  places[key] ?? dimensionOf(key).codes.map(({ code }) => code);

/** A cohort of a standard length with up to two filters, and something to split it by. */
function randomQuestion(seed: number): { readonly cohort: Cohort; readonly by: string } {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
  const length = pick([1, 3, 12]);
  const from = FIRST_MONTH + length * random(MONTHS / length);
  const filters = Array.from({ length: random(3) }, () => pick(keys)).map(
    (key) => [key, [pick(codesOf(key))]] as const,
  );
  return {
    cohort: {
      basis: 'referred',
      from: monthOf(from),
      to: monthOf(from + length - 1),
      pcns: 'then',
      filters: Object.fromEntries(filters),
    },
    by: pick([...keys, 'month', 'all']),
  };
}

/** The cohorts that the total and the rows of a figure are about, and the conditions each is controlled by. */
function countsOf({ cohort, by }: { readonly cohort: Cohort; readonly by: string }) {
  const { total, row } = narrowingOf(cohort, by, reachOf(borough), false);
  const months = Array.from({ length: MONTHS }, (_, at) => monthOf(FIRST_MONTH + at)).filter(
    (month) => month >= cohort.from && month <= cohort.to,
  );
  const chosen = Object.entries(cohort.filters).find(([key]) => key === by)?.[1];
  const rows: readonly Cohort[] =
    by === 'all'
      ? []
      : by === 'month'
        ? months.map((month) => ({ ...cohort, from: month, to: month }))
        : (chosen ?? codesOf(by)).map((code) => ({
            ...cohort,
            filters: { ...cohort.filters, [by]: [code] },
          }));
  return [
    { cohort, conditions: total },
    ...rows.map((each) => ({ cohort: each, conditions: row })),
  ];
}

test('how a count is controlled depends on the people it is of, not on how they were asked for', () => {
  const rules = new Map<string, { readonly conditions: number; readonly cohort: Cohort }>();
  let met = 0;
  for (let seed = 1; seed <= 800; seed++) {
    for (const { cohort, conditions } of countsOf(randomQuestion(seed))) {
      const rows = select(borough, cohort, { rows: 'everything' }).rows;
      // Few people may be the same by chance, whatever was asked.
      if (rows.length < 20) continue;
      expect(conditionsOf(cohort, reachOf(borough))).toBe(conditions);
      const people = rows.join(' ');
      const before = rules.get(people);
      if (before) met++;
      expect(before?.conditions ?? conditions, `${monthNumber(cohort.from)}`).toBe(conditions);
      rules.set(people, { conditions, cohort });
    }
  }
  expect(met).toBeGreaterThan(150);
});
