import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import type { Draft, Statistic } from '#figure/draft.ts';
import { metrics, splitsOf } from '#metrics';
import type { Metric } from '#metrics';
import { countMeanInterval } from '../../server/kinds/columns.ts';
import { MISSING, snapshotTables } from '../../server/episodes/columns.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import { DATA_TO, ask, cohortOf, dictionaries, modelledValues } from '../metrics/support.ts';
import { cohorts, snapshots } from './random-data.ts';

const counted = metrics.filter(({ statistic }) => statistic.kind !== 'records');
function numbersOf(statistic: Statistic): readonly (number | null | undefined)[] {
  switch (statistic.kind) {
    case 'count':
      return [statistic.n];
    case 'share':
      return [statistic.x, statistic.n];
    case 'rate':
      return [statistic.x, statistic.exposure, statistic.per];
    case 'estimate':
      return [statistic.n, statistic.value, statistic.lower, statistic.upper, statistic.se];
    case 'plain':
      return typeof statistic.value === 'number' ? [statistic.value] : [];
    case 'empty':
      return [];
  }
}

function problems(draft: Draft): readonly string[] {
  const rows = [...draft.rows, ...(draft.total ? [draft.total] : [])];
  const known = new Map(draft.columns.map((column) => [column.key, column]));
  return rows.flatMap((each) =>
    Object.entries(each.cells).flatMap(([key, statistic]) => {
      const where = `${each.key}/${key} ${JSON.stringify(statistic)}`;
      const found: string[] = [];
      const column = known.get(key);
      if (!column) found.push(`no column for ${where}`);
      const ofCounts = column?.interval?.method === countMeanInterval.method;
      if (ofCounts && statistic.kind === 'estimate' && Number(statistic.lower) < 0)
        found.push(`fewer than none: ${where}`);
      const numbers = numbersOf(statistic);
      if (numbers.some((number) => typeof number === 'number' && !Number.isFinite(number))) {
        found.push(`not finite: ${where}`);
      }
      if (statistic.kind === 'share' && !(statistic.x >= 0 && statistic.x <= statistic.n)) {
        found.push(`share of more than all: ${where}`);
      }
      if (statistic.kind === 'share' && statistic.n === 0) found.push(`share of nobody: ${where}`);
      if (statistic.kind === 'count' && !(Number.isInteger(statistic.n) && statistic.n >= 0)) {
        found.push(`no count: ${where}`);
      }
      if (statistic.kind === 'rate' && !(statistic.exposure > 0 && statistic.x >= 0)) {
        found.push(`no rate: ${where}`);
      }
      if (statistic.kind === 'estimate' && statistic.n <= 0) found.push(`nobody: ${where}`);
      return found;
    }),
  );
}

/** What must hold of every answer, whatever the data: finite or empty with a reason, and drawable. */
function check(metric: Metric, by: string, snapshot: Snapshot, cohort: Cohort): void {
  const { draft, chart, headlineColumn } = ask(metric, by, snapshot, cohort, modelledValues);
  const where = `${metric.id} by ${by}`;
  expect(problems(draft), where).toEqual([]);
  const keys = draft.columns.map((column) => column.key);
  expect(new Set(keys).size, where).toBe(keys.length);
  expect(keys, where).toEqual(expect.arrayContaining([...chart.y, headlineColumn]));
  expect(new Set(draft.rows.map((each) => each.key)).size, where).toBe(draft.rows.length);
  for (const step of draft.flow) {
    for (const part of [step, ...(step.lost ?? [])]) {
      expect(part.n.kind === 'count' && part.n.n >= 0, `${where}, flow ${part.key}`).toBe(true);
    }
  }
}

describe('every draft is finite or says why not', () => {
  it.each(counted.map((metric) => [metric.id, metric] as const))('%s', (_, metric) => {
    const by = fc.constantFrom(...splitsOf(metric));
    fc.assert(
      fc.property(snapshots, cohorts, by, (snapshot, cohort, split) => {
        check(metric, split, snapshot, cohort);
      }),
      { numRuns: 25, seed: 42 },
    );
  });
});

describe('thin data', () => {
  const empty = snapshotFromRows({}, { dictionaries });
  const blank = Object.fromEntries(
    Object.keys(snapshotTables.episode).map((name) => [name, null] as const),
  );
  const one = snapshotFromRows(
    { episode: [{ ...blank, person: 0, referred: DATA_TO - 100, referred_month: 317 }] },
    { dictionaries, dataTo: { cases: DATA_TO, wellbeing: DATA_TO, appointments: DATA_TO } },
  );

  it.each(counted.map((metric) => [metric.id, metric] as const))(
    '%s answers for nobody, and for one person of whom nothing is known',
    (_, metric) => {
      for (const by of splitsOf(metric)) {
        check(metric, by, empty, cohortOf());
        check(metric, by, one, cohortOf());
      }
    },
  );

  it('keeps the stored stand-in for missing out of every number', () => {
    const standIns: readonly number[] = Object.values(MISSING);
    for (const metric of counted) {
      for (const by of splitsOf(metric)) {
        const { draft } = ask(metric, by, one, cohortOf(), modelledValues);
        const rows = [...draft.rows, ...(draft.total ? [draft.total] : [])];
        const numbers = rows.flatMap((each) => Object.values(each.cells).flatMap(numbersOf));
        expect(numbers.filter((number) => standIns.includes(number ?? 0))).toEqual([]);
      }
    }
  });
});
