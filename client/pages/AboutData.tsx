import { Link } from 'react-router';
import { dateWords, monthWords } from '#figure/month.ts';
import { useCatalogue } from '../cohort/catalogue.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import { ExportsBadge } from './ExportsBadge.tsx';
import { MetricEntries } from './MetricEntries.tsx';
import { SwitchedOff } from './SwitchedOff.tsx';
import { TourButton } from '../tour/TourButton.tsx';

const feeds = {
  cases: 'Cases, contacts and activities',
  wellbeing: 'Wellbeing scores',
  appointments: 'GP appointments',
} as const;

/** Where the figures come from, how far they reach, and what each one means. */
export function AboutData() {
  const { metrics, off, dataTo, period, source, version, viewer } = useCatalogue();
  usePageTitle('About the data');
  return (
    <main id="main" tabIndex={-1} className="page is-text">
      <h1 className="page-question">About the data</h1>
      <p>
        Source: {source}. Referrals from {monthWords(period.first)} to {monthWords(period.last)}.
        Data version {version}.
      </p>
      <table className="small-table">
        <caption>How far each feed reaches</caption>
        <thead>
          <tr>
            <th scope="col">Feed</th>
            <th scope="col">Data to</th>
          </tr>
        </thead>
        <tbody>
          {(Object.keys(feeds) as (keyof typeof feeds)[]).map((feed) => {
            const to = dataTo[feed];
            return (
              <tr key={feed}>
                <th scope="row">{feeds[feed]}</th>
                <td>{to ? dateWords(to) : 'not loaded'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p>
        Have a figure in a paper or file and want to know where it comes from?{' '}
        <Link to="/verify">Check it by its code or file</Link>.
      </p>
      <div className="badge-place">
        <ExportsBadge version={version} role={viewer.role} />
      </div>
      <p>
        New here? <TourButton>Take the tour</TourButton>
      </p>
      <h2>How to read these figures</h2>
      <ul>
        <li>
          Each card begins with what was found. The line under it says what was measured, among whom
          and when.
        </li>
        <li>
          A thin line or pale band is the interval: the range that the true value probably lies in.
          Where intervals overlap, a difference may be chance.
        </li>
        <li>
          A gap is never a zero. Hatching means a small number is hidden to protect people; a pale
          band means the result is not due yet.
        </li>
        <li>
          Only change in the same people is called change. People measured once are counted, and
          said to be left out.
        </li>
        <li>
          None of these figures proves that social prescribing caused a change. Where there is a
          comparison, it is shown beside the figure.
        </li>
      </ul>
      <h2>What each figure means</h2>
      <MetricEntries metrics={metrics} />
      <SwitchedOff off={off} role={viewer.role} />
    </main>
  );
}
