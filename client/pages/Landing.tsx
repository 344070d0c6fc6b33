import { Navigate, useLocation } from 'react-router';
import { formatCohort } from '#figure/cohort-url.ts';
import { withFilter } from '../cohort/address.ts';
import { useCatalogue } from '../cohort/catalogue.ts';
import { useView } from '../cohort/view-context.ts';
import type { SessionViewer } from '../shell/session.ts';
import { landingOf } from './layouts.ts';
import { pagesFor } from './places.ts';

/** Where each role begins; a director with their own PCN chosen, unless the link says otherwise. */
export function Landing({ viewer }: { readonly viewer: SessionViewer }) {
  const { metrics } = useCatalogue();
  const { view } = useView();
  const { search } = useLocation();
  const pages = pagesFor(metrics, viewer.role);
  const wanted = landingOf(viewer.role);
  const page = pages.find(({ path }) => path === wanted) ?? pages[0];
  if (viewer.role === 'admin') return <Navigate replace to="/users" />;
  const own = viewer.role === 'director' && search === '' && viewer.pcns.length > 0;
  const cohort = own ? withFilter(view.cohort, 'pcn', viewer.pcns) : view.cohort;
  return <Navigate replace to={`/${page?.path ?? 'about'}?${formatCohort(cohort)}`} />;
}
