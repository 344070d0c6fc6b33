import type { Column, Row } from './cell.ts';
import type { Figure } from './figure.ts';

const sameCells = (row: Row, total: Row): boolean =>
  JSON.stringify(row.cells) === JSON.stringify(total.cells);

/** The total, unless it is one of the rows over again: then it says nothing to a reader. */
export function ownTotal({ rows, total }: Pick<Figure, 'rows' | 'total'>): Row | null {
  if (!total) return null;
  const [first, ...rest] = rows;
  const only = first !== undefined && rest.length === 0 && sameCells(first, total);
  return only || rows.some(({ label }) => label === total.label) ? null : total;
}

/** Rows of a table that is read, on screen or on paper; files of data have the total always. */
export function tableRows(figure: Pick<Figure, 'rows' | 'total'>): readonly Row[] {
  const total = ownTotal(figure);
  return total ? [...figure.rows, total] : figure.rows;
}

/**
 * Columns that the groups have, and those that the total alone has, such as the median beside the days
 * of a curve: in one table they would be a column of dashes, so they are read after it.
 */
export function columnsOf(figure: Pick<Figure, 'rows' | 'total' | 'columns'>): {
  readonly groups: readonly Column[];
  readonly whole: readonly Column[];
} {
  const { rows, columns } = figure;
  const total = ownTotal(figure);
  const isWhole = ({ key }: Column): boolean =>
    total?.cells[key] !== undefined && rows.every(({ cells }) => cells[key] === undefined);
  const whole = rows.length > 1 ? columns.filter(isWhole) : [];
  return { groups: columns.filter((column) => !whole.includes(column)), whole };
}
