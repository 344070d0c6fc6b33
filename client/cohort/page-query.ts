import {
  hashKey,
  keepPreviousData,
  queryOptions,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { useLayoutEffect, useMemo } from 'react';
import type { Cell } from '#figure/cell.ts';
import { formatCohort } from '#figure/cohort-url.ts';
import type { Cohort, Month } from '#figure/cohort.ts';
import type { Figure } from '#figure/figure.ts';
import { ask } from '../shell/api.ts';
import type { View } from './address.ts';
import type { WantedOf } from './ahead.ts';
import { useViewActions } from './view-context.ts';

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
    queryFn: async ({ signal, client }) => {
      const answer = await ask<PageAnswer>(`/figures?figures=${figures}&${question}`, { signal });
      const known = client.getQueriesData<PageAnswer>({ queryKey: ['page'] });
      return withKnown(
        answer,
        known.flatMap(([, page]) => page?.figures ?? []),
      );
    },
  });
}

/**
 * An answer with the figures that are known already as they are, so that their cards are not drawn
 * again: the code of a figure stands for all that is published in it.
 */
export function withKnown(answer: PageAnswer, known: readonly Figure[]): PageAnswer {
  const nameOf = (figure: Figure): string =>
    `${figureKey(figure)} ${figure.cohort.key} ${figure.provenance.code}`;
  const held = new Map(known.map((figure) => [nameOf(figure), figure]));
  return { ...answer, figures: answer.figures.map((each) => held.get(nameOf(each)) ?? each) };
}

/**
 * The figures of a page. The last answer stays, marked as held, while the next is fetched.
 * @param wantedOf what the page shows of a view; the same function while the page is the same
 */
export function usePage(wantedOf: WantedOf, view: View) {
  const { wants } = useViewActions();
  useLayoutEffect(() => wants(wantedOf), [wants, wantedOf]);
  const wanted = useMemo(() => wantedOf(view), [wantedOf, view]);
  const query = useQuery({
    ...pageQuery(wanted, view),
    placeholderData: keepPreviousData,
    enabled: wanted.length > 0,
  });
  return { ...query, held: query.isPlaceholderData };
}

/** Fetches the figures of a page before they are drawn. */
export type Prefetch = (wanted: readonly Wanted[], view: View) => void;

/** The newest wins: what was fetched ahead, has not come and is not waited for is given up. */
export function createPrefetch(client: QueryClient): Prefetch {
  let before: QueryKey = [];
  return (wanted, view) => {
    if (wanted.length === 0) return;
    const query = pageQuery(wanted, view);
    const overtaken = client.getQueryCache().find({ queryKey: before });
    const isSame = hashKey(before) === hashKey(query.queryKey);
    if (!isSame && overtaken?.state.fetchStatus === 'fetching' && !overtaken.isActive())
      void client.cancelQueries({ queryKey: before, exact: true });
    before = query.queryKey;
    void client.prefetchQuery(query);
  };
}

/** One for as long as the page lives. */
export function usePrefetchPage(): Prefetch {
  const client = useQueryClient();
  return useMemo(() => createPrefetch(client), [client]);
}

export interface HistogramAnswer {
  readonly months: readonly { readonly month: Month; readonly n: Cell }[];
}

/** Milliseconds after the page's answer: its pictures come first. */
const AFTER_PAGE = 200;

/** Waits unless it is given up. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/**
 * Referrals by month over all dates for the brush; the period itself is no part of the question. It
 * waits while the page's own answer is fetched and drawn: the server would take turns with both.
 */
export function useHistogram(
  cohort: Cohort,
  whole: { readonly first: Month; readonly last: Month },
  waits: boolean,
) {
  const question = formatCohort({ ...cohort, from: whole.first, to: whole.last });
  return useQuery({
    queryKey: ['histogram', question],
    queryFn: async ({ signal, client }) => {
      const isFirst = client.getQueriesData({ queryKey: ['histogram'] }).every(([, held]) => !held);
      if (!isFirst) await pause(AFTER_PAGE, signal);
      return ask<HistogramAnswer>(`/histogram?${question}`, { signal });
    },
    placeholderData: keepPreviousData,
    enabled: !waits,
  });
}
