import type { Figure } from '#figure/figure.ts';
import { tableOf } from './table-of.ts';

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

/** The figure's table as CSV: one heading line, then data; its words are in the metadata sibling. */
export function figureCsv(figure: Figure): string {
  const { columns, records } = tableOf(figure);
  return csvText([columns.map(({ heading }) => heading), ...records.map(({ values }) => values)]);
}
