import type { Cell } from '#figure/cell.ts';
import type { Cohort } from '#figure/cohort.ts';
import { CohortError, formatCohort, parseCohort } from '#figure/cohort-url.ts';
import type { CohortContext } from '#figure/cohort-url.ts';
import type { Statistic } from '#figure/draft.ts';
import type { Comparison } from '#figure/figure.ts';
import { differenceFinding } from '#figure/findings/difference.ts';
import type { MixedCode } from '#figure/findings/difference.ts';
import { nameOf } from '#figure/findings/words.ts';
import { monthNumber, monthOf } from '#figure/month.ts';
import { makeScope } from '../access/scope.ts';
import type { Scope } from '../access/viewer.ts';
import { select } from '../counting/select.ts';
import type { Selection } from '../counting/select.ts';
import { publishDifference } from '../disclosure/difference.ts';
import type { DifferenceSide } from '../disclosure/difference.ts';
import { policyAt } from '../disclosure/policy.ts';
import type { Policy } from '../disclosure/policy.ts';
import { publish } from '../disclosure/publish.ts';
import type { Asked, Published } from '../disclosure/publish.ts';
import { answer as answerKind } from '../kinds/index.ts';
import type { Answer } from '../kinds/kind.ts';
import { refusalOf } from './refusal.ts';
import type { FigureRequest } from './request.ts';
import { askedOf, askedOfRest, narrowingOfQuestion, policyOfQuestion } from './asked.ts';
import type { Asking } from './asking.ts';
import { reachOf } from './context.ts';
import { countedWords, otherDates } from './dating.ts';

/** What cohort A is set beside. */
export type Against =
  | { readonly kind: 'previous' | 'last-year' | 'rest' }
  | { readonly kind: 'cohort'; readonly cohort: Cohort };

/**
 * Reads `compare=`: `previous` (the period as long, just before), `last-year`, `rest` (the rest of
 * the borough) or a whole cohort in the same grammar.
 */
export function parseAgainst(text: string, context: CohortContext): Against {
  if (text === 'previous' || text === 'last-year' || text === 'rest') return { kind: text };
  if (!text.includes('=')) {
    throw new CohortError(
      'compare',
      `unknown comparison: ${text}; one of previous, last-year, rest, or a cohort such as from=2024-04&to=2025-03`,
    );
  }
  return { kind: 'cohort', cohort: parseCohort(new URLSearchParams(text), context) };
}

const shifted = (cohort: Cohort, months: number): Cohort => ({
  ...cohort,
  from: monthOf(monthNumber(cohort.from) - months),
  to: monthOf(monthNumber(cohort.to) - months),
});

const placeFilters = ['pcn', 'practice', 'team'] as const;

/** The cohort without its places: what "the rest of the borough" is taken from. */
function everywhere(cohort: Cohort): Cohort {
  const filters = Object.entries(cohort.filters).filter(
    ([key]) => !placeFilters.some((place) => place === key),
  );
  return { ...cohort, filters: Object.fromEntries(filters) };
}

function otherCohort(cohort: Cohort, against: Against): Cohort {
  switch (against.kind) {
    case 'previous':
      return shifted(cohort, monthNumber(cohort.to) - monthNumber(cohort.from) + 1);
    case 'last-year':
      return shifted(cohort, 12);
    case 'rest':
      return everywhere(cohort);
    case 'cohort':
      return against.cohort;
  }
}

/** Rows of `whole` that are not rows of `part`; both ascend. */
function complement(whole: Selection, part: Selection): Selection {
  const inside = new Set(part.rows);
  const rows = whole.rows.filter((row) => !inside.has(row));
  return { ...whole, rows, count: rows.length };
}

interface Side {
  readonly request: FigureRequest;
  readonly asking: Asking;
  readonly scope: Scope;
  readonly answer: Answer;
  readonly published: Published;
}

/**
 * The same figure for cohort B and the difference A minus B of the headline column, row by row. B may
 * reach beyond a director's own PCNs, so outside their exact rows it is read under control.
 */
export function compareTo(against: Against, side: Side): Comparison | null {
  const { request, asking, answer } = side;
  const { metric, by } = request;
  const cohort = otherCohort(request.cohort, against);
  const scope = scopeOfOther(side, cohort);
  if (refusalOf(cohort, asking, scope)) return null;
  const { snapshot, values: value } = asking;
  const whole = select(snapshot, cohort, scope);
  const isRest = against.kind === 'rest';
  const selection = isRest ? complement(whole, select(snapshot, request.cohort, scope)) : whole;
  const question = { metric, by, cohort };
  const other = answerKind({ ...question, snapshot, selection, ...(value ? { value } : {}) });
  const asked = isRest
    ? askedOfRest(request, other.draft, cohort, asking, scope)
    : askedOf(question, other.draft, asking, scope);
  const policy = policyOfQuestion(isRest ? request.cohort : cohort, snapshot, scope);
  const published = publish(other.draft, policy, asked);
  const { headlineColumn } = answer;
  const differences = differencesOf(side, { answer: other, published, asked, policy, scope });
  const words = wordsOf(against, countedWords(question, snapshot));
  const column = answer.draft.columns.find((each) => each.key === headlineColumn);
  const short = shortly(against, otherDates(question, snapshot));
  const statistic = answer.draft.total?.cells[headlineColumn];
  const mix = mixOf(side, published, differences);
  return {
    cohort: { key: formatCohort(cohort), words, ...(short === null ? {} : { short }) },
    rows: published.rows,
    total: published.total,
    differences,
    method: methodOf(statistic),
    finding: differenceFinding({
      difference: differences[''],
      column,
      here: side.published.total?.cells[headlineColumn],
      there: published.total?.cells[headlineColumn],
      other: short ?? `what it is compared with (${words})`,
      asRatio: isLogged(statistic),
      ...(mix ? { mix } : {}),
    }),
  };
}

