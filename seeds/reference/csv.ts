import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

/** Absolute path of a file in this folder. */
export const referencePath = (name: string): string =>
  fileURLToPath(new URL(name, import.meta.url));

const parsed = new Map<string, readonly Record<string, string>[]>();

/** Rows of one of this folder's CSV files, keyed by heading; every value is text, blank when absent. */
export function readRows(name: string): readonly Record<string, string>[] {
  const known = parsed.get(name);
  if (known) return known;
  const rows = parse<Record<string, string>>(readFileSync(referencePath(name)), { columns: true });
  parsed.set(name, rows);
  return rows;
}

/** A required cell of a row. */
export function cell(row: Record<string, string>, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`missing column in reference file: ${column}`);
  return value;
}

/** A required whole or decimal number. */
export function numberCell(row: Record<string, string>, column: string): number {
  const value = Number(cell(row, column));
  if (cell(row, column) === '' || Number.isNaN(value)) {
    throw new Error(`not a number in reference file: ${column} = ${cell(row, column)}`);
  }
  return value;
}

/** An optional number: undefined when the cell is blank. */
export function maybeNumberCell(row: Record<string, string>, column: string): number | undefined {
  return cell(row, column) === '' ? undefined : numberCell(row, column);
}
