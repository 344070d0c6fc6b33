import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dimensionOf, dimensions } from '#dimensions';
import type { Dimension } from '#dimensions';
import { filterKeys } from '#figure/cohort.ts';
import type { Cohort } from '#figure/cohort.ts';
import { monthOf } from '#figure/month.ts';
import { metrics } from '#metrics';
import type { Predicate } from '#metrics/predicate.ts';
import { openWalls } from '../../server/access/walls.ts';
import type { Walls } from '../../server/access/walls.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { count, vectorOf } from '../../server/counting/count.ts';
import { placesOf } from '../../server/counting/codes.ts';
import { countDistinct } from '../../server/counting/distinct.ts';
import {
  PAIR,
  beside,
  countsWhere,
  pairSums,
  rowCount,
  sums,
} from '../../server/counting/folds.ts';
import { groupBy } from '../../server/counting/group.ts';
import { select } from '../../server/counting/select.ts';
import type { RowScope, Selection } from '../../server/counting/select.ts';
import { openSnapshot } from '../../server/episodes/open-snapshot.ts';
import type { SnapshotStore } from '../../server/episodes/open-snapshot.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import { loadExtract } from '../../server/imports/load.ts';
import { generateExtract } from '../../seeds/synthetic/index.ts';
import { withDatabase } from '../support/database.ts';
import { cohortSql, dimensionSql, predicateSql } from './as-sql.ts';
import { randomFrom } from './borough.ts';

const database = withDatabase();
const folder = mkdtempSync(join(tmpdir(), 'impact-parity-'));
let walls: Walls;
let store: SnapshotStore;
let snapshot: Snapshot;

