import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const referred = (person: number, pcn: number): ExampleRow => ({
  referred: day('2026-01-15'),
  person,
  pcn_then: pcn,
});

export const examples: readonly Example[] = [
  {
    says: 'person 1 was referred by both PCNs: one person in each, one person in all',
    by: 'pcn',
    episodes: [referred(1, 0), referred(1, 1), referred(2, 0), referred(3, 1)],
    expected: { '': { n: 3 }, U00001: { n: 2 }, U00002: { n: 2 }, U00003: { n: 0 } },
  },
];
