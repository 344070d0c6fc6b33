import { dayNumber as day, monthNumber } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const NOT_RECORDED = 7;
const referred = (age: number): ExampleRow => ({ referred: day('2026-01-15'), age });
const listed = (age: number, patients: number): ExampleRow => ({
  practice: 0,
  pcn_then: 0,
  pcn_today: 0,
  month: monthNumber('2026-01'),
  sex: 0,
  age,
  patients,
});

export const examples: readonly Example[] = [
  {
    says: '60% of patients are 20 to 34 and 2 of 4 referrals: 2 over 2.4 expected; the fifth has no age and is on neither side',
    by: 'age',
    episodes: [referred(1), referred(1), referred(2), referred(2), referred(NOT_RECORDED)],
    listSizes: [listed(1, 600), listed(2, 400)],
    expected: {
      '20-34': { ratio: 2 / 2.4, share: { x: 2, n: 4 }, population: 0.6 },
      '35-49': { ratio: 1.25, share: { x: 2, n: 4 }, population: 0.4 },
      not_recorded: { n: 1, ratio: 'missing' },
    },
  },
];
