import { dayNumber as day, monthNumber } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const posts: readonly ExampleRow[] = Array.from({ length: 12 }, (_, at) => ({
  month: monthNumber('2025-10') + at,
  worker: 0,
  team: 0,
  pcn: 0,
  wte: 50,
}));

const taken = (person: number, date: string): ExampleRow => ({
  referred: day(date),
  accepted: day(date),
  person,
  team: 0,
});

export const examples: readonly Example[] = [
  {
    says: 'two people in the 12 months to September, one of them twice, and half a post: 4 a year per WTE; the person of last September is too old',
    by: 'month',
    from: '2026-09',
    to: '2026-09',
    episodes: [
      taken(1, '2025-10-05'),
      taken(1, '2026-03-01'),
      taken(2, '2026-09-30'),
      taken(3, '2025-09-30'),
    ],
    capacity: posts,
    expected: { '2026-09': { people: 2, wte: 0.5, per_wte: 4 } },
  },
  {
    says: 'without 12 months of data behind it there is no figure',
    by: 'month',
    from: '2026-08',
    to: '2026-09',
    episodes: [taken(1, '2026-03-01')],
    capacity: posts,
    expected: { '2026-08': { per_wte: 'missing' }, '2026-09': { per_wte: 'missing' } },
  },
];
