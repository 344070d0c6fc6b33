import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const GP = 0;
const NURSE = 1;
const SELF = 11;
const UNKNOWN = 18;

const referred = (source: number, person: number): ExampleRow => ({
  referred: day('2026-01-15'),
  source,
  person,
  pcn_then: 0,
});

export const examples: readonly Example[] = [
  {
    says: 'shares are of the five whose source is recorded; one person referred twice by a GP is one person',
    by: 'source',
    episodes: [
      referred(GP, 1),
      referred(GP, 1),
      referred(GP, 2),
      referred(NURSE, 3),
      referred(SELF, 4),
      referred(UNKNOWN, 5),
    ],
    expected: {
      '': { n: 6, people: 5 },
      gp: { share: { x: 3, n: 5 }, n: 3, people: 2 },
      practice_nurse: { share: { x: 1, n: 5 } },
      self: { share: { x: 1, n: 5 } },
      unknown: { share: { x: 1, n: 6 }, n: 1 },
    },
  },
  {
    says: 'split by place, each source is a column and the denominator is that place',
    by: 'pcn',
    episodes: [referred(GP, 1), referred(GP, 2), referred(SELF, 3), referred(UNKNOWN, 4)],
    expected: {
      U00001: { n: 4, gp: { x: 2, n: 3 }, self: { x: 1, n: 3 }, unknown: { x: 1, n: 4 } },
    },
  },
];
