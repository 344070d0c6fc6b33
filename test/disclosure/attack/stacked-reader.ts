import type { Cell } from '#figure/cell.ts';
import type { Cohort } from '#figure/cohort.ts';
import { answerFigure } from '../../../server/answers/answer.ts';
import { reachOf } from '../../../server/answers/context.ts';
import { conditionsOf, narrowingOf } from '../../../server/disclosure/conditions.ts';
import { isUnfilteredYear, leastLeftOut } from '../../../server/disclosure/guard.ts';
import {
  controlCount,
  leastPeople,
  meantBy,
  policies,
  policyAt,
  policyFor,
} from '../../../server/disclosure/policy.ts';
import type { Policy } from '../../../server/disclosure/policy.ts';
import type { Reach } from '../../../server/disclosure/wider.ts';
import { Solver } from './solver.ts';
import { codeOf, cohortOf, inside, months, periods } from './stacked-service.ts';
import type { Chosen, Service, Span } from './stacked-service.ts';

/** A question's people: everyone chosen in a period. */
interface Asked {
  readonly span: Span;
  readonly chosen: Chosen;
}

/**
 * Asks every question there is of a service, and writes down what each answer, or its refusal, says.
 * Of what is left over beside a count the reader is told more than the screen tells: whether it is
 * nobody, few or more.
 */
export async function readEverything(service: Service): Promise<Solver> {
  const solver = new Solver(service.truth);
  for (const span of periods)
    for (const chosen of everyChoice(service)) await ask(service, solver, { span, chosen });
  return solver;
}

/** Most people that print as fewer than a filtered cohort needs. */
function mostRefused(cohort: Cohort, policy: Policy, reach: Reach): number {
  const rule = policyAt(policy, conditionsOf(cohort, reach));
  const prints = (n: number): number => controlCount(n, rule) ?? 0;
  return (
    Array.from({ length: leastPeople * 2 }, (_, n) => n).findLast((n) => prints(n) < leastPeople) ??
    0
  );
}

function everyChoice({ shape }: Service): readonly Chosen[] {
  const pcns = [...new Set(shape.practices)];
  const places: readonly Chosen['place'][] =
    shape.practices.length < 2
      ? [null]
      : [
          null,
          ...pcns.map((at) => ({ by: 'pcn' as const, at })),
          ...shape.practices.map((_, at) => ({ by: 'practice' as const, at })),
        ];
  const values = shape.splits.reduce<readonly Chosen['values'][]>(
    (sets, { size }) =>
      sets.flatMap((set) => [
        [...set, null],
        ...Array.from({ length: size }, (_, value) => [...set, value]),
      ]),
    [[]],
  );
  return places.flatMap((place) => values.map((each) => ({ place, values: each })));
}

async function ask(service: Service, solver: Solver, asked: Asked): Promise<void> {
  const { asking } = service;
  const whole = inside(service, asked.span, asked.chosen);
  solver.watch(whole);
  const metric = asking.metrics.metricOf('referrals');
  const cohort = cohortOf(service, asked.span, asked.chosen);
  const reach = reachOf(asking.snapshot);
  const policy = policyFor(policies[asking.controlled], isUnfilteredYear(cohort, reach));
  const unsplit = await answerFigure({ metric, by: 'all', cohort }, asking);
  const refusal = unsplit.message?.state === 'guarded' ? unsplit.message.words : null;
  const isOfPeople = refusal?.includes(`${leastPeople} people`) ?? false;
  // Whether it is refused for its own people the reader is told: tables that print them mostly do.
  const isLarge = solver.watch(whole).truth > mostRefused(cohort, policy, reach);
  if (isOfPeople && !isLarge) solver.note(whole, 0, mostRefused(cohort, policy, reach));
  if (refusal === null || (isOfPeople && isLarge)) {
    const few = leastLeftOut(cohort, policies[asking.controlled], reach) - 1;
    const filters = around(service, asked).filter(({ span }) => span === asked.span);
    noteLeftOver(service, solver, whole, filters, few, refusal !== null);
  }
  if (refusal !== null) return;
  const ofTotal = policyAt(policy, narrowingOf(cohort, 'all', reach, false).total);
  read(solver, whole, unsplit.total?.cells['n'], ofTotal);
  for (const { by, parts } of splitsOf(service, asked)) {
    const figure = await answerFigure({ metric, by, cohort }, asking);
    const conditions = narrowingOf(cohort, by, reach, false).row;
    const rule = policyAt(policy, conditions);
    for (const { key, part } of parts) {
      const cell = figure.rows.find((row) => row.key === key)?.cells['n'];
      const at = inside(service, part.span, part.chosen);
      read(solver, at, cell, rule);
      const wider = around(service, part);
      const isHidden = typeof cell?.value !== 'number';
      const compared = conditions >= 2 ? wider : plainlyCompared(service, asked, by, part);
      if (!isHidden || sumOf(service, at) > rule.suppressTo)
        noteLeftOver(service, solver, at, compared, rule.suppressTo, isHidden);
    }
  }
}

