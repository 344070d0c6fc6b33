import { describe, expect, it } from 'vitest';
import type { Cell } from '#figure/cell.ts';
import type { Cohort } from '#figure/cohort.ts';
import { answerFigure } from '../../../server/answers/answer.ts';
import { narrowingOf } from '../../../server/disclosure/conditions.ts';
import { leastPeople, leastRemoved } from '../../../server/disclosure/guard.ts';
import { meantBy, policies, policyAt } from '../../../server/disclosure/policy.ts';
import type { Policy } from '../../../server/disclosure/policy.ts';
import { Solver } from './solver.ts';
import { atoms, codeOf, months, serviceOf, sizes, splits } from './stacked-service.ts';

const nhs = policies['nhs-sub-national'];

/** Standard periods of the half year: each month, both quarters, everything. */
const periods = [
  ...months.map((_, month) => [month, month] as const),
  [0, 2] as const,
  [3, 5] as const,
  [0, 5] as const,
];

type Chosen = readonly (number | null)[];

/** Every way to filter by none, one or more of the splits. */
const filterSets: readonly Chosen[] = sizes.reduce<readonly Chosen[]>(
  (sets, size) =>
    sets.flatMap((set) => [
      [...set, null],
      ...Array.from({ length: size }, (_, value) => [...set, value]),
    ]),
  [[]],
);

function inside([from, to]: readonly [number, number], chosen: Chosen): number[] {
  return atoms.flatMap(({ month, values }, at) =>
    month >= from &&
    month <= to &&
    chosen.every((value, i) => value === null || values[i] === value)
      ? [at]
      : [],
  );
}

function cohortOf([from, to]: readonly [number, number], chosen: Chosen): Cohort {
  const filters = chosen.flatMap((value, at) =>
    value === null ? [] : [[splits[at] ?? '', [codeOf(at, value)]] as const],
  );
  return {
    basis: 'referred',
    from: months[from] ?? '',
    to: months[to] ?? '',
    pcns: 'then',
    filters: Object.fromEntries(filters),
  };
}

/** Asks every question there is and writes down what each answer, or its refusal, says. */
async function readEverything(seed: number, scale: number): Promise<Solver> {
  const { asking, truth } = serviceOf(seed, scale);
  const solver = new Solver(truth);
  const metric = asking.metrics.metricOf('referrals');
  const read = (at: readonly number[], cell: Cell | undefined, policy: Policy): void => {
    const n = at.reduce((sum, atom) => sum + (truth[atom] ?? 0), 0);
    const fewest = policy.hidesZero ? 0 : 1;
    if (typeof cell?.value === 'number') {
      const { least, most } = meantBy(cell.value, policy);
      solver.note(at, least, most);
    } else if (n > policy.suppressTo) {
      // Hidden for the sake of another row; the reader is even told which these are.
      solver.note(at, fewest, Number.POSITIVE_INFINITY);
    } else if (cell || policy.hidesZero) solver.note(at, fewest, policy.suppressTo);
    else solver.note(at, 0, 0);
  };
  for (const period of periods) {
    for (const chosen of filterSets) {
      const whole = inside(period, chosen);
      solver.watch(whole);
      const cohort = cohortOf(period, chosen);
      const unsplit = await answerFigure({ metric, by: 'all', cohort }, asking);
      const words = unsplit.message?.state === 'guarded' ? unsplit.message.words : null;
      if (words?.includes(`${leastPeople} people`)) solver.note(whole, 0, leastPeople - 1);
      noteRemoved(solver, truth, period, chosen, words);
      if (words !== null) continue;
      read(whole, unsplit.total?.cells['n'], policyAt(nhs, narrowingOf(cohort, 'all').total));
      for (const [at, by] of ['month', ...splits].entries()) {
        const figure = await answerFigure({ metric, by, cohort }, asking);
        const rule = policyAt(nhs, narrowingOf(cohort, by).row);
        const groups = at === 0 ? months.length : (sizes[at - 1] ?? 0);
        for (let group = 0; group < groups; group++) {
          if (at === 0 && (group < period[0] || group > period[1])) continue;
          const set = at === 0 ? chosen : chosen.with(at - 1, group);
          if (at > 0 && chosen[at - 1] !== null && chosen[at - 1] !== group) continue;
          const key = at === 0 ? (months[group] ?? '') : codeOf(at - 1, group);
          const row = figure.rows.find((each) => each.key === key);
          read(inside(at === 0 ? [group, group] : period, set), row?.cells['n'], rule);
        }
      }
    }
  }
  return solver;
}

/** A refusal because a filter leaves out too few says so; an answer says that it does not. */
function noteRemoved(
  solver: Solver,
  truth: readonly number[],
  period: readonly [number, number],
  chosen: Chosen,
  refusal: string | null,
): void {
  if (refusal !== null && !refusal.includes('leaves out')) return;
  for (const [at, value] of chosen.entries()) {
    if (value === null) continue;
    const own = new Set(inside(period, chosen));
    const left = inside(period, chosen.with(at, null)).filter((atom) => !own.has(atom));
    const n = left.reduce((sum, atom) => sum + (truth[atom] ?? 0), 0);
    const few = n > 0 && n < leastRemoved;
    if (refusal !== null && few) return solver.note(left, 1, leastRemoved - 1);
    if (refusal === null) solver.note(left, n === 0 ? 0 : leastRemoved, n === 0 ? 0 : 1e9);
  }
}

/** Seeds and sizes of the search; `ATTACK=full` asks many more services. */
const services =
  process.env['ATTACK'] === 'full'
    ? Array.from({ length: 40 }, (_, at) => ({ seed: at + 1, scale: [3, 8, 20, 50][at % 4] ?? 3 }))
    : [
        { seed: 1, scale: 3 },
        { seed: 2, scale: 8 },
      ];

describe('a reader who stacks every question that is allowed', () => {
  it.each(services)(
    'derives no count from 1 to 7: seed $seed, size $scale',
    async ({ seed, scale }) => {
      const solver = await readEverything(seed, scale);
      const { small, derived } = await solver.attack();
      expect(small).toBeGreaterThan(20);
      expect(derived).toEqual([]);
    },
    120_000,
  );
});
