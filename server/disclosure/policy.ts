import type { PolicyId } from '#figure/figure.ts';

/** What happens to counts, and to estimates that rest on them. */
export interface CountRule {
  /** Counts from 1 to this are suppressed; 0 = none. */
  readonly suppressTo: number;
  /** Other counts are rounded to the nearest multiple; 1 = not rounded. */
  readonly roundTo: number;
  /** People an estimate (mean, median, interval, test) must rest on to be shown. */
  readonly estimateFrom: number;
  /** Whether a count of nobody is hidden like a small one, so that the two cannot be told apart. */
  readonly hidesZero: boolean;
}

/** A disclosure policy as data: printed on every figure and file, applied in `publish` and nowhere else. */
export interface Policy extends CountRule {
  readonly id: PolicyId;
  /** One line, as printed. */
  readonly words: string;
  /** Exact counts beside hidden ones need more hidden, so that no total gives one back. */
  readonly complementary: boolean;
  /** Whether the differencing guard applies. */
  readonly guarded: boolean;
  /** Rule for counts narrowed by two conditions or more (`conditions.ts`); null: the same rule. */
  readonly narrow: (CountRule & { readonly words: string; readonly ofCodes: string }) | null;
}

/**
 * Counts narrowed twice or more. Found by search (test/disclosure/attack): with the rule of plain
 * counts, a reader who solves all answers together derives most small ones. A hidden count may be
 * anything from 0 to 14, so the numbers to protect, 1 to 7, lie well inside, and steps of 10 leave
 * sums too loose to work back.
 */
const narrow: NonNullable<Policy['narrow']> = {
  suppressTo: 14,
  roundTo: 10,
  estimateFrom: 15,
  hidesZero: true,
  words:
    'Because the figure is narrowed by a filter or to one month, counts inside it below 15 (none included), or all but 1 to 14 of a wider count, are hidden and the others are rounded to the nearest 10.',
  ofCodes:
    'Shares of one code within a row are made of counts narrowed twice: below 15 (none included), or leaving 1 to 14 over, they are hidden, and the others are rounded to the nearest 10.',
};

const exactRule: CountRule = { suppressTo: 0, roundTo: 1, estimateFrom: 1, hidesZero: false };

export const policies: Readonly<Record<PolicyId, Policy>> = {
  exact: {
    id: 'exact',
    words: 'Exact figures: not for publication. Small numbers are not suppressed.',
    ...exactRule,
    complementary: false,
    guarded: false,
    narrow: null,
  },
  'nhs-sub-national': {
    id: 'nhs-sub-national',
    words:
      'Counts of 1 to 7 are hidden, and others where they would give these back; other counts are rounded to the nearest 5, shares use rounded counts, and means need 8 or more people.',
    suppressTo: 7,
    roundTo: 5,
    estimateFrom: 8,
    hidesZero: false,
    complementary: false,
    guarded: true,
    narrow,
  },
  'under-5': {
    id: 'under-5',
    words:
      'Counts of 1 to 4 are hidden, with others hidden where a total would give them back; means need 8 or more people.',
    suppressTo: 4,
    roundTo: 1,
    estimateFrom: 8,
    hidesZero: false,
    complementary: true,
    guarded: true,
    narrow,
  },
};

/** Throws `unknown policy: x; one of exact, nhs-sub-national, under-5`. */
export function policyOf(id: string): Policy {
  const found = Object.values(policies).find((policy) => policy.id === id);
  if (!found) throw new Error(`unknown policy: ${id}; one of ${Object.keys(policies).join(', ')}`);
  return found;
}

/**
 * The policy as it applies to one question. Exact counts of many tables give hidden ones back (a year
 * less its other quarters), so where counts are not rounded they are printed in one set of tables
 * alone: unfiltered financial years. All other questions are answered under the NHS rule.
 */
export function policyFor(policy: Policy, isUnfilteredYear: boolean): Policy {
  if (!policy.complementary || isUnfilteredYear) return policy;
  const { suppressTo, roundTo } = policies['nhs-sub-national'];
  return {
    ...policy,
    suppressTo,
    roundTo,
    complementary: false,
    words: `${policy.words} Outside whole financial years, and where a filter is on, counts of 1 to ${suppressTo} are hidden and others are rounded to the nearest ${roundTo}.`,
  };
}

/** The policy as it applies to a count narrowed by so many conditions (`conditions.ts`). */
export function policyAt(policy: Policy, conditions: number): Policy {
  return conditions >= 2 && policy.narrow
    ? { ...policy, ...policy.narrow, complementary: false }
    : policy;
}

/**
 * A count under a rule, or null when it must be hidden. Zero is shown (NHS Digital HES disclosure
 * control since 2018) but where the rule hides it.
 */
export function controlCount(
  n: number,
  rule: Pick<CountRule, 'suppressTo' | 'roundTo' | 'hidesZero'>,
): number | null {
  if (n === 0) return rule.hidesZero ? null : 0;
  if (n <= rule.suppressTo) return null;
  return Math.round(n / rule.roundTo) * rule.roundTo;
}

/**
 * Fewest people a cohort with a condition may hold, rounded as they would be printed: a limit
 * between two numbers that print alike would tell them apart.
 */
export const leastPeople = 30;

/** Whether a cohort of so many people is refused for being few. */
export const isRefused = (
  people: number,
  rule: Pick<CountRule, 'suppressTo' | 'roundTo' | 'hidesZero'>,
): boolean => (controlCount(people, rule) ?? 0) < leastPeople;

/** Most people that are refused. */
export const mostRefused = (rule: Pick<CountRule, 'roundTo'>): number =>
  Math.ceil(leastPeople - rule.roundTo / 2) - 1;

/** The least and most that a printed count can stand for. */
export function meantBy(
  shown: number,
  { suppressTo, roundTo }: Pick<CountRule, 'suppressTo' | 'roundTo'>,
): { readonly least: number; readonly most: number } {
  if (shown === 0) return { least: 0, most: 0 };
  const least = Math.ceil(shown - roundTo / 2);
  return { least: Math.max(suppressTo + 1, least), most: Math.ceil(shown + roundTo / 2) - 1 };
}