beforeAll(async () => {
  const extract = generateExtract({ size: 'tiny', seed: 11 });
  await loadExtract(extract, { database: database(), pseudonymKey: Buffer.alloc(32, 7) });
  walls = await openWalls(database());
  store = await openSnapshot(database(), folder);
  snapshot = store.currentSnapshot()!;
});
afterAll(async () => {
  await store.close();
  await walls.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Everyone, and each way of seeing some PCNs only. */
interface Sight {
  readonly viewer: Viewer;
  readonly scope: RowScope;
}

function randomSight(random: (below: number) => number): Sight {
  const codes = snapshot.dictionaries.pcn.flatMap((place) => (place ? [place.code] : []));
  const pcns = codes.filter(() => random(3) === 0);
  const everything = random(2) === 0;
  return {
    viewer: {
      id: 'v',
      name: 'v',
      role: everything ? 'manager' : 'director',
      pcns: everything ? [] : pcns,
    },
    scope: { rows: everything ? 'everything' : { pcns } },
  };
}

function randomCohort(random: (below: number) => number): Cohort {
  const months = snapshot.tables.episode.column('referred_month');
  const first = Math.min(...months);
  const span = Math.max(...months) - first + 1;
  const from = random(span);
  const filters: Record<string, readonly string[]> = {};
  for (let times = random(4); times > 0; times--) {
    const key = filterKeys[random(filterKeys.length)]!;
    const codes = codesOf(dimensionOf(key));
    filters[key] = codes.filter(() => random(3) > 0);
    if (filters[key].length === 0) filters[key] = [codes[0]!];
  }
  return {
    basis: (['referred', 'first_contact', 'closed'] as const)[random(3)]!,
    from: monthOf(first + from),
    to: monthOf(first + from + random(span - from + 2)),
    pcns: random(2) ? 'then' : 'today',
    filters,
  };
}

const codesOf = (dimension: Dimension): readonly string[] =>
  dimension.place
    ? [
        ...placesOf(snapshot, dimension).flatMap((place) => (place ? [place.code] : [])),
        'not_known',
      ]
    : dimension.codes.map(({ code }) => code);

/** Group of the kernel by the number SQL groups on; `null` is "not known" of a place. */
function groupNumber(dimension: Dimension, stored: number | null, keys: readonly string[]): number {
  if (!dimension.place) return stored ?? -1;
  const code = stored === null ? 'not_known' : placesOf(snapshot, dimension)[stored]!.code;
  return keys.indexOf(code);
}

type Numbers = Record<string, number | null>;

/** Runs SQL as the viewer: row-level security, not a condition of ours, keeps it to their rows. */
const asViewer = ({ viewer }: Sight, cohort: Cohort, sql: string): Promise<Numbers[]> =>
  walls.records('parity', viewer, cohort.pcns, (queries) => queries.query<Numbers>('parity', sql));

async function expectGroups(
  sight: Sight,
  selection: Selection,
  by: string,
  measures: readonly string[],
  kernel: (group: number) => readonly number[],
): Promise<void> {
  const { cohort } = selection;
  const dimension = dimensionOf(by);
  const key = dimensionSql(by, cohort);
  const rows = await asViewer(
    sight,
    cohort,
    `select ${key} as key, ${measures.map((sql, at) => `(${sql})::float8 as m${at}`).join(', ')}
     from episode e where ${cohortSql(cohort)} group by 1`,
  );
  const groups = groupBy(snapshot, by, cohort);
  const keys = groups.groups.map((each) => each.key);
  const found = new Map(rows.map((row) => [groupNumber(dimension, row['key']!, keys), row]));
  found.delete(-1);
  for (let group = 0; group < groups.size; group++) {
    const expected = measures.map((_, at) => found.get(group)?.[`m${at}`] ?? 0);
    expect(kernel(group), `${by} ${keys[group]} of ${JSON.stringify(cohort)}`).toEqual(expected);
  }
}

const measures = [
  'count(*)',
  'sum(e.wait_days)',
  'sum(e.contacts_attended)',
  'count(e.gp_before_182_30 + e.gp_after_182)',
  'sum(e.gp_before_182_30::float8 * e.gp_after_182)',
  'sum(e.gp_after_182::float8 ^ 2)',
];

describe('the kernel equals SQL under the viewer’s own role', () => {
  it('has something to count, seen by everyone and by some', async () => {
    const [whole] = await database().query<{ n: number }>(
      'n',
      'select count(*)::int n from episode',
    );
    expect(snapshot.tables.episode.rows).toBe(whole!.n);
    expect(whole!.n).toBeGreaterThan(250);
    expect(walls.missing).toBeNull();
  });

  it('for random cohorts, scopes and dimensions: counts, sums, squares and products', async () => {
    const random = randomFrom(20_261_123);
    const split = dimensions.filter(({ id }) => id !== 'needs');
    let counted = 0;
    for (let times = 0; times < 120; times++) {
      const cohort = randomCohort(random);
      const sight = randomSight(random);
      const selection = select(snapshot, cohort, sight.scope);
      const { id } = split[times % split.length]!;
      const fold = beside(
        rowCount(),
        sums(snapshot, ['wait_days', 'contacts_attended']),
        pairSums(snapshot, 'gp_before_182_30', 'gp_after_182'),
      );
      const counts = count(selection, fold, groupBy(snapshot, id, cohort));
      await expectGroups(sight, selection, id, measures, (group) => {
        const [n, wait, contacts, ...pair] = vectorOf(counts, group);
        return [n!, wait!, contacts!, pair[PAIR.n]!, pair[PAIR.xy]!, pair[PAIR.yy]!];
      });
      counted += selection.count;
    }
    expect(counted).toBeGreaterThan(2000);
  });

  it('for distinct people', async () => {
    const random = randomFrom(5);
    for (let times = 0; times < 20; times++) {
      const cohort = randomCohort(random);
      const sight = randomSight(random);
      const selection = select(snapshot, cohort, sight.scope);
      const people = countDistinct(selection, groupBy(snapshot, 'practice', cohort));
      await expectGroups(
        sight,
        selection,
        'practice',
        ['count(distinct e.person_key)'],
        (group) => [people[group]!],
      );
    }
  });

  it('for every need mentioned', async () => {
    const random = randomFrom(6);
    for (let times = 0; times < 5; times++) {
      const cohort = randomCohort(random);
      const sight = randomSight(random);
      const selection = select(snapshot, cohort, sight.scope);
      const groups = groupBy(snapshot, 'needs', cohort);
      const bits = groups.groups.map(
        (_, bit) => `count(*) filter (where e.needs_mask & ${1 << bit} <> 0)::int as n${bit}`,
      );
      const [row] = await asViewer(
        sight,
        cohort,
        `select ${bits.join(', ')} from episode e where ${cohortSql(cohort)}`,
      );
      expect([...count(selection, rowCount(), groups).values]).toEqual(
        groups.groups.map((_, bit) => row![`n${bit}`]),
      );
    }
  });

  it('for every predicate of every metric', async () => {
    const predicates = metrics.flatMap(({ statistic }) => predicatesIn(statistic));
    expect(predicates.length).toBeGreaterThan(5);
    const random = randomFrom(8);
    for (let times = 0; times < 6; times++) {
      const cohort = randomCohort(random);
      const sight = randomSight(random);
      const selection = select(snapshot, cohort, sight.scope);
      const kernel = count(selection, countsWhere(snapshot, predicates)).values;
      const columns = predicates.map(
        (predicate, at) =>
          `count(*) filter (where ${predicateSql(predicate, snapshot.dataTo)})::int as n${at}`,
      );
      const [row] = await asViewer(
        sight,
        cohort,
        `select ${columns.join(', ')} from episode e where ${cohortSql(cohort)}`,
      );
      expect([...kernel]).toEqual(predicates.map((_, at) => row![`n${at}`]));
    }
  });

  it.each([
    ['score', 'episode_score', 'scale', ['before', 'after']],
    ['onward', 'episode_onward', 'category', ['attended', 'sustained']],
    ['comparator', 'episode_comparator', 'of', ['before', 'after']],
  ] as const)('for the %s rows of a cohort’s episodes', async (table, from, by, columns) => {
    const random = randomFrom(9);
    for (let times = 0; times < 8; times++) {
      const cohort = randomCohort(random);
      const sight = randomSight(random);
      const selection = select(snapshot, cohort, sight.scope);
      const values = snapshot.tables[table].column(by);
      const grouping = { size: 40, of: (row: number) => values[row]! };
      const counts = count(
        selection,
        beside(rowCount(table), sums(snapshot, columns, table)),
        grouping,
      );
      const rows = await asViewer(
        sight,
        cohort,
        `select t.${by} as key, count(*)::int as n, ${columns.map((name) => `coalesce(sum(t.${name}), 0)::int as ${name}`).join(', ')}
         from ${from} t join episode e on e.person_key = t.person_key and e.referral_no = t.referral_no
         where ${cohortSql(cohort)} group by 1 order by 1`,
      );
      const kernel = Array.from({ length: 40 }, (_, key) => [key, ...vectorOf(counts, key)]);
      expect(kernel.filter(([, n]) => n! > 0)).toEqual(
        rows.map((row) => [row['key'], row['n'], ...columns.map((name) => row[name])]),
      );
    }
  });
});

/** Every predicate inside a statistic, wherever it stands. */
function predicatesIn(value: unknown): Predicate[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isPredicate(value)) return [value];
  return Object.values(value).flatMap(predicatesIn);
}

function isPredicate(value: object): value is Predicate {
  return 'column' in value || 'all' in value || 'any' in value || 'not' in value;
}
