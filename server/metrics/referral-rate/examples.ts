import { dayNumber as day, monthNumber } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const listed = (practice: number, patients: number): readonly ExampleRow[] =>
  Array.from({ length: 12 }, (_, at) => ({
    practice,
    pcn_then: 0,
    pcn_today: 0,
    month: monthNumber('2025-10') + at,
    sex: 0,
    age: 1,
    patients,
  }));

const referred = (practice: number | null): ExampleRow => ({
  referred: day('2026-01-15'),
  practice,
  pcn_then: 0,
});

export const examples: readonly Example[] = [
  {
    says: '3 referrals from 1,000 patients and 1 from 2,000, over 12 months: 3.0, 0.5, and 4 of 3,000 in all',
    by: 'practice',
    episodes: [referred(0), referred(0), referred(0), referred(1)],
    listSizes: [...listed(0, 1000), ...listed(1, 2000)],
    expected: {
      '': { rate: 4 / 3, n: 4, patients: 3000 },
      G00001: { rate: 3, n: 3, patients: 1000 },
      G00002: { rate: 0.5, n: 1, patients: 2000 },
    },
  },
  {
    says: 'one month is a twelfth of a year: 4 referrals of 3,000 patients in a month are 16 a year per 1,000',
    by: 'month',
    episodes: [referred(0), referred(0), referred(0), referred(1)],
    listSizes: [...listed(0, 1000), ...listed(1, 2000)],
    expected: { '2026-01': { rate: 16, patients: 3000 }, '2026-02': { rate: 0 } },
  },
  {
    says: 'lists from April on: the 2 referrals of January are in no rate, nor are the 6 months before; 3 of 1,000 in half a year are 6 a year',
    by: 'practice',
    episodes: [
      referred(0),
      referred(0),
      ...Array.from({ length: 3 }, () => ({ ...referred(0), referred: day('2026-05-15') })),
    ],
    listSizes: listed(0, 1000).slice(6),
    expected: {
      '': { rate: 6, n: 3, patients: 1000 },
      G00001: { rate: 6, n: 3, patients: 1000 },
    },
  },
];
