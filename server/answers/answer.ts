import { dimensionOf } from '#dimensions';
import { filterKeys } from '#figure/cohort.ts';
import type { Cohort } from '#figure/cohort.ts';
import { formatCohort } from '#figure/cohort-url.ts';
import { basisWords, cohortWords, placeWords } from '#figure/cohort-words.ts';
import type { Comparison, Figure, PolicyId } from '#figure/figure.ts';
import { altTextOf, findingOf } from '#figure/findings/index.ts';
import type { FindingInput } from '#figure/findings/finding.ts';
import { periodWords } from '#figure/month.ts';
import type { Metric } from '#metrics/metric.ts';
import { splitLabel, splitsOf } from '#metrics/splits.ts';
import { scopeFor } from '../access/scope.ts';
import type { Scope } from '../access/viewer.ts';
import { select } from '../counting/select.ts';
import type { Refusal } from '../disclosure/guard.ts';
import { policyOf } from '../disclosure/policy.ts';
import type { Policy } from '../disclosure/policy.ts';
import { publish } from '../disclosure/publish.ts';
import type { Published } from '../disclosure/publish.ts';
import { HttpError } from '../http-error.ts';
import { answer as answerKind } from '../kinds/index.ts';
import type { Answer } from '../kinds/kind.ts';
import { answerFromRecords } from '../records/index.ts';
import { annotate } from './annotate.ts';
import { RecentCache } from './cache.ts';
import { verificationCode } from './code.ts';
import { compareTo } from './compare.ts';
import type { Against } from './compare.ts';
import { dataToOf, offerOf } from './context.ts';
import { messageOf } from './message.ts';
import { refusalOf } from './refusal.ts';
import type { Asking, PinnedNote } from './asking.ts';

export interface FigureRequest {
  readonly metric: Metric;
  /** A split the metric has a panel for. */
  readonly by: string;
  readonly cohort: Cohort;
  readonly against?: Against | undefined;
  readonly policy?: PolicyId | undefined;
  readonly purpose?: 'screen' | 'file' | undefined;
}

/** Published answers of the newest data versions: about 20 kB each, so at most some 40 MB. */
const cache = new RecentCache<Figure>(2000);

/**
 * One figure, the five steps in order: scope, count, derive, publish, put into words. The cohort is
 * already parsed. Everything on screen and in every file comes out of here.
 *
 * @throws HttpError 403 when the role sees no figures, 404 for a split the metric does not have
 */
export async function answerFigure(request: FigureRequest, asking: Asking): Promise<Figure> {
  const { metric, by, cohort, against } = request;
  if (!splitsOf(metric).includes(by)) {
    const splits = splitsOf(metric).join(', ');
    throw new HttpError(`unknown split of ${metric.id}: ${by}; one of ${splits}`, 404, {
      code: 'unknown-split',
      wayOut: 'Choose one of the splits named.',
    });
  }
  const scope = scopeFor(asking.viewer, cohort, {
    policy: request.policy,
    purpose: request.purpose,
    controlled: asking.controlled,
  });
  const key = [
    asking.snapshot.version,
    scope.key,
    metric.id,
    metric.version,
    by,
    formatCohort(cohort),
    against ? JSON.stringify(against) : '',
    JSON.stringify(asking.notes),
  ].join('|');
  // Records move between loads (a term is mapped, a duplicate settled), so they are read each time.
  if (metric.statistic.kind === 'records') return makeFigure(request, asking, scope);
  const known = cache.get(key);
  if (known) return known;
  return cache.put(key, await makeFigure(request, asking, scope));
}

async function makeFigure(request: FigureRequest, asking: Asking, scope: Scope): Promise<Figure> {
  const { metric, cohort, against } = request;
  const policy = policyOf(scope.policy);
  const refusal = refusalOf(cohort, asking, scope);
  const answer = refusal ? null : await countAndDerive(request, asking, scope);
  if (!answer) return frame(request, asking, policy, refusal);
  const published = publish(answer.draft, policy);
  const comparison =
    against && !answer.unavailable && metric.statistic.kind !== 'records'
      ? compareTo(against, { request, asking, scope, answer, published })
      : null;
  return assemble(request, asking, answer, published, comparison);
}

