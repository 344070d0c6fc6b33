import type { Cell, Row } from '#figure/cell.ts';
import type { Cohort } from '#figure/cohort.ts';
import type { Figure } from '#figure/figure.ts';
import { metrics, registry } from '#metrics';
import { splitsOf } from '#metrics/splits.ts';
import type { ControlledPolicy } from '../../../server/access/scope.ts';
import type { Role } from '../../../server/access/viewer.ts';
import { answerFigure } from '../../../server/answers/answer.ts';
import type { FigureRequest } from '../../../server/answers/answer.ts';
import type { Against } from '../../../server/answers/compare.ts';
import type { Asking } from '../../../server/answers/asking.ts';
import { changed, serviceOf, snapshotOf, type Service } from './paired-service.ts';

/** Two services are never asked under one key of the cache; nothing else tells them apart. */
let asked = 0;

export function askingOf(service: Service, controlled: ControlledPolicy, role: Role): Asking {
  asked++;
  return {
    snapshot: snapshotOf(service, 'one name'),
    viewer: { id: role, name: role, role, pcns: [] },
    metrics: registry(metrics),
    records: null,
    controlled,
    notes: [{ date: '1990-01-01', text: String(asked), rebase: false }],
    now: () => new Date('2026-10-05T06:00:00Z'),
  };
}

export const cohort = (more: Partial<Cohort> = {}): Cohort => ({
  basis: 'referred',
  from: '2025-04',
  to: '2026-03',
  pcns: 'then',
  filters: {},
  ...more,
});

const questions: readonly { cohort: Cohort; against?: Against }[] = [
  { cohort: cohort() },
  { cohort: cohort({ from: '2026-01' }), against: { kind: 'previous' } },
  { cohort: cohort({ filters: { pcn: ['U00001'] } }), against: { kind: 'rest' } },
];

/** Every metric by the splits it is drawn with first; by every one with `ATTACK=full`. */
const mostSplits = process.env['ATTACK'] === 'full' ? Number.POSITIVE_INFINITY : 8;

const figures = metrics
  .filter(({ statistic }) => statistic.kind !== 'records')
  .flatMap((metric) =>
    splitsOf(metric)
      .slice(0, mostSplits)
      .map((by) => ({ metric, by })),
  );

/** What numbers a figure shows, wherever they stand; words only where nothing in their row is hidden. */
function numbersOf(figure: Figure): unknown {
  const cells = (row: Row): unknown => {
    const hides = Object.values(row.cells).some(({ state }) => state === 'suppressed');
    const shown = Object.entries(row.cells).filter(
      ([, cell]) => !(hides && typeof cell.value === 'string'),
    );
    return [row.key, Object.fromEntries(shown)];
  };
  const sorted = (rows: readonly Row[]): unknown => rows.map(cells).sort();
  const { comparison, total, rows, flow } = figure;
  return [
    sorted(rows),
    total && cells(total),
    flow.map(({ n, lost }) => [n, lost?.map((loss): [string, Cell] => [loss.key, loss.n])]),
    comparison && [sorted(comparison.rows), comparison.total, comparison.differences],
  ];
}

const showTheSame = ({ first, second }: Twins): boolean =>
  JSON.stringify(numbersOf(first)) === JSON.stringify(numbersOf(second));

/** A figure asked of both services. */
export interface Twins {
  readonly request: FigureRequest;
  readonly first: Figure;
  readonly second: Figure;
}

/** Two services that differ in little, and who asks each of them as a commissioner. */
export interface Pair {
  readonly readers: readonly [Asking, Asking];
  /** Figures that show the same numbers though the truth behind them differs. */
  readonly hiding: readonly Twins[];
}

/**
 * Asks every figure of two services that differ in one or two things about one or two people.
 * @param only ids of the metrics asked for; every one when not said
 */
export async function pairOf(
  controlled: ControlledPolicy,
  seed: number,
  only?: readonly string[],
): Promise<Pair> {
  const one = serviceOf(seed, 300);
  const other = changed(changed(one, 2 * seed), 2 * seed + 1);
  const both = (role: Role): [Asking, Asking] => [
    askingOf(one, controlled, role),
    askingOf(other, controlled, role),
  ];
  const [truths, readers] = [both('manager'), both('commissioner')];
  const ask = async (
    request: FigureRequest,
    [a, b]: readonly [Asking, Asking],
  ): Promise<Twins> => ({
    request,
    first: await answerFigure(request, a),
    second: await answerFigure(request, b),
  });
  const hiding: Twins[] = [];
  for (const [at, each] of figures.entries()) {
    if (only && !only.includes(each.metric.id)) continue;
    const request = { ...each, ...questions[(at + seed) % questions.length]! };
    if (showTheSame(await ask(request, truths))) continue;
    const twins = await ask(request, readers);
    if (showTheSame(twins)) hiding.push(twins);
  }
  return { readers, hiding };
}
