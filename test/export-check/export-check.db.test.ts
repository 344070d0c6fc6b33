import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkExports } from '../../server/export-check/check-exports.ts';
import { latestCheck, recordCheck } from '../../server/export-check/records.ts';
import { badgeOf } from '../../client/pages/ExportsBadge.tsx';
import { askingAs, snapshot } from '../exports/asked.ts';
import { withDatabase } from '../support/database.ts';
import { jobStore } from '../../server/jobs/job-store.ts';
import { createJobs } from '../../server/jobs/jobs.ts';
import type { JobState } from '../../server/jobs/jobs.ts';
import type { Viewer } from '../../server/access/viewer.ts';

const database = withDatabase();

describe('comparing files with the page on the data being served', () => {
  it('has never been done at first, and says so', async () => {
    expect(await latestCheck(database())).toBeNull();
    for (const role of ['manager', 'admin'] as const) {
      expect(badgeOf(null, 'v1', role).finding).toContain('not been compared');
      expect(badgeOf(null, 'v1', role).words).toContain('npm run verify:exports');
    }
  });

  it('is nothing that readers who cannot run it are told to run', () => {
    for (const role of ['director', 'commissioner'] as const) {
      const { look, finding, words } = badgeOf(null, 'v1', role);
      expect(look).toBeNull();
      expect(`${finding} ${words}`).not.toMatch(/npm|not been compared|runs the dashboard/);
    }
  });

  it('finds no difference, keeps that, and the page says so until newer data come', async () => {
    const found = await checkExports(askingAs('manager'), { questions: 4, seed: 7 });
    expect(found).toMatchObject({ questions: 4, files: 32, differing: 0, differences: [] });
    expect(found.values).toBeGreaterThan(40);
    await recordCheck(database(), found);
    const latest = await latestCheck(database());
    expect(latest).toMatchObject({ dataVersion: snapshot.version, questions: 4, differing: 0 });
    expect(badgeOf(latest, snapshot.version, 'commissioner').look).toBe('is-good');
    expect(badgeOf(latest, 'newer', 'commissioner').finding).toContain('before the newest data');
  }, 60_000);

  it('names what differs, and the page warns', async () => {
    const one = await checkExports(askingAs('manager'), { questions: 1, seed: 3 });
    const difference = {
      format: 'csv',
      place: 'row 1',
      wanted: '5',
      got: '6',
      figure: 'x',
    } as const;
    await recordCheck(database(), { ...one, differing: 1, differences: [difference] });
    const latest = await latestCheck(database());
    expect(badgeOf(latest, snapshot.version, 'commissioner').look).toBe('is-problem');
  }, 60_000);

  it('is kept for good', async () => {
    await expect(
      database().query('tamper', 'update export_check set differing = 0'),
    ).rejects.toThrow('a value was refused (P0001)');
  });
});

describe('jobs outlive the program', () => {
  const viewer: Viewer = { id: 'a', name: 'a', role: 'manager', pcns: [] };
  const other: Viewer = { ...viewer, id: 'b' };
  const complaints: unknown[] = [];
  const program = () => createJobs(jobStore(database()), (failure) => complaints.push(failure));
  const ended = async (jobs: ReturnType<typeof program>, { id }: JobState): Promise<JobState> => {
    for (;;) {
      const state = await jobs.stateOf(viewer, id);
      if (state.state !== 'running') return state;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const blocked: (() => void)[] = [];
  beforeAll(() => void blocked.splice(0));
  afterAll(() => blocked.forEach((release) => release()));

  it('hands over a finished file after a restart, to its owner alone', async () => {
    const before = program();
    const file = { name: 'a.zip', type: 'application/zip', bytes: Buffer.from([1, 2, 3]) };
    const job = before.begin(viewer, 'making a report', () =>
      Promise.resolve({ words: 'Ready.', file }),
    );
    expect(await ended(before, job)).toMatchObject({ state: 'done', file: true });
    const after = program();
    expect(await after.stateOf(viewer, job.id)).toMatchObject({ state: 'done', words: 'Ready.' });
    expect(Buffer.from((await after.fileOf(viewer, job.id)).bytes)).toEqual(file.bytes);
    expect((await after.latest(viewer)).map(({ id }) => id)).toEqual([job.id]);
    await expect(after.fileOf(other, job.id)).rejects.toThrow('this job has no file');
    await expect(after.stateOf(other, job.id)).rejects.toThrow('no such job');
  });

  it('says that a job was cut off, once nothing is heard of its process', async () => {
    const before = program();
    const job = before.begin(
      viewer,
      'making a long report',
      () => new Promise((resolve) => blocked.push(() => resolve({ words: 'too late' }))),
    );
    const after = program();
    await expect.poll(() => after.latest(viewer).then((jobs) => jobs[0]?.state)).toBe('running');
    await database().query(
      'time passes',
      "update long_job set touched_at = now() - interval '5 minutes' where job_id = $1",
      [job.id],
    );
    const state = await after.stateOf(viewer, job.id);
    expect(state.state).toBe('failed');
    expect(state.words).toMatch(/stopped before this was done.*Begin it again/);
  });

  it('says that the disk is full, and keeps no half of a file', async () => {
    const store = jobStore(database());
    const full = Object.assign(new Error('could not extend file'), { code: '53100' });
    const jobs = createJobs(
      { ...store, end: (state, file) => (file ? Promise.reject(full) : store.end(state, null)) },
      (failure) => complaints.push(failure),
    );
    const file = { name: 'a.zip', type: 'application/zip', bytes: Buffer.from([1]) };
    const job = jobs.begin(viewer, 'making another', () =>
      Promise.resolve({ words: 'Ready.', file }),
    );
    const state = await ended(jobs, job);
    expect(state).toMatchObject({ state: 'failed', file: false });
    expect(state.words).toContain('The disk is full, so nothing was kept');
    expect(complaints).toContain(full);
  });

  it('keeps the newest files of an owner and forgets the rest', async () => {
    const jobs = program();
    const file = { name: 'a.zip', type: 'application/zip', bytes: Buffer.from([1]) };
    for (let at = 0; at < 8; at++)
      await ended(
        jobs,
        jobs.begin(viewer, `making ${at}`, () => Promise.resolve({ words: 'Ready.', file })),
      );
    const kept = await jobs.latest(viewer);
    expect(kept.filter((each) => each.file).length).toBeLessThanOrEqual(5);
    expect(kept[0]?.what).toBe('making 7');
  });
});
