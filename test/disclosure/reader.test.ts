import { describe, expect, it } from 'vitest';
import type { Draft, DraftRow, Statistic } from '#figure/draft.ts';
import { hiddenInViews, movesBesideFew } from '../../server/answers/views.ts';
import type { Spot, Tables } from '../../server/disclosure/numbers.ts';
import { policies } from '../../server/disclosure/policy.ts';
import { publish } from '../../server/disclosure/publish.ts';
import { columnsToHide } from '../../server/disclosure/reader.ts';
import { everyColumn } from '../../server/disclosure/shares.ts';
import { randomFrom } from '../counting/borough.ts';

const nhs = policies['nhs-sub-national'];
const count = (n: number): Statistic => ({ kind: 'count', n });
const share = (x: number, n: number): Statistic => ({ kind: 'share', x, n });
const spot = (cells: Spot['cells'], more: Partial<Spot> = {}): Spot => ({
  cells,
  hidden: new Set(),
  isFixed: false,
  ...more,
});
const counts = (...numbers: readonly number[]): readonly Spot[] =>
  numbers.map((n) => spot({ n: count(n) }));
/** The last spot is what the others are together. */
const inTotal = (spots: readonly Spot[]): Tables => ({
  spots,
  sums: [{ parts: [...spots.keys()].slice(0, -1), whole: spots.length - 1 }],
  parts: [],
  steps: [],
  known: new Set(),
  headline: null,
  isAskable: false,
});
const total = (n: number): Spot => spot({ n: count(n) }, { isFixed: true });
const hide = (tables: Tables): readonly (readonly string[])[] =>
  columnsToHide(tables, nhs).map((columns) => [...columns].toSorted());

