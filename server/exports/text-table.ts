import type { Row } from '#figure/cell.ts';
import { emptyWords, noNumber } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { writeCell, writeInterval } from '#figure/format.ts';
import { columnsOf, tableRows } from '#figure/table-rows.ts';
import { shownCell } from '../../client/charts/readings.ts';
import { sourcesOf } from './table-of.ts';
import type { Source } from './table-of.ts';

/** A table of words for a page: numbers as people read them, shorthand for what is not there. */
export interface TextTable {
  /** `columns 1 to 5 of 12`, `total` of what only the total has; empty when the table is whole. */
  readonly part: string;
  readonly head: readonly string[];
  readonly numeric: readonly boolean[];
  readonly rows: readonly { readonly total: boolean; readonly cells: readonly string[] }[];
}

/** A cell as a page has it: `61% (58% to 64%)`, `[c]`; none is blank. */
function words(source: Source, row: Row): string {
  const held = source.cell(row);
  if (!held) return noNumber;
  const cell = shownCell(held);
  if (cell.value === null && cell.state && cell.state !== 'zero')
    return emptyWords[cell.state].shorthand;
  const interval = writeInterval(cell, source.column);
  return writeCell(cell, source.column) + (interval ? ` (${interval})` : '');
}

function headingOf({ column, heading }: Source): string {
  const level = column.interval ? `${Math.round(column.interval.level * 1000) / 10}% interval` : '';
  return level ? `${heading} (${level})` : heading;
}

/** What a table is of, under its number: the words of the figure's own caption. */
export const tableWords = ({ subtitle }: Figure, { part }: TextTable): string =>
  part === '' ? subtitle : `${subtitle} (${part})`;

const partWords = (from: number, to: number, of: number): string =>
  from === to ? `column ${from} of ${of}` : `columns ${from} to ${to} of ${of}`;

/** Where each of the pieces of so many columns begins: as even as can be, so four are not followed by one. */
function startsOf(columns: number, most: number): readonly number[] {
  const parts = Math.ceil(columns / most);
  return Array.from({ length: parts }, (_none, at) => Math.floor((at * columns) / parts));
}

/**
 * The figure's table in words, cut into tables of at most `most` columns where it is wider than a
 * page: each repeats the groups, so each can be read alone. What only the total has is a table after.
 */
export function textTables(figure: Figure, most: number): readonly TextTable[] {
  const { whole } = columnsOf(figure);
  const isWhole = ({ name }: Source): boolean => whole.some(({ key }) => key === name);
  const all = sourcesOf(figure);
  const sources = [...all.filter((source) => !isWhole(source)), ...all.filter(isWhole)];
  const rows = tableRows(figure);
  if (rows.length === 0 || sources.length === 0) return [];
  const ofGroups = sources.length - whole.length;
  const cut = startsOf(ofGroups, most);
  const starts = [...cut, ...startsOf(whole.length, most).map((start) => ofGroups + start)];
  const partOf = (start: number, end: number): string => {
    if (start >= ofGroups) return 'total';
    return cut.length > 1 ? partWords(start + 1, end, ofGroups) : '';
  };
  return starts.map((start, at): TextTable => {
    const end = starts[at + 1] ?? sources.length;
    const some = sources.slice(start, end);
    const line = (row: Row) => ({
      total: row.kind === 'total',
      cells: [row.label, ...some.map((source) => words(source, row))],
    });
    // A group with a number in no column of this piece is a line of nothing.
    const filled = rows.filter((row) => some.some((source) => source.cell(row) !== undefined));
    return {
      part: partOf(start, end),
      head: [figure.groupLabel || 'Group', ...some.map(headingOf)],
      numeric: [false, ...some.map(({ column }) => column.format !== 'text')],
      rows: (starts.length > 1 && filled.length > 0 ? filled : rows).map(line),
    };
  });
}
