import { describe, expect, it } from 'vitest';
import { dimensions, onwardDimensions } from '#dimensions';
import { add, count, total, vectorOf } from '../../server/counting/count.ts';
import { countDistinct } from '../../server/counting/distinct.ts';
import {
  PAIR,
  beside,
  countsWhere,
  histogram,
  only,
  pairSums,
  rowCount,
  sums,
} from '../../server/counting/folds.ts';
import { groupBy } from '../../server/counting/group.ts';
import { compile, where } from '../../server/counting/predicate.ts';
import { within } from '../../server/counting/related.ts';
import { select } from '../../server/counting/select.ts';
import type { Fold } from '../../server/counting/kernel.ts';
import type { Predicate } from '#metrics/predicate.ts';
import { inventedBorough } from './borough.ts';
import { randomCohort } from './naive.ts';

const borough = inventedBorough(2500, 7);
const cohort = {
  basis: 'referred',
  from: '2024-04',
  to: '2026-03',
  pcns: 'then',
  filters: {},
} as const;
const everyone = select(borough, cohort, { rows: 'everything' });
const at = (name: string, row: number): number => borough.tables.episode.column(name)[row]!;

const folds: readonly Fold[] = [
  rowCount(),
  sums(borough, ['wait_days', 'gp_after_182']),
  histogram(borough, 'wait_days', 60),
  pairSums(borough, 'gp_before_182_30', 'gp_after_182'),
];

describe('count', () => {
  it('adds up: the fold of a whole is the sum of the folds of any parts', () => {
    for (let seed = 0; seed < 30; seed++) {
      const selection = select(borough, randomCohort(seed), { rows: 'everything' });
      const cut = Math.floor(selection.count / 3);
      const part = (from: number, to: number) => ({
        ...selection,
        rows: selection.rows.subarray(from, to),
        count: to - from,
      });
      const groups = groupBy(borough, 'age', selection.cohort);
      for (const fold of folds) {
        const parts = add(
          count(part(0, cut), fold, groups),
          count(part(cut, selection.count), fold, groups),
        );
        expect(parts).toEqual(count(selection, fold, groups));
      }
    }
  });

  it('has groups that sum to the total in every single-valued dimension', () => {
    for (const { id, multiple } of dimensions.map((each) => ({ multiple: false, ...each }))) {
      if (multiple || id === 'closure') continue;
      const groups = groupBy(borough, id, cohort);
      for (const fold of folds) {
        expect(total(count(everyone, fold, groups)), id).toEqual(count(everyone, fold).values);
      }
    }
  });

  it('puts a row of a mask in the group of each of its bits', () => {
    const groups = groupBy(borough, 'needs', cohort);
    const counts = count(everyone, rowCount(), groups);
    const expected = groups.groups.map(
      (_, bit) => [...everyone.rows].filter((row) => at('needs_mask', row) & (1 << bit)).length,
    );
    expect([...counts.values]).toEqual(expected);
    expect(total(counts)[0]).toBeGreaterThan(everyone.count);
  });

  it('keeps n, sums, squares and products of pairs where both are known', () => {
    const pairs = [...everyone.rows]
      .map((row) => [at('gp_before_182_30', row), at('gp_after_182', row)] as const)
      .filter(([before, after]) => before !== 255 && after !== 255);
    const { values } = count(everyone, pairSums(borough, 'gp_before_182_30', 'gp_after_182'));
    expect(values[PAIR.n]).toBe(pairs.length);
    expect(values[PAIR.x]).toBe(pairs.reduce((sum, [x]) => sum + x, 0));
    expect(values[PAIR.yy]).toBe(pairs.reduce((sum, [, y]) => sum + y * y, 0));
    expect(values[PAIR.xy]).toBe(pairs.reduce((sum, [x, y]) => sum + x * y, 0));
  });

  it('collects values beyond a histogram in its last bin and leaves missing out', () => {
    const { values } = count(everyone, histogram(borough, 'gp_after_182', 5));
    const known = [...everyone.rows].map((row) => at('gp_after_182', row)).filter((v) => v !== 255);
    expect(values[4]).toBe(known.filter((value) => value >= 4).length);
    expect(total({ size: 5, width: 1, values })[0]).toBe(known.length);
  });

  it('splits scores by a dimension of their episode and activities by their own', () => {
    const scores = count(everyone, rowCount('score'), groupBy(borough, 'sex', cohort, 'score'));
    const episode = borough.tables.score.column('episode');
    const expected = [0, 0, 0, 0];
    for (const row of episode) expected[at('sex', row)]!++;
    expect([...scores.values]).toEqual(expected);
    const onward = within(everyone, 'onward').count;
    for (const { id, multiple } of onwardDimensions.map((each) => ({ multiple: false, ...each }))) {
      if (multiple || id === 'green_type') continue;
      const groups = groupBy(borough, id, cohort, 'onward');
      expect(total(count(everyone, rowCount('onward'), groups))[0], id).toBe(onward);
    }
  });

  it('lays folds side by side and narrows them', () => {
    const women = compile({ column: 'sex', is: 0 }, borough);
    const both = beside(rowCount(), only(rowCount(), women), sums(borough, ['wait_days']));
    const { values } = count(everyone, both);
    expect(both.offsets).toEqual([0, 1, 2]);
    expect([...values]).toEqual([
      everyone.count,
      where(everyone, { column: 'sex', is: 0 }).count,
      count(everyone, sums(borough, ['wait_days'])).values[0],
    ]);
    expect(() => beside(rowCount(), rowCount('score'))).toThrow(
      'folds of different tables: episode and score',
    );
  });

  it('refuses to add counts of different shapes', () => {
    const a = count(everyone, rowCount());
    const b = count(everyone, rowCount(), groupBy(borough, 'sex', cohort));
    expect(() => add(a, b)).toThrow('counts of different shapes: 1 x 1 and 4 x 1');
    expect([...vectorOf(b, 1)]).toEqual([b.values[1]]);
  });
});

