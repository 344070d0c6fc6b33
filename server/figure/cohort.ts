/** A month as `YYYY-MM`. */
export type Month = string;

/** Which date puts a referral in the period. */
export type Basis = 'referred' | 'first_contact' | 'closed';

/** Filters a cohort may carry, in canonical order. `practice` to `green` of the grammar. */
export const filterKeys = [
  'pcn',
  'practice',
  'team',
  'source',
  'need',
  'age',
  'sex',
  'ethnicity',
  'deprivation',
  'local_deprivation',
  'ward',
  'green',
] as const;
export type FilterKey = (typeof filterKeys)[number];

/**
 * Who is counted: whole calendar months from `from` to `to`, both included, on one date basis, and
 * any of the filters. Codes inside a filter are alternatives, sorted; filters combine with "and".
 */
export interface Cohort {
  readonly basis: Basis;
  readonly from: Month;
  readonly to: Month;
  /** PCN as at the referral date, or today's PCNs applied to all dates. */
  readonly pcns: 'then' | 'today';
  readonly filters: Readonly<Partial<Record<FilterKey, readonly string[]>>>;
}
