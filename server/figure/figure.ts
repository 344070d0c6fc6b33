import type { Cell, Column, Row } from './cell.ts';
import type { FlowStep } from './draft.ts';

/** The few chart kinds; each is parameterised by column keys, none is copied. */
export type ChartKind =
  | 'trend'
  | 'breakdown'
  | 'steps'
  | 'before-after'
  | 'event-study'
  | 'bands'
  | 'survival'
  | 'funnel-plot'
  | 'bullet'
  | 'map'
  | 'table';

export interface Chart {
  readonly kind: ChartKind;
  /** Columns drawn, in order: one for most kinds, two for before and after. */
  readonly y: readonly string[];
  /** Axis title in words, unit once. */
  readonly yLabel: string;
  readonly xLabel?: string;
  /** Labelled reference lines or bands (benchmarks, thresholds), each with its source. */
  readonly references?: readonly {
    readonly label: string;
    readonly value: number;
    readonly to?: number;
    readonly source: string;
  }[];
  /** Present on a trend of 12 or more points: Making Data Count limits and marks. */
  readonly xmr?: XmrMarks;
  /** Present on a funnel plot. */
  readonly funnel?: FunnelMarks;
  /** Present on a map. */
  readonly map?: MapOutlines;
  /** Newest months of a trend whose figures will still move: drawn, never judged. */
  readonly filling?: Filling;
}

export interface Filling {
  readonly keys: readonly string[];
  /** Which months, and why, as one caveat. */
  readonly words: string;
}

/** Outlines of places: nothing about people. */
export interface MapOutlines {
  /** By row key; the first point of a ring is repeated at its end. */
  readonly areas: readonly {
    readonly key: string;
    /** [longitude, latitude] in degrees (WGS 84). */
    readonly rings: readonly (readonly (readonly [number, number])[])[];
  }[];
  /** Source and licence of the outlines, printed with the map. */
  readonly attribution: string;
}

export interface XmrMarks {
  readonly points: readonly {
    readonly key: string;
    readonly mean: number | null;
    readonly lower: number | null;
    readonly upper: number | null;
    readonly mark: 'common_cause' | 'improvement' | 'concern' | 'neutral_high' | 'neutral_low';
    readonly flag: string | null;
  }[];
  readonly variation: string;
  readonly assurance: string | null;
  readonly warning: string | null;
}

export interface FunnelMarks {
  readonly target: number;
  readonly overdispersed: boolean;
  /** Limits at a range of sizes, for drawing. */
  readonly curve: readonly {
    readonly size: number;
    readonly lower95: number;
    readonly upper95: number;
    readonly lower998: number;
    readonly upper998: number;
  }[];
  /** Size (x) is the `base` of the drawn cell: denominator or exposure. */
  readonly size: 'base';
  /** Axis title of the size. */
  readonly sizeLabel: string;
  readonly points: readonly {
    readonly key: string;
    readonly outside: null | 'high95' | 'low95' | 'high998' | 'low998';
  }[];
  readonly warning: string | null;
}

export type PolicyId = 'exact' | 'nhs-sub-national' | 'under-5';

/** Where a figure came from: on its face, in its metadata, behind its verification code. */
export interface Provenance {
  readonly metric: string;
  readonly metricVersion: number;
  readonly dataVersion: string;
  /** Last day each feed covers, ISO dates. */
  readonly dataTo: {
    readonly cases: string | null;
    readonly wellbeing: string | null;
    readonly appointments: string | null;
  };
  readonly policy: PolicyId;
  readonly policyWords: string;
  /** ISO instant. */
  readonly generatedAt: string;
  /** Who publishes it, on covers and in metadata. A name, not a number: no part of the code. */
  readonly publisher: string;
  /** Short code that `/verify` takes: a hash of everything but `generatedAt` and `publisher`. */
  readonly code: string;
  readonly demonstration: boolean;
  readonly source: string;
  /** Money figures: the price, its year and its source, in words. */
  readonly assumptions?: string;
}

export interface Comparison {
  readonly cohort: {
    readonly key: string;
    readonly words: string;
    /** What differs, where that is little: "Nov 2024 to Oct 2025". Names it in keys of charts. */
    readonly short?: string;
  };
  readonly rows: readonly Row[];
  readonly total: Row | null;
  /** A minus B of the headline column, by row key. */
  readonly differences: Readonly<Record<string, Cell>>;
  readonly method: string;
  readonly finding: string;
}

/**
 * One published figure. Chart, table, alt text, CSV, XLSX, SVG, PNG, PowerPoint, Word, PDF, Arrow
 * and JSON are all functions of this object and of nothing else.
 */
export interface Figure {
  readonly metric: string;
  readonly by: string;
  readonly title: string;
  /** What exactly is counted, as the metric defined it when the figure was made. */
  readonly definition: string;
  /** The finding, in words, generated from the published numbers. */
  readonly headline: string;
  /** Measure, unit, population, period. */
  readonly subtitle: string;
  /** What the chart shows, for those who cannot see it; states the finding. */
  readonly altText: string;
  readonly chart: Chart;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly total: Row | null;
  readonly flow: readonly FlowStep<Cell>[];
  readonly caveats: readonly string[];
  /** Where counts are rounded and stand beside their total: that they need not add up to it. */
  readonly rounding?: string;
  readonly cohort: { readonly key: string; readonly words: string; readonly basis: string };
  /** Column that carries the headline. */
  readonly headlineColumn: string;
  /** Heading of the group column: "PCN", "Month". */
  readonly groupLabel: string;
  readonly comparison: Comparison | null;
  /** Dated notes ("Joy went live") inside the period. */
  readonly notes: readonly { readonly date: string; readonly text: string }[];
  /** Set when nothing can be shown: what happened and what to widen. */
  readonly message: {
    readonly state:
      'empty' | 'too_few' | 'not_due' | 'suppressed' | 'guarded' | 'no_data' | 'failed';
    readonly words: string;
    readonly wayOut: string;
  } | null;
  /**
   * In files of a quarter that was closed: what data that came late changed since. Not part of what
   * was asked for, so the verification code leaves it out.
   */
  readonly late?: string;
  readonly provenance: Provenance;
}
