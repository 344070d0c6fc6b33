import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft, DraftRow, Statistic } from '#figure/draft.ts';
import { publishCell } from '../../server/disclosure/cells.ts';
import { publishDifference } from '../../server/disclosure/difference.ts';
import { controlCount, policies, policyOf } from '../../server/disclosure/policy.ts';
import { Published, publish } from '../../server/disclosure/publish.ts';
import type { Asked } from '../../server/disclosure/publish.ts';

const nhs = policies['nhs-sub-national'];
const under5 = policies['under-5'];
const exact = policies.exact;

describe('counts', () => {
  it.each([
    [0, 0],
    [1, null],
    [7, null],
    [8, 10],
    [12, 10],
    [13, 15],
    [4412, 4410],
  ])('NHS sub-national shows %i as %s', (n, shown) => {
    expect(controlCount(n, nhs)).toBe(shown);
  });

  it.each([
    [0, 0],
    [1, null],
    [4, null],
    [5, 5],
    [13, 13],
  ])('under 5 shows %i as %s', (n, shown) => {
    expect(controlCount(n, under5)).toBe(shown);
  });

  it('tells zero from suppressed', () => {
    expect(publishCell({ kind: 'count', n: 0 }, nhs)).toEqual({ value: 0, state: 'zero' });
    expect(publishCell({ kind: 'count', n: 3 }, nhs)).toEqual({ value: null, state: 'suppressed' });
  });
});

describe('shares', () => {
  it('come from rounded counts', () => {
    const cell = publishCell({ kind: 'share', x: 13, n: 42 }, nhs);
    expect(cell.value).toBe(0.375);
  });

  it.each([
    [3, 40],
    [37, 40],
    [5, 6],
  ])('are hidden when numerator, rest or denominator is small: %i of %i', (x, n) => {
    expect(publishCell({ kind: 'share', x, n }, nhs).state).toBe('suppressed');
  });

  it('are missing, not zero, of nobody', () => {
    expect(publishCell({ kind: 'share', x: 0, n: 0 }, exact)).toEqual({
      value: null,
      state: 'missing',
    });
  });
});

describe('estimates', () => {
  const mean = (n: number, extra: object = {}): Statistic => ({
    kind: 'estimate',
    n,
    value: 1.23456,
    lower: 1,
    upper: 2,
    ...extra,
  });

  it('need 8 people under control', () => {
    expect(publishCell(mean(7), nhs).state).toBe('suppressed');
    expect(publishCell(mean(8), nhs).value).toBe(1.2);
  });

  it('are hidden when a count that could be worked back from them is small', () => {
    expect(publishCell(mean(500, { restsOn: [3, 200] }), nhs).state).toBe('suppressed');
    expect(publishCell(mean(500, { restsOn: [0, 200] }), nhs).state).toBeUndefined();
  });

  it('say too few below their minimum and keep the number for the exact viewer', () => {
    expect(publishCell(mean(18, { minimum: 30 }), exact)).toMatchObject({
      value: 1.23456,
      state: 'too_few',
    });
  });
});

const statistic = fc.oneof(
  fc.record({ kind: fc.constant('count' as const), n: fc.nat(300) }),
  fc
    .tuple(fc.nat(300), fc.nat(300))
    .map(([a, b]) => ({ kind: 'share' as const, x: Math.min(a, b), n: Math.max(a, b) })),
  fc.record({
    kind: fc.constant('rate' as const),
    x: fc.nat(300),
    exposure: fc.double({ min: 0, max: 1e6, noNaN: true }),
    per: fc.constant(1000),
  }),
  fc.record({
    kind: fc.constant('estimate' as const),
    n: fc.nat(300),
    value: fc.oneof(fc.double(), fc.constant(null)),
    lower: fc.oneof(fc.double(), fc.constant(null)),
    upper: fc.oneof(fc.double(), fc.constant(null)),
  }),
);

describe('every published cell', () => {
  it('is finite or says why there is no number, under every policy', () => {
    fc.assert(
      fc.property(statistic, fc.constantFrom(exact, nhs, under5), (each, policy) => {
        const cell = publishCell(each, policy);
        if (cell.value === null) expect(cell.state).toBeDefined();
        for (const number of [cell.value, cell.lower, cell.upper]) {
          if (typeof number === 'number') expect(Number.isFinite(number)).toBe(true);
        }
      }),
    );
  });

  it('never shows a count from 1 to 7 under NHS sub-national control', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), (n) => {
        expect(publishCell({ kind: 'count', n }, nhs).value).toBeNull();
      }),
    );
  });
});

