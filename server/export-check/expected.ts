import type { Cell, Column, Row } from '#figure/cell.ts';
import { emptyWords, noNumber } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { writeCell, writeInterval } from '#figure/format.ts';
import type { Plain } from './read-back.ts';

/** Rows of a file of data, total last. */
export const rowsOf = (figure: Figure): readonly Row[] =>
  figure.total ? [...figure.rows, figure.total] : figure.rows;

/** What a cell of data must be: the number, or the shorthand for why there is none. */
export function valueOf(cell: Cell | undefined): Plain {
  if (!cell) return null;
  return cell.value ?? (cell.state ? emptyWords[cell.state].shorthand : null);
}

/** A row of the figure's own columns as data: code, label, then value and limits. */
export function dataRow(figure: Figure, row: Row): readonly Plain[] {
  const cells = figure.columns.flatMap(({ key, interval }): Plain[] => {
    const cell = row.cells[key];
    const value = valueOf(cell);
    return interval ? [value, cell?.lower ?? null, cell?.upper ?? null] : [value];
  });
  return [row.kind === 'total' ? '' : row.key, row.label, ...cells];
}

/** A cell as the page's table reads: number with its interval, or shorthand. */
export function wordsOf(cell: Cell | undefined, column: Column): string {
  if (!cell) return noNumber;
  if (cell.value === null && cell.state && cell.state !== 'zero')
    return emptyWords[cell.state].shorthand;
  const interval = writeInterval(cell, column);
  return writeCell(cell, column) + (interval ? ` (${interval})` : '');
}

/** As text files carry a value; spreadsheets must not run it. */
export function asText(value: Plain): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}
