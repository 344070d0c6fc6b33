import type { Column } from '#figure/cell.ts';
import type { DraftRow, FlowStep } from '#figure/draft.ts';
import { kaplanMeierFromHistogram } from '../statistics/kaplan-meier.ts';
import { shareBy } from '../statistics/survival-summary.ts';
import { answerOf } from './answer.ts';
import { countColumn, estimateColumn } from './columns.ts';
import type { Answer, Question } from './kind.ts';
import { countOf, empty, estimateOf } from './statistic.ts';
import { historiesOf, isFollowedTo } from './survival.ts';
import type { Survival } from './survival.ts';
import type { Vector } from './table.ts';

const WEEK = 7;
/** Last day drawn: half a year. */
const LAST = 182;
/** Fewest events a visible step of the curve may rest on under control (metrics.md 7). */
const FEWEST_EVENTS = 8;

/**
 * The curve as weekly points: share that has had the event by each day. Each point rests on the
 * events since the last one drawn, so that `publish` breaks the line where a step is a few people.
 */
export function curveTable(
  question: Question,
  statistic: Survival,
  vector: Vector,
  rest: {
    readonly flow: readonly FlowStep[];
    readonly total: DraftRow;
    readonly columns: readonly Column[];
  },
): Answer {
  const { events, open, censored } = historiesOf(vector);
  const curve = kaplanMeierFromHistogram(events, censored);
  const whole = rest.columns.filter((column) => ['median', 'p90'].includes(column.key));
  const columns = [
    estimateColumn('share', 'Share by then', 'share', 'share that has had the event by this day', {
      level: 0.95,
      method: 'Kaplan-Meier, log-log limits',
    }),
    countColumn('at_risk', 'Still to come', 'people followed for longer than this and not ended'),
    ...whole,
  ];
  let pending = 0;
  const rows: DraftRow[] = [];
  for (let day = 0; day <= LAST && curve.n > 0; day += WEEK) {
    for (let each = Math.max(day - WEEK + 1, 0); each <= day; each++) pending += events[each] ?? 0;
    const { value, interval } = shareBy(curve, day);
    const atRisk = curve.steps.find((step) => step.time > day)?.atRisk ?? 0;
    rows.push({
      key: String(day),
      label:
        statistic.unit === 'weeks'
          ? `${day / WEEK} ${day === WEEK ? 'week' : 'weeks'}`
          : `${day} days`,
      kind: 'group',
      cells: {
        share: isFollowedTo(curve, open, day)
          ? estimateOf({ n: curve.n, value, interval, restsOn: [pending] })
          : empty('not_due'),
        at_risk: countOf(atRisk),
      },
    });
    if (pending >= FEWEST_EVENTS) pending = 0;
  }
  return answerOf(question, {
    columns,
    rows,
    total: { ...rest.total, cells: wholeCells(rest.total, curve.n) },
    flow: rest.flow,
    headlineColumn: 'median',
    y: ['share'],
    yLabel: 'Share of people',
    xLabel: `${statistic.unit === 'weeks' ? 'Weeks' : 'Days'} since ${statistic.since}`,
    chart: 'survival',
  });
}

/** The whole cohort is no one point of the curve: its median and its size stand for it. */
function wholeCells(total: DraftRow, n: number): DraftRow['cells'] {
  const { median, p90 } = total.cells;
  return { ...(median ? { median } : {}), ...(p90 ? { p90 } : {}), at_risk: countOf(n) };
}
