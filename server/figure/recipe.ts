import type { Span } from './ripe-period.ts';

/** One card of a report. */
export interface RecipeCard {
  readonly metric: string;
  readonly by: string;
  /** Months of its own, where those of the report are too recent for it; absent: the report's. */
  readonly period?: Span;
  /** Words beside the figure; `{{metric.column}}` stands for a published number. */
  readonly commentary: string;
  /** What each of those numbers was when the recipe was saved, by what stands in the braces. */
  readonly bound: Readonly<Record<string, string>>;
}

/** What a report is made of. The cohort is written out, period included, so it stays what it was. */
export interface Recipe {
  readonly title: string;
  /** Whom to ask, on covers; empty for nobody. */
  readonly contact: string;
  /** Canonical cohort key. */
  readonly cohort: string;
  /** `exact` by name, for a manager; otherwise the rule for small numbers of every file. */
  readonly policy: 'exact' | null;
  readonly cards: readonly RecipeCard[];
}

/** A number of a figure that commentary can name. */
export interface Token {
  /** What stands in the braces: `wellbeing-change:scale.pairs@ons_life`. */
  readonly token: string;
  readonly label: string;
  readonly value: string;
}

/** One number of a commentary: what it is now, and what it was when the recipe was saved. */
export interface BoundNumber {
  readonly token: string;
  readonly now: string;
  readonly was: string | null;
  /** The words around it may no longer fit. */
  readonly stale: boolean;
}

export interface ResolvedCommentary {
  readonly words: string;
  readonly numbers: readonly BoundNumber[];
}
