import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const livesIn = (ward: number | null): ExampleRow => ({
  referred: day('2026-01-15'),
  ward,
  pcn_then: 0,
  pcn_today: 0,
});
const [first, second] = ['E05000001', 'E05000002'];
const areas: Example['areas'] = [
  { code: first, residents: 1000, deprived: 250 },
  { code: second, residents: 500, deprived: 500 },
];
const episodes = [livesIn(0), livesIn(0), livesIn(0), livesIn(1), livesIn(1), livesIn(null)];

export const examples: readonly Example[] = [
  {
    says: 'in one month, 3 of 1,000 residents and 2 of 500: 36 and 48 a year; the sixth has no area and is in no rate',
    by: 'ward',
    episodes,
    areas,
    from: '2026-01',
    to: '2026-01',
    expected: {
      [first]: { rate: 36, n: 3, residents: 1000, deprived: 0.25, share: { x: 3, n: 5 } },
      [second]: { rate: 48, n: 2, deprived: 1 },
      not_known: { n: 1, rate: 'missing' },
      '': { rate: 40, n: 5, residents: 1500, deprived: 0.5 },
    },
  },
  {
    says: 'of one PCN there is no rate, only where its people live',
    by: 'ward',
    episodes,
    areas,
    from: '2026-01',
    to: '2026-01',
    filters: { pcn: ['U00001'] },
    expected: { [first]: { share: { x: 3, n: 5 } }, [second]: { share: { x: 2, n: 5 } } },
  },
  {
    says: 'filtered by ward, the other ward is left out and residents are those of the ward',
    by: 'ward',
    episodes,
    areas,
    from: '2026-01',
    to: '2026-01',
    filters: { ward: [second] },
    expected: { [second]: { rate: 48, n: 2 }, '': { rate: 48, residents: 500 } },
  },
];