interface Other {
  readonly answer: Answer;
  readonly published: Published;
  readonly asked: Asked;
  readonly policy: Policy;
  readonly scope: Scope;
}

const hiddenCell: Cell = { value: null, state: 'suppressed' };

/**
 * A minus B by row key. Both sides are controlled as the scope of B says; what either table hides,
 * for whatever reason, is hidden here too.
 */
function differencesOf(side: Side, other: Other): Record<string, Cell> {
  const { request, answer } = side;
  const { headlineColumn: column } = answer;
  const policy = policyOfQuestion(request.cohort, side.asking.snapshot, other.scope);
  const narrowing = narrowingOfQuestion(request, reachOf(side.asking.snapshot));
  const isHidden = (published: Published, key: string): boolean => {
    const row = key === '' ? published.total : published.rows.find((each) => each.key === key);
    return row?.cells[column]?.state === 'suppressed';
  };
  const differences: Record<string, Cell> = {};
  const pair = (key: string, a: Statistic | undefined, b: Statistic | undefined): void => {
    if (!a || !b) return;
    const narrowed = key === '' ? 'total' : 'row';
    differences[key] =
      isHidden(side.published, key) || isHidden(other.published, key)
        ? hiddenCell
        : publishDifference(
            sideOf(a, policy, narrowing[narrowed]),
            sideOf(b, other.policy, other.asked.narrowing[narrowed]),
          );
  };
  const shown = new Set(side.published.rows.map(({ key }) => key));
  for (const row of answer.draft.rows.filter(({ key }) => shown.has(key))) {
    const twin = other.answer.draft.rows.find((each) => each.key === row.key);
    pair(row.key, row.cells[column], twin?.cells[column]);
  }
  pair('', answer.draft.total?.cells[column], other.answer.draft.total?.cells[column]);
  return differences;
}

const sideOf = (statistic: Statistic, policy: Policy, conditions: number): DifferenceSide => ({
  statistic,
  policy: policyAt(policy, conditions),
  ofCodes: policyAt(policy, conditions + 1),
});

/** Own exact rows when B stays inside them; everything under the deployment's control otherwise. */
function scopeOfOther({ asking, scope }: Side, cohort: Cohort): Scope {
  if (scope.rows === 'everything') return scope;
  const own = scope.rows.pcns;
  const inside = cohort.filters.pcn?.every((code) => own.includes(code)) ?? false;
  return inside ? scope : makeScope(null, asking.controlled);
}

function wordsOf(against: Against, words: string): string {
  return against.kind === 'rest' ? `${words}, leaving out the cohort itself` : words;
}

/** The other cohort inside a sentence, where little differs: only that is named. */
function shortly({ kind }: Against, dates: string): string | null {
  if (kind === 'rest') return 'the rest of the borough';
  return kind === 'cohort' ? null : dates;
}

/** Mixes: what is true of all of their codes together is true of any cohort. */
const isMix = ({ request, answer: { headlineColumn } }: Side): boolean =>
  request.metric.statistic.kind === 'representation' ||
  (request.metric.statistic.kind === 'composition' && headlineColumn === 'share');

/** The codes of a mix in both cohorts, as published; null where the number compared is one of its own. */
function mixOf(
  side: Side,
  other: Published,
  differences: Comparison['differences'],
): readonly MixedCode[] | null {
  if (!isMix(side)) return null;
  const { headlineColumn: column } = side.answer;
  return side.published.rows
    .filter(({ kind }) => kind === 'group')
    .map((row) => ({
      name: nameOf(row, side.request.by),
      here: row.cells[column],
      there: other.rows.find(({ key }) => key === row.key)?.cells[column],
      difference: differences[row.key],
    }));
}

const isLogged = (statistic: Statistic | undefined): boolean =>
  statistic?.kind === 'estimate' && statistic.scale === 'log';

function methodOf(statistic: Statistic | undefined): string {
  switch (statistic?.kind) {
    case 'share':
      return 'difference of shares, Newcombe interval';
    case 'rate':
      return 'difference of rates, Poisson interval';
    case 'estimate':
      return isLogged(statistic)
        ? 'ratio of the two ratios, log interval'
        : 'difference of estimates, normal interval';
    default:
      return 'difference of counts';
  }
}
