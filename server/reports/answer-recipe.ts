import { setImmediate as othersFirst } from 'node:timers/promises';
import { cohortWords } from '#figure/cohort-words.ts';
import type { Figure } from '#figure/figure.ts';
import type { Recipe, ResolvedCommentary } from '#figure/recipe.ts';
import { answerFigure } from '../answers/answer.ts';
import type { Asking } from '../answers/asking.ts';
import { offerOf } from '../answers/context.ts';
import type { KeptFigure } from '../archive/keep.ts';
import { questionOf } from '../archive/question.ts';
import { parseFigureQuery, parseMetric } from '../routes/figure-query.ts';
import { resolveCommentary } from './commentary.ts';
import { cohortOfCard, ownPeriodWords } from './own-period.ts';

/** A recipe with its figures, published as every file's are, and its commentary filled in. */
export interface AnsweredRecipe {
  readonly recipe: Recipe;
  readonly kept: readonly KeptFigure[];
  readonly commentary: readonly ResolvedCommentary[];
  /** Who the report counts, in words. */
  readonly cohort: string;
  /** What the page of each card says of a period of its own; null where it has none. */
  readonly periods: readonly (string | null)[];
}

export const figuresOf = ({ kept }: AnsweredRecipe): readonly Figure[] =>
  kept.map(({ figure }) => figure);

/** @throws HttpError 403 for a policy the viewer may not choose, 400 for an unknown number */
export async function answerRecipe(recipe: Recipe, asking: Asking): Promise<AnsweredRecipe> {
  const { cohort } = parseFigureQuery(new URLSearchParams(recipe.cohort), asking.snapshot);
  const policy = recipe.policy ?? undefined;
  const kept: KeptFigure[] = [];
  const periods: (string | null)[] = [];
  for (const card of recipe.cards) {
    await othersFirst();
    const { metric, by } = parseMetric(asking.metrics, card.metric, card.by);
    const question = { metric, by, cohort: cohortOfCard(cohort, card) };
    const figure = await answerFigure({ ...question, policy, purpose: 'file' }, asking);
    kept.push({ figure, question: questionOf(question, figure) });
    periods.push(ownPeriodWords(metric, card, cohort, asking));
  }
  const figures = kept.map(({ figure }) => figure);
  return {
    recipe,
    kept,
    periods,
    cohort: cohortWords(cohort, offerOf(asking.snapshot).label),
    commentary: recipe.cards.map((card) => resolveCommentary(card.commentary, card.bound, figures)),
  };
}

/** The recipe with the numbers of its commentary noted as they are now. */
export function withBound({ recipe, commentary }: AnsweredRecipe): Recipe {
  return {
    ...recipe,
    cards: recipe.cards.map((card, at) => ({
      ...card,
      bound: Object.fromEntries(
        (commentary[at]?.numbers ?? []).map(({ token, now }) => [token, now]),
      ),
    })),
  };
}
