import { describe, expect, it } from 'vitest';
import { policies } from '../../../server/disclosure/policy.ts';
import { readJointly } from './joint-reader.ts';
import { jointService } from './joint-service.ts';
import { jointShapeOf, shapeNames } from './joint-shapes.ts';
import { Solver } from './solver.ts';

/**
 * Services of which a reader derived small counts before metrics were controlled for one another's
 * sake; `ATTACK=full` asks many more.
 */
const services: readonly (readonly [shape: string, seed: number, scale: number])[] =
  process.env['ATTACK'] === 'full'
    ? Array.from({ length: 20 }, (_, seed) => seed + 1).flatMap((seed) =>
        shapeNames.flatMap((shape) => [20, 60].map((scale) => [shape, seed, scale] as const)),
      )
    : [
        ['sources by sex', 1, 20],
        ['activities', 1, 20],
        ['contacts', 3, 20],
        ['longer by group', 1, 60],
        ['longer by group', 304, 20],
        ['longer by group', 801, 8],
        ['longer by place', 504, 8],
        ['declined by place', 304, 20],
        ['green steps', 301, 20],
        ['sources by place', 702, 8],
        ['caseload', 304, 60],
        ['wellbeing', 701, 20],
        ['wellbeing', 1520, 20],
      ];

describe('a reader who solves all metrics together', () => {
  it.each(services)(
    'derives no small count of %s: seed %i, size %i',
    async (shape, seed, scale) => {
      const service = jointService(jointShapeOf(shape), seed, scale);
      const solver = new Solver(service.truth);
      await readJointly(service, solver);
      const { small, derived } = await solver.attack(policies['nhs-sub-national'].suppressTo);
      expect(small).toBeGreaterThan(5);
      expect(derived).toEqual([]);
    },
    180_000,
  );
});
