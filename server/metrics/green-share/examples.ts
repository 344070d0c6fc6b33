import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const given = (person: number, onward: number, green: number): ExampleRow => ({
  referred: day('2026-01-15'),
  person,
  onward,
  onward_green: green,
});

export const examples: readonly Example[] = [
  {
    says: 'person 1 had two referrals, one of them green; person 2 none green; person 3 nothing at all: 1 of 2 people',
    by: 'all',
    episodes: [given(1, 2, 1), given(1, 1, 0), given(2, 1, 0), given(3, 0, 0)],
    expected: { '': { share: { x: 1, n: 2 } } },
  },
];
