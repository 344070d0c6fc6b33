import { dimensionOf } from '#dimensions';
import { filterKeys } from '#figure/cohort.ts';
import type { Cohort, FilterKey } from '#figure/cohort.ts';
import { CohortError, cohortKeys, formatCohort, parseCohort } from '#figure/cohort-url.ts';
import type { ClosedPractice } from '#figure/closed-practice.ts';
import type { AddressContext } from './catalogue.ts';

/** Everything a page shows that is not the data: who is counted, beside whom, and which splits. */
export interface View {
  readonly cohort: Cohort;
  /** `previous`, `last-year`, `rest` or a cohort in the same grammar; null for none. */
  readonly compare: string | null;
  /** Split chosen on a card, by metric, where it is not the page's own. */
  readonly show: Readonly<Record<string, string>>;
}

export interface Reading {
  readonly view: View;
  /** What the address asked for that could not be had, each in words; the rest was kept. */
  readonly problems: readonly string[];
  /** Practices it names that closed before the period ended: with figures until then, or none. */
  readonly closed: readonly ClosedPractice[];
}

const comparisons = ['previous', 'last-year', 'rest'];

function readCompare(text: string | null, problems: string[]): string | null {
  if (!text) return null;
  if (comparisons.includes(text) || text.includes('=')) return text;
  problems.push(`unknown comparison: ${text}`);
  return null;
}

function readShow(text: string | null): Record<string, string> {
  const pairs = (text ?? '').split(',').map((each) => each.split('.'));
  return Object.fromEntries(
    pairs.flatMap(([metric, by]) => (metric && by ? [[metric, by] as const] : [])),
  );
}

/**
 * Reads a page address. An old or hand-edited one is read as far as it goes: each part that is not
 * known is left out and named in `problems`, and the rest stays.
 */
export function readAddress(search: URLSearchParams, context: AddressContext): Reading {
  const problems: string[] = [];
  const params = new URLSearchParams();
  for (const key of cohortKeys) {
    const value = search.get(key);
    if (value) params.set(key, knownPart(key, value, context, problems));
  }
  for (const key of search.keys()) {
    if (![...cohortKeys, 'compare', 'show'].includes(key)) problems.push(`unknown key: ${key}`);
  }
  const cohort = readCohort(params, context, problems);
  const compare = readCompare(search.get('compare'), problems);
  return {
    view: { cohort, compare, show: readShow(search.get('show')) },
    problems,
    closed: closedIn(search, cohort, context),
  };
}

/** Closed practices asked for: those without figures always, others when the period outlives them. */
function closedIn(
  search: URLSearchParams,
  { filters, to }: Cohort,
  { closed }: AddressContext,
): readonly ClosedPractice[] {
  const asked = (search.get('practice') ?? '').split(',');
  return closed.filter(
    ({ code, on }) =>
      asked.includes(code) && (!filters.practice?.includes(code) || on.slice(0, 7) <= to),
  );
}

/** The codes of a filter that are known, so that one closed practice does not cost the others. */
function knownPart(
  key: string,
  value: string,
  context: AddressContext,
  problems: string[],
): string {
  const filter = filterKeys.find((each) => each === key);
  if (!filter) return value;
  const dimension = dimensionOf(filter);
  const known = context.places[filter] ?? dimension.codes.map(({ code }) => code);
  const codes = value.split(',').filter((code) => code !== '');
  const gone = codes.filter((code) => !known.includes(code));
  const closed = filter === 'practice' ? context.closed.map((each) => each.code) : [];
  const unknown = gone.filter((code) => !closed.includes(code));
  problems.push(...unknown.map((code) => `unknown ${dimension.phrase}: ${code}`));
  return codes.filter((code) => known.includes(code)).join(',');
}

/** Drops the part at fault and tries again: there are finitely many parts. */
function readCohort(params: URLSearchParams, context: AddressContext, problems: string[]): Cohort {
  try {
    return parseCohort(params, context);
  } catch (failure) {
    if (!(failure instanceof CohortError) || !params.has(failure.key)) throw failure;
    problems.push(failure.message.split(';')[0] ?? failure.message);
    params.delete(failure.key);
    if (failure.key === 'from') params.delete('to');
    return readCohort(params, context, problems);
  }
}

/** The address of a view: the canonical cohort, then comparison and splits. No leading `?`. */
export function writeAddress(view: View): string {
  const show = Object.entries(view.show)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([metric, by]) => `${metric}.${by}`);
  return [
    formatCohort(view.cohort),
    ...(view.compare ? [`compare=${encodeURIComponent(view.compare)}`] : []),
    ...(show.length > 0 ? [`show=${show.join(',')}`] : []),
  ].join('&');
}

/** The cohort with a filter set to these codes, or without it when there are none. */
export function withFilter(cohort: Cohort, key: FilterKey, codes: readonly string[]): Cohort {
  const others = Object.entries(cohort.filters).filter(([each]) => each !== key);
  const entries = codes.length > 0 ? [...others, [key, codes] as const] : others;
  return { ...cohort, filters: Object.fromEntries(entries) };
}

/** The cohort with one practice in place of another; the other filters stay as they are. */
export function withPracticeFor(cohort: Cohort, gone: string, successor: string): Cohort {
  const kept = (cohort.filters.practice ?? []).filter((code) => code !== gone);
  return withFilter(cohort, 'practice', [...new Set([...kept, successor])]);
}

/** The cohort with a code added to a filter, or taken out when it is in. */
export function withToggled(cohort: Cohort, key: FilterKey, code: string): Cohort {
  const held = cohort.filters[key] ?? [];
  const codes = held.includes(code) ? held.filter((each) => each !== code) : [...held, code];
  return withFilter(cohort, key, codes);
}
