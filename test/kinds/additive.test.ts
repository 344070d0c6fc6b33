import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftRow, Statistic } from '#figure/draft.ts';
import { metricOf } from '#metrics';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import { dayNumber } from '#figure/month.ts';
import { DATA_TO, ask, cohortOf, dictionaries } from '../metrics/support.ts';

/** A referral with everything the additive kinds count, small whole numbers throughout. */
const referral = fc.record({
  referred: fc.integer({ min: dayNumber('2025-10-01'), max: dayNumber('2026-09-30') }),
  person: fc.integer({ min: 0, max: 9 }),
  pcn_then: fc.integer({ min: 0, max: 2 }),
  source: fc.integer({ min: 0, max: 18 }),
  decision: fc.integer({ min: 0, max: 3 }),
  plan: fc.integer({ min: 0, max: 1 }),
  green_steps: fc.constantFrom(0, 1, 3, 7, 15, 31, 32),
  index_referral: fc.integer({ min: 0, max: 1 }),
  linkage: fc.integer({ min: 0, max: 2 }),
  observed_before: fc.constantFrom(100, 400),
  observed_after: fc.constantFrom(100, 300),
  not_due_after: fc.constantFrom(100, 300),
  gp_before_182_30: fc.integer({ min: 0, max: 20 }),
  gp_after_182: fc.integer({ min: 0, max: 20 }),
});

const snapshots = fc.array(referral, { minLength: 1, maxLength: 60 }).map((episode) =>
  snapshotFromRows(
    {
      episode,
      score: episode.map((_, at) => ({
        episode: at,
        scale: 0,
        state: 3,
        before: 100 * (at % 9),
        after: 100 * ((at * 7) % 10),
      })),
    },
    { dictionaries, dataTo: { cases: DATA_TO, wellbeing: DATA_TO, appointments: DATA_TO } },
  ),
);

const parts = (statistic: Statistic | undefined): readonly number[] => {
  if (statistic?.kind === 'count') return [statistic.n];
  return statistic?.kind === 'share' ? [statistic.x, statistic.n] : [0, 0];
};

function sums(rows: readonly DraftRow[], key: string): readonly number[] {
  const all = rows.map((row) => parts(row.cells[key]));
  const width = Math.max(...all.map((each) => each.length), 1);
  return Array.from({ length: width }, (_, at) =>
    all.reduce((sum, each) => sum + (each[at] ?? 0), 0),
  );
}

/** Metric, split whose groups take each referral once, and columns whose parts add up. */
const additive = [
  ['referrals', 'pcn', ['n']],
  ['referrals', 'month', ['n']],
  ['declined', 'month', ['x', 'n', 'share']],
  ['green-uptake', 'pcn', ['offered', 'accepted', 'accepted_share']],
  ['wellbeing-change', 'pcn', ['pairs', 'improved', 'worse', 'low_before']],
  ['gp-appointments', 'pcn', ['n']],
] as const;

describe('groups add up to the total, which is counted from rows', () => {
  it.each(additive)('%s by %s', (id, by, columns) => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const { rows, total } = ask(metricOf(id), by, snapshot, cohortOf()).draft;
        for (const key of columns) {
          const whole = parts(total?.cells[key]);
          expect(sums(rows, key).slice(0, whole.length), key).toEqual(whole);
        }
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  it('two halves of a period add up to the whole', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const count = (from: string, to: string): readonly number[] =>
          parts(
            ask(metricOf('green-uptake'), 'pcn', snapshot, cohortOf({ from, to })).draft.total
              ?.cells['accepted'],
          );
        const [first = 0] = count('2025-10', '2026-03');
        const [second = 0] = count('2026-04', '2026-09');
        expect(first + second).toBe(count('2025-10', '2026-09')[0]);
      }),
      { numRuns: 30, seed: 8 },
    );
  });

  it('people do not add up: somebody referred by two PCNs is in both and once in all', () => {
    const referred = dayNumber('2026-01-15');
    const snapshot = snapshotFromRows(
      {
        episode: [
          { referred, person: 1, pcn_then: 0 },
          { referred, person: 1, pcn_then: 1 },
        ],
      },
      { dictionaries },
    );
    const { rows, total } = ask(metricOf('people'), 'pcn', snapshot, cohortOf()).draft;
    expect(sums(rows, 'n')).toEqual([2]);
    expect(total?.cells['n']).toEqual({ kind: 'count', n: 1 });
  });
});
