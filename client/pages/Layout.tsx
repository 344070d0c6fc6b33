import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useCallback, useMemo } from 'react';
import { Outlet, useLocation } from 'react-router';
import { formatCohort } from '#figure/cohort-url.ts';
import {
  CatalogueContext,
  catalogueQuery,
  useCatalogue,
  useCatalogueAsked,
} from '../cohort/catalogue.ts';
import { usePrefetchPage } from '../cohort/page-query.ts';
import { useView } from '../cohort/view-context.ts';
import { ViewProvider } from '../cohort/ViewProvider.tsx';
import { isNoData } from '../shell/api.ts';
import { Connection } from '../shell/Connection.tsx';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { Footer } from '../shell/Footer.tsx';
import { Header } from '../shell/Header.tsx';
import { Problem } from '../shell/Problem.tsx';
import type { SessionViewer } from '../shell/session.ts';
import { Tabs } from '../shell/Tabs.tsx';
import { usePageChange } from '../shell/use-page-change.ts';
import { TourOffer } from '../tour/TourOffer.tsx';
import { TourProvider } from '../tour/TourProvider.tsx';
import { TourStop } from '../tour/TourStop.tsx';
import { NothingLoaded } from './NothingLoaded.tsx';
import { pagesFor, placesOf, wantedBy } from './places.ts';

function DemonstrationBanner() {
  return (
    <aside className="demonstration-banner" aria-label="About these data">
      <strong>Demonstration data.</strong> The people here are invented; nothing on these pages is
      about anyone real.
    </aside>
  );
}

interface ContentProps {
  readonly viewer: SessionViewer;
  onLoaded(): void;
}

/** The page itself: what it throws costs the page and not what is around it. */
function Content({ viewer, onLoaded }: ContentProps) {
  const client = useQueryClient();
  const { pathname } = useLocation();
  usePageChange();
  return (
    <ErrorBoundary
      key={pathname}
      onReset={() => void client.invalidateQueries()}
      instead={(failure) =>
        isNoData(failure) ? <NothingLoaded role={viewer.role} onLoaded={onLoaded} /> : null
      }
    >
      <Suspense fallback={<main id="main" tabIndex={-1} className="page" aria-busy="true" />}>
        <Outlet />
      </Suspense>
    </ErrorBoundary>
  );
}

function Frame({ viewer, onLoaded }: ContentProps) {
  const catalogue = useCatalogue();
  const { metrics, demonstration } = catalogue;
  const { view } = useView();
  const prefetchPage = usePrefetchPage();
  const pages = useMemo(() => pagesFor(metrics, viewer.role), [metrics, viewer.role]);
  const compare = view.compare ? `&compare=${encodeURIComponent(view.compare)}` : '';
  const address = `${formatCohort(view.cohort)}${compare}`;
  return (
    <>
      <Header viewer={viewer} feeds={viewer.role === 'admin' ? undefined : catalogue} />
      {demonstration && <DemonstrationBanner />}
      <Tabs
        pages={pages}
        reports={viewer.role !== 'admin'}
        admin={viewer.role === 'admin'}
        address={address}
        onNear={(page) =>
          prefetchPage(wantedBy(placesOf(page, metrics, { ...view, show: {} })), {
            ...view,
            show: {},
          })
        }
      />
      <Connection />
      <TourOffer />
      <TourStop role={viewer.role} address={address} />
      <Content viewer={viewer} onLoaded={onLoaded} />
      <Footer />
    </>
  );
}

interface EmptyFrameProps extends ContentProps {
  /** Why there is no catalogue. */
  readonly failure: Error;
}

/** Around the pages that work before the first load; every other page says what comes next. */
function EmptyFrame({ viewer, onLoaded, failure }: EmptyFrameProps) {
  return (
    <CatalogueContext value={failure}>
      <Header viewer={viewer} feeds={undefined} />
      <Tabs
        pages={[]}
        reports={false}
        admin={viewer.role === 'admin'}
        address=""
        onNear={() => undefined}
      />
      <Connection />
      <Content viewer={viewer} onLoaded={onLoaded} />
      <Footer />
    </CatalogueContext>
  );
}

/** The pages of a dashboard with data. */
function FullFrame({ viewer, onLoaded }: ContentProps) {
  return (
    <CatalogueContext value={useCatalogueAsked()}>
      <ViewProvider>
        <TourProvider key={viewer.id} viewer={viewer.id}>
          <Frame viewer={viewer} onLoaded={onLoaded} />
        </TourProvider>
      </ViewProvider>
    </CatalogueContext>
  );
}

/** Everything around a page for someone signed in. */
export function Layout({ viewer }: { readonly viewer: SessionViewer }) {
  const client = useQueryClient();
  const again = useCallback(() => void client.resetQueries(catalogueQuery), [client]);
  const waiting = (
    <>
      <Header viewer={viewer} feeds={undefined} />
      <main id="main" tabIndex={-1} className="page" aria-busy="true" />
    </>
  );
  return (
    <ErrorBoundary
      onReset={again}
      instead={(failure, retry) =>
        failure instanceof Error && isNoData(failure) ? (
          <EmptyFrame viewer={viewer} onLoaded={retry} failure={failure} />
        ) : (
          <>
            <Header viewer={viewer} feeds={undefined} />
            <main id="main" tabIndex={-1} className="page">
              <Problem failure={failure} onRetry={retry} />
            </main>
          </>
        )
      }
    >
      <Suspense fallback={waiting}>
        <FullFrame viewer={viewer} onLoaded={again} />
      </Suspense>
    </ErrorBoundary>
  );
}
