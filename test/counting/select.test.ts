import { describe, expect, it } from 'vitest';
import { count } from '../../server/counting/count.ts';
import { rowCount } from '../../server/counting/folds.ts';
import { within } from '../../server/counting/related.ts';
import { select, selectAnyPeriod } from '../../server/counting/select.ts';
import type { RowScope } from '../../server/counting/select.ts';
import { missingOf } from '../../server/counting/select.ts';
import { inventedBorough } from './borough.ts';
import { naiveRows, randomCohort } from './naive.ts';

const everything: RowScope = { rows: 'everything' };
const borough = inventedBorough(3000);
const all = {
  basis: 'referred',
  from: '2024-04',
  to: '2026-03',
  pcns: 'then',
  filters: {},
} as const;

describe('select', () => {
  it('equals a row-by-row reading of the cohort, for random cohorts and scopes', () => {
    const scopes = [null, ['U00001'], ['U00002', 'U00003'], []] as const;
    let selected = 0;
    for (let seed = 0; seed < 400; seed++) {
      const cohort = randomCohort(seed);
      const pcns = scopes[seed % scopes.length]!;
      const scope: RowScope = { rows: pcns === null ? 'everything' : { pcns } };
      const { rows } = select(borough, cohort, scope);
      expect([...rows], JSON.stringify(cohort)).toEqual(naiveRows(borough, cohort, pcns));
      selected += rows.length;
    }
    expect(selected).toBeGreaterThan(10_000);
  }, 60_000);

  it('counts a practice that moved in the PCN it was in at referral, or in the one it is in today', () => {
    const of = (pcns: 'then' | 'today', pcn: string) =>
      select(borough, { ...all, pcns, filters: { practice: ['G85006'], pcn: [pcn] } }, everything)
        .count;
    const moved = select(borough, { ...all, filters: { practice: ['G85006'] } }, everything).count;
    expect(of('then', 'U00001')).toBeGreaterThan(0);
    expect(of('then', 'U00001') + of('then', 'U00003')).toBe(moved);
    expect(of('today', 'U00001')).toBe(0);
    expect(of('today', 'U00003')).toBe(moved);
  });

  it('never reads a row outside the scope', () => {
    const cohort = { ...all, filters: { age: ['20-34', '65-74'], sex: ['female'] } };
    const scope: RowScope = { rows: { pcns: ['U00002'] } };
    const fresh = inventedBorough(3000);
    const before = select(fresh, cohort, scope);
    const own = fresh.tables.episode.column('pcn_then').map((pcn) => (pcn === 2 ? 1 : 0));
    const poisoned = ['referred_month', 'age', 'sex', 'person', 'source'];
    for (const name of poisoned) {
      const values = fresh.tables.episode.column(name);
      const poison = name === 'age' ? 1 : name === 'sex' ? 0 : missingOf(values);
      for (let row = 0; row < values.length; row++) if (!own[row]) values[row] = poison;
    }
    const after = select(fresh, cohort, scope);
    expect([...after.rows]).toEqual([...before.rows]);
    expect([...after.rows].every((row) => own[row])).toBe(true);
    expect(before.count).toBeGreaterThan(20);
  });

  it('keeps filters and scope when the period is set aside', () => {
    const cohort = { ...all, from: '2025-01', to: '2025-01', filters: { sex: ['male'] } };
    const scope: RowScope = { rows: { pcns: ['U00003'] } };
    const any = selectAnyPeriod(select(borough, cohort, scope));
    expect([...any.rows]).toEqual([
      ...select(borough, { ...cohort, from: all.from, to: all.to }, scope).rows,
    ]);
  });

  it('names a code the data does not have', () => {
    expect(() =>
      select(borough, { ...all, filters: { practice: ['G99999'] } }, everything),
    ).toThrow('unknown practice: G99999; not one of the 6 in this data');
    expect(() => select(borough, { ...all, filters: { age: ['18-24'] } }, everything)).toThrow(
      /unknown age band: 18-24; one of 0-19, /,
    );
  });
});

describe('rows of other tables within a selection', () => {
  it('are the children of its episodes and no others', () => {
    const selection = select(borough, { ...all, filters: { sex: ['female'] } }, everything);
    const chosen = new Set(selection.rows);
    for (const table of ['score', 'onward'] as const) {
      const episode = borough.tables[table].column('episode');
      const expected = [...episode.keys()].filter((row) => chosen.has(episode[row]!));
      expect([...within(selection, table).rows]).toEqual(expected);
      expect(count(selection, rowCount(table)).values[0]).toBe(expected.length);
      expect(expected.length).toBeGreaterThan(100);
    }
  });

  it('are list sizes of the months, places, age bands, sexes and scope asked for', () => {
    const selection = select(
      borough,
      { ...all, from: '2025-03', to: '2025-04', filters: { sex: ['male'] } },
      { rows: { pcns: ['U00001'] } },
    );
    const { rows } = within(selection, 'list_size');
    const sizes = borough.tables.list_size;
    const seen = [...rows].map((row) =>
      ['practice', 'month', 'sex'].map((name) => sizes.column(name)[row]).join(),
    );
    // Practices 1 and 2, and practice 6 in the month before it moved (April 2025).
    expect(seen.sort()).toEqual(['1,302,1', '1,303,1', '2,302,1', '2,303,1', '6,302,1']);
  });

  it('refuses to go from one child to another', () => {
    const scores = within(select(borough, all, everything), 'score');
    expect(() => within(scores, 'onward')).toThrow('no onward rows within a selection of score');
  });
});
