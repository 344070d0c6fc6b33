import type { Cell } from '#figure/cell.ts';
import { emptyWords } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';

/**
 * Spreadsheets run cells that begin with these as formulas; a leading apostrophe stops them
 * (import contract 3.1, formula guard). Numbers we write ourselves are never text, so minus signs
 * of values are safe.
 */
export function guardFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** One field of a CSV record (RFC 4180). */
export function csvField(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = guardFormula(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Records with CRLF ends, as RFC 4180 has it. */
export function csvText(records: readonly (readonly (string | number | null)[])[]): string {
  return records.map((record) => record.map(csvField).join(',') + '\r\n').join('');
}

/** A cell's value, or the shorthand that says why there is none (`[c]` suppressed, `[z]` not due...). */
export function cellValue(cell: Cell | undefined): string | number | null {
  if (!cell) return null;
  if (cell.value !== null) return cell.value;
  return cell.state ? emptyWords[cell.state].shorthand : null;
}

/** Headings of a figure's flat table: the group, then each column with its limits beside it. */
export function headings(figure: Figure): readonly string[] {
  return [
    'code',
    figure.groupLabel,
    ...figure.columns.flatMap((column) =>
      column.interval
        ? [column.label, `${column.label}, lower limit`, `${column.label}, upper limit`]
        : [column.label],
    ),
  ];
}

/** The rows of a figure as flat records, total last: the same in CSV, XLSX and Arrow. */
export function records(figure: Figure): readonly (readonly (string | number | null)[])[] {
  const all = figure.total ? [...figure.rows, figure.total] : figure.rows;
  return all.map((row) => [
    row.kind === 'total' ? '' : row.key,
    row.label,
    ...figure.columns.flatMap((column) => {
      const cell = row.cells[column.key];
      const value = cellValue(cell);
      return column.interval ? [value, cell?.lower ?? null, cell?.upper ?? null] : [value];
    }),
  ]);
}

/** The figure's table as CSV: one heading line, then data; its words are in the metadata sibling. */
export function figureCsv(figure: Figure): string {
  return csvText([headings(figure), ...records(figure)]);
}
