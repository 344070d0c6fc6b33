import { randomUUID } from 'node:crypto';
import type { Viewer } from '../access/viewer.ts';
import { HttpError } from '../http-error.ts';
import type { JobStore } from './job-store.ts';

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

/** Long work: says how far it is, and gives up what it is at when the signal says so. */
export type Work = (step: Step, signal: AbortSignal) => Promise<JobResult>;

/** What a job made: words on how it went, and a file perhaps. */
export interface JobResult {
  readonly words: string;
  readonly file?: JobFile;
}

interface Held {
  state: JobState;
  readonly owner: string;
  readonly stop: AbortController;
  /** The store knows of it: what is asked about it waits for that. */
  begun: Promise<void>;
}

export interface Jobs {
  /** Begins a job. @throws HttpError 409 while the same viewer has one under way */
  begin(viewer: Viewer, what: string, work: Work): JobState;
  /** @throws HttpError 404 for a job that is not the viewer's, or is gone */
  stateOf(viewer: Viewer, id: string): Promise<JobState>;
  /** @throws HttpError 404 for a job without a file, or none of the viewer's */
  fileOf(viewer: Viewer, id: string): Promise<JobFile>;
  stop(viewer: Viewer, id: string): Promise<void>;
  /** The viewer's own, newest first. */
  latest(viewer: Viewer): Promise<readonly JobState[]>;
}

/** How often a running job says that it is alive, below the silence that counts as cut off. */
const beatMilliseconds = 10_000;

/**
 * Long work of requests: one job a viewer at a time in a process. Its state and what it made are kept
 * in the database for a day, so a restart neither loses a finished file nor leaves a job running for
 * ever on somebody's page.
 * @param complain told of a fault that ends a job
 */
export function createJobs(store: JobStore, complain: (failure: unknown) => void): Jobs {
  const running = new Map<string, Held>();
  const own = ({ id: owner }: Viewer, id: string): Held | null => {
    const found = running.get(id);
    return found?.owner === owner ? found : null;
  };
  return {
    begin(viewer, what, work) {
      const other = [...running.values()].find(({ owner }) => owner === viewer.id);
      if (other)
        throw new HttpError(`still at work: ${other.state.what}`, 409, {
          wayOut: 'Wait until it is done, or stop it.',
        });
      const id = randomUUID();
      const state = {
        id,
        what,
        state: 'running',
        done: 0,
        total: 0,
        words: 'Beginning',
        file: false,
      } as const;
      const begun = store.begin(viewer.id, state);
      const job: Held = { state, owner: viewer.id, stop: new AbortController(), begun };
      running.set(id, job);
      void run(job, work, { store, complain }).finally(() => running.delete(id));
      return state;
    },
    async stateOf(viewer, id) {
      const found = own(viewer, id)?.state ?? (await store.find(viewer.id, id));
      if (found) return found;
      throw new HttpError('no such job', 404, { wayOut: 'It may be done with; begin it again.' });
    },
    async fileOf(viewer, id) {
      const file = await store.fileOf(viewer.id, id);
      if (file) return file;
      throw new HttpError('this job has no file', 404, {
        wayOut: 'Wait until it is done; files are kept for a day.',
      });
    },
    async stop(viewer, id) {
      const job = own(viewer, id);
      if (job) job.stop.abort();
      else await store.askToStop(viewer.id, id);
    },
    latest: (viewer) => store.latest(viewer.id),
  };
}

interface Keeping {
  readonly store: JobStore;
  complain(failure: unknown): void;
}

/** Reports how the work is going, now and then to the store as well. */
function stepOf(job: Held): Step {
  return async (done, total, words) => {
    job.state = { ...job.state, done, total, words };
    // Answers of others come in between.
    await new Promise((resolve) => setImmediate(resolve));
    return !job.stop.signal.aborted;
  };
}

async function run(job: Held, work: Work, { store, complain }: Keeping): Promise<void> {
  const beat = setInterval(() => {
    store.touch(job.state).then((stop) => stop && job.stop.abort(), complain);
  }, beatMilliseconds);
  beat.unref();
  try {
    await job.begun;
    const { words, file } = await work(stepOf(job), job.stop.signal);
    const state = { ...job.state, state: 'done', words, file: file !== undefined } as const;
    await store.end(state, file ?? null);
    job.state = state;
  } catch (failure) {
    job.state = { ...job.state, state: 'failed', words: failureWords(failure, complain) };
    await store.end(job.state, null).catch(complain);
  } finally {
    clearInterval(beat);
  }
}

/** PostgreSQL's names for a full disk, and the system's. */
const fullDisk = new Set(['53100', 'ENOSPC', 'EDQUOT']);

function codeOf(failure: unknown): string {
  if (!(failure instanceof Error)) return '';
  if ('code' in failure && typeof failure.code === 'string') return failure.code;
  return codeOf(failure.cause);
}

function failureWords(failure: unknown, complain: (failure: unknown) => void): string {
  if (failure instanceof HttpError)
    return [failure.message, failure.wayOut].filter(Boolean).join('. ');
  complain(failure);
  return fullDisk.has(codeOf(failure))
    ? 'The disk is full, so nothing was kept. Tell whoever runs the dashboard; begin it again when there is room.'
    : 'It could not be done. Try again; if it stays, tell whoever runs the dashboard.';
}
