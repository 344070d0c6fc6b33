import { useCatalogue } from '../cohort/catalogue.ts';
import { ClosedQuarters } from '../reports/ClosedQuarters.tsx';
import { PinnedNotes } from '../reports/PinnedNotes.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';

/** What leaves the dashboard to be kept: closed quarters, and the notes that trends carry. */
export function Reports() {
  const { viewer } = useCatalogue();
  const manager = viewer.role === 'manager';
  usePageTitle('Reports');
  return (
    <main id="main" className="page is-text">
      <h1 className="page-question">What can be published, and what was?</h1>
      <ClosedQuarters manager={manager} />
      <PinnedNotes manager={manager} />
    </main>
  );
}
