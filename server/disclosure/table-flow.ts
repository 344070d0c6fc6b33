/**
 * A two-way table with totals as a circulation. The grand total flows to the column totals, each of
 * these to its cells, each cell to its row total, and those back to the grand total; every equation
 * of the table is "what flows in flows out" at a node. So the values that a hidden cell may take are
 * its value plus or minus the largest flow round the other hidden cells: exact, in whole numbers.
 * Source: Cox 1980, JASA 75:377; Kelly, Golden and Assad 1992, Networks 22:397.
 */

/** Counts of a two-way table with its totals. */
export interface CountTable {
  /** Rows of inner cells. */
  readonly cells: readonly (readonly number[])[];
  readonly rowTotals: readonly number[];
  readonly columnTotals: readonly number[];
  readonly total: number;
}

/** Place of a cell; 'total' for the margin. */
export interface CellAt {
  readonly row: number | 'total';
  readonly column: number | 'total';
}

/** A cell as an arc of the circulation. */
export interface TableArc {
  readonly at: CellAt;
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

/** All cells of a table as arcs between its equations. */
export interface TableFlow {
  readonly nodes: number;
  readonly arcs: readonly TableArc[];
}

function needCount(name: string, value: number | undefined): number {
  if (Number.isInteger(value) && value! >= 0) return value!;
  throw new RangeError(`table: ${name} must be a whole number of 0 or more`);
}

function needSum(name: string, total: number, parts: readonly number[]): void {
  const sum = parts.reduce((all, one) => all + one, 0);
  if (sum !== total) throw new RangeError(`table: ${name} must be the sum of its parts`);
}

/** Throws unless every count is whole and every total is the sum of its parts. Names no value. */
function checkTable({ cells, rowTotals, columnTotals, total }: CountTable): void {
  if (cells.length !== rowTotals.length) throw new RangeError('table: one total for every row');
  cells.forEach((row, i) => {
    if (row.length !== columnTotals.length) {
      throw new RangeError(`table: one cell for every column: row ${i + 1}`);
    }
    row.forEach((value, j) => needCount(`cell ${i + 1}, ${j + 1}`, value));
    needSum(`total of row ${i + 1}`, needCount('row total', rowTotals[i]), row);
  });
  columnTotals.forEach((value, j) =>
    needSum(
      `total of column ${j + 1}`,
      value,
      cells.map((row) => row[j]!),
    ),
  );
  needSum('total', total, rowTotals);
}

/** Turns a table into its circulation; throws when its totals do not add up. */
export function tableFlow(table: CountTable): TableFlow {
  checkTable(table);
  const rows = table.rowTotals.length;
  const columns = table.columnTotals.length;
  const rowNode = (i: number) => i;
  const columnNode = (j: number) => rows + j;
  const sumOfRows = rows + columns;
  const sumOfColumns = sumOfRows + 1;
  const arcs: TableArc[] = [];
  table.cells.forEach((row, i) => {
    row.forEach((value, j) => {
      arcs.push({ at: { row: i, column: j }, value, from: columnNode(j), to: rowNode(i) });
    });
  });
  table.rowTotals.forEach((value, i) => {
    arcs.push({ at: { row: i, column: 'total' }, value, from: rowNode(i), to: sumOfRows });
  });
  table.columnTotals.forEach((value, j) => {
    arcs.push({ at: { row: 'total', column: j }, value, from: sumOfColumns, to: columnNode(j) });
  });
  const grand = { row: 'total', column: 'total' } as const;
  arcs.push({ at: grand, value: table.total, from: sumOfRows, to: sumOfColumns });
  return { nodes: sumOfColumns + 1, arcs };
}

/** Whether a place is an inner cell, not a total. */
export function isInner({ row, column }: CellAt): boolean {
  return row !== 'total' && column !== 'total';
}

/** Number of the arc at a place; throws when the table has no such cell. */
export function arcAt(flow: TableFlow, { row, column }: CellAt): number {
  const found = flow.arcs.findIndex(({ at }) => at.row === row && at.column === column);
  if (found === -1) throw new RangeError(`table: no such cell: ${row}, ${column}`);
  return found;
}

interface Step {
  readonly arc: number;
  readonly forward: boolean;
}

/** Shortest way from one node to another: along arcs, or against those that have room to shrink. */
function shortestWay(
  { nodes, arcs }: TableFlow,
  usable: readonly number[],
  room: (arc: number) => number,
  from: number,
  to: number,
): Step[] | null {
  const by = new Array<Step | null>(nodes).fill(null);
  const seen = new Set([from]);
  const queue = [from];
  for (let node = queue.shift(); node !== undefined && !seen.has(to); node = queue.shift()) {
    for (const arc of usable) {
      const { from: tail, to: head } = arcs[arc]!;
      const forward = tail === node && !seen.has(head);
      if (!forward && !(head === node && !seen.has(tail) && room(arc) > 0)) continue;
      const next = forward ? head : tail;
      seen.add(next);
      by[next] = { arc, forward };
      queue.push(next);
    }
  }
  if (!seen.has(to)) return null;
  const way: Step[] = [];
  for (let node = to; node !== from;) {
    const step = by[node]!;
    way.push(step);
    node = step.forward ? arcs[step.arc]!.from : arcs[step.arc]!.to;
  }
  return way;
}

/**
 * Largest flow from one node to another over the hidden arcs other than `besides`: along an arc
 * without bound (a hidden count has no known maximum), against it down to its floor. At most
 * `enough` when given. Shortest ways first (Edmonds and Karp 1972).
 */
export function largestFlow(
  flow: TableFlow,
  hidden: readonly number[],
  floor: (arc: number) => number,
  from: number,
  to: number,
  besides: number,
  enough = Infinity,
): number {
  const moved = new Map<number, number>();
  const usable = hidden.filter((arc) => arc !== besides);
  const room = (arc: number) => flow.arcs[arc]!.value + (moved.get(arc) ?? 0) - floor(arc);
  let total = 0;
  while (total < enough) {
    const way = shortestWay(flow, usable, room, from, to);
    if (!way) return total;
    const least = Math.min(...way.map(({ arc, forward }) => (forward ? Infinity : room(arc))));
    if (least === Infinity) return Infinity;
    for (const { arc, forward } of way) {
      moved.set(arc, (moved.get(arc) ?? 0) + (forward ? least : -least));
    }
    total += least;
  }
  return total;
}
