import { formatCohort } from '#figure/cohort-url.ts';
import type { Recipe, RecipeCard } from '#figure/recipe.ts';
import type { Span } from '#figure/ripe-period.ts';
import type { Asking } from '../answers/asking.ts';
import { needSplitOf } from './split.ts';
import { HttpError } from '../http-error.ts';
import { parseFigureQuery, parseMetric } from '../routes/figure-query.ts';

export const mostCards = 40;
const longestTitle = 300;
const longestCommentary = 2000;

type Unread = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Unread =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function wrong(what: string, wanted: string): HttpError {
  return new HttpError(`wrong or missing: ${what}; ${wanted}`, 400, {
    wayOut: 'Correct it and try again.',
  });
}

/** Control characters become spaces, except line ends where they may stay. */
function textOf(value: unknown, what: string, most: number, lines = false): string {
  if (typeof value !== 'string' || value.length > most)
    throw wrong(what, `text of at most ${most} characters`);
  return value.replace(lines ? /[^\P{Cc}\n]+/gu : /[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function boundOf(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  const pairs = Object.entries(value).flatMap(([key, text]) =>
    typeof text === 'string' && key.length < 200 && text.length < 200 ? [[key, text] as const] : [],
  );
  return Object.fromEntries(pairs.slice(0, 100));
}

function cardOf(value: unknown, at: number, asking: Asking): RecipeCard {
  const what = `card ${at + 1}`;
  if (!isObject(value)) throw wrong(what, '{ metric, by, commentary }');
  const { metric, by } = parseMetric(
    asking.metrics,
    textOf(value['metric'], `${what}: metric`, 80),
    textOf(value['by'] ?? '', `${what}: by`, 80),
  );
  needSplitOf(metric, by);
  const period = periodOf(value['period'], `${what}: period`, asking);
  return {
    metric: metric.id,
    by,
    ...(period ? { period } : {}),
    commentary: textOf(value['commentary'] ?? '', `${what}: commentary`, longestCommentary, true),
    bound: boundOf(value['bound']),
  };
}

/** Months a card has for itself, read as those of any cohort. */
function periodOf(value: unknown, what: string, asking: Asking): Span | null {
  if (value === null || value === undefined) return null;
  if (!isObject(value)) throw wrong(what, '{ from, to }');
  const months = { from: textOf(value['from'], what, 7), to: textOf(value['to'], what, 7) };
  const { from, to } = parseFigureQuery(new URLSearchParams(months), asking.snapshot).cohort;
  return { from, to };
}

function policyOf(value: unknown): Recipe['policy'] {
  if (value === null || value === undefined || value === '') return null;
  if (value === 'exact') return 'exact';
  throw wrong('policy', 'exact, or nothing for the rule of every file');
}

/**
 * Reads a recipe as it was sent or kept. A recipe kept long ago may name a place or figure that is
 * gone: the error says which.
 * @throws HttpError 400 or 404 naming the part at fault
 */
export function parseRecipe(value: unknown, asking: Asking): Recipe {
  if (!isObject(value)) throw wrong('recipe', '{ title, cohort, cards }');
  const { cards } = value;
  if (!Array.isArray(cards) || cards.length === 0 || cards.length > mostCards)
    throw wrong('cards', `1 to ${mostCards} figures`);
  const title = textOf(value['title'], 'title', longestTitle);
  if (title === '') throw wrong('title', `text of 1 to ${longestTitle} characters`);
  const query = new URLSearchParams(textOf(value['cohort'] ?? '', 'cohort', 4000));
  return {
    title,
    contact: textOf(value['contact'] ?? '', 'contact', 200),
    cohort: formatCohort(parseFigureQuery(query, asking.snapshot).cohort),
    policy: policyOf(value['policy']),
    cards: cards.map((card: unknown, at) => cardOf(card, at, asking)),
  };
}
