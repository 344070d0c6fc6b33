import type { PolicyId } from '#figure/figure.ts';

/** A disclosure policy as data: printed on every figure and file, applied in `publish` and nowhere else. */
export interface Policy {
  readonly id: PolicyId;
  /** One line, as printed. */
  readonly words: string;
  /** Counts from 1 to this are suppressed; 0 = none. */
  readonly suppressTo: number;
  /** Other counts are rounded to the nearest multiple; 1 = not rounded. */
  readonly roundTo: number;
  /** People an estimate (mean, median, interval, test) must rest on to be shown. */
  readonly estimateFrom: number;
  /** Exact counts beside hidden ones need more hidden, so that no total gives one back. */
  readonly complementary: boolean;
  /** Whether the differencing guard applies. */
  readonly guarded: boolean;
}

export const policies: Readonly<Record<PolicyId, Policy>> = {
  exact: {
    id: 'exact',
    words: 'Exact figures: not for publication. Small numbers are not suppressed.',
    suppressTo: 0,
    roundTo: 1,
    estimateFrom: 1,
    complementary: false,
    guarded: false,
  },
  'nhs-sub-national': {
    id: 'nhs-sub-national',
    words:
      'Counts of 1 to 7 are hidden, other counts are rounded to the nearest 5, shares use rounded counts, and means need 8 or more people.',
    suppressTo: 7,
    roundTo: 5,
    estimateFrom: 8,
    complementary: false,
    guarded: true,
  },
  'under-5': {
    id: 'under-5',
    words:
      'Counts of 1 to 4 are hidden, with others hidden where a total would give them back; means need 8 or more people.',
    suppressTo: 4,
    roundTo: 1,
    estimateFrom: 8,
    complementary: true,
    guarded: true,
  },
};

/** Throws `unknown policy: x; one of exact, nhs-sub-national, under-5`. */
export function policyOf(id: string): Policy {
  const found = Object.values(policies).find((policy) => policy.id === id);
  if (!found) throw new Error(`unknown policy: ${id}; one of ${Object.keys(policies).join(', ')}`);
  return found;
}

/**
 * A count under a policy, or null when it must be hidden. Zero is always shown (NHS Digital HES
 * disclosure control since 2018). Whole numbers never tie at nearest 5.
 */
export function controlCount(n: number, policy: Policy): number | null {
  if (n === 0) return 0;
  if (n <= policy.suppressTo) return null;
  return Math.round(n / policy.roundTo) * policy.roundTo;
}
