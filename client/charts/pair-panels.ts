import { extentOf, looseDomain } from './marks.ts';
import type { Point } from './readings.ts';

export interface Pair {
  readonly key: string;
  readonly label: string;
  readonly before: Point | undefined;
  readonly after: Point | undefined;
  /** Words for the place of a pair that is not there. */
  readonly empty: string;
}

/** A pair in its place; pixels from the top of the plot. */
export interface PairRow {
  readonly pair: Pair;
  readonly lines: readonly string[];
  /** Baseline of the first line of the label. */
  readonly labelTop: number;
  /** Middle of the dots. */
  readonly y: number;
  readonly top: number;
  readonly height: number;
}

/** Neighbouring rows that share an axis. */
export interface Panel {
  readonly rows: readonly PairRow[];
  readonly domain: [number, number];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(value: number): number;
}

export interface PanelSpace {
  readonly left: number;
  readonly right: number;
  readonly narrow: boolean;
  linesOf(label: string): readonly string[];
}

type Extent = readonly [number, number];

const axisHeight = 34;
/**
 * Times the wider of two spans that a shared axis may reach before rows would be squeezed. Spans
 * further from each other than the wider is wide are on different scales, however wide that is.
 */
const mostApart = 4;

function extentOfPair({ before, after }: Pair): Extent | null {
  return before && after ? extentOf([before, after]) : null;
}

function joined(a: Extent, b: Extent): Extent | null {
  const both: Extent = [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
  const widest = Math.max(a[1] - a[0], b[1] - b[0]);
  const gap = Math.max(a[0], b[0]) - Math.min(a[1], b[1]);
  return both[1] - both[0] <= mostApart * widest && gap <= widest ? both : null;
}

interface Group {
  readonly pairs: readonly Pair[];
  readonly extent: Extent | null;
}

/** Rows in their order, split wherever the next lies on another scale. */
function grouped(pairs: readonly Pair[]): readonly Group[] {
  const groups: Group[] = [];
  for (const pair of pairs) {
    const last = groups.at(-1);
    const extent = extentOfPair(pair);
    const both = last?.extent && extent ? joined(last.extent, extent) : (last?.extent ?? extent);
    if (last && (both || !last.extent)) {
      groups[groups.length - 1] = { pairs: [...last.pairs, pair], extent: both };
    } else groups.push({ pairs: [pair], extent });
  }
  return groups;
}

function rowAt(pair: Pair, top: number, { narrow, linesOf }: PanelSpace): PairRow {
  const lines = linesOf(pair.label);
  const above = narrow ? lines.length * 19 : 0;
  const height = above + Math.max(58, narrow ? 0 : lines.length * 19 + 16);
  const y = top + above + (height - above) / 2 + 8;
  const labelTop = narrow ? top + 15 : y + 5.5 - ((lines.length - 1) * 19) / 2;
  return { pair, lines, labelTop, y, top, height };
}

/** The rows in panels, one under the other, each panel with its own axis. */
export function panelsOf(pairs: readonly Pair[], space: PanelSpace): readonly Panel[] {
  const { left, right } = space;
  let top = 0;
  return grouped(pairs).map((group) => {
    const start = top;
    const rows = group.pairs.map((pair) => {
      const row = rowAt(pair, top, space);
      top += row.height;
      return row;
    });
    const bottom = top;
    top += axisHeight;
    const domain = looseDomain(group.extent ?? [0, 1]);
    const scale = (right - left) / (domain[1] - domain[0]);
    const x = (value: number) => left + (value - domain[0]) * scale;
    return { rows, domain, left, right, top: start, bottom, x };
  });
}
