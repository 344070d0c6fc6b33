import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const held = (attended: number, missed: number, closed: boolean): ExampleRow => ({
  referred: day('2026-01-15'),
  contacts_attended: attended,
  contacts_missed: missed,
  closed: closed ? day('2026-03-15') : null,
});

export const examples: readonly Example[] = [
  {
    says: 'two closed cases with 6 and 8 contacts: 7 a case; the closed case without any and the open one are not cases to average; 3 of 20 contacts were missed',
    by: 'all',
    episodes: [held(6, 2, true), held(8, 0, true), held(0, 1, true), held(3, 0, false)],
    expected: {
      '': { mean: 7, n: 2, in_band: { x: 2, n: 2 }, missed: { x: 3, n: 20 } },
    },
  },
];
