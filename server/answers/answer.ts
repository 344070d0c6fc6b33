import type { Figure } from '#figure/figure.ts';
import { splitsOf } from '#metrics/splits.ts';
import { maySplitBy, scopeFor } from '../access/scope.ts';
import type { Scope } from '../access/viewer.ts';
import { select } from '../counting/select.ts';
import { policyOf } from '../disclosure/policy.ts';
import { publish } from '../disclosure/publish.ts';
import { HttpError } from '../http-error.ts';
import { answer as answerKind } from '../kinds/index.ts';
import type { Answer } from '../kinds/kind.ts';
import { answerFromRecords } from '../records/index.ts';
import type { Asking } from './asking.ts';
import { askedOf, policyOfQuestion } from './asked.ts';
import { assemble, frameOf } from './assemble.ts';
import { RecentCache } from './cache.ts';
import { drawCommonest } from './commonest.ts';
import { compareTo } from './compare.ts';
import { questionKey } from './question-key.ts';
import { refusalOf } from './refusal.ts';
import type { FigureRequest } from './request.ts';

export type { FigureRequest } from './request.ts';

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
  // Before the cache: a manager's answer under control has the scope of everybody's.
  if (!maySplitBy(by, asking.viewer)) {
    const policy = policyOfQuestion(cohort, asking.snapshot, scope);
    return frameOf(request, asking, policy, { state: 'guarded', ...namesWorkers });
  }
  const key = [
    questionKey(request, asking, scope),
    against ? JSON.stringify(against) : '',
    JSON.stringify(asking.notes),
    asking.publisher ?? '',
  ].join('|');
  // Records move between loads (a term is mapped, a duplicate settled), so they are read each time.
  if (metric.statistic.kind === 'records') return makeFigure(request, asking, scope);
  const known = cache.get(key);
  if (known) return known;
  return cache.put(key, await makeFigure(request, asking, scope));
}

const namesWorkers = {
  words: 'Figures by link worker are for the service’s own manager.',
  wayOut: 'Split by team or PCN instead.',
};

async function makeFigure(request: FigureRequest, asking: Asking, scope: Scope): Promise<Figure> {
  const { metric, cohort, against } = request;
  const policy = policyOfQuestion(cohort, asking.snapshot, scope);
  const refusal = refusalOf(cohort, asking, scope);
  if (refusal) return frameOf(request, asking, policy, { state: 'guarded', ...refusal });
  const counted = await countAndDerive(request, asking, scope);
  const published = publish(counted.draft, policy, askedOf(request, counted.draft, asking, scope));
  const answer = drawCommonest(counted, published);
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
  const { snapshot, viewer, records, values: value } = asking;
  const selection = select(snapshot, cohort, scope);
  const question = { metric, by, cohort, snapshot, selection, ...(value ? { value } : {}) };
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

/**
 * The frame of a figure that could not be made, so that one fault costs one card and not the page.
 * The fault itself goes to the log, never to the viewer.
 */
export function failedFigure(request: FigureRequest, asking: Asking): Figure {
  const policy = policyOf(asking.controlled);
  return frameOf(request, asking, policy, {
    state: 'failed',
    words: 'This figure could not be made.',
    wayOut: 'Try again; if it stays, tell whoever runs the dashboard.',
  });
}
