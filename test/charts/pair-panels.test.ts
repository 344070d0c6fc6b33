import { expect, it } from 'vitest';
import { panelsOf } from '../../client/charts/pair-panels.ts';
import type { Pair } from '../../client/charts/pair-panels.ts';
import type { Point } from '../../client/charts/readings.ts';

const space = { left: 200, right: 600, narrow: false, linesOf: (label: string) => [label] };

/** A pair of means on some scale, each with its interval. */
function pair(key: string, before: number, after: number, half: number): Pair {
  const point = (value: number): Point => ({
    ...{ key, label: key, kind: 'group', text: String(value), few: false },
    ...{ value, lower: value - half, upper: value + half },
  });
  return { key, label: key, before: point(before), after: point(after), empty: '' };
}

const panels = (pairs: readonly Pair[]): readonly (readonly string[])[] =>
  panelsOf(pairs, space).map(({ rows }) => rows.map((row) => row.pair.key));

const life = pair('life', 4.7, 5.7, 0.4);
const anxiety = pair('anxiety', 4.8, 4.3, 0.4);

it('gives another scale a panel of its own, however wide its interval', () => {
  expect(panels([life, anxiety, pair('swemwbs', 18.5, 21.5, 0.5)])).toEqual([
    ['life', 'anxiety'],
    ['swemwbs'],
  ]);
  expect(panels([life, anxiety, pair('swemwbs', 18.5, 21.5, 2.5)])).toEqual([
    ['life', 'anxiety'],
    ['swemwbs'],
  ]);
});

it('keeps a pair that is hidden with the one above it', () => {
  const hidden: Pair = {
    key: 'hidden',
    label: 'hidden',
    before: undefined,
    after: undefined,
    empty: 'not shown (small numbers)',
  };
  expect(panels([life, hidden, anxiety])).toEqual([['life', 'hidden', 'anxiety']]);
});
