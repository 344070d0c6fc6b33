import type { ChartKind } from '../figure/figure.ts';
import type { Format } from '../figure/cell.ts';
import type { Predicate } from './predicate.ts';

/** Which way is better; `neutral` for volumes, where more is neither good nor bad. */
export type Direction = 'increase' | 'decrease' | 'neutral';

/** Pages of the dashboard a metric belongs to. */
export type Room =
  'reach' | 'access' | 'workload' | 'wellbeing' | 'gp' | 'green' | 'equity' | 'value' | 'quality';

/** A reference line or band, with the source that makes it sayable. */
export interface Benchmark {
  readonly label: string;
  readonly value: number;
  readonly to?: number;
  readonly source: string;
}

/** One way of showing a metric: what it is split by and the chart that suits the split. */
export interface Panel {
  /** A dimension id, `month`, or `all` for the cohort as a whole; or a split of the kind's own (`step`, `scale`, `recipe`). */
  readonly by: string;
  readonly chart: ChartKind;
}

/**
 * What every metric says of itself, whatever its kind. Pure data: no functions, no imports beyond
 * other data, so that the browser, the About page and the tests read the same words.
 */
export interface MetricWords {
  readonly id: string;
  readonly version: number;
  readonly room: Room;
  /** Short name for cards and lists. */
  readonly name: string;
  /** The question it answers, as a user would ask it. */
  readonly question: string;
  /** What exactly is counted, in one or two plain sentences. */
  readonly definition: string;
  /** Measure and unit as the statistical subtitle starts: "Days from referral to first attended contact". */
  readonly measure: string;
  /** What the people or referrals counted are called: "referrals", "people measured twice". */
  readonly population: string;
  readonly direction: Direction;
  readonly whyItMatters: string;
  readonly caveats: readonly string[];
  readonly benchmarks?: readonly Benchmark[];
  /** Days after referral that must be covered for a person to count. */
  readonly followUp?: number;
  /** Months of the series look back over one another, so limits for separate months do not fit them. */
  readonly monthsOverlap?: true;
  /**
   * What dates its numbers, where that is not the period the referrals counted were made in: the ends
   * of its months or the newest of them, the 12 months to these, the last day of the case data, or
   * the newest load of everything; or, of those referrals, the last day of the scores.
   */
  readonly dated?: 'month-end' | 'year-to-month-end' | 'last-day' | 'load' | 'score-day';
  /** By month of referral, a month is judged once its last referral is this many days old. */
  readonly settling?: { readonly days: number; readonly why: string };
  readonly owner: string;
  /** Next review, ISO date. */
  readonly review: string;
  /** First is the default. */
  readonly panels: readonly Panel[];
  /** Set for money figures: hidden until an administrator switches it on. */
  readonly offByDefault?: boolean;
  /** Counted for linked people only (appointments): opt-outs are left out and counted as left out. */
  readonly linked?: boolean;
}

/** The statistic kinds: what is counted and how it becomes a figure. `server/kinds` has one file each. */
export type Kind =
  /** Referrals (rows) meeting `where`. */
  | { readonly kind: 'count'; readonly where?: Predicate; readonly format?: Format }
  /** Distinct people among rows meeting `where`. */
  | { readonly kind: 'distinct'; readonly where?: Predicate }
  /** Share of the cohort's referrals in each code of the split, with "not recorded" apart. */
  | { readonly kind: 'composition'; readonly dimension: string; readonly where?: Predicate }
  /** numerator / denominator, both predicates over the same rows; rows whose outcome is not due are left out by `due`. */
  | {
      readonly kind: 'share';
      readonly of: Predicate;
      readonly among?: Predicate;
      readonly due?: Predicate;
      readonly ofWords: string;
      readonly amongWords: string;
      /** The rest, who are on neither side, after their number: `with no decision yet`. */
      readonly restWords?: string;
      /** `people` counts each person once on both sides; referrals otherwise. */
      readonly unit?: 'people';
    }
  /** Events over registered patient-years, per `per` a year. */
  | { readonly kind: 'rate'; readonly where?: Predicate; readonly per: number }
  /** Referrals by home area over its residents, per `per` a year. */
  | { readonly kind: 'area-rate'; readonly per: number; readonly dimensions: readonly string[] }
  /** Service mix against the registered list, census or area population. */
  | { readonly kind: 'representation'; readonly dimensions: readonly string[] }
  /** Kaplan-Meier of a day column with an end column; `within` are the thresholds in days whose share is shown. */
  | {
      readonly kind: 'survival';
      readonly days: string;
      /** What the days are counted from, in words. */
      readonly since: string;
      readonly end: string;
      readonly event: number;
      readonly competing?: number;
      readonly among?: Predicate;
      readonly within: readonly number[];
      readonly unit: 'days' | 'weeks';
      /** In words: "people", "are seen", those who were, "seen", and those not yet, "still waiting". */
      readonly ends: {
        readonly who: string;
        readonly how: string;
        readonly done: string;
        readonly open: string;
      };
      /** Those without a time, after their number. */
      readonly restWords: string;
    }
  /**
   * Paired change from the score table. Without `scale`: one row for each scale in the data, and
   * other splits show the first of them; with it, everything is about that scale.
   */
  | { readonly kind: 'paired-change'; readonly scale?: string }
  /** From the unpaired difference of means to the paired change. */
  | { readonly kind: 'attrition-bridge' }
  /** Appointments before and after referral. */
  | { readonly kind: 'before-after'; readonly window: 91 | 182 | 364; readonly runIn: 0 | 30 | 60 }
  | { readonly kind: 'event-study' }
  | { readonly kind: 'matched-comparison' }
  | { readonly kind: 'reconciler' }
  | { readonly kind: 'sensitivity' }
  /** Nested steps, each a predicate, each naming its denominator. */
  | { readonly kind: 'steps'; readonly steps: readonly Step[] }
  /** Onward activities by one of their own dimensions: made, accepted, attended, sustained. */
  | { readonly kind: 'activities' }
  /** Calendar snapshots at month end. */
  | { readonly kind: 'caseload' }
  | { readonly kind: 'flow' }
  | { readonly kind: 'annual-people' }
  | { readonly kind: 'contacts' }
  | { readonly kind: 'queue-forecast' }
  /** Share of records with a usable value, by field. */
  | { readonly kind: 'completeness' }
  /** Read from the record tables rather than the episodes; each has a named query. */
  | { readonly kind: 'records'; readonly query: string }
  /** Modelled value in pounds: always a range, always labelled. */
  | { readonly kind: 'gp-time-value' }
  | { readonly kind: 'wellby' };

export interface Step {
  readonly key: string;
  readonly label: string;
  readonly of: Predicate;
  /** Key of the step that is the denominator, and in words. */
  readonly among: string;
  readonly amongWords: string;
  /** What those at this step did, of the step that findings are about: `accepted it`. */
  readonly didWords?: string;
  readonly benchmark?: Benchmark;
  /** Why some of those before are not in this step, where that is no finding: the time has not come. */
  readonly lost?: string;
  /** A bar of its own beside the funnel: what is not known, never part of a later step. */
  readonly notKnown?: true;
}

export type Metric = MetricWords & { readonly statistic: Kind };
