/** One code of a dimension. Its place in the list is the ordinal stored in the episode. */
export interface Code {
  readonly code: string;
  readonly label: string;
  /** A shorter label for charts. */
  readonly short?: string;
  /** True for "not recorded" and its like: drawn apart, never in a denominator unless said. */
  readonly notRecorded?: boolean;
}

/**
 * Something a cohort is filtered or a figure is split by. `place` dimensions (PCN, practice, team,
 * worker, provider) have codes that come with the data; all others carry theirs here.
 */
export interface Dimension {
  readonly id: string;
  /** Heading of a filter or an axis: "Age at referral". */
  readonly label: string;
  /** As part of a sentence: "age band". */
  readonly phrase: string;
  /** Column of the episode table that holds the ordinal (or the bit mask). */
  readonly column: string;
  readonly place: boolean;
  /** True when a referral can carry several codes (a bit mask): totals then exceed referrals. */
  readonly multiple?: boolean;
  /** Describes the person: counts towards the limit of two demographic filters (metrics.md 7). */
  readonly demographic: boolean;
  readonly codes: readonly Code[];
  /** May a viewer filter a cohort by it (a split only, otherwise)? */
  readonly filter: boolean;
}

/** Refuses a code the dimension does not have, naming both and what exists. */
export function ordinalOf(dimension: Dimension, code: string): number {
  const ordinal = dimension.codes.findIndex((each) => each.code === code);
  if (ordinal < 0) {
    const known = dimension.codes.map((each) => each.code).join(', ');
    throw new Error(`unknown ${dimension.phrase}: ${code}; one of ${known}`);
  }
  return ordinal;
}
