import { describe, expect, it } from 'vitest';
import type { Statistic } from '#figure/draft.ts';
import { metricOf } from '#metrics';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import type { HandRow } from '../../server/episodes/snapshot-from-rows.ts';
import { bootstrapRatio } from '../../server/statistics/bootstrap-ratio.ts';
import { DATA_TO, ask, cohortOf, dictionaries } from '../metrics/support.ts';

const before = [3, 1, 0, 6, 2, 8, 4, 0, 5, 1, 7, 2];
const after = [2, 1, 1, 3, 2, 5, 2, 0, 4, 0, 6, 2];

const person = (pcn: number, at: number): HandRow => ({
  referred: DATA_TO - 300,
  person: pcn * 100 + at,
  pcn_then: pcn,
  index_referral: 1,
  linkage: 0,
  observed_before: 400,
  observed_after: 250,
  gp_before_182_30: before[at % before.length]!,
  gp_after_182: after[at % after.length]!,
});

/** 36, 12 and 5 people in three PCNs. */
const snapshot = snapshotFromRows(
  {
    episode: [36, 12, 5].flatMap((n, pcn) => Array.from({ length: n }, (_, at) => person(pcn, at))),
  },
  { dictionaries, dataTo: { cases: DATA_TO, wellbeing: DATA_TO, appointments: DATA_TO } },
);

const limits = (statistic: Statistic | undefined) =>
  statistic?.kind === 'estimate' ? { lower: statistic.lower, upper: statistic.upper } : null;

describe('the interval of a ratio of appointments', () => {
  const { draft } = ask(metricOf('gp-appointments'), 'pcn', snapshot, cohortOf());
  const [many, some, few] = draft.rows.map((row) => row.cells['ratio']);

  it('is the formula from 30 people, and of the whole', () => {
    const whole = limits(draft.total?.cells['ratio']);
    expect(whole?.lower).toBeGreaterThan(limits(many)?.lower ?? 1);
    expect(many).toMatchObject({ n: 36, minimum: 30 });
    expect(limits(many)).not.toEqual(bootstrapRatio(before, after));
  });

  it('is made by resampling the group’s own people below 30, and marked too few to conclude', () => {
    expect(some).toMatchObject({ n: 12, minimum: 30 });
    expect(limits(some)).toEqual(bootstrapRatio(before, after));
  });

  it('is not given below 10', () => {
    expect(few).toMatchObject({ n: 5 });
    expect(limits(few)).toEqual({ lower: null, upper: null });
  });

  it('is found for one split of several kinds of group', () => {
    const rows = ask(metricOf('gp-sensitivity'), 'window', snapshot, cohortOf()).draft.rows;
    expect(rows.find(({ key }) => key === '182-30')?.cells['ratio']).toMatchObject({ n: 53 });
  });
});
