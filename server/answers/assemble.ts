import { dimensionOf } from '#dimensions';
import { filterKeys } from '#figure/cohort.ts';
import type { Cohort } from '#figure/cohort.ts';
import { formatCohort } from '#figure/cohort-url.ts';
import { isOfService, placeWords } from '#figure/cohort-words.ts';
import type { Chart, Comparison, Figure } from '#figure/figure.ts';
import { altTextOf, findingOf } from '#figure/findings/index.ts';
import type { FindingInput } from '#figure/findings/finding.ts';
import { splitLabel } from '#metrics/splits.ts';
import type { Policy } from '../disclosure/policy.ts';
import type { Published } from '../disclosure/publish.ts';
import type { Answer } from '../kinds/kind.ts';
import { annotate } from './annotate.ts';
import type { Asking, PinnedNote } from './asking.ts';
import { verificationCode } from './code.ts';
import { dataToOf, offerOf } from './context.ts';
import { countedWords, datesWords } from './dating.ts';
import { messageOf } from './message.ts';
import { fillingMonths } from './settling.ts';
import type { FigureRequest } from './request.ts';

/** Publisher of a service that gives no name of its own. */
const unnamedPublisher = 'Social prescribing impact';

function subtitleOf(request: FigureRequest, asking: Asking): string {
  const { metric, cohort, by } = request;
  const { label } = offerOf(asking.snapshot);
  const split = by === 'all' ? '' : by === 'month' ? ', by month' : splitWords(by);
  const filtered = filterKeys
    .filter((key) => cohort.filters[key] && !isOfService(key))
    .map(
      (key) =>
        `${dimensionOf(key).phrase} ${cohort.filters[key]?.map((code) => label(key, code)).join(' or ')}`,
    );
  const who =
    metric.dated === 'load' ? ['the whole service'] : [placeWords(cohort, label), ...filtered];
  return `${metric.measure}${split}; ${who.join(', ')}, ${datesWords(request, asking.snapshot)}`;
}

function splitWords(by: string): string {
  try {
    return `, by ${dimensionOf(by).phrase}`;
  } catch {
    return '';
  }
}

function provenanceOf(
  request: FigureRequest,
  asking: Asking,
  policy: Policy,
  content: unknown,
  assumptions?: string,
): Figure['provenance'] {
  const { snapshot } = asking;
  const base = {
    metric: request.metric.id,
    metricVersion: request.metric.version,
    dataVersion: snapshot.version,
    dataTo: dataToOf(snapshot),
    policy: policy.id,
    policyWords: policy.words,
    demonstration: snapshot.demonstration,
    source: snapshot.source,
    ...(assumptions === undefined ? {} : { assumptions }),
  };
  return {
    ...base,
    generatedAt: asking.now().toISOString(),
    publisher: asking.publisher ?? unnamedPublisher,
    code: verificationCode([base, request.by, formatCohort(request.cohort), content]),
  };
}

function cohortOf(request: FigureRequest, asking: Asking): Figure['cohort'] {
  return {
    key: formatCohort(request.cohort),
    words: countedWords(request, asking.snapshot),
    basis: request.cohort.basis,
  };
}

/** The figure's frame without numbers: what happened, and what to do. */
export function frameOf(
  request: FigureRequest,
  asking: Asking,
  policy: Policy,
  message: NonNullable<Figure['message']>,
): Figure {
  const { words } = message;
  return {
    metric: request.metric.id,
    by: request.by,
    title: request.metric.name,
    definition: request.metric.definition,
    headline: words,
    subtitle: subtitleOf(request, asking),
    altText: words,
    chart: { kind: 'table', y: [], yLabel: request.metric.measure },
    columns: [],
    rows: [],
    total: null,
    flow: [],
    caveats: request.metric.caveats,
    cohort: cohortOf(request, asking),
    headlineColumn: '',
    groupLabel: splitLabel(request.by),
    comparison: null,
    notes: [],
    message,
    provenance: provenanceOf(request, asking, policy, words),
  };
}

/** A comparison as the code has it: its short name says nothing that the cohort does not. */
function codedOf({ cohort: { short: _short, ...cohort }, ...comparison }: Comparison): unknown {
  return { cohort, ...comparison };
}

function notesWithin(notes: readonly PinnedNote[], { from, to }: Cohort): readonly PinnedNote[] {
  return notes.filter(({ date }) => date.slice(0, 7) >= from && date.slice(0, 7) <= to);
}

/** Whether a reader is shown the counts themselves: drawn, beside bars, or in a table of their own. */
function printsCounts({ kind, y }: Chart, columns: Figure['columns']): boolean {
  const isCount = (key: string): boolean =>
    columns.some((column) => column.key === key && column.format === 'count');
  return kind === 'breakdown' || kind === 'table' || y.some(isCount);
}

/** The figure from published numbers: put into words, annotated, with where it came from. */
export function assemble(
  request: FigureRequest,
  asking: Asking,
  answer: Answer,
  published: Published,
  comparison: Comparison | null,
): Figure {
  const { metric, by, cohort } = request;
  const { columns, rows, total, flow } = published;
  const casesTo = dataToOf(asking.snapshot).cases;
  const filling = fillingMonths({ metric, by, cohort, rows, casesTo });
  const chart = annotate({ metric, answer, published, notes: asking.notes, filling });
  const input: FindingInput = {
    metric,
    by,
    columns,
    rows,
    total,
    flow,
    headlineColumn: answer.headlineColumn,
    chart,
    cohort,
  };
  const message = messageOf(answer, published);
  const headline = message?.words ?? findingOf(input);
  const notes = by === 'month' ? notesWithin(asking.notes, cohort) : [];
  return {
    metric: metric.id,
    by,
    title: metric.name,
    definition: metric.definition,
    headline,
    subtitle: subtitleOf(request, asking),
    altText: message ? message.words : altTextOf(input, headline),
    chart,
    columns,
    rows,
    total,
    flow,
    caveats: [...metric.caveats, ...answer.caveats, ...(filling ? [filling.words] : [])],
    ...(message || !printsCounts(chart, columns) || published.rounding === null
      ? {}
      : { rounding: published.rounding }),
    cohort: cohortOf(request, asking),
    headlineColumn: answer.headlineColumn,
    groupLabel: splitLabel(by),
    comparison,
    notes: notes.map(({ date, text }) => ({ date, text })),
    message,
    provenance: provenanceOf(
      request,
      asking,
      published.policy,
      [
        columns,
        rows,
        total,
        flow,
        comparison && codedOf(comparison),
        // Notes are drawn and may re-base limits, so another note is another figure.
        ...(notes.length > 0 ? [notes] : []),
      ],
      answer.assumptions,
    ),
  };
}
