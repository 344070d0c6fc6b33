import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricOf } from '#metrics';
import { generateExtract } from '../../seeds/synthetic/index.ts';
import { openSnapshot } from '../../server/episodes/open-snapshot.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import { loadExtract } from '../../server/imports/load.ts';
import { ask, cohortOf } from '../metrics/support.ts';
import { cloneDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { PLANTED, cell, matchedRatio, planted, trial, wellbeing, withoutEffect } from './trials.ts';

const pseudonymKey = Buffer.from('a key for invented people only');
const SEED = 3;

let mine: TestDatabase;
let folder: string;
let loaded: Snapshot;
const size = { referrals: 2000, comparison: 4000 };
const quick = trial({ ...planted, repeatShare: 0.07 }, SEED, size);

beforeAll(async () => {
  mine = await cloneDatabase();
  folder = await mkdtemp(join(tmpdir(), 'truths-'));
  const truths = { ...planted, repeatShare: 0.07 };
  const options = { size: 'tiny', ...size, seed: SEED, truths } as const;
  const report = await loadExtract(generateExtract(options), {
    database: mine.database,
    pseudonymKey,
  });
  expect(report.status).toBe('loaded');
  const store = await openSnapshot(mine.database, folder);
  loaded = store.currentSnapshot()!;
  await store.close();
});
afterAll(async () => {
  await mine?.drop();
  await rm(folder, { recursive: true, force: true });
});

const rounded = (values: object): unknown =>
  JSON.parse(
    JSON.stringify(values, (_, value: unknown) =>
      typeof value === 'number' ? Number(value.toPrecision(9)) : value,
    ),
  );

describe('files, PostgreSQL and the short way from generator to figure', () => {
  it('tell the same of the people referred, to the last digit', () => {
    const [theirs, ours] = [withoutEffect(loaded), withoutEffect(quick)];
    expect(rounded([theirs.naive, theirs.supplier])).toEqual(rounded([ours.naive, ours.supplier]));
    for (const scale of Object.keys(PLANTED.scales)) {
      expect(rounded(wellbeing(loaded, scale)), scale).toEqual(rounded(wellbeing(quick, scale)));
    }
    const flow = (snapshot: Snapshot) =>
      ask(
        metricOf('gp-appointments'),
        'all',
        snapshot,
        cohortOf({ from: '2023-04', to: '2026-10' }),
      ).draft.flow;
    expect(flow(loaded)).toEqual(flow(quick));
  });

  it('agree on matched patients, who are drawn by other numbers', () => {
    const [theirs, ours] = [matchedRatio(loaded), matchedRatio(quick)];
    expect(Math.abs(theirs.value - ours.value)).toBeLessThan((ours.upper - ours.lower) / 2);
    expect(theirs.upper).toBeLessThan(0.9);
  });

  it('show month by month: level before the run-in, lower after', () => {
    const month = (key: string) => cell(loaded, 'gp-event-study', 'event_month', key, 'mean');
    expect(month('6').upper).toBeLessThan(month('-6').lower);
  });
});
