import type { Column, Empty, Row } from './cell.ts';

/**
 * What a metric may say about a group before disclosure control: never a finished share or rate,
 * always its parts, so that `publish` can form it from counts it has already controlled.
 */
export type Statistic =
  /** People or referrals: suppressible, rounded. */
  | {
      readonly kind: 'count';
      readonly n: number;
      /** Set when narrowed by a condition more than the row: people of one code of a second kind. */
      readonly isOfCode?: true;
    }
  /** x of n; Wilson interval, formed from the controlled counts. */
  | {
      readonly kind: 'share';
      readonly x: number;
      readonly n: number;
      /** Set when x are those of one code that can be filtered by: one condition more than n has. */
      readonly isOfCode?: true;
    }
  /** x events over an exposure (patient-years, WTE): Byar or exact Poisson interval, times `per`. */
  | {
      readonly kind: 'rate';
      readonly x: number;
      readonly exposure: number;
      readonly per: number;
      /** Set when the exposure is in proportion to a count of people: that count, controlled too. */
      readonly people?: number;
    }
  /** A mean, median, ratio or test resting on n people; shown from n of 8 under control. */
  | {
      readonly kind: 'estimate';
      readonly n: number;
      readonly value: number | null;
      readonly lower?: number | null;
      readonly upper?: number | null;
      /** Standard error on the scale compared on (log for ratios), for differences. */
      readonly se?: number | null;
      readonly scale?: 'linear' | 'log';
      /** Minimum n to conclude; below it the state is `too_few`. */
      readonly minimum?: number;
      /**
       * Counts that could be worked back from the value (the cells of an exact test, the events of
       * one step of a curve): hidden under control when any of them is small.
       */
      readonly restsOn?: readonly number[];
      /** Set where n itself is hidden for the sake of other counts: the estimate is shown without it. */
      readonly isBaseHidden?: true;
    }
  /** Not about people (WTE, list size, a date, a benchmark): never controlled. */
  | { readonly kind: 'plain'; readonly value: number | string | null }
  | { readonly kind: 'empty'; readonly state: Empty };

export interface DraftRow {
  readonly key: string;
  readonly label: string;
  readonly kind: Row['kind'];
  readonly cells: Readonly<Record<string, Statistic>>;
}

/** A step of the eligibility flow, with what was lost on the way to it and why. */
export interface FlowStep<Count = Statistic> {
  readonly key: string;
  readonly label: string;
  readonly n: Count;
  readonly lost?: readonly { readonly key: string; readonly label: string; readonly n: Count }[];
}

/** Columns whose people are together those of another, in every row. */
export interface Parts {
  readonly whole: string;
  readonly parts: readonly string[];
}

/** The columns of a queue, in a table of months one after the other. */
export interface Queue {
  /** At the end of the month. */
  readonly waiting: string;
  /** In its course: who joined, who left as they were seen, and all cases closed, seen or not. */
  readonly came: string;
  readonly seen: string;
  readonly closed: string;
  /** Those waiting for so long that they waited a month before. */
  readonly longest: string;
}

/** A figure before disclosure control. Exact, therefore never sent anywhere. */
export interface Draft {
  readonly columns: readonly Column[];
  /** Groups in the order of the dimension (never sorted by a value that may be hidden). */
  readonly rows: readonly DraftRow[];
  /** The whole cohort, from rows, never from parts. */
  readonly total: DraftRow | null;
  readonly flow: readonly FlowStep[];
  /** What the figure is about: hidden last, where something has to be. */
  readonly headline?: string;
  /** Columns that add up: bands of waiting to everybody waiting. */
  readonly parts?: readonly Parts[];
  /** The split whose codes are columns here, each a share of the row. */
  readonly codesOf?: string;
  readonly queue?: Queue;
  /** The column that counts the referrals made, where it is not the first step of the flow. */
  readonly referrals?: string;
}
