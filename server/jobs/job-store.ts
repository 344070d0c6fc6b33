import type { Queries } from '../database/connect.ts';
import type { JobFile, JobState } from './jobs.ts';

/** Where jobs are kept, so that a restart, or another process, knows of them. */
export interface JobStore {
  begin(owner: string, state: JobState): Promise<void>;
  /** Says how far it is and that its process is alive. @returns whether its owner asked it to stop */
  touch(state: JobState): Promise<boolean>;
  end(state: JobState, file: JobFile | null): Promise<void>;
  /** Null for a job that is not the owner's, or is gone. */
  find(owner: string, id: string): Promise<JobState | null>;
  fileOf(owner: string, id: string): Promise<JobFile | null>;
  askToStop(owner: string, id: string): Promise<void>;
  /** The owner's jobs, newest first. */
  latest(owner: string): Promise<readonly JobState[]>;
}

/** A running job whose process has said nothing for so long was cut off. */
const silentSeconds = 45;
/** How long what a job made waits to be fetched. */
const keptHours = 24;
/** Files kept for one owner: a report for every PCN is some 10 MB. */
const keptFiles = 5;

/** The state as it is now: cut off when nothing was heard of it. */
const columns = `job_id as id, what, done, total, file is not null as file,
  case when state = 'running' and touched_at < now() - interval '${silentSeconds} seconds'
    then 'failed' else state end as state,
  case when state = 'running' and touched_at < now() - interval '${silentSeconds} seconds'
    then 'The program stopped before this was done, so nothing of it was kept. Begin it again.'
    else words end as words`;

/** Jobs in the table `long_job`. */
export function jobStore(database: Queries): JobStore {
  const tidy = (owner: string) =>
    database.query(
      'forget old jobs',
      `delete from long_job where touched_at < now() - interval '${keptHours} hours'
       or job_id in (select job_id from long_job where owner = $1 and state <> 'running'
         order by begun_at desc offset ${keptFiles - 1})`,
      [owner],
    );
  return {
    async begin(owner, { id, what, state, words }) {
      await tidy(owner);
      await database.query(
        'begin a job',
        'insert into long_job (job_id, owner, what, state, words) values ($1, $2, $3, $4, $5)',
        [id, owner, what, state, words],
      );
    },
    async touch({ id, done, total, words }) {
      const [row] = await database.query<{ stop: boolean }>(
        'a job is alive',
        `update long_job set done = $2, total = $3, words = $4, touched_at = now()
         where job_id = $1 and state = 'running' returning stop_asked as stop`,
        [id, done, total, words],
      );
      return row?.stop ?? false;
    },
    async end({ id, state, done, total, words }, file) {
      await database.query(
        'end a job',
        `update long_job set state = $2, done = $3, total = $4, words = $5, touched_at = now(),
           file_name = $6, file_type = $7, file = $8 where job_id = $1`,
        [
          id,
          state,
          done,
          total,
          words,
          file?.name ?? null,
          file?.type ?? null,
          file ? Buffer.from(file.bytes) : null,
        ],
      );
    },
    async find(owner, id) {
      const [row] = await database.query<JobState>(
        'the state of a job',
        `select ${columns} from long_job where owner = $1 and job_id::text = $2`,
        [owner, id],
      );
      return row ?? null;
    },
    async fileOf(owner, id) {
      const [row] = await database.query<JobFile>(
        'what a job made',
        `select file_name as name, file_type as type, file as bytes from long_job
         where owner = $1 and job_id::text = $2 and file is not null`,
        [owner, id],
      );
      return row ?? null;
    },
    async askToStop(owner, id) {
      await database.query(
        'ask a job to stop',
        `update long_job set stop_asked = true
         where owner = $1 and job_id::text = $2 and state = 'running'`,
        [owner, id],
      );
    },
    latest: (owner) =>
      database.query<JobState>(
        'the jobs of an account',
        `select ${columns} from long_job where owner = $1 order by begun_at desc limit 20`,
        [owner],
      ),
  };
}
