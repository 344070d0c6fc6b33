import { dayNumber as day, monthNumber } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const posts = (team: number, wte: number): ExampleRow => ({
  month: monthNumber('2026-09'),
  worker: team,
  team,
  pcn: 0,
  wte,
});

export const examples: readonly Example[] = [
  {
    says: 'three cases open on 30 September: one person has two, one begun before the period counts, one closed does not',
    by: 'team',
    episodes: [
      { referred: day('2026-01-05'), accepted: day('2026-01-10'), team: 0, person: 1 },
      { referred: day('2025-04-20'), accepted: day('2025-05-01'), team: 0, person: 1 },
      {
        referred: day('2026-01-20'),
        accepted: day('2026-02-01'),
        closed: day('2026-06-01'),
        team: 0,
        person: 2,
      },
      { referred: day('2026-07-20'), accepted: day('2026-08-01'), team: 1, person: 3 },
      { referred: day('2026-09-20'), team: 1, person: 4 },
    ],
    capacity: [posts(0, 80), posts(1, 50)],
    expected: {
      '': { cases: 3, people: 2, wte: 1.3, per_wte: 3 / 1.3 },
      North: { cases: 2, people: 1, wte: 0.8, per_wte: 2.5 },
      South: { cases: 1, people: 1, wte: 0.5, per_wte: 2 },
    },
  },
  {
    says: 'a case closed on the last day of a month is not open at its end; a month the data does not reach is not due',
    by: 'month',
    dataTo: day('2026-08-15'),
    episodes: [
      {
        referred: day('2025-10-01'),
        accepted: day('2025-10-31'),
        closed: day('2025-12-31'),
        person: 1,
      },
    ],
    expected: {
      '2025-10': { cases: 1 },
      '2025-11': { cases: 1 },
      '2025-12': { cases: 0 },
      '2026-08': { cases: 'not_due' },
    },
  },
];
