import { dateWords } from '#figure/month.ts';
import { useCatalogue } from '../cohort/catalogue.ts';
import type { CohortSummary } from '../cohort/page-query.ts';

/** On paper only: what the filter bar says on the screen, and where the figures come from. */
export function PrintNote({ summary }: { readonly summary: CohortSummary | undefined }) {
  const { source, version, dataTo, viewer } = useCatalogue();
  const to = dataTo.cases ? `, data to ${dateWords(dataTo.cases)}` : '';
  return (
    <p className="print-note">
      {summary ? `${summary.words}. ` : ''}Source: {source}
      {to}. Data version {version}. Printed on {dateWords(new Date().toISOString().slice(0, 10))} by{' '}
      {viewer.name}.
    </p>
  );
}