describe('publish', () => {
  const row = (key: string, n: number): DraftRow => ({
    key,
    label: key,
    kind: 'group',
    cells: { n: { kind: 'count', n } },
  });
  const draft = (counts: readonly number[]): Draft => ({
    columns: [{ key: 'n', label: 'n', format: 'count', description: '' }],
    rows: counts.map((n, at) => row(String(at), n)),
    total: {
      ...row(
        '',
        counts.reduce((a, b) => a + b, 0),
      ),
      kind: 'total',
    },
    flow: [],
  });
  const shown = (published: Published): unknown[] =>
    published.rows.map((each) => each.cells['n']?.value);

  it('rounds the total from the true total, not from rounded parts', () => {
    const published = publish(draft([12, 12, 12]), nhs);
    expect(shown(published)).toEqual([10, 10, 10]);
    expect(published.total?.cells['n']?.value).toBe(35);
  });

  it('hides a second row under 5, so that the total does not give the first back', () => {
    expect(shown(publish(draft([3, 40, 12, 60]), under5))).toEqual([null, 40, null, 60]);
  });

  it('hides enough that two hidden ones cannot only be 1 and 1', () => {
    expect(shown(publish(draft([1, 1, 40, 60]), under5))).toEqual([null, null, null, 60]);
  });

  const asked = (total: number, row: number): Asked => ({
    by: 'pcn',
    narrowing: { total, row },
    wider: [],
  });
  const counts = draft([30, 40]);

  it.each([
    [nhs, asked(0, 1), 'Counts are rounded to the nearest 5: they need not add up.'],
    [
      nhs,
      asked(1, 2),
      'Counts are rounded to the nearest 10, their total to the nearest 5: they need not add up.',
    ],
    [exact, asked(1, 2), null],
    [under5, asked(0, 1), null],
  ])('says once how counts are rounded beside their total: %#', (policy, question, words) => {
    expect(publish(counts, policy, question).rounding).toBe(words);
  });

  it('says nothing of it where no parts stand beside a total', () => {
    expect(publish({ ...counts, total: null }, nhs, asked(0, 1)).rounding).toBeNull();
    expect(
      publish({ ...counts, rows: counts.rows.slice(1) }, nhs, asked(0, 1)).rounding,
    ).toBeNull();
  });

  it('cannot be imitated', () => {
    const forge = (): Published =>
      new Published(Symbol('publish'), {
        policy: exact,
        columns: [],
        rows: [],
        total: null,
        flow: [],
        rounding: null,
      });
    expect(forge).toThrow('made by publish() alone');
  });
});

describe('differences between cohorts', () => {
  it('use rounded counts under control', () => {
    const a: Statistic = { kind: 'count', n: 23 };
    const b: Statistic = { kind: 'count', n: 21 };
    expect(
      publishDifference({ statistic: a, policy: exact }, { statistic: b, policy: exact }).value,
    ).toBe(2);
    expect(
      publishDifference({ statistic: a, policy: nhs }, { statistic: b, policy: nhs }).value,
    ).toBe(5);
  });

  it('are hidden when either side is', () => {
    const a: Statistic = { kind: 'count', n: 23 };
    expect(
      publishDifference(
        { statistic: a, policy: nhs },
        { statistic: { kind: 'count', n: 3 }, policy: nhs },
      ).state,
    ).toBe('suppressed');
  });

  it('of shares carry a Newcombe interval', () => {
    // Newcombe 1998, table II, row a: 56/70 against 48/80.
    const cell = publishDifference(
      { statistic: { kind: 'share', x: 56, n: 70 }, policy: exact },
      { statistic: { kind: 'share', x: 48, n: 80 }, policy: exact },
    );
    expect(cell.value).toBeCloseTo(0.2, 10);
    expect(cell.lower).toBeCloseTo(0.0524, 4);
    expect(cell.upper).toBeCloseTo(0.3339, 4);
  });
});

it('policyOf names an unknown policy and the known ones', () => {
  expect(() => policyOf('none')).toThrow(
    'unknown policy: none; one of exact, nhs-sub-national, under-5',
  );
});