describe('a reader of many tables', () => {
  it('is given no count that follows from the total and one row known exactly', () => {
    // With 40 known exactly, 47 at most leave 7 at least of 94, and more than 7 would be shown.
    expect(hide(inTotal([...counts(40, 47, 7), total(94)]))).toEqual([['n'], [], [], []]);
    // With 45 in its place there is room either way.
    expect(hide(inTotal([...counts(40, 45, 5), total(90)]))).toEqual([[], [], [], []]);
  });

  it('is given no small count of a quarter by the year less the other quarters', () => {
    const year = inTotal([...counts(7, 20), spot({ n: count(27) })]);
    expect(hide(year)).toEqual([[], ['n'], []]);
  });

  it('who could be told by what stays printed is not told besides by what need not', () => {
    const printedElsewhere = spot({ n: count(8) }, { known: new Set(['n']) });
    const spots = [...counts(8, 8, 1), printedElsewhere, total(17), total(9)];
    const sums = [
      // 13 to 17 of whom 8 and 8 at least leave one at most, and one at least is hidden.
      { parts: [0, 1, 2], whole: 4 },
      // Known exactly, 9 less 8 would leave one too; neither can be hidden here.
      { parts: [2, 3], whole: 5 },
    ];
    expect(hide({ ...inTotal(spots), sums })).toEqual([['n'], [], [], [], [], []]);
  });

  it('is left more than two numbers to choose from by rounding alone', () => {
    const steps = (all: number, some: number): Tables => ({
      ...inTotal([spot({ all: count(all), some: count(some) })]),
      ...{ sums: [], steps: [['all', 'some']] as const },
    });
    // 43 to 47 less 33 to 37 leave 6 at least, and more than 7 would be shown.
    expect(hide(steps(43, 37))).toEqual([['some']]);
    // 43 to 47 less 38 to 42 leave 1 to 7.
    expect(hide(steps(43, 38))).toEqual([[]]);
  });

  it('is not told by a count how few a share leaves over', () => {
    const cells = { share: share(88, 90), people: count(88), n: count(90) };
    const row = inTotal([spot(cells)]);
    expect(hide({ ...row, sums: [] })).toEqual([['people', 'share']]);
    const roomy = { share: share(80, 90), people: count(80), n: count(90) };
    expect(hide({ ...row, spots: [spot(roomy)], sums: [] })).toEqual([[]]);
  });

  it('is not told by a row and the total how few the other rows are', () => {
    const rows = (...numbers: readonly number[]): readonly Spot[] => {
      const all = numbers.reduce((sum, n) => sum + n, 0);
      const shares = numbers.map((n) => spot({ n: count(n), share: share(n, all) }));
      return [...shares, spot({ n: count(all), share: share(all, all) }, { isFixed: true })];
    };
    const [most] = hide({ ...inTotal(rows(47, 4, 3)), headline: 'n' });
    expect(most).toEqual(['n', 'share']);
    expect(hide({ ...inTotal(rows(47, 5, 3)), headline: 'n' })[0]).toEqual([]);
  });

  it('is told what the figure is about rather than what leads to it', () => {
    const cells = {
      offered: count(150),
      answered: count(143),
      answered_share: share(143, 150),
      accepted: share(120, 143),
    };
    const row = { ...inTotal([spot(cells)]), sums: [] };
    expect(hide(row)).toEqual([['accepted', 'answered', 'answered_share']]);
    expect(hide({ ...row, headline: 'accepted' })).toEqual([['answered_share', 'offered']]);
  });

  it('is not told a band by everybody and the other bands', () => {
    const cells = { all: count(40), short: count(32), long: count(8), none: count(0) };
    const parts = [{ whole: 'all', parts: ['short', 'long', 'none'] }];
    const given = { ...cells, all: count(39), long: count(7) };
    const alone = { ...inTotal([spot(cells)]), sums: [], parts };
    expect(hide(alone)).toEqual([[]]);
    // 32 at most leave 7 at least of 39, and more than 7 would be shown.
    expect(hide({ ...alone, spots: [spot(given)] })).toEqual([['short']]);
  });

  it('does not give a hidden total back by its rows', () => {
    const hidden = new Set(['n']);
    const rows = inTotal([...counts(40, 60), spot({ n: count(100) }, { isFixed: true, hidden })]);
    expect(hide(rows)).toEqual([['n'], [], ['n']]);
  });

  it('finds hidden what another figure hides, in whichever column it stands', () => {
    const cells = { base: count(40), n: count(40), x: count(20) };
    const others = { base: count(60), n: count(60), x: count(30) };
    const tables = inTotal([
      spot(cells, { hidden: new Set(['base']) }),
      spot(others),
      spot({ base: count(100), n: count(100), x: count(50) }, { isFixed: true }),
    ]);
    expect(hide({ ...tables, known: new Set(['base']) })).toEqual([['base', 'n'], [], []]);
  });

  it('does not hide what is printed elsewhere, but what can help', () => {
    // Of 47 who began, 40 took a step and 7 did not: the step is hidden, as who began is printed anyway.
    const cells = { base: count(47), step: count(40), share: share(40, 47) };
    const tables = { ...inTotal([spot(cells)]), sums: [], known: new Set(['base']) };
    expect(hide(tables)).toEqual([['share', 'step']]);
  });

  it('is kept from no more than is needed', () => {
    let found = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomFrom(seed);
      const few = (): number => 1 + random(7);
      const quarter = (): readonly number[] => [20 + random(60), 15 + random(60), few(), few() + 5];
      const [first, second] = [quarter(), quarter()];
      const year = first.map((n, at) => n + second[at]!);
      const withTotal = (rows: readonly number[]) =>
        counts(
          ...rows,
          rows.reduce((a, b) => a + b),
        );
      const tables: Tables = {
        ...inTotal([...withTotal(first), ...withTotal(second), ...withTotal(year)]),
        sums: [
          ...[0, 5, 10].map((at) => ({ parts: [at, at + 1, at + 2, at + 3], whole: at + 4 })),
          ...[0, 1, 2, 3, 4].map((row) => ({ parts: [row, row + 5], whole: row + 10 })),
        ],
      };
      const again = (hidden: readonly number[]): readonly number[] => {
        const spots = tables.spots.map((each, at) =>
          hidden.includes(at) ? { ...each, hidden: new Set(['n']) } : each,
        );
        return hide({ ...tables, spots }).flatMap(({ length }, at) => (length > 0 ? [at] : []));
      };
      const hidden = again([]);
      expect(again(hidden)).toEqual(hidden);
      for (const shown of hidden) {
        const others = hidden.filter((at) => at !== shown);
        expect(again(others)).not.toEqual(others);
      }
      found += hidden.length;
    }
    expect(found).toBeGreaterThan(50);
  });
});

