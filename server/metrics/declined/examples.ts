import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const decided = (decision: number): ExampleRow => ({ referred: day('2026-01-15'), decision });

export const examples: readonly Example[] = [
  {
    says: 'one of three who decided said no; one has not decided and one could not be reached',
    by: 'all',
    episodes: [decided(1), decided(1), decided(2), decided(3), decided(0)],
    expected: { '': { share: { x: 1, n: 3 }, x: 1, n: 3 } },
  },
];
