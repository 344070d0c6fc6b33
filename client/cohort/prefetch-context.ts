import { createContext, useContext } from 'react';
import type { Cohort } from '#figure/cohort.ts';

export type PrefetchCohort = (next: (cohort: Cohort) => Cohort) => void;

/** Fetches what the page would show for a changed cohort; a page without figures does nothing. */
export const PrefetchContext = createContext<PrefetchCohort>(() => undefined);

export function usePagePrefetch(): PrefetchCohort {
  return useContext(PrefetchContext);
}