describe('counting many rows at once', () => {
  /** The same fold and grouping with nothing but the call for each row. */
  const plain = ({ table, width, add: addOne }: Fold): Fold => ({ table, width, add: addOne });
  const predicates: readonly Predicate[] = [
    {
      all: [
        { column: 'sex', is: 0 },
        { column: 'wait_days', atLeast: 30 },
      ],
    },
    {
      any: [
        { column: 'closure', missing: true },
        { column: 'green', in: [1, 2] },
      ],
    },
    { not: { column: 'closure', atMost: 3 } },
    { column: 'referred', daysBeforeDataTo: 200, feed: 'cases' },
    { column: 'needs_mask', bit: 8 },
    { all: [] },
    { any: [] },
  ];
  const fast: readonly Fold[] = [
    ...folds,
    countsWhere(borough, predicates),
    only(pairSums(borough, 'gp_before_182_30', 'gp_after_182'), compile(predicates[0]!, borough)),
    only(rowCount(), (row) => at('age', row) > 2),
    beside(rowCount(), histogram(borough, 'gp_after_182', 7), countsWhere(borough, predicates)),
  ];

  it.each(['all', 'month', 'pcn', 'practice', 'sex', 'closure', 'needs'])(
    'equals counting them one by one, by %s',
    (by) => {
      for (let seed = 0; seed < 12; seed++) {
        const selection = select(borough, randomCohort(seed), { rows: 'everything' });
        const { lookup, ...groups } = groupBy(borough, by, selection.cohort);
        expect(Boolean(lookup)).toBe(by !== 'all' && by !== 'needs');
        for (const fold of fast) {
          expect(fold.addAll).toBeDefined();
          const quick = count(selection, fold, lookup ? { ...groups, lookup } : groups);
          expect(quick).toEqual(count(selection, plain(fold), groups));
        }
      }
    },
  );
});

