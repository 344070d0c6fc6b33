import type { Column } from '#figure/cell.ts';
import type { Statistic } from '#figure/draft.ts';
import type { Kind } from '#metrics/metric.ts';
import { compile } from '../counting/predicate.ts';
import type { Fold } from '../counting/kernel.ts';
import { missingOf } from '../counting/select.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { cumulativeIncidenceFromHistogram, incidenceLimits } from '../statistics/aalen-johansen.ts';
import { kaplanMeierFromHistogram } from '../statistics/kaplan-meier.ts';
import type { SurvivalCurve } from '../statistics/kaplan-meier.ts';
import { shareBy, survivalQuantile } from '../statistics/survival-summary.ts';
import { answerOf } from './answer.ts';
import { countColumn, estimateColumn } from './columns.ts';
import { capitalised } from './count.ts';
import { flowStep } from './flow-step.ts';
import type { KindOf } from './kind.ts';
import { curveTable } from './survival-curve.ts';
import { countOf, empty, estimateOf } from './statistic.ts';
import type { Cells } from './statistic.ts';
import { tabulate } from './table.ts';
import type { Vector } from './table.ts';

export type Survival = Extract<Kind, { kind: 'survival' }>;

/** Days kept apart; longer times are counted in the last bin (two years). */
export const DAYS = 731;

/** Events, competing endings and censorings by day, one after another. */
export function survivalFold(snapshot: Snapshot, statistic: Survival): Fold {
  const days = snapshot.tables.episode.column(statistic.days);
  const end = snapshot.tables.episode.column(statistic.end);
  const [noDays, noEnd] = [missingOf(days), missingOf(end)];
  const among = compile(statistic.among ?? { all: [] }, snapshot);
  const { event, competing } = statistic;
  return {
    table: 'episode',
    width: 3 * DAYS,
    add: (row, out, at) => {
      const day = days[row]!;
      const how = end[row]!;
      if (day === noDays || how === noEnd || day < 0 || !among(row)) return;
      const part = how === event ? 0 : how === competing ? 1 : 2;
      out[at + part * DAYS + Math.min(day, DAYS - 1)]!++;
    },
  };
}

export interface Histories {
  readonly events: Vector;
  readonly competing: Vector;
  readonly open: Vector;
  /** Competing endings and those still open, together: what censors the curve. */
  readonly censored: Vector;
}

export function historiesOf(vector: Vector): Histories {
  const events = vector.subarray(0, DAYS);
  const competing = vector.subarray(DAYS, 2 * DAYS);
  const open = vector.subarray(2 * DAYS, 3 * DAYS);
  return { events, competing, open, censored: open.map((n, day) => n + competing[day]!) };
}

export const sumOf = (values: Vector): number => values.reduce((sum, value) => sum + value, 0);

/** Kaplan-Meier with those still waiting counted: median, 90th centile, share within each threshold. */
export const survivalKind: KindOf<'survival'> = (question, statistic) => {
  const fold = survivalFold(question.snapshot, statistic);
  const columns = survivalColumns(statistic);
  let whole: Vector = new Float64Array(3 * DAYS);
  const table = tabulate(question.by === 'days' ? { ...question, by: 'all' } : question, {
    fold,
    columns,
    cells: (vector, at) => {
      if (at < 0) whole = vector;
      return survivalCells(vector, statistic);
    },
    size: (vector) => sumOf(vector),
  });
  const flow = survivalFlow(question.selection.count, statistic, historiesOf(whole));
  const caveats = statistic.competing === undefined ? [] : [closedUnseen];
  if (question.by === 'days') {
    return {
      ...curveTable(question, statistic, whole, { flow, total: table.total, columns }),
      caveats,
    };
  }
  return answerOf(question, {
    columns,
    rows: table.rows,
    total: table.total,
    flow,
    headlineColumn: 'median',
    yLabel: `Median, ${statistic.unit}`,
    caveats,
  });
};

const closedUnseen =
  'A case closed before any contact counts as waiting until it closed. "Counting cases closed unseen" takes them as never seen instead.';

/**
 * Whether the curve says anything of a day: somebody was followed that long, or nobody is left to
 * follow. Past that a level curve would read as people who never had the event, when none has had
 * the time (survfit's summary stops there too).
 */
export function isFollowedTo(curve: SurvivalCurve, open: Vector, day: number): boolean {
  const last = curve.steps.at(-1);
  return last === undefined || last.time >= day || last.survival === 0 || sumOf(open) === 0;
}

