import type { JobState } from './use-job.ts';

interface JobProgressProps {
  readonly job: JobState | undefined;
  onStop(): void;
}

const sentence = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

/** A bar, what is being made, and the way to stop it; then how it ended. */
export function JobProgress({ job, onStop }: JobProgressProps) {
  if (!job) return null;
  if (job.state !== 'running')
    return (
      <div
        className={`notice ${job.state === 'done' ? 'is-good' : 'is-problem'}`}
        role={job.state === 'done' ? 'status' : 'alert'}
      >
        <p>{job.state === 'done' ? job.words : `${sentence(job.what)}: ${job.words}`}</p>
        {job.file && (
          <p>
            <a className="nhsuk-button" href={`/api/jobs/${job.id}/file`} download>
              Download
            </a>
          </p>
        )}
      </div>
    );
  return (
    <div className="notice">
      <label>
        {job.total > 0 ? `${job.done} of ${job.total}: ${job.words}` : job.words}
        <progress className="job-bar" max={Math.max(1, job.total)} value={job.done} />
      </label>
      <button type="button" className="link-button" onClick={onStop}>
        Stop
      </button>
    </div>
  );
}
