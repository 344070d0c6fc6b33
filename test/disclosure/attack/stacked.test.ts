import { describe, expect, it } from 'vitest';
import type { ControlledPolicy } from '../../../server/access/scope.ts';
import { policies } from '../../../server/disclosure/policy.ts';
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

/** The same, of few people alike: the smallest services leave the fewest ways to be otherwise. */
const few: Shape = { splits: [{ by: 'sex', size: 2 }], practices: places.practices };

const both: Shape = { splits: people.splits, practices: [0, 0, 1, 1] };

interface Attacked {
  readonly shape: Shape;
  readonly seed: number;
  readonly scale: number;
  readonly policy: ControlledPolicy;
}

const nhs = { policy: 'nhs-sub-national' } as const;

/** The services asked; `ATTACK=full` asks many more, which takes hours. */
const services: readonly Attacked[] =
  process.env['ATTACK'] === 'full'
    ? Array.from({ length: 60 }, (_, at) => ({
        shape: [people, places, both][at % 3] ?? both,
        seed: at + 1,
        scale: [3, 8, 20, 50][at % 4] ?? 3,
        policy: at % 5 === 4 ? 'under-5' : 'nhs-sub-national',
      }))
    : [
        { shape: people, seed: 1, scale: 3, policy: 'nhs-sub-national' },
        { shape: people, seed: 2, scale: 8, policy: 'under-5' },
        { shape: places, seed: 3, scale: 8, policy: 'nhs-sub-national' },
        { shape: places, seed: 4, scale: 30, policy: 'nhs-sub-national' },
        { shape: places, seed: 5, scale: 15, policy: 'under-5' },
        // Of each of these the practices of a PCN once gave back a count.
        { shape: places, seed: 3, scale: 3, policy: 'nhs-sub-national' },
        ...[
          [5, 60],
          [8, 8],
          [9, 150],
          [13, 8],
          [19, 8],
        ].map(([seed = 0, scale = 0]) => ({ ...nhs, shape: few, seed, scale })),
      ];

describe('a reader who stacks every question that is allowed', () => {
  it.each(services)(
    'derives no small count under $policy: seed $seed, size $scale',
    async ({ shape, seed, scale, policy }) => {
      const solver = await readEverything(serviceOf(shape, seed, scale, policy));
      const { small, derived } = await solver.attack(policies[policy].suppressTo);
      expect(small).toBeGreaterThan(20);
      expect(derived).toEqual([]);
    },
    180_000,
  );
});
