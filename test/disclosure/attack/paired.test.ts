import { describe, expect, it } from 'vitest';
import type { Cell, Row } from '#figure/cell.ts';
import type { Cohort } from '#figure/cohort.ts';
import type { Figure } from '#figure/figure.ts';
import { metrics, registry } from '#metrics';
import { splitsOf } from '#metrics/splits.ts';
import { answerFigure } from '../../../server/answers/answer.ts';
import type { FigureRequest } from '../../../server/answers/answer.ts';
import type { Against } from '../../../server/answers/compare.ts';
import type { Asking } from '../../../server/answers/asking.ts';
import type { ControlledPolicy } from '../../../server/access/scope.ts';
import type { Role } from '../../../server/access/viewer.ts';
import { changed, serviceOf, snapshotOf, type Service } from './paired-service.ts';

/** Two services are never asked under one key of the cache; nothing else tells them apart. */
let asked = 0;

function askingOf(service: Service, controlled: ControlledPolicy, role: Role): Asking {
  asked++;
  return {
    snapshot: snapshotOf(service, 'one name'),
    viewer: { id: role, name: role, role, pcns: [] },
    metrics: registry(metrics),
    records: null,
    controlled,
    notes: [{ date: '1990-01-01', text: String(asked), rebase: false }],
    now: () => new Date(0),
  };
}

const cohort = (more: Partial<Cohort> = {}): Cohort => ({
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

const figures = metrics
  .filter(({ statistic }) => statistic.kind !== 'records')
  .flatMap((metric) => splitsOf(metric).map((by) => ({ metric, by })));

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

const exactly = (figure: Figure): string => JSON.stringify(numbersOf(figure));

/** More pairs of services are compared with `ATTACK=full`. */
const full = process.env['ATTACK'] === 'full';
const every = Array.from({ length: 40 }, (_, at) => at + 1);

interface Compared {
  /** Figures that show the same numbers though the truth behind them differs. */
  hiding: number;
  readonly unlike: string[];
}

async function compare(controlled: ControlledPolicy, seed: number): Promise<Compared> {
  const one = serviceOf(seed, 300);
  const services = [one, changed(changed(one, 2 * seed), 2 * seed + 1)];
  const [truth, truthOfTwin] = services.map((each) => askingOf(each, controlled, 'manager'));
  const [reader, readerOfTwin] = services.map((each) => askingOf(each, controlled, 'commissioner'));
  const found: Compared = { hiding: 0, unlike: [] };
  const same = async (request: FigureRequest, a: Asking, b: Asking) => {
    const [first, second] = [await answerFigure(request, a), await answerFigure(request, b)];
    const numbers = exactly(first) === exactly(second);
    return { numbers, bytes: numbers && JSON.stringify(first) === JSON.stringify(second) };
  };
  for (const [at, each] of figures.entries()) {
    const request = { ...each, ...questions[(at + seed) % questions.length]! };
    if ((await same(request, truth!, truthOfTwin!)).numbers) continue;
    const { numbers, bytes } = await same(request, reader!, readerOfTwin!);
    if (!numbers) continue;
    found.hiding++;
    if (!bytes) found.unlike.push(`${each.metric.id} by ${each.by}`);
  }
  return found;
}

describe.each([
  // Pairs in which much differs that is hidden.
  { controlled: 'nhs-sub-national', pairs: full ? every : [4], least: 150 },
  { controlled: 'under-5', pairs: full ? every : [18], least: 20 },
] as const)('two services under $controlled', ({ controlled, pairs, least }) => {
  it('whose figures show the same numbers have the same words, order, marks and code', async () => {
    let all = 0;
    for (const pair of pairs) {
      const { hiding, unlike } = await compare(controlled, pair);
      expect([pair, unlike]).toEqual([pair, []]);
      all += hiding;
    }
    expect(all).toBeGreaterThanOrEqual(least);
  }, 600_000);
});

it('the commonest of codes that print the same is not told by what is drawn or said first', async () => {
  // Of 30 women 10 came by one way and 11 by another, or the other way round: both print 10.
  const ways = (first: number, second: number): Service => ({
    ...serviceOf(1, 0),
    episode: Array.from({ length: 60 }, (_, at) => ({
      referred: 20_250,
      sex: 0,
      source: at < first ? 6 : at < first + second ? 7 : at % 6,
    })),
  });
  const metric = registry(metrics).metricOf('referral-sources');
  const request = { metric, by: 'sex', cohort: cohort() };
  const [one, other] = [ways(10, 11), ways(11, 10)].map((service) =>
    askingOf(service, 'nhs-sub-national', 'commissioner'),
  );
  const [a, b] = [await answerFigure(request, one!), await answerFigure(request, other!)];
  expect(a).toEqual(b);
  expect(a.chart.y).toHaveLength(4);
});
