import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Statistic } from '#figure/draft.ts';
import { metricOf } from '#metrics';
import { NO_EFFECT, generateExtract, selectedBy } from '../../seeds/synthetic/index.ts';
import type { TruthChanges } from '../../seeds/synthetic/index.ts';
import { openSnapshot } from '../../server/episodes/open-snapshot.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import { loadExtract } from '../../server/imports/load.ts';
import { ask, cohortOf } from '../metrics/support.ts';
import { cloneDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

const pseudonymKey = Buffer.from('a key for invented people only');
/** Some referrals are made by other staff than GPs. */
const anyStaff = { gp: 1, other: 0.42 };
const everything = cohortOf({ from: '2023-04', to: '2026-10' });

/** Generates people with these truths, loads them as an extract, and opens what the dashboard reads. */
function withTruths(truths: TruthChanges, seed: number, comparison = 5000): () => Snapshot {
  let mine: TestDatabase | undefined;
  let folder = '';
  let snapshot: Snapshot | null = null;
  beforeAll(async () => {
    mine = await cloneDatabase();
    folder = await mkdtemp(join(tmpdir(), 'truths-'));
    const extract = generateExtract({
      size: 'tiny',
      referrals: 2500,
      comparison,
      seed,
      truths,
    });
    const report = await loadExtract(extract, { database: mine.database, pseudonymKey });
    expect(report.status).toBe('loaded');
    const store = await openSnapshot(mine.database, folder);
    snapshot = store.currentSnapshot();
    await store.close();
  });
  afterAll(async () => {
    await mine?.drop();
    await rm(folder, { recursive: true, force: true });
  });
  return () => {
    if (!snapshot) throw new Error('the snapshot is there inside tests only');
    return snapshot;
  };
}

interface Estimated {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

function estimate(statistic: Statistic | undefined): Estimated {
  if (statistic?.kind !== 'estimate') throw new Error('not an estimate');
  const { value, lower, upper } = statistic;
  return { value: value ?? NaN, lower: lower ?? NaN, upper: upper ?? NaN };
}

function cell(snapshot: Snapshot, id: string, by: string, row: string, column: string): Estimated {
  const { rows, total } = ask(metricOf(id), by, snapshot, everything).draft;
  const found = row === '' ? total : rows.find((each) => each.key === row);
  return estimate(found?.cells[column]);
}

const holds = ({ lower, upper }: Estimated, truth: number): boolean =>
  lower <= truth && truth <= upper;

describe.each([
  ['people at a consultation', { ...selectedBy('consultation'), selectionWeight: anyStaff }],
  ['frequent attenders', selectedBy('frequent')],
  ['people by a mixture of routes', {}],
] as const)('no effect on appointments, referring %s', (_, how) => {
  const snapshot = withTruths({ appointmentRateRatio: 1, defects: false, ...how }, 2);

  it('falls by the recipes that count the referral visit', () => {
    const naive = cell(snapshot(), 'gp-reconciler', 'recipe', 'referral_visit', 'ratio');
    expect(naive.upper).toBeLessThan(1);
  });

  it('shows no fall against matched patients', () => {
    const effect = cell(snapshot(), 'gp-comparison', 'all', '', 'effect');
    expect(effect.upper).toBeGreaterThan(0);
    expect(Math.abs(effect.value)).toBeLessThan(0.6);
  });
});

describe('a planted effect on appointments, and on wellbeing with chance follow-up', () => {
  const snapshot = withTruths(
    {
      ...NO_EFFECT,
      ...selectedBy('consultation'),
      appointmentRateRatio: 0.7,
      effectFromDay: 1,
      attritionSlope: 0,
      followUpRate: 0.7,
    },
    3,
  );

  it('is found against matched patients, inside the interval', () => {
    const ratio = cell(snapshot(), 'gp-reconciler', 'recipe', 'matched', 'ratio');
    expect(holds(ratio, 0.7)).toBe(true);
    expect(ratio.upper).toBeLessThan(0.9);
  });

  it('shows month by month: level before the run-in, lower after', () => {
    const month = (key: string): Estimated =>
      cell(snapshot(), 'gp-event-study', 'event_month', key, 'mean');
    expect(month('6').upper).toBeLessThan(month('-6').lower);
  });

  it.each([
    ['life_satisfaction', 0.9],
    ['worthwhile', 0.8],
    ['happiness', 1],
    ['anxiety', 0.8],
    ['swemwbs', 1.8],
  ])('finds the planted change of %s', (scale, truth) => {
    expect(holds(cell(snapshot(), 'wellbeing-change', 'scale', scale, 'change'), truth)).toBe(true);
  });

  it('finds nobody in particular came back', () => {
    expect(holds(cell(snapshot(), 'attrition-bridge', 'step', 'who_came_back', 'points'), 0)).toBe(
      true,
    );
  });
});

describe('wellbeing when people who felt better come back more, and nobody changes', () => {
  const still = { life_satisfaction: 0, worthwhile: 0, happiness: 0, anxiety: 0, swemwbs: 0 };
  const snapshot = withTruths({ ...NO_EFFECT, attritionSlope: 1.2, wellbeingChange: still }, 4, 50);

  it('makes the unpaired averages look better than the same people do', () => {
    const bridge = (step: string): Estimated =>
      cell(snapshot(), 'attrition-bridge', 'step', step, 'points');
    expect(bridge('unpaired').lower).toBeGreaterThan(bridge('paired').upper);
  });

  it('does not rise in the same people, and the bridge says who came back', () => {
    const bridge = (step: string): Estimated =>
      cell(snapshot(), 'attrition-bridge', 'step', step, 'points');
    expect(bridge('paired').lower).toBeLessThan(0);
    expect(bridge('who_came_back').upper).toBeLessThan(0);
    expect(
      bridge('unpaired').value + bridge('who_came_back').value + bridge('no_first_score').value,
    ).toBeCloseTo(bridge('paired').value, 9);
  });
});
