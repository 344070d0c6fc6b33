import type { Columns } from '../disclosure/shares.ts';
import { RecentCache, keptBy } from './cache.ts';

/**
 * What reading an unfiltered figure together with the tables around it came to, by `questionKey`. It is
 * the same for every question about a data version, so it is read once: ahead, or when first needed.
 */
export interface Readings {
  /** Columns hidden because they would give back hidden counts of other periods, rows or PCNs. */
  readonly beside: RecentCache<Columns>;
  /** All that is hidden in the rows for the sake of others. */
  readonly inRows: RecentCache<Columns>;
}

/** Some 5,000 questions are read ahead for a policy (`ahead/questions.ts`), which takes 6 MB; there are two policies at most. */
const most = 12_000;

/** The readings of a data version. */
export const readingsOf = keptBy((): Readings => ({
  beside: new RecentCache(most),
  inRows: new RecentCache(most),
}));