describe('groupBy', () => {
  it('has a group for every month of the period, empty ones too', () => {
    const { groups } = groupBy(borough, 'month', { ...cohort, from: '2026-01', to: '2026-06' });
    expect(groups.map(({ key }) => key)).toEqual([
      '2026-01',
      '2026-02',
      '2026-03',
      '2026-04',
      '2026-05',
      '2026-06',
    ]);
  });

  it('lists places by name with the unknown last', () => {
    const { groups } = groupBy(borough, 'pcn', cohort);
    expect(groups.map(({ label }) => label)).toEqual([
      'Middle PCN',
      'North PCN',
      'South PCN',
      'Not known',
    ]);
    expect(groups.at(-1)).toMatchObject({ key: 'not_known', notRecorded: true });
  });

  it('names a dimension that does not exist, and a column a table does not have', () => {
    expect(() => groupBy(borough, 'postcode', cohort)).toThrow(
      'unknown dimension: postcode; one of pcn',
    );
    expect(() => groupBy(borough, 'source', cohort, 'list_size')).toThrow('unknown column: source');
  });
});

describe('countDistinct', () => {
  it('counts each person once in a group and once in all', () => {
    const groups = groupBy(borough, 'practice', cohort);
    const people = countDistinct(everyone, groups);
    groups.groups.forEach((_, group) => {
      const rows = [...everyone.rows].filter((row) => groups.of(row) === group);
      expect(people[group]).toBe(new Set(rows.map((row) => at('person', row))).size);
    });
    const all = countDistinct(everyone)[0]!;
    expect(all).toBe(new Set([...everyone.rows].map((row) => at('person', row))).size);
    expect(people.reduce((a, b) => a + b)).toBeGreaterThan(all);
  });

  it('counts a person once for each bit of a mask', () => {
    const groups = groupBy(borough, 'needs', cohort);
    const people = countDistinct(everyone, groups);
    const rows = [...everyone.rows].filter((row) => at('needs_mask', row) & 8);
    expect(people[3]).toBe(new Set(rows.map((row) => at('person', row))).size);
  });
});

describe('predicates', () => {
  const matching = (predicate: Predicate) => where(everyone, predicate).count;
  const filtered = (test: (row: number) => boolean) => [...everyone.rows].filter(test).length;

  it('test one column', () => {
    expect(matching({ column: 'age', is: 2 })).toBe(filtered((row) => at('age', row) === 2));
    expect(matching({ column: 'age', in: [1, 2] })).toBe(
      filtered((row) => at('age', row) === 1 || at('age', row) === 2),
    );
    expect(matching({ column: 'wait_days', atLeast: 28 })).toBe(
      filtered((row) => at('wait_days', row) >= 28),
    );
    expect(matching({ column: 'needs_mask', bit: 4 })).toBe(
      filtered((row) => (at('needs_mask', row) & 4) !== 0),
    );
    expect(matching({ column: 'closure', missing: true })).toBe(
      filtered((row) => at('closure', row) === 255),
    );
  });

  it('are satisfied by a missing value only when they ask for one', () => {
    const missing = matching({ column: 'closure', missing: true });
    expect(missing).toBeGreaterThan(0);
    expect(matching({ column: 'closure', atLeast: 0 })).toBe(everyone.count - missing);
    expect(matching({ column: 'closure', atMost: 300 })).toBe(everyone.count - missing);
    expect(matching({ column: 'closure', in: [255] })).toBe(0);
    expect(matching({ column: 'closure', is: 255 })).toBe(0);
  });

  it('and their complements add up to every row', () => {
    const predicate: Predicate = {
      any: [
        {
          all: [
            { column: 'sex', is: 0 },
            { column: 'closure', present: true },
          ],
        },
        { column: 'referred', daysBeforeDataTo: 28, feed: 'cases' },
      ],
    };
    expect(matching(predicate) + matching({ not: predicate })).toBe(everyone.count);
    const counted = count(everyone, countsWhere(borough, [predicate, { not: predicate }]));
    expect([...counted.values]).toEqual([matching(predicate), matching({ not: predicate })]);
  });

  it('hold nothing due in a feed that was never loaded', () => {
    const without = { ...borough, dataTo: { ...borough.dataTo, appointments: null } };
    const due = { column: 'referred', daysBeforeDataTo: 182, feed: 'appointments' } as const;
    expect(where({ ...everyone, snapshot: without }, due).count).toBe(0);
    expect(where(everyone, due).count).toBe(filtered((row) => at('referred', row) <= 20_500 - 182));
  });
});
