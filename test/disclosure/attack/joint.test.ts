import { describe, expect, it } from 'vitest';
import { policies } from '../../../server/disclosure/policy.ts';
import { readJointly } from './joint-reader.ts';
import { afterLoad, firstMonth, jointService, lateFrom } from './joint-service.ts';
import { jointShapeOf, shapeNames } from './joint-shapes.ts';
import { Solver } from './solver.ts';

type Named = readonly [shape: string, seed: number, scale: number];

const { suppressTo } = policies['nhs-sub-national'];
const isFull = process.env['ATTACK'] === 'full';
const many = (seeds: number, scales: readonly number[]): readonly Named[] =>
  Array.from({ length: seeds }, (_, seed) => seed + 1).flatMap((seed) =>
    shapeNames.flatMap((shape) => scales.map((scale): Named => [shape, seed, scale])),
  );

/** Services of which a reader derived small counts before some rule that there is now. */
const derivedOnce: readonly Named[] = [
  ['caseload', 3, 20],
  ['caseload', 304, 60],
  ['caseload', 1601, 8],
  ['caseload', 1621, 8],
  ['caseload', 1625, 60],
  ['caseload', 6001, 60],
  ['caseload', 7007, 60],
  ['green steps', 3, 8],
  ['green steps', 3, 20],
  ['green steps', 301, 20],
  ['green steps', 5017, 20],
  ['green steps', 8005, 20],
  ['longer by group', 801, 8],
  ['longer by group', 4002, 8],
  ['reached', 1, 8],
  ['sources by place', 702, 8],
  ['wellbeing', 901, 60],
  ['wellbeing', 1105, 60],
];

describe('a reader who solves all metrics together', () => {
  it.each(isFull ? many(20, [20, 60]) : derivedOnce)(
    'and is told why a number is not shown derives no small count of %s: seed %i, size %i',
    async (shape, seed, scale) => {
      const service = jointService(jointShapeOf(shape), seed, scale);
      const solver = new Solver(service.truth);
      await readJointly(service, solver, 'reasons');
      const { small, derived } = await solver.attack(suppressTo);
      expect(small).toBeGreaterThan(5);
      expect(derived).toEqual([]);
    },
    180_000,
  );

  it.each(many(isFull ? 20 : 1, [20]))(
    'and knows the policy derives none of %s, before and after a load: seed %i, size %i',
    async (shape, seed, scale) => {
      const before = jointService(jointShapeOf(shape), seed, scale);
      const after = afterLoad(before, seed);
      const kinds = before.truth.length;
      const late = after.truth.map((people, at) => people - before.truth[at]!);
      const solver = new Solver([...before.truth, ...late]);
      const newest = lateFrom(before.shape);
      // The reader knows who may have come in late.
      before.kinds.forEach((kind, at) => {
        if (firstMonth(kind) < newest) solver.note([kinds + at], 0, 0);
      });
      await readJointly(before, solver, 'policy');
      const both = (own: readonly number[]) => [...own, ...own.map((kind) => kinds + kind)];
      await readJointly(
        after,
        {
          watch: (own) => solver.watch(both(own)),
          note: (own, least, most) => solver.note(both(own), least, most),
        },
        'policy',
      );
      const { small, derived } = await solver.attack(suppressTo);
      expect(small).toBeGreaterThan(5);
      expect(derived).toEqual([]);
    },
    180_000,
  );
});
