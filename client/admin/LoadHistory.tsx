import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { ask } from '../shell/api.ts';
import { useJob } from '../reports/use-job.ts';
import type { JobState } from '../reports/use-job.ts';
import { LoadProgress } from './LoadProgress.tsx';
import { LoadReportView } from './LoadReportView.tsx';
import { count, loadsKey, moment, usePastReport } from './loads-query.ts';
import type { Loads, PastLoad, Rules } from './loads-query.ts';
import { Cell, RowHead, ScrollTable } from '../table/ScrollTable.tsx';
import { Refusal } from './Refusal.tsx';

const statuses: Record<PastLoad['status'], string> = {
  loaded: 'Loaded',
  unchanged: 'Nothing new',
  refused: 'Refused: nothing was changed',
  failed: 'Failed: nothing was changed',
  undone: 'Rolled back since',
  rolled_back: 'Roll back',
};

function Row({ load, rules }: { readonly load: PastLoad; readonly rules: Rules }) {
  const [open, setOpen] = useState(false);
  const report = usePastReport(load.loadId, open);
  const has = !['failed', 'rolled_back'].includes(load.status);
  return (
    <>
      <tr role="row">
        <RowHead>
          <span className="on-phone">Load </span>
          {load.loadId}
        </RowHead>
        <Cell heading="When">{moment.format(new Date(load.startedAt))}</Cell>
        <Cell heading="Who">{load.by ?? 'the program'}</Cell>
        <Cell heading="What" className="audit-about">
          {load.source}: {load.name}
        </Cell>
        <Cell heading="How it ended">{statuses[load.status]}</Cell>
        <Cell heading="Rows">{has ? count(load.accepted) : ''}</Cell>
        <Cell heading="Left out">
          {has && load.quarantined > 0 ? `${count(load.quarantined)} ` : ''}
          {load.rejects > 0 && (
            <a href={`/api/loads/${load.loadId}/rejects.csv`} download>
              CSV
              <span className="nhsuk-u-visually-hidden">
                {' '}
                of rows left out of load {load.loadId}
              </span>
            </a>
          )}
        </Cell>
        <Cell heading="Data version">{load.dataVersion ?? ''}</Cell>
        <Cell heading="More">
          {has && (
            <button
              type="button"
              className="link-button"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              Report<span className="nhsuk-u-visually-hidden"> of load {load.loadId}</span>
            </button>
          )}
        </Cell>
      </tr>
      {open && (
        <tr role="row">
          <td role="cell" colSpan={9} className="past-report">
            {report.error && <Refusal failure={report.error} />}
            {report.data && (
              <LoadReportView report={report.data.report} rules={rules} check={false} />
            )}
          </td>
        </tr>
      )}
    </>
  );
}

/** Takes the last load back, after saying what that means. */
function RollBack({ last }: { readonly last: NonNullable<Loads['last']> }) {
  const [asking, setAsking] = useState(false);
  const { job, follow, stop } = useJob();
  const client = useQueryClient();
  const question = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const begin = useMutation({
    mutationFn: () =>
      ask<JobState>('/loads/roll-back', { method: 'POST', body: { load: last.loadId } }),
    onSuccess: (begun) => {
      setAsking(false);
      follow(begun.id);
    },
  });
  const ended = job && job.state !== 'running' ? job : null;
  useEffect(() => {
    if (!ended) return;
    void client.invalidateQueries({ queryKey: loadsKey });
    void client.invalidateQueries({ queryKey: ['catalogue'] });
  }, [ended, client]);
  useEffect(() => question.current?.focus(), [asking]);
  const possible = last.before !== null && last.kept;
  return (
    <>
      {job?.state === 'running' && <LoadProgress job={job} onStop={stop} />}
      {ended && (
        <div
          className={`notice ${ended.state === 'done' ? 'is-good' : 'is-problem'}`}
          role={ended.state === 'done' ? 'status' : 'alert'}
        >
          <p>{ended.words}</p>
        </div>
      )}
      {begin.error && <Refusal failure={begin.error} />}
      {!asking && possible && (
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary"
          disabled={job?.state === 'running'}
          onClick={() => setAsking(true)}
        >
          Roll back load {last.loadId}
        </button>
      )}
      {!possible && (
        <p className="quiet">
          {last.before === null
            ? 'This is the first load: there is nothing to go back to.'
            : 'The last load is more than 30 days old and can no longer be rolled back. Load the earlier extract again.'}
        </p>
      )}
      {asking && (
        <div className="notice is-amber" role="group" aria-labelledby={`${id}-question`}>
          <h3 id={`${id}-question`} ref={question} tabIndex={-1} className="panel-title">
            Roll back load {last.loadId}, {last.name} from {last.source}?
          </h3>
          <ul>
            <li>Rows it added go; rows it changed or took away come back as they were.</li>
            <li>
              Everybody sees the figures from before it ({last.before}) as soon as that is done.
            </li>
            <li>What was settled about headings and words stays, and so does the history.</li>
            <li>You can load the same files again later.</li>
          </ul>
          <div className="one-line">
            <button
              type="button"
              className="nhsuk-button nhsuk-button--warning"
              disabled={begin.isPending}
              onClick={() => begin.mutate()}
            >
              Yes, roll it back
            </button>
            <button type="button" className="link-button" onClick={() => setAsking(false)}>
              Keep it
            </button>
          </div>
        </div>
      )}
    </>
  );
}

const headings = [
  'Load',
  'When',
  'Who',
  'What',
  'How it ended',
  'Rows',
  'Left out',
  'Data version',
  'More',
];

/** Every load: who, when, what came in and what was left out; and the way back. */
export function LoadHistory({ loads }: { readonly loads: Loads }) {
  const { history, last, rules } = loads;
  return (
    <section className="card" aria-labelledby="load-history">
      <h2 id="load-history" className="finding">
        Loads so far
      </h2>
      {last && <RollBack last={last} />}
      {history.length === 0 && <p>Nothing has been loaded yet.</p>}
      {history.length > 0 && (
        <ScrollTable label="Loads, newest first" headings={headings} tall stacks>
          {history.map((load) => (
            <Row key={load.loadId} load={load} rules={rules} />
          ))}
        </ScrollTable>
      )}
    </section>
  );
}
