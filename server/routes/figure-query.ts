import type { Cohort } from '#figure/cohort.ts';
import { CohortError, cohortKeys, parseCohort } from '#figure/cohort-url.ts';
import type { PolicyId } from '#figure/figure.ts';
import type { Metric } from '#metrics/metric.ts';
import type { Registry } from '#metrics/registry.ts';
import { whyOff } from '#metrics/value.ts';
import type { Against } from '../answers/compare.ts';
import { offerOf } from '../answers/context.ts';
import { parseAgainst } from '../answers/compare.ts';
import { policies } from '../disclosure/policy.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { HttpError } from '../http-error.ts';

/** A question as it came in an address or a command line, read and checked. */
export interface FigureQuery {
  readonly cohort: Cohort;
  readonly against: Against | undefined;
  readonly policy: PolicyId | undefined;
  /** What the caller added: `by`, `figures`, `format`. */
  readonly rest: ReadonlyMap<string, string>;
}

const questionKeys = ['compare', 'policy'];

/**
 * Reads an address's query: the cohort grammar, `compare`, `policy`, and the caller's own keys.
 *
 * @throws HttpError 400 naming the key or value that is not known, and what would be right
 */
export function parseFigureQuery(
  params: URLSearchParams,
  snapshot: Snapshot,
  ownKeys: readonly string[] = [],
): FigureQuery {
  const cohortParams = new URLSearchParams();
  const rest = new Map<string, string>();
  for (const [key, value] of params) {
    if (ownKeys.includes(key) || questionKeys.includes(key)) rest.set(key, value);
    else if (cohortKeys.includes(key)) cohortParams.append(key, value);
    else throw unknownKey(key, [...cohortKeys, ...questionKeys, ...ownKeys]);
  }
  const policy = rest.get('policy') || undefined;
  const against = rest.get('compare') || undefined;
  const context = offerOf(snapshot);
  try {
    return {
      cohort: parseCohort(cohortParams, context),
      against: against === undefined ? undefined : parseAgainst(against, context),
      policy: policy === undefined ? undefined : parsePolicy(policy),
      rest,
    };
  } catch (failure) {
    if (failure instanceof CohortError) {
      throw new HttpError(failure.message, 400, {
        code: 'unknown-cohort',
        wayOut: `Correct or remove ${failure.key}.`,
      });
    }
    throw failure;
  }
}

function unknownKey(key: string, known: readonly string[]): HttpError {
  return new HttpError(`unknown key: ${key}; one of ${known.join(', ')}`, 400, {
    code: 'unknown-key',
    wayOut: `Remove ${key} from the address.`,
  });
}

function parsePolicy(text: string): PolicyId {
  const ids = Object.keys(policies) as PolicyId[];
  const found = ids.find((id) => id === text);
  if (!found) throw new HttpError(`unknown policy: ${text}; one of ${ids.join(', ')}`, 400);
  return found;
}

/** The metric and split a request names; the split defaults to the metric's first panel. */
export function parseMetric(
  metrics: Registry,
  id: string,
  by?: string,
): { metric: Metric; by: string } {
  const metric = metrics.list.find((each) => each.id === id);
  const off = metrics.off.find((each) => each.id === id);
  if (off) {
    throw new HttpError(`switched off: ${id}; ${whyOff(off)}`, 404, {
      code: 'switched-off',
      wayOut: 'A manager or administrator can set it under Modelled values.',
    });
  }
  if (!metric) {
    const known = metrics.list.map((each) => each.id).join(', ');
    throw new HttpError(`unknown metric: ${id}; one of ${known}`, 404, {
      code: 'unknown-metric',
      wayOut: 'GET /api/catalogue lists every metric.',
    });
  }
  return { metric, by: by || (metric.panels[0]?.by ?? 'all') };
}

/** `metric:by,metric:by` as the page asks for several figures at once. At most 40. */
export function parseFigureList(
  metrics: Registry,
  text: string,
): readonly { metric: Metric; by: string }[] {
  const named = text.split(',').filter((each) => each !== '');
  if (named.length === 0 || named.length > 40) {
    throw new HttpError(`figures must name 1 to 40 figures: ${named.length}`, 400, {
      wayOut: 'Write figures=metric:by,metric:by.',
    });
  }
  return named.map((each) => {
    const [id = '', by] = each.split(':');
    return parseMetric(metrics, id, by);
  });
}
