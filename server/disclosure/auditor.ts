import { solve } from 'yalps';
import { arcAt, isInner, largestFlow, tableFlow } from './table-flow.ts';
import type { CellAt, CountTable, TableFlow } from './table-flow.ts';

/** Smallest and largest whole number that a hidden count could be, given everything shown. */
export interface FeasibleRange {
  readonly min: number;
  /** Infinity when nothing shown bounds it. */
  readonly max: number;
  /** Only one number fits: hiding it was in vain. */
  readonly recovered: boolean;
}

/** What a reader is taken to know beside the numbers shown. */
export interface Reader {
  /** Zeros are printed, so no hidden inner cell is 0. */
  readonly knowsZerosAreShown?: boolean;
}

function range(min: number, max: number): FeasibleRange {
  return { min, max, recovered: min === max };
}

/** Lower bound of every arc for a reader. */
export function floorOf(flow: TableFlow, reader: Reader): (arc: number) => number {
  return (arc) => {
    const { at, value } = flow.arcs[arc]!;
    return reader.knowsZerosAreShown && isInner(at) && value > 0 ? 1 : 0;
  };
}

/** Range of one hidden arc among the hidden ones. */
export function rangeOfArc(
  flow: TableFlow,
  hidden: readonly number[],
  arc: number,
  floor: (arc: number) => number,
): FeasibleRange {
  const { value, from, to } = flow.arcs[arc]!;
  const up = largestFlow(flow, hidden, floor, to, from, arc);
  const most = value - floor(arc);
  const down = Math.min(most, largestFlow(flow, hidden, floor, from, to, arc, most));
  return range(value - down, value + up);
}

/**
 * Attacks a table: for each hidden cell, the least and most it could be for a reader who sees all
 * other cells and totals. Exact in whole numbers (the equations of a two-way table are totally
 * unimodular). Throws when the totals do not add up or a place is not in the table.
 */
export function attackTable(
  table: CountTable,
  hidden: readonly CellAt[],
  reader: Reader = {},
): FeasibleRange[] {
  const flow = tableFlow(table);
  const arcs = hidden.map((at) => arcAt(flow, at));
  const floor = floorOf(flow, reader);
  return arcs.map((arc) => rangeOfArc(flow, arcs, arc, floor));
}

/** A published number: the exact sum over some atoms (groups of people that no filter splits). */
export interface PublishedSum {
  readonly atoms: readonly number[];
  readonly value: number;
}

function extreme(
  published: readonly PublishedSum[],
  target: readonly number[],
  direction: 'minimize' | 'maximize',
): number {
  const coefficients = new Map<number, Map<string, number>>();
  const add = (atom: number, key: string) => {
    const own = coefficients.get(atom) ?? new Map<string, number>();
    own.set(key, (own.get(key) ?? 0) + 1);
    coefficients.set(atom, own);
  };
  published.forEach(({ atoms }, i) => new Set(atoms).forEach((atom) => add(atom, `sum ${i}`)));
  new Set(target).forEach((atom) => add(atom, 'target'));
  const solution = solve({
    direction,
    objective: 'target',
    constraints: new Map(published.map(({ value }, i) => [`sum ${i}`, { equal: value }])),
    variables: coefficients,
    integers: true,
  });
  if (solution.status === 'unbounded') return Infinity;
  if (solution.status === 'infeasible') {
    throw new RangeError('attackSums: the published numbers contradict one another');
  }
  if (solution.status !== 'optimal') {
    throw new Error(`attackSums: no answer: ${solution.status}`);
  }
  // The solver may answer -0.
  return Math.round(solution.result) + 0;
}

/**
 * Attacks a set of answered queries: every published number is an equation on the same atoms, each a
 * whole number of 0 or more. Gives the least and most that each target sum could be, by integer
 * programme. Throws when the published numbers contradict one another.
 */
export function attackSums(
  published: readonly PublishedSum[],
  targets: readonly (readonly number[])[],
): FeasibleRange[] {
  for (const { value } of published) {
    if (!Number.isInteger(value) || value < 0) {
      throw new RangeError('attackSums: published numbers must be whole, 0 or more');
    }
  }
  return targets.map((target) =>
    range(extreme(published, target, 'minimize'), extreme(published, target, 'maximize')),
  );
}

/** Whether a count is small enough to hide: from 1 to the threshold. Zero is not. */
export function isSmallCount(count: number, threshold: number): boolean {
  return count >= 1 && count <= threshold;
}
