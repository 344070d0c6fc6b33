import { dateWords } from '#figure/month.ts';
import { freshnessOf } from '../shell/freshness.ts';
import { Problem } from '../shell/Problem.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { LoadExtract } from './LoadExtract.tsx';
import { LoadHistory } from './LoadHistory.tsx';
import { LoadSettled } from './LoadSettled.tsx';
import { moment, useLoads } from './loads-query.ts';
import type { Loads } from './loads-query.ts';

/** What everybody sees now, and whether it is up to date. */
function Served({ served }: Pick<Loads, 'served'>) {
  if (!served)
    return (
      <div className="notice">
        <p>
          <strong>Nothing has been loaded yet.</strong> Choose the files of the service below. They
          are checked first, and the check changes nothing.
        </p>
      </div>
    );
  const { cases, wellbeing, appointments } = served;
  const freshness = freshnessOf({ dataTo: { cases, wellbeing, appointments } }, new Date());
  const day = (to: string | null): string => (to === null ? 'not loaded' : `to ${dateWords(to)}`);
  return (
    <section
      className={`notice ${freshness?.state === 'fresh' ? 'is-good' : 'is-amber'}`}
      aria-label="The data shown now"
    >
      <p>
        <strong>
          {freshness?.state === 'fresh' ? 'The data are up to date.' : 'The data are behind.'}
        </strong>{' '}
        Last changed on {moment.format(new Date(served.madeAt))}, from {served.source}
        {served.demo ? ' (invented people)' : ''}. Data version {served.dataVersion}.
      </p>
      <ul>
        <li>Case data {day(cases)}</li>
        <li>Wellbeing scores {day(wellbeing)}</li>
        <li>GP appointments {day(appointments)}</li>
      </ul>
    </section>
  );
}

/** Loading extracts: what is there, the way in, and the way back; for administrators. */
export function DataLoads() {
  const { data, error, refetch, isPending } = useLoads();
  usePageTitle('Data loads');
  return (
    <main id="main" tabIndex={-1} className="page" aria-busy={isPending}>
      <h1 className="page-question">What was loaded, and is it up to date?</h1>
      {error && (
        <Problem failure={error} onRetry={() => void refetch()} held={data !== undefined} />
      )}
      {data && (
        <>
          <Served served={data.served} />
          <div className="loads">
            <LoadExtract loads={data} />
            <LoadHistory loads={data} />
            <LoadSettled sources={data.sources} />
          </div>
        </>
      )}
    </main>
  );
}