describe('what prints a hidden number once more', () => {
  const row = (key: string, cells: DraftRow['cells'], kind: DraftRow['kind'] = 'group') => ({
    ...{ key, label: key, kind, cells },
  });
  const draft: Draft = {
    columns: [],
    rows: [row('a', { n: count(30), share: share(30, 57) }), row('b', { n: count(27) })],
    total: row('', { n: count(57), share: share(57, 57) }, 'total'),
    flow: [
      { key: 'began', label: 'began', n: count(90) },
      { key: 'stayed', label: 'stayed', n: count(57) },
    ],
  };

  it('is hidden with it', () => {
    const hidden = hiddenInViews(draft, draft.total, new Set(['n']));
    expect(hidden.get('')).toEqual(new Set(['n', 'share', 'flow stayed']));
    expect(hidden.get('a')).toEqual(new Set(['share']));
    expect(hidden.get('b')).toEqual(new Set());
  });

  it('is hidden where everything is', () => {
    const hidden = hiddenInViews(draft, draft.total, new Set([everyColumn]));
    expect(hidden.get('')).toEqual(new Set([everyColumn, 'n', 'share', 'flow stayed']));
  });

  it('is not what a hidden share has beside it and is printed still', () => {
    const whole = row('', { n: count(90), plan: count(70), offer: share(40, 70) }, 'total');
    const rows = [row('plan', { n: count(70) }), row('offer', { n: count(40) })];
    const hidden = hiddenInViews({ ...draft, rows, total: null }, whole, new Set(['offer']));
    expect(hidden.get('plan')).toEqual(new Set());
    expect(hidden.get('offer')).toEqual(new Set(['n']));
  });

  it('is nothing where nothing is hidden', () => {
    expect(
      [...hiddenInViews(draft, draft.total, new Set()).values()].flatMap((e) => [...e]),
    ).toEqual([]);
  });
});

describe('people who moved from one band to another', () => {
  const moved = (n: number): Statistic => ({ kind: 'count', n, isOfCode: true });
  const row = (key: string, cells: DraftRow['cells']): DraftRow => ({
    ...{ key, label: key, kind: 'group', cells },
  });
  const bands = (low: number, high: number): readonly DraftRow[] => [
    row('low', { before: share(low, low + high), to_low: moved(low), to_high: moved(0) }),
    row('high', { before: share(high, low + high), to_low: moved(15), to_high: moved(high - 15) }),
  ];
  const outcome = (worse: number): DraftRow => row('', { worse: share(worse, 100) });
  const moves = new Set(['to_low', 'to_high']);

  it('are hidden where few were in a band, or few got better or worse', () => {
    const hidden = [...bands(7, 93).keys()].map(() => moves);
    expect([...movesBesideFew({ rows: bands(7, 93) }, null, nhs).values()]).toEqual(hidden);
    expect([...movesBesideFew({ rows: bands(40, 60) }, outcome(7), nhs).values()]).toEqual(hidden);
    expect([...movesBesideFew({ rows: bands(40, 60) }, outcome(93), nhs).values()]).toEqual(hidden);
  });

  it('are shown where all numbers are large, or nobody', () => {
    expect(movesBesideFew({ rows: bands(40, 60) }, outcome(20), nhs).size).toBe(0);
    expect(movesBesideFew({ rows: bands(40, 60) }, outcome(0), nhs).size).toBe(0);
    const plain = [row('low', { before: share(7, 93) })];
    expect(movesBesideFew({ rows: plain }, outcome(7), nhs).size).toBe(0);
  });
});

describe('an estimate beside hidden counts', () => {
  const mean = (n: number): Statistic => ({ kind: 'estimate', n, value: 4, lower: 3, upper: 5 });
  const printed = (n: number) => {
    const cells = { n: count(n), mean: mean(n) };
    const row: DraftRow = { key: 'a', label: 'a', kind: 'group', cells };
    return publish({ columns: [], rows: [row], total: null, flow: [] }, nhs, {
      by: 'sex',
      narrowing: { total: 0, row: 1 },
      wider: [],
      hiddenElsewhere: new Map([['a', new Set(['n', 'mean'])]]),
    }).rows[0]!.cells;
  };

  it('is printed without the people it rests on', () => {
    expect(printed(60)['n']).toEqual({ value: null, state: 'suppressed' });
    expect(printed(60)['mean']).toMatchObject({ value: 4, lower: 3, upper: 5 });
    expect(printed(60)['mean']).not.toHaveProperty('base');
  });

  it('is hidden where its being there would tell how many they are', () => {
    expect(printed(20)['mean']).toEqual({ value: null, state: 'suppressed' });
  });
});
