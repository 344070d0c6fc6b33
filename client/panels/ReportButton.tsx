import { Suspense, lazy } from 'react';
import type { Figure } from '#figure/figure.ts';
import { Popover } from '../cohort/Popover.tsx';

const AddToReport = lazy(async () => ({
  default: (await import('../reports/AddToReport.tsx')).AddToReport,
}));

/** Splits whose rows are people or named staff are for working with, not for reports. */
const notForReports = ['case', 'worker'];

/** "Add to report" on a card; what it opens is fetched when it is opened. */
export function ReportButton({ figure }: { readonly figure: Figure }) {
  if (figure.columns.length === 0 || notForReports.includes(figure.by)) return null;
  return (
    <Popover
      label={
        <>
          <span aria-hidden="true">+ </span>Report
          <span className="nhsuk-u-visually-hidden">: {figure.title}</span>
        </>
      }
      hint="Add to"
    >
      <Suspense fallback={<p className="quiet">Looking for your reports.</p>}>
        <AddToReport figure={figure} />
      </Suspense>
    </Popover>
  );
}
