import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigate, useLocation } from 'react-router';
import type { Cohort } from '#figure/cohort.ts';
import { readAddress, writeAddress } from './address.ts';
import type { View } from './address.ts';
import { useCatalogue } from './catalogue.ts';
import { ViewContext } from './view-context.ts';
import type { ViewState } from './view-context.ts';

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
  const address = writeAddress(view);

  const go = useCallback(
    (next: string) => void navigate({ pathname, search: next }, { preventScrollReset: true }),
    [navigate, pathname],
  );
  const change = useCallback(
    (next: (view: View) => View) => {
      const wanted = writeAddress(next(view));
      if (wanted === address) return;
      setPast((held) => [...held.slice(-49), address]);
      go(wanted);
    },
    [view, address, go],
  );
  const changeCohort = useCallback(
    (next: (cohort: Cohort) => Cohort) =>
      change((held) => ({ ...held, cohort: next(held.cohort) })),
    [change],
  );
  const before = past.at(-1);
  const state = useMemo<ViewState>(
    () => ({
      view,
      address,
      change,
      changeCohort,
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
    [
      view,
      address,
      change,
      changeCohort,
      reading.problems,
      reading.closed,
      before,
      go,
      navigate,
      pathname,
    ],
  );
  return <ViewContext value={state}>{children}</ViewContext>;
}