/** Counts and derives: still exact. */
async function countAndDerive(
  { metric, by, cohort }: FigureRequest,
  asking: Asking,
  scope: Scope,
): Promise<Answer> {
  const { snapshot, viewer, records } = asking;
  const selection = select(snapshot, cohort, scope);
  const question = { metric, by, cohort, snapshot, selection };
  if (metric.statistic.kind !== 'records') return answerKind(question);
  if (!records) throw new HttpError(`${metric.id} needs the record tables`, 503);
  return answerFromRecords({
    ...question,
    viewer,
    exact: scope.policy === 'exact',
    access: {
      read: records.read,
      records: (name, work) => records.records(name, viewer, cohort.pcns, work),
    },
  });
}

function subtitleOf({ metric, cohort, by }: FigureRequest, asking: Asking): string {
  const { label } = offerOf(asking.snapshot);
  const split = by === 'all' ? '' : by === 'month' ? ', by month' : splitWords(by);
  const filtered = filterKeys
    .filter((key) => cohort.filters[key] && !dimensionOf(key).place)
    .map(
      (key) =>
        `${dimensionOf(key).phrase} ${cohort.filters[key]?.map((code) => label(key, code)).join(' or ')}`,
    );
  const who = [placeWords(cohort, label), ...filtered].join(', ');
  return `${metric.measure}${split}; ${who}, ${periodWords(cohort.from, cohort.to, true)}, ${basisWords[cohort.basis]}`;
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
  };
  return {
    ...base,
    generatedAt: asking.now().toISOString(),
    code: verificationCode([base, request.by, formatCohort(request.cohort), content]),
  };
}

function cohortOf(request: FigureRequest, asking: Asking): Figure['cohort'] {
  return {
    key: formatCohort(request.cohort),
    words: cohortWords(request.cohort, offerOf(asking.snapshot).label),
    basis: request.cohort.basis,
  };
}

/** The figure's frame without numbers: the guard refused the cohort. */
function frame(
  request: FigureRequest,
  asking: Asking,
  policy: Policy,
  refusal: Refusal | null,
): Figure {
  const words = refusal?.words ?? 'This figure cannot be shown.';
  return {
    metric: request.metric.id,
    by: request.by,
    title: request.metric.name,
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
    message: { state: 'guarded', words, wayOut: refusal?.wayOut ?? 'Choose a wider cohort.' },
    provenance: provenanceOf(request, asking, policy, words),
  };
}

function notesWithin(notes: readonly PinnedNote[], { from, to }: Cohort): readonly PinnedNote[] {
  return notes.filter(({ date }) => date.slice(0, 7) >= from && date.slice(0, 7) <= to);
}

function assemble(
  request: FigureRequest,
  asking: Asking,
  answer: Answer,
  published: Published,
  comparison: Comparison | null,
): Figure {
  const { metric, by, cohort } = request;
  const { columns, rows, total, flow } = published;
  const chart = annotate({ metric, answer, published, notes: asking.notes });
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
    place: placeWords(cohort, offerOf(asking.snapshot).label),
    period: periodWords(cohort.from, cohort.to, true),
  };
  const message = messageOf(answer, published);
  const headline = message?.words ?? findingOf(input);
  return {
    metric: metric.id,
    by,
    title: metric.name,
    headline,
    subtitle: subtitleOf(request, asking),
    altText: message ? message.words : altTextOf(input, headline),
    chart,
    columns,
    rows,
    total,
    flow,
    caveats: [...metric.caveats, ...answer.caveats],
    cohort: cohortOf(request, asking),
    headlineColumn: answer.headlineColumn,
    groupLabel: splitLabel(by),
    comparison,
    notes: by === 'month' ? notesWithin(asking.notes, cohort) : [],
    message,
    provenance: provenanceOf(request, asking, published.policy, [
      columns,
      rows,
      total,
      flow,
      comparison,
    ]),
  };
}
