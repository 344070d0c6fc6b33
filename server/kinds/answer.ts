import type { Column } from '#figure/cell.ts';
import type { Draft, DraftRow, FlowStep } from '#figure/draft.ts';
import type { Chart, ChartKind } from '#figure/figure.ts';
import type { Metric } from '#metrics/metric.ts';
import type { Answer, Question } from './kind.ts';

/** What columns are to one another, and to other figures, as disclosure control must know. */
type Related = Pick<Draft, 'parts' | 'codesOf' | 'queue' | 'referrals'>;

export interface Parts extends Related {
  readonly columns: readonly Column[];
  readonly rows: readonly DraftRow[];
  readonly total: DraftRow | null;
  readonly flow: readonly FlowStep[];
  readonly headlineColumn: string;
  readonly y?: readonly string[];
  readonly yLabel: string;
  readonly xLabel?: string;
  readonly chart?: ChartKind;
  /** Outlines for a map; without them a map is drawn as bars. */
  readonly map?: Chart['map'];
  /** Leave the metric's reference lines off (they belong to another column). */
  readonly references?: Chart['references'] | null;
  readonly caveats?: readonly string[];
  readonly commonest?: Answer['commonest'];
  readonly assumptions?: string;
  readonly unavailable?: Answer['unavailable'];
}

/** Puts a kind's parts together; the chart kind is the metric's own choice for the split, if any. */
export function answerOf(question: Question, parts: Parts): Answer {
  const { columns, rows, total, flow } = parts;
  const draft: Draft = {
    ...{ columns, rows, total, flow, headline: parts.headlineColumn },
    ...(parts.parts ? { parts: parts.parts } : {}),
    ...(parts.codesOf ? { codesOf: parts.codesOf } : {}),
    ...(parts.queue ? { queue: parts.queue } : {}),
    ...(parts.referrals ? { referrals: parts.referrals } : {}),
  };
  return {
    draft,
    chart: chartOf(question, parts),
    headlineColumn: parts.headlineColumn,
    caveats: parts.caveats ?? [],
    ...(parts.commonest ? { commonest: parts.commonest } : {}),
    ...(parts.assumptions ? { assumptions: parts.assumptions } : {}),
    ...(parts.unavailable ? { unavailable: parts.unavailable } : {}),
  };
}

function chartOf({ metric, by }: Question, parts: Parts): Chart {
  const references = parts.references === undefined ? referencesOf(metric) : parts.references;
  const chosen = chosenChart(metric, by) ?? parts.chart ?? (by === 'month' ? 'trend' : 'breakdown');
  return {
    kind: chosen === 'map' && !parts.map ? 'breakdown' : chosen,
    y: parts.y ?? [parts.headlineColumn],
    yLabel: parts.yLabel,
    ...(parts.xLabel ? { xLabel: parts.xLabel } : {}),
    ...(parts.map ? { map: parts.map } : {}),
    ...(references && references.length > 0 ? { references } : {}),
  };
}

function chosenChart(metric: Metric, by: string): ChartKind | undefined {
  return metric.panels.find((panel) => panel.by === by)?.chart;
}

export function referencesOf(metric: Metric): NonNullable<Chart['references']> {
  return (metric.benchmarks ?? []).map(({ label, value, to, source }) =>
    to === undefined ? { label, value, source } : { label, value, to, source },
  );
}

/** An answer for data that cannot answer: the frame stays, the words say which feed is missing. */
export function unavailable(
  question: Question,
  columns: readonly Column[],
  words: string,
  wayOut: string,
  flow: readonly FlowStep[] = [],
): Answer {
  return answerOf(question, {
    columns,
    rows: [],
    total: null,
    flow,
    headlineColumn: columns[0]?.key ?? 'n',
    yLabel: question.metric.measure,
    references: null,
    unavailable: { words, wayOut },
  });
}
