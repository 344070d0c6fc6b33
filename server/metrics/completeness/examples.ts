import { dayNumber as day } from '#figure/month.ts';
import type { Example } from '../example.ts';

const AGE_NOT_RECORDED = 7;
const CLOSURE_NOT_RECORDED = 13;

export const examples: readonly Example[] = [
  {
    says: 'age recorded for one of two; the reason of the one closed case is not',
    by: 'field',
    episodes: [
      { referred: day('2026-01-15'), age: 3, practice: 0 },
      {
        referred: day('2026-01-15'),
        age: AGE_NOT_RECORDED,
        practice: 0,
        closed: day('2026-03-01'),
        closure: CLOSURE_NOT_RECORDED,
      },
    ],
    expected: {
      age: { share: { x: 1, n: 2 }, lacking: 1 },
      practice: { share: { x: 2, n: 2 } },
      closure: { share: { x: 0, n: 1 } },
    },
  },
];
