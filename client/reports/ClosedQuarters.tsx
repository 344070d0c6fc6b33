import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { Link } from 'react-router';
import { dateWords } from '#figure/month.ts';
import { ask } from '../shell/api.ts';
import { closedKey, useClosings } from './closings.ts';
import type { ClosedAnswer } from './closings.ts';
import { JobProgress } from './JobProgress.tsx';
import { useJob } from './use-job.ts';
import type { JobState } from './use-job.ts';
import { failureWords } from './words.ts';

function CloseForm({ closable }: { readonly closable: ClosedAnswer['closable'] }) {
  const [picked, setPicked] = useState('');
  // A quarter that was just closed is no longer offered: the next one takes its place.
  const chosen = closable.find(({ from }) => from === picked)?.from ?? closable[0]?.from ?? '';
  const client = useQueryClient();
  const { job, follow, stop, running } = useJob('closing ');
  const close = useMutation({
    mutationFn: () => ask<JobState>('/closed', { method: 'POST', body: { from: chosen } }),
    onSuccess: ({ id }) => follow(id),
  });
  const ended = job?.state === 'done';
  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: closedKey });
  }, [ended, client]);
  const id = useId();
  return (
    <>
      {closable.length > 0 && (
        <div className="one-line">
          <label htmlFor={id}>Quarter to close</label>
          <select
            id={id}
            className="bar-select"
            value={chosen}
            onChange={({ target }) => setPicked(target.value)}
          >
            {closable.map(({ from, label }) => (
              <option key={from} value={from}>
                {label}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary"
            disabled={running || close.isPending}
            onClick={() => close.mutate()}
          >
            Close it
          </button>
        </div>
      )}
      {close.error && (
        <p className="notice is-problem" role="alert">
          {failureWords(close.error)}
        </p>
      )}
      <JobProgress job={job} onStop={stop} />
    </>
  );
}

/** Quarters as they were reported; a manager closes the next one here. */
export function ClosedQuarters({ manager }: { readonly manager: boolean }) {
  const { data } = useClosings();
  return (
    <section className="card closed-quarters" aria-labelledby="closed-quarters" aria-busy={!data}>
      <h2 id="closed-quarters" className="finding">
        Closed quarters
      </h2>
      <p className="subtitle">
        Closing keeps the figures of a quarter as they were reported. Cards then say what data that
        came late changed.
      </p>
      {data?.closed.length === 0 && <p>No quarter has been closed yet.</p>}
      {data && data.closed.length > 0 && (
        <ul className="plain-list">
          {data.closed.map(({ from, to, label, closedAt, closedBy, figures }) => (
            <li key={from}>
              <Link to={`/overview?from=${from}&to=${to}`}>{label}</Link>
              <span className="quiet">
                {' '}
                closed on {dateWords(closedAt.slice(0, 10))}
                {closedBy ? ` by ${closedBy}` : ''}; {figures} figures kept
              </span>
            </li>
          ))}
        </ul>
      )}
      {manager && data && <CloseForm closable={data.closable} />}
    </section>
  );
}
