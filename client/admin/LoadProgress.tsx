import type { JobState } from '../reports/use-job.ts';

interface LoadProgressProps {
  readonly job: JobState;
  onStop(): void;
}

/** How far a check or load is. The bar moves each second; it is spoken at each quarter only. */
export function LoadProgress({ job, onStop }: LoadProgressProps) {
  const share = job.total > 0 ? Math.round((100 * job.done) / job.total) : 0;
  const quarter = Math.floor(share / 25) * 25;
  return (
    <div className="notice">
      <label>
        {job.words}
        <progress
          className="job-bar"
          max={Math.max(1, job.total)}
          {...(job.total > 0 ? { value: job.done } : {})}
        />
      </label>
      <p role="status" className="nhsuk-u-visually-hidden">
        {quarter > 0 ? `${quarter} per cent` : 'Begun'}
      </p>
      <p className="quiet">The figures shown stay as they are until it has ended.</p>
      <button type="button" className="link-button" onClick={onStop}>
        Stop
      </button>
    </div>
  );
}