/** What an unfiltered row is set beside: a practice its PCN, and under exact years the longer period. */
function plainlyCompared(
  service: Service,
  asked: Asked,
  by: string,
  part: Asked,
): readonly Asked[] {
  const { complementary } = policies[service.asking.controlled];
  return around(service, part).filter(
    ({ span, chosen }) =>
      (by === 'practice' && chosen.place?.by === 'pcn' && span === asked.span) ||
      (complementary && by !== 'month' && span !== asked.span && asked.span[1] > asked.span[0]),
  );
}

function read(solver: Solver, at: readonly number[], cell: Cell | undefined, policy: Policy): void {
  const fewest = policy.hidesZero ? 0 : 1;
  if (typeof cell?.value === 'number') {
    const { least, most } = meantBy(cell.value, policy);
    solver.note(at, least, most);
  } else if (solver.watch(at).truth > policy.suppressTo) {
    // Hidden for the sake of another; the reader is even told which these are.
    solver.note(at, fewest, Number.POSITIVE_INFINITY);
  } else if (cell || policy.hidesZero) solver.note(at, fewest, policy.suppressTo);
  else solver.note(at, 0, 0);
}

interface Split {
  readonly by: string;
  readonly parts: readonly { readonly key: string; readonly part: Asked }[];
}

/** Every split of a question, and what each of its rows is about. */
function splitsOf(service: Service, { span, chosen }: Asked): readonly Split[] {
  const { shape } = service;
  const [from, to] = span;
  const byMonth = months.flatMap((month, at) =>
    at >= from && at <= to ? [{ key: month, part: { span: [at, at] as Span, chosen } }] : [],
  );
  const byValue = shape.splits.flatMap(({ by, size }, split): Split[] =>
    chosen.values[split] !== null
      ? []
      : [
          {
            by,
            parts: Array.from({ length: size }, (_, at) => ({
              key: codeOf(by, at),
              part: { span, chosen: { ...chosen, values: chosen.values.with(split, at) } },
            })),
          },
        ],
  );
  const byPlace = (by: 'pcn' | 'practice', places: readonly number[]): Split => ({
    by,
    parts: places.map((at) => ({
      key: codeOf(by, at),
      part: { span, chosen: { ...chosen, place: { by, at } } },
    })),
  });
  const { place } = chosen;
  const practices = shape.practices.flatMap((pcn, at) =>
    place === null || (place.by === 'pcn' && place.at === pcn) ? [at] : [],
  );
  return [
    ...(from === to ? [] : [{ by: 'month', parts: byMonth }]),
    ...byValue,
    ...(place === null && shape.practices.length > 1
      ? [byPlace('pcn', [...new Set(shape.practices)])]
      : []),
    ...(place?.by === 'practice' || shape.practices.length < 2
      ? []
      : [byPlace('practice', practices)]),
  ];
}

/** The questions next wider than one: its PCN or no place, each value off, the longer period. */
function around({ shape }: Service, { span, chosen }: Asked): readonly Asked[] {
  const { place, values } = chosen;
  const [from, to] = span;
  const pcn = place?.by === 'practice' ? (shape.practices[place.at] ?? 0) : null;
  const outer = pcn === null ? null : { by: 'pcn' as const, at: pcn };
  const quarter = Math.floor(from / 3) * 3;
  const longer: Span | null =
    from === to ? [quarter, quarter + 2] : to - from === 2 ? [0, months.length - 1] : null;
  return [
    ...(place ? [{ span, chosen: { ...chosen, place: outer } }] : []),
    ...values.flatMap((value, at) =>
      value === null ? [] : [{ span, chosen: { ...chosen, values: values.with(at, null) } }],
    ),
    ...(longer ? [{ span: longer, chosen }] : []),
  ];
}

const sumOf = ({ truth }: Service, at: readonly number[]): number =>
  at.reduce((sum, atom) => sum + (truth[atom] ?? 0), 0);

/** Tells the reader of each wider question whether nobody, few or more are left over beside a count. */
function noteLeftOver(
  service: Service,
  solver: Solver,
  own: readonly number[],
  wider: readonly Asked[],
  few: number,
  isHidden: boolean,
): void {
  const inOwn = new Set(own);
  for (const { span, chosen } of wider) {
    const left = inside(service, span, chosen).filter((atom) => !inOwn.has(atom));
    const n = sumOf(service, left);
    if (n > 0 && n <= few) solver.note(left, 1, few);
    else if (!isHidden) solver.note(left, n === 0 ? 0 : few + 1, n === 0 ? 0 : 1e9);
  }
}
