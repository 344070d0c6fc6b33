import { useCallback, useMemo } from 'react';
import type { View } from '../cohort/address.ts';
import { useCatalogue } from '../cohort/catalogue.ts';
import { FilterBar } from '../cohort/FilterBar.tsx';
import { FilterSheet } from '../cohort/FilterSheet.tsx';
import { figureKey, usePage } from '../cohort/page-query.ts';
import { useView } from '../cohort/view-context.ts';
import { phone, useMedia } from '../panels/use-media.ts';
import { Problem } from '../shell/Problem.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { AddressNotes } from './AddressNotes.tsx';
import { ClosedPractices } from './ClosedPractices.tsx';
import { CloserLook } from './CloserLook.tsx';
import { CohortNotes } from './CohortNotes.tsx';
import { Grid } from './Grid.tsx';
import type { PageLayout } from './layouts.ts';
import { NotCompared } from './NotCompared.tsx';
import { offeredShow } from './offered-show.ts';
import { PrintNote } from './PrintNote.tsx';
import { placesOf, wantedBy } from './places.ts';

/** A page of figures: filters, the question it answers, and its cards. */
export function FigurePage({ layout }: { readonly layout: PageLayout }) {
  const { metrics, viewer } = useCatalogue();
  const { view, problems } = useView();
  const narrow = useMedia(phone);
  const { role } = viewer;
  const shown = useCallback(
    ({ show: asked, cohort }: View) => {
      const { show, refused } = offeredShow(layout, metrics, { show: asked, cohort }, role);
      return { places: placesOf(layout, metrics, { show, cohort }), refused };
    },
    [layout, metrics, role],
  );
  const { places, refused } = useMemo(() => shown(view), [shown, view]);
  const wantedOf = useCallback((of: View) => wantedBy(shown(of).places), [shown]);
  const page = usePage(wantedOf, view);
  const figures = useMemo(
    () => new Map((page.data?.figures ?? []).map((figure) => [figureKey(figure), figure])),
    [page.data],
  );
  // What is refused for all of them is said once above, not again by every card.
  const refusedWords = page.held ? undefined : page.data?.cohort.refused?.words;
  const main = refusedWords
    ? places.main.filter((place) => figures.get(figureKey(place))?.message?.words !== refusedWords)
    : places.main;
  usePageTitle(layout.name);
  const Filters = narrow ? FilterSheet : FilterBar;
  return (
    <>
      <Filters summary={page.data?.cohort} held={page.held} />
      <main id="main" tabIndex={-1} className="page">
        <h1 className="page-question">{layout.question}</h1>
        <PrintNote summary={page.data?.cohort} />
        <AddressNotes problems={problems} refused={refused} />
        <ClosedPractices />
        {page.error && (
          <Problem
            failure={page.error}
            onRetry={() => void page.refetch()}
            held={page.data !== undefined}
          />
        )}
        {page.data && !page.held && <CohortNotes summary={page.data.cohort} />}
        {page.data && !page.held && <NotCompared figures={page.data.figures} />}
        {(page.data || !page.error) && (
          <>
            <Grid places={main} figures={figures} held={page.held} />
            {places.closer && !refusedWords && (
              <CloserLook closer={places.closer} figures={figures} held={page.held} />
            )}
          </>
        )}
      </main>
    </>
  );
}
