import { useCallback, useMemo } from 'react';
import type { Cohort } from '#figure/cohort.ts';
import { useCatalogue } from '../cohort/catalogue.ts';
import { FilterBar } from '../cohort/FilterBar.tsx';
import { FilterSheet } from '../cohort/FilterSheet.tsx';
import { figureKey, usePage, usePrefetchPage } from '../cohort/page-query.ts';
import { PrefetchContext } from '../cohort/prefetch-context.ts';
import { useView } from '../cohort/view-context.ts';
import { phone, useMedia } from '../panels/use-media.ts';
import { Problem } from '../shell/Problem.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { CloserLook } from './CloserLook.tsx';
import { Grid } from './Grid.tsx';
import type { PageLayout } from './layouts.ts';
import { placesOf, wantedBy } from './places.ts';

/** A page of figures: filters, the question it answers, and its cards. */
export function FigurePage({ layout }: { readonly layout: PageLayout }) {
  const { metrics } = useCatalogue();
  const { view, problems, dismissProblems } = useView();
  const narrow = useMedia(phone);
  const { show } = view;
  const places = useMemo(() => placesOf(layout, metrics, show), [layout, metrics, show]);
  const wanted = useMemo(() => wantedBy(places), [places]);
  const page = usePage(wanted, view);
  const prefetchPage = usePrefetchPage();
  const prefetch = useCallback(
    (next: (cohort: Cohort) => Cohort) =>
      prefetchPage(wanted, { ...view, cohort: next(view.cohort) }),
    [prefetchPage, wanted, view],
  );
  const figures = useMemo(
    () => new Map((page.data?.figures ?? []).map((figure) => [figureKey(figure), figure])),
    [page.data],
  );
  usePageTitle(layout.name);
  const Filters = narrow ? FilterSheet : FilterBar;
  const refused = page.data?.cohort.refused;
  return (
    <PrefetchContext value={prefetch}>
      <Filters summary={page.data?.cohort} held={page.held} />
      <main id="main" tabIndex={-1} className="page">
        <h1 className="page-question">{layout.question}</h1>
        {problems.length > 0 && <AddressProblems problems={problems} onDismiss={dismissProblems} />}
        {page.error && (
          <Problem
            failure={page.error}
            onRetry={() => void page.refetch()}
            held={page.data !== undefined}
          />
        )}
        {refused && (
          <div className="notice">
            <p>
              <strong>{refused.words}</strong> {refused.wayOut}
            </p>
          </div>
        )}
        {(page.data || !page.error) && (
          <>
            <Grid places={places.main} figures={figures} held={page.held} />
            {places.closer && (
              <CloserLook closer={places.closer} figures={figures} held={page.held} />
            )}
          </>
        )}
      </main>
    </PrefetchContext>
  );
}

interface AddressProblemsProps {
  readonly problems: readonly string[];
  onDismiss(): void;
}

function AddressProblems({ problems, onDismiss }: AddressProblemsProps) {
  return (
    <div className="notice" role="status">
      <p>
        <strong>Part of this link could not be used, so it was left out.</strong> The link may be
        old, or a practice or PCN in it may have closed or lie outside what you may see.
      </p>
      <ul>
        {problems.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <button type="button" className="link-button" onClick={onDismiss}>
        Dismiss
      </button>
    </div>
  );
}
