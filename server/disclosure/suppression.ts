import { floorOf, isSmallCount, rangeOfArc } from './auditor.ts';
import { isInner, tableFlow } from './table-flow.ts';
import type { CellAt, CountTable, TableArc, TableFlow } from './table-flow.ts';

/**
 * Rules that print a number in place of a small one: counts from 1 to `smallTo` become `smallAs`, the
 * rest go to the nearest multiple of `base`, 0 stays 0. With 0 it is OpenSAFELY's rule for measures
 * (ehrQL pull request 1746), with 5 the NHS "central suppression method" (codonPython).
 */
export function roundedCount(count: number, smallAs: number, smallTo = 7, base = 5): number {
  if (count === 0) return 0;
  return count <= smallTo ? smallAs : Math.round(count / base) * base;
}

/** Cells, totals included, that are small themselves. */
export function primaryCells(table: CountTable, threshold: number): CellAt[] {
  return tableFlow(table)
    .arcs.filter(({ value }) => isSmallCount(value, threshold))
    .map(({ at }) => at);
}

/** What to hide so that no small cell can be worked out. */
export interface Protection {
  readonly primary: readonly CellAt[];
  /** Hidden only to protect the primary ones. */
  readonly secondary: readonly CellAt[];
}

/** Losing a total or a zero costs a reader more than losing an inner cell. */
const TOTAL_COST = 4;
const ZERO_COST = 3;
const GRAND_COST = 8;

/** Few cells first, then small ones; inner cells before zeros before totals. */
function costOf({ at, value }: TableArc, total: number): number {
  const small = value / (total + 1);
  if (isInner(at)) return value === 0 ? ZERO_COST : 1 + small;
  const grand = at.row === 'total' && at.column === 'total';
  return (grand ? GRAND_COST : TOTAL_COST) + small;
}

/**
 * The arcs of the cheapest way from one node to another on which every cell that would shrink has
 * `room` to do so (Dijkstra); hidden arcs cost nothing. Never empty of ways: totals can all grow.
 */
function cheapestWay(
  flow: TableFlow,
  from: number,
  to: number,
  besides: number,
  cost: (arc: number) => number,
  room: (arc: number) => boolean,
): number[] {
  const best = new Array<number>(flow.nodes).fill(Infinity);
  const by = new Array<{ arc: number; before: number } | null>(flow.nodes).fill(null);
  const done = new Set<number>();
  best[from] = 0;
  for (;;) {
    let node = -1;
    best.forEach((value, i) => {
      if (!done.has(i) && value < (best[node] ?? Infinity)) node = i;
    });
    if (node === -1 || node === to) break;
    done.add(node);
    flow.arcs.forEach((arc, i) => {
      if (i === besides) return;
      const forward = arc.from === node;
      if (!forward && !(arc.to === node && room(i))) return;
      const next = forward ? arc.to : arc.from;
      const through = best[node]! + cost(i);
      if (through >= best[next]!) return;
      best[next] = through;
      by[next] = { arc: i, before: node };
    });
  }
  const way: number[] = [];
  for (let node = to; node !== from; node = by[node]!.before) way.push(by[node]!.arc);
  return way;
}

/**
 * Chooses secondary cells: for each primary cell in turn, the cheapest circuit of cells through it
 * along which it could be `width` higher, then drops every secondary cell that turns out not to be
 * needed. A reader is taken to know that zeros are printed. Every primary cell ends with a feasible
 * range at least `width` wide (default: the threshold less 1, what the symbol itself says, so that
 * the table tells no more; at least 1). Deterministic: the same table gives the same pattern.
 * Source: Kelly, Golden and Assad 1992, Networks 22:397 (circuits); see table-flow.ts.
 */
export function protectTable(
  table: CountTable,
  threshold: number,
  width = Math.max(1, threshold - 1),
): Protection {
  if (!Number.isInteger(threshold) || threshold < 1) {
    throw new RangeError(`protectTable: threshold must be a positive whole number: ${threshold}`);
  }
  if (!Number.isInteger(width) || width < 1) {
    throw new RangeError(`protectTable: width must be a positive whole number: ${width}`);
  }
  const flow = tableFlow(table);
  const { arcs } = flow;
  const floor = floorOf(flow, { knowsZerosAreShown: true });
  const primary = arcs.flatMap(({ value }, i) => (isSmallCount(value, threshold) ? [i] : []));
  primary.sort((a, b) => arcs[b]!.value - arcs[a]!.value || a - b);
  const hidden = new Set(primary);
  const isSafe = (arc: number, among: ReadonlySet<number>) => {
    const { min, max } = rangeOfArc(flow, [...among], arc, floor);
    return max - min >= width;
  };
  for (const arc of primary) {
    if (isSafe(arc, hidden)) continue;
    const cost = (i: number) => (hidden.has(i) ? 0 : costOf(arcs[i]!, table.total));
    const room = (i: number) => arcs[i]!.value - floor(i) >= width;
    const { from, to } = arcs[arc]!;
    for (const i of cheapestWay(flow, to, from, arc, cost, room)) hidden.add(i);
  }
  const spare = [...hidden].filter((i) => !primary.includes(i));
  spare.sort((a, b) => costOf(arcs[b]!, table.total) - costOf(arcs[a]!, table.total) || b - a);
  for (const i of spare) {
    const without = new Set(hidden);
    without.delete(i);
    if (primary.every((arc) => isSafe(arc, without))) hidden.delete(i);
  }
  const secondary = spare.filter((i) => hidden.has(i)).sort((a, b) => a - b);
  const places = (list: readonly number[]) => list.map((i) => arcs[i]!.at);
  return { primary: places(primary.toSorted((a, b) => a - b)), secondary: places(secondary) };
}
