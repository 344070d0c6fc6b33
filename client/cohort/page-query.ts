import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Cell } from '#figure/cell.ts';
import { formatCohort } from '#figure/cohort-url.ts';
import type { Cohort, Month } from '#figure/cohort.ts';
import type { Figure } from '#figure/figure.ts';
import { ask } from '../shell/api.ts';
import type { View } from './address.ts';

/** One figure wanted: a metric and how it is split. */
export interface Wanted {
  readonly metric: string;
  readonly by: string;
}

/** The line under the filter bar: who is counted, who is left out and why. */
export interface CohortSummary {
  readonly key: string;
  readonly words: string;
  readonly counted: Cell;
  readonly considered: Cell;
  readonly leftOut: readonly { readonly key: string; readonly label: string; readonly n: Cell }[];
  readonly optedOut: Cell;
  readonly refused: { readonly words: string; readonly wayOut: string } | null;
}

export interface PageAnswer {
  readonly figures: readonly Figure[];
  readonly cohort: CohortSummary;
}

export const figureKey = ({ metric, by }: Wanted): string => `${metric}:${by}`;

function questionOf(view: View): string {
  const compare = view.compare ? `&compare=${encodeURIComponent(view.compare)}` : '';
  return `${formatCohort(view.cohort)}${compare}`;
}

/** One request for all the figures of a page. An answer overtaken by a newer question is aborted. */
function pageQuery(wanted: readonly Wanted[], view: View) {
  const figures = [...new Set(wanted.map(figureKey))].join(',');
  const question = questionOf(view);
  return queryOptions({
    queryKey: ['page', figures, question],
    queryFn: ({ signal }) => ask<PageAnswer>(`/figures?figures=${figures}&${question}`, { signal }),
  });
}

/** The figures of a page. The last answer stays, marked as held, while the next is fetched. */
export function usePage(wanted: readonly Wanted[], view: View) {
  const query = useQuery({
    ...pageQuery(wanted, view),
    placeholderData: keepPreviousData,
    enabled: wanted.length > 0,
  });
  return { ...query, held: query.isPlaceholderData };
}

/** Fetches what a change would show before it is asked for: on hover and on focus. */
export function usePrefetchPage() {
  const client = useQueryClient();
  return useCallback(
    (wanted: readonly Wanted[], view: View) => {
      if (wanted.length > 0) void client.prefetchQuery(pageQuery(wanted, view));
    },
    [client],
  );
}

export interface HistogramAnswer {
  readonly months: readonly { readonly month: Month; readonly n: Cell }[];
}

/**
 * Referrals by month over all dates for the brush; the period itself is no part of the question. It
 * waits while the page's own answer is fetched: the server would take turns with both.
 */
export function useHistogram(
  cohort: Cohort,
  whole: { readonly first: Month; readonly last: Month },
  waits: boolean,
) {
  const question = formatCohort({ ...cohort, from: whole.first, to: whole.last });
  return useQuery({
    queryKey: ['histogram', question],
    queryFn: ({ signal }) => ask<HistogramAnswer>(`/histogram?${question}`, { signal }),
    placeholderData: keepPreviousData,
    enabled: !waits,
  });
}
