import { useCatalogue } from '../cohort/catalogue.ts';
import { FilterBar } from '../cohort/FilterBar.tsx';
import { FilterSheet } from '../cohort/FilterSheet.tsx';
import { usePage } from '../cohort/page-query.ts';
import { useView } from '../cohort/view-context.ts';
import { phone, useMedia } from '../panels/use-media.ts';
import { ClosedQuarters } from '../reports/ClosedQuarters.tsx';
import { PinnedNotes } from '../reports/PinnedNotes.tsx';
import { ReportMaker } from '../reports/ReportMaker.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { AddressNotes } from './AddressNotes.tsx';
import { ClosedPractices } from './ClosedPractices.tsx';
import { CohortNotes } from './CohortNotes.tsx';

/** Asked for the count beside the filters. */
const counted = () => [{ metric: 'referrals', by: 'month' }];

/** What leaves the dashboard to be kept: reports, closed quarters, and the notes that trends carry. */
export function Reports() {
  const { viewer } = useCatalogue();
  const { view, problems } = useView();
  const page = usePage(counted, view);
  const narrow = useMedia(phone);
  const manager = viewer.role === 'manager';
  const Filters = narrow ? FilterSheet : FilterBar;
  usePageTitle('Reports');
  return (
    <>
      <Filters summary={page.data?.cohort} held={page.held} />
      <main id="main" tabIndex={-1} className="page is-text">
        <h1 className="page-question">What can be published, and what was?</h1>
        <AddressNotes problems={problems} refused={[]} />
        <ClosedPractices />
        {page.data && !page.held && <CohortNotes summary={page.data.cohort} />}
        <ReportMaker manager={manager} />
        <ClosedQuarters manager={manager} />
        <PinnedNotes manager={manager} />
      </main>
    </>
  );
}