const across = (statistic: Survival): number => (statistic.unit === 'weeks' ? 7 : 1);
const kaplanMeier = { level: 0.95, method: 'Kaplan-Meier, log-log limits' } as const;

function survivalColumns(statistic: Survival): readonly Column[] {
  const { unit } = statistic;
  const many = capitalised(unit);
  const per = across(statistic);
  const thresholds = statistic.within.flatMap((days) => [
    estimateColumn(
      `within_${days}`,
      `Within ${days / per} ${unit}`,
      'share',
      `share whose time is ${days / per} ${unit} or less, counting those still open`,
      kaplanMeier,
    ),
    ...(statistic.competing === undefined
      ? []
      : [
          estimateColumn(
            `within_${days}_all`,
            `Within ${days / per} ${unit}, counting cases closed unseen`,
            'share',
            'the same with cases closed unseen taken as never seen (Aalen-Johansen)',
            { level: 0.95, method: 'Aalen-Johansen, log-log limits' },
          ),
        ]),
  ]);
  return [
    estimateColumn(
      'median',
      `${many}, median`,
      unit,
      `half of people: ${unit} or less`,
      kaplanMeier,
    ),
    estimateColumn('p90', `${many}, nine in ten`, unit, '90th centile', kaplanMeier),
    ...thresholds,
    countColumn('n', 'Referrals', 'referrals with a valid time'),
    countColumn('open', 'Still open', 'not ended when the data ends; counted, never dropped'),
    ...(statistic.competing === undefined
      ? []
      : [countColumn('unseen', 'Closed unseen', 'closed before any attended contact')]),
  ];
}

export function survivalCells(vector: Vector, statistic: Survival): Cells {
  const { events, competing, open, censored } = historiesOf(vector);
  const curve = kaplanMeierFromHistogram(events, censored);
  const counts = {
    n: countOf(curve.n),
    open: countOf(sumOf(open)),
    ...(statistic.competing === undefined ? {} : { unseen: countOf(sumOf(competing)) }),
  };
  if (curve.n === 0) {
    const keys = survivalColumns(statistic).map((column) => column.key);
    return { ...Object.fromEntries(keys.map((key) => [key, empty('missing')])), ...counts };
  }
  const shares = statistic.within.flatMap((days) => withinCells(vector, statistic, curve, days));
  return {
    median: quantileCell(curve, 0.5, across(statistic)),
    p90: quantileCell(curve, 0.9, across(statistic)),
    ...Object.fromEntries(shares),
    ...counts,
  };
}

function quantileCell(curve: SurvivalCurve, p: number, per: number) {
  const { value, lower, upper } = survivalQuantile(curve, p);
  const interval =
    lower === null || upper === null ? null : { lower: lower / per, upper: upper / per };
  return estimateOf({ n: curve.n, value: value === null ? null : value / per, interval });
}

function withinCells(
  vector: Vector,
  statistic: Survival,
  curve: SurvivalCurve,
  days: number,
): (readonly [string, Statistic])[] {
  const { events, competing, open } = historiesOf(vector);
  if (!isFollowedTo(curve, open, days)) {
    const keys = [
      `within_${days}`,
      ...(statistic.competing === undefined ? [] : [`within_${days}_all`]),
    ];
    return keys.map((key) => [key, empty('not_due')] as const);
  }
  const { value, interval } = shareBy(curve, days);
  const by = sumOf(events.subarray(0, days + 1));
  const restsOn = [by, curve.n - by];
  const seen = [`within_${days}`, estimateOf({ n: curve.n, value, interval, restsOn })] as const;
  if (statistic.competing === undefined) return [seen];
  const steps = cumulativeIncidenceFromHistogram(events, competing, open);
  const step = steps.findLast(({ time }) => time <= days);
  const ever = {
    value: step?.event ?? 0,
    interval: step ? incidenceLimits(step.event, step.eventError) : null,
  };
  return [seen, [`within_${days}_all`, estimateOf({ n: curve.n, ...ever, restsOn })]];
}

function survivalFlow(
  referrals: number,
  { since, ends, restWords }: Survival,
  { events, competing, open }: Histories,
) {
  const [seen, unseen, still] = [sumOf(events), sumOf(competing), sumOf(open)];
  const n = seen + unseen + still;
  return [
    flowStep('referrals', 'Referrals in the period', referrals),
    flowStep('timed', `With a time from ${since}`, n, [['no_time', restWords, referrals - n]]),
    flowStep('ended', capitalised(ends.done), seen, [
      ['open', `${ends.open} when the data ends, counted until then`, still],
      ['unseen', 'closed before a first contact, counted until then', unseen],
    ]),
  ];
}
