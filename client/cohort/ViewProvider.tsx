import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigate, useLocation } from 'react-router';
import type { Cohort } from '#figure/cohort.ts';
import { readAddress, writeAddress } from './address.ts';
import type { View } from './address.ts';
import { useCatalogue } from './catalogue.ts';
import { createAhead } from './ahead.ts';
import { usePrefetchPage } from './page-query.ts';
import { useLatest } from './use-latest.ts';
import { ViewActionsContext, ViewContext } from './view-context.ts';
import type { ViewActions, ViewState } from './view-context.ts';

const during =
  (next: (cohort: Cohort) => Cohort) =>
  (held: View): View => ({ ...held, cohort: next(held.cohort) });

/** Keeps the whole state of a page in its address; back, forward and a copied link all work. */
export function ViewProvider({ children }: { readonly children: ReactNode }) {
  const { context } = useCatalogue();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const reading = useMemo(
    () => readAddress(new URLSearchParams(search), context),
    [search, context],
  );
  const [past, setPast] = useState<readonly string[]>([]);
  const { view } = reading;
  const address = useMemo(() => writeAddress(view), [view]);

  const go = useCallback(
    (next: string) => void navigate({ pathname, search: next }, { preventScrollReset: true }),
    [navigate, pathname],
  );
  const latest = useLatest({ view, address, go });
  const prefetch = usePrefetchPage();
  const ahead = useMemo(() => createAhead(prefetch), [prefetch]);
  const actions = useMemo<ViewActions>(() => {
    const change = (next: (view: View) => View): void => {
      const now = latest();
      const wanted = next(now.view);
      const wantedAddress = writeAddress(wanted);
      if (wantedAddress === now.address) return;
      ahead.ask(wanted);
      setPast((held) => [...held.slice(-49), now.address]);
      now.go(wantedAddress);
    };
    const expectCohort: ViewActions['expectCohort'] = (next) =>
      ahead.expect(() => during(next)(latest().view));
    return {
      change,
      changeCohort: (next) => change(during(next)),
      expectCohort,
      near: (next) => ({
        onPointerEnter: () => expectCohort(next),
        onFocus: () => expectCohort(next),
        onPointerDown: () => ahead.ask(during(next)(latest().view)),
      }),
      wants: ahead.wants,
    };
  }, [latest, ahead]);
  const before = past.at(-1);
  const state = useMemo<ViewState>(
    () => ({
      ...actions,
      view,
      address,
      problems: reading.problems,
      closed: reading.closed,
      dropProblems: () => void navigate({ pathname, search: address }, { replace: true }),
      undo:
        before === undefined
          ? null
          : () => {
              setPast((held) => held.slice(0, -1));
              go(before);
            },
    }),
    [actions, view, address, reading.problems, reading.closed, before, go, navigate, pathname],
  );
  return (
    <ViewActionsContext value={actions}>
      <ViewContext value={state}>{children}</ViewContext>
    </ViewActionsContext>
  );
}
