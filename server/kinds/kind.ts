import type { Cohort } from '#figure/cohort.ts';
import type { Draft } from '#figure/draft.ts';
import type { Chart } from '#figure/figure.ts';
import type { Kind, Metric } from '#metrics/metric.ts';
import type { ValueAssumptions } from '#metrics/value.ts';
import type { Selection } from '../counting/select.ts';
import type { Snapshot } from '../episodes/snapshot.ts';

/** Everything a kind may look at: one metric, one split, one cohort already narrowed to the viewer's rows. */
export interface Question {
  readonly metric: Metric;
  /** A dimension id, `month`, `all`, or a split of the kind's own. */
  readonly by: string;
  readonly cohort: Cohort;
  readonly snapshot: Snapshot;
  readonly selection: Selection;
  /** Assumptions of the money figures; without them those figures say what is not set. */
  readonly value?: ValueAssumptions;
}

/** A kind's answer: exact, therefore never sent anywhere before `publish`. */
export interface Answer {
  readonly draft: Draft;
  /** Chart parameters that follow from the split (kind, columns, axis titles, references). */
  readonly chart: Chart;
  /** Column that carries the headline. */
  readonly headlineColumn: string;
  /**
   * Columns in the order of their list, of which the largest is the headline and the largest few are
   * drawn. Which those are is settled after `publish`: here it would be taken from exact counts.
   */
  readonly commonest?: readonly string[];
  /** Caveats that depend on the data ("3 practices have no appointment feed"), after the metric's own. */
  readonly caveats: readonly string[];
  /** Money figures: the price, its year and its source, in words. */
  readonly assumptions?: string;
  /** Set when the data cannot answer at all: which feed is missing, and the way out. */
  readonly unavailable?: { readonly words: string; readonly wayOut: string };
}

/** One file per kind: count (additive), then derive (pure arithmetic). */
export type KindOf<K extends Kind['kind']> = (
  question: Question,
  statistic: Extract<Kind, { kind: K }>,
) => Answer;
