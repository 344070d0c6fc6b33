import { randomUUID } from 'node:crypto';
import type { Viewer } from '../access/viewer.ts';
import { HttpError } from '../http-error.ts';

/** How far a long piece of work is. */
export interface JobState {
  readonly id: string;
  readonly what: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly done: number;
  readonly total: number;
  /** What it is at, or how it ended. */
  readonly words: string;
  /** What it made can be fetched from `/api/jobs/:id/file`. */
  readonly file: boolean;
}

/** What a job may leave behind to be fetched. */
export interface JobFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Told by the work itself; false once it should stop. */
export type Step = (done: number, total: number, words: string) => Promise<boolean>;

/** What a job made: words on how it went, and a file perhaps. */
export interface JobResult {
  readonly words: string;
  readonly file?: JobFile;
}

interface Held {
  state: JobState;
  readonly owner: string;
  readonly ended: { at: number | null };
  file: JobFile | null;
  stop: boolean;
}

export interface Jobs {
  /** Begins a job. @throws HttpError 409 while the same viewer has one under way */
  begin(viewer: Viewer, what: string, work: (step: Step) => Promise<JobResult>): JobState;
  /** @throws HttpError 404 for a job that is not the viewer's, or is gone */
  stateOf(viewer: Viewer, id: string): JobState;
  fileOf(viewer: Viewer, id: string): JobFile;
  stop(viewer: Viewer, id: string): void;
}

const keptMinutes = 30;
/** Jobs held at once, ended ones included: a report for every PCN is some 10 MB. */
const mostHeld = 20;

/**
 * Long work of requests: one job a viewer at a time, in this process, gone when it ends. A job that a
 * stopping program cuts off has left nothing, so it is simply begun again.
 * @param complain told of a fault that ends a job
 */
export function createJobs(complain: (failure: unknown) => void, now = Date.now): Jobs {
  const held = new Map<string, Held>();

  const tidy = (): void => {
    for (const [id, { ended }] of held)
      if (ended.at !== null && now() - ended.at > keptMinutes * 60_000) held.delete(id);
    const endedOnes = [...held].filter(([, { ended }]) => ended.at !== null);
    for (const [id] of endedOnes.slice(0, Math.max(0, held.size - mostHeld))) held.delete(id);
  };
  const find = (viewer: Viewer, id: string): Held => {
    const found = held.get(id);
    if (found?.owner === viewer.id) return found;
    throw new HttpError('no such job', 404, { wayOut: 'It may be done with; begin it again.' });
  };

  return {
    begin(viewer, what, work) {
      tidy();
      const other = [...held.values()].find(
        ({ owner, state }) => owner === viewer.id && state.state === 'running',
      );
      if (other)
        throw new HttpError(`still at work: ${other.state.what}`, 409, {
          wayOut: 'Wait until it is done, or stop it.',
        });
      const id = randomUUID();
      const job: Held = {
        state: { id, what, state: 'running', done: 0, total: 0, words: 'Beginning', file: false },
        owner: viewer.id,
        ended: { at: null },
        file: null,
        stop: false,
      };
      held.set(id, job);
      void run(job, work, complain).finally(() => (job.ended.at = now()));
      return job.state;
    },
    stateOf: (viewer, id) => find(viewer, id).state,
    fileOf(viewer, id) {
      const { file } = find(viewer, id);
      if (file) return file;
      throw new HttpError('this job has no file', 404, { wayOut: 'Wait until it is done.' });
    },
    stop(viewer, id) {
      find(viewer, id).stop = true;
    },
  };
}

async function run(
  job: Held,
  work: (step: Step) => Promise<JobResult>,
  complain: (failure: unknown) => void,
): Promise<void> {
  const step: Step = async (done, total, words) => {
    job.state = { ...job.state, done, total, words };
    // Answers of others come in between.
    await new Promise((resolve) => setImmediate(resolve));
    return !job.stop;
  };
  try {
    const { words, file } = await work(step);
    job.file = file ?? null;
    job.state = { ...job.state, state: 'done', words, file: file !== undefined };
  } catch (failure) {
    if (!(failure instanceof HttpError)) complain(failure);
    const words =
      failure instanceof HttpError
        ? [failure.message, failure.wayOut].filter(Boolean).join('. ')
        : 'It could not be done. Try again; if it stays, tell whoever runs the dashboard.';
    job.state = { ...job.state, state: 'failed', words };
  }
}
