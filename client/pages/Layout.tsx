import { useQueryClient } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Outlet, useLocation } from 'react-router';
import { formatCohort } from '#figure/cohort-url.ts';
import { useCatalogue } from '../cohort/catalogue.ts';
import { usePrefetchPage } from '../cohort/page-query.ts';
import { useView } from '../cohort/view-context.ts';
import { ViewProvider } from '../cohort/ViewProvider.tsx';
import { Connection } from '../shell/Connection.tsx';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { Footer } from '../shell/Footer.tsx';
import { Header } from '../shell/Header.tsx';
import type { SessionViewer } from '../shell/session.ts';
import { Tabs } from '../shell/Tabs.tsx';
import { usePageChange } from '../shell/use-page-change.ts';
import { TourOffer } from '../tour/TourOffer.tsx';
import { TourProvider } from '../tour/TourProvider.tsx';
import { TourStop } from '../tour/TourStop.tsx';
import { pagesFor, placesOf, wantedBy } from './places.ts';

function DemonstrationBanner() {
  return (
    <aside className="demonstration-banner" aria-label="About these data">
      <strong>Demonstration data.</strong> The people here are invented; nothing on these pages is
      about anyone real.
    </aside>
  );
}

function Frame({ viewer }: { readonly viewer: SessionViewer }) {
  const { metrics, dataTo, demonstration } = useCatalogue();
  const { view } = useView();
  const client = useQueryClient();
  const prefetchPage = usePrefetchPage();
  const { pathname } = useLocation();
  usePageChange();
  const pages = pagesFor(metrics, viewer.role);
  const compare = view.compare ? `&compare=${encodeURIComponent(view.compare)}` : '';
  const address = `${formatCohort(view.cohort)}${compare}`;
  return (
    <>
      <Header viewer={viewer} dataTo={viewer.role === 'admin' ? undefined : dataTo} />
      {demonstration && <DemonstrationBanner />}
      <Tabs
        pages={pages}
        reports={viewer.role !== 'admin'}
        admin={viewer.role === 'admin'}
        address={address}
        onNear={(page) =>
          prefetchPage(wantedBy(placesOf(page, metrics, {})), { ...view, show: {} })
        }
      />
      <Connection />
      <TourOffer />
      <TourStop role={viewer.role} address={address} />
      <ErrorBoundary key={pathname} onReset={() => void client.invalidateQueries()}>
        <Suspense fallback={<main id="main" tabIndex={-1} className="page" aria-busy="true" />}>
          <Outlet />
        </Suspense>
      </ErrorBoundary>
      <Footer />
    </>
  );
}

/** Everything around a page for someone signed in. */
export function Layout({ viewer }: { readonly viewer: SessionViewer }) {
  return (
    <ErrorBoundary>
      <Suspense
        fallback={
          <>
            <Header viewer={viewer} dataTo={undefined} />
            <main id="main" tabIndex={-1} className="page" aria-busy="true" />
          </>
        }
      >
        <ViewProvider>
          <TourProvider key={viewer.id} viewer={viewer.id}>
            <Frame viewer={viewer} />
          </TourProvider>
        </ViewProvider>
      </Suspense>
    </ErrorBoundary>
  );
}
