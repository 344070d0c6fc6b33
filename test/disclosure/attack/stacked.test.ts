import { describe, expect, it } from 'vitest';
import { readEverything } from './stacked-reader.ts';
import { serviceOf } from './stacked-service.ts';
import type { Shape } from './stacked-service.ts';

const people: Shape = {
  splits: [
    { by: 'sex', size: 2 },
    { by: 'ethnicity', size: 3 },
    { by: 'green', size: 3 },
  ],
  practices: [0],
};

/** Two PCNs of three practices, one of them rare. */
const places: Shape = {
  splits: [
    { by: 'sex', size: 2 },
    { by: 'green', size: 3 },
  ],
  practices: [0, 0, 0, 1, 1, 1],
};

const both: Shape = { splits: people.splits, practices: [0, 0, 1, 1] };

/** The services asked; `ATTACK=full` asks many more, which takes hours. */
const services: readonly (readonly [Shape, number, number])[] =
  process.env['ATTACK'] === 'full'
    ? Array.from({ length: 60 }, (_, at) => {
        const shape = [people, places, both][at % 3] ?? both;
        return [shape, at + 1, [3, 8, 20, 50][at % 4] ?? 3] as const;
      })
    : [
        [people, 1, 3],
        [people, 2, 8],
        [places, 3, 8],
        [places, 4, 30],
      ];

describe('a reader who stacks every question that is allowed', () => {
  it.each(services.map(([shape, seed, scale]) => ({ shape, seed, scale })))(
    'derives no count from 1 to 7: $shape.practices.length practices, seed $seed, size $scale',
    async ({ shape, seed, scale }) => {
      const solver = await readEverything(serviceOf(shape, seed, scale));
      const { small, derived } = await solver.attack();
      expect(small).toBeGreaterThan(20);
      expect(derived).toEqual([]);
    },
    180_000,
  );
});
