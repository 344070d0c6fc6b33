import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import type { Draft, Statistic } from '#figure/draft.ts';
import { metrics, splitsOf } from '#metrics';
import type { Metric } from '#metrics';
import { standardWellby } from '#metrics/value.ts';
import { MISSING, snapshotTables } from '../../server/episodes/columns.ts';
import type { SnapshotTable } from '../../server/episodes/columns.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import type { HandRow } from '../../server/episodes/snapshot-from-rows.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import { DATA_TO, ask, cohortOf, dictionaries } from '../metrics/support.ts';

const counted = metrics.filter(({ statistic }) => statistic.kind !== 'records');
const value = {
  consultation: {
    minutes: 10,
    pounds: { low: 30, central: 40, high: 50 },
    priceYear: '2025/26',
    includes: 'made up',
    source: 'made up',
  },
  wellby: standardWellby,
};

/** A column's value: mostly believable, now and then missing, negative or absurd. */
function cell(name: string, type: 'int32' | 'int16' | 'uint8'): fc.Arbitrary<number | null> {
  const day = fc.integer({ min: DATA_TO - 900, max: DATA_TO + 40 });
  const small = fc.integer({ min: 0, max: name.endsWith('mask') ? 31 : 6 });
  const months = fc.integer({ min: 296, max: 322 });
  const absurd =
    type === 'uint8' ? fc.integer({ min: 0, max: 254 }) : fc.integer({ min: -32767, max: 32767 });
  const usual = /^(referred|accepted|first_contact|closed|last_contact|offered)$|_day$/.test(name)
    ? day
    : name === 'month'
      ? months
      : /^(observed|not_due)/.test(name)
        ? fc.integer({ min: 0, max: 500 })
        : /^(before|after|first_after|any_after)$/.test(name) && type === 'int16'
          ? fc.integer({ min: -200, max: 3600 })
          : small;
  return fc.oneof(
    { weight: 12, arbitrary: usual },
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: absurd },
  );
}

const places: Readonly<Record<string, number>> = {
  practice: 3,
  pcn: 2,
  pcn_then: 2,
  pcn_today: 2,
  team: 1,
  worker: 1,
  provider: 1,
};

function row(table: SnapshotTable): fc.Arbitrary<HandRow> {
  const cells = Object.entries(snapshotTables[table]).map(([name, { type }]) => {
    const most = places[name];
    if (most !== undefined) {
      return [name, fc.option(fc.integer({ min: 0, max: most }), { freq: 8 })] as const;
    }
    if (name === 'person') return [name, fc.integer({ min: 0, max: 12 })] as const;
    if (name === 'patients') return [name, fc.integer({ min: 0, max: 20_000 })] as const;
    return [name, cell(name, type)] as const;
  });
  return fc.record(Object.fromEntries(cells)).map((made) => {
    const { referred_month: _r, first_contact_month: _f, closed_month: _c, ...rest } = made;
    return rest as HandRow;
  });
}

/** Rows of an episode's child tables need an episode there is. */
function childRows(table: SnapshotTable, episodes: number): fc.Arbitrary<HandRow[]> {
  if (episodes === 0) return fc.constant([]);
  const episode = fc.integer({ min: 0, max: episodes - 1 });
  return fc.array(
    fc.tuple(row(table), episode).map(([each, at]) => ({ ...each, episode: at })),
    { maxLength: 25 },
  );
}

const snapshots: fc.Arbitrary<Snapshot> = fc
  .array(row('episode'), { maxLength: 30 })
  .chain((episode) =>
    fc.tuple(
      fc.constant(
        episode.map((each) => ({ ...each, referred: each['referred'] ?? DATA_TO - 200 })),
      ),
      childRows('score', episode.length),
      childRows('onward', episode.length),
      childRows('comparator', episode.length),
      fc.array(row('list_size'), { maxLength: 12 }),
      fc.array(row('capacity'), { maxLength: 12 }),
      fc.option(fc.constant(DATA_TO), { freq: 6 }),
    ),
  )
  .map(([episode, score, onward, comparator, list_size, capacity, to]) =>
    snapshotFromRows(
      { episode, score, onward, comparator, list_size, capacity },
      { dictionaries, dataTo: { cases: to, wellbeing: to, appointments: to } },
    ),
  );

const cohorts: fc.Arbitrary<Cohort> = fc
  .record({
    basis: fc.constantFrom('referred' as const, 'first_contact' as const, 'closed' as const),
    pcns: fc.constantFrom('then' as const, 'today' as const),
    from: fc.constantFrom('2025-04', '2025-10', '2026-09'),
    to: fc.constantFrom('2026-09', '2026-12'),
    filters: fc.constantFrom({}, { pcn: ['U00001'] }, { age: ['20-34'], pcn: ['U00002'] }),
  })
  .map((more) => cohortOf(more));

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
  const known = new Set(draft.columns.map((column) => column.key));
  return rows.flatMap((each) =>
    Object.entries(each.cells).flatMap(([key, statistic]) => {
      const where = `${each.key}/${key} ${JSON.stringify(statistic)}`;
      const found: string[] = [];
      if (!known.has(key)) found.push(`no column for ${where}`);
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
  const { draft, chart, headlineColumn } = ask(metric, by, snapshot, cohort, value);
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
        const { draft } = ask(metric, by, one, cohortOf(), value);
        const rows = [...draft.rows, ...(draft.total ? [draft.total] : [])];
        const numbers = rows.flatMap((each) => Object.values(each.cells).flatMap(numbersOf));
        expect(numbers.filter((number) => standIns.includes(number ?? 0))).toEqual([]);
      }
    }
  });
});
