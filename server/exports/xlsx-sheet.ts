import type { Cell as SheetCell, Workbook, Worksheet } from 'exceljs';
import type { Figure } from '#figure/figure.ts';
import { textWidth, wrapText } from '../../client/charts/text-size.ts';
import { shorthandWords } from './figure-facts.ts';
import { numberFormat } from './number-format.ts';
import { tableOf } from './table-of.ts';
import type { FlatColumn, FlatTable, FlatValue } from './table-of.ts';

const heading = { name: 'Arial', size: 14, bold: true } as const;
const body = { name: 'Arial', size: 12 } as const;
const strong = { ...body, bold: true } as const;

/** A4, lying, as wide as the page. */
export const printable = {
  pageSetup: {
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    paperSize: 9,
  },
} as const;

/** Points of words in a column of this width, in characters of 11 points. */
const roomOf = (width: number): number => (width * 7 - 5) * 0.75;

/** Lines a text takes, measured some 5 % wide: a line too many is better than one cut off. */
function linesOf(text: string, room: number, size: number, bold: boolean): number {
  const set = size * (bold ? 1.08 : 1);
  return text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, wrapText(line, room, set).length), 0);
}

/** Gives a row the height its wrapped cells need: programs other than Excel do not work it out. */
export function fitHeight(sheet: Worksheet, row: number): void {
  let need = 16;
  sheet.getRow(row).eachCell((cell, column) => {
    const size = cell.font?.size ?? 12;
    const room = roomOf(sheet.getColumn(column).width ?? 10) - 9 * (cell.alignment?.indent ?? 0);
    const wraps = cell.alignment?.wrapText ?? false;
    const lines = wraps ? linesOf(cell.text, room, size, cell.font?.bold ?? false) : 1;
    need = Math.max(need, lines * size * 1.3);
  });
  sheet.getRow(row).height = Math.min(409, need);
}

const isWords = ({ part, format }: FlatColumn): boolean =>
  part === 'code' || part === 'group' || format === 'text';

/** Words behind a column of numbers begin a little further on, as does their heading. */
const indentOf = (column: FlatColumn): { indent?: number } =>
  column.part === 'value' && isWords(column) ? { indent: 1 } : {};

/** Words stand left, numbers and the shorthand that stands for one stand right. */
function dress(cell: SheetCell, value: FlatValue, column: FlatColumn, total: boolean): void {
  const words = isWords(column);
  cell.font = total ? strong : body;
  cell.numFmt = typeof value === 'number' ? numberFormat(value, column.format) : '@';
  cell.alignment = {
    horizontal: words ? 'left' : 'right',
    vertical: 'top',
    wrapText: words,
    ...indentOf(column),
  };
}

const longest = (values: readonly FlatValue[]): number =>
  Math.max(0, ...values.map((value) => String(value ?? '').length));

/** Characters of 11 points a heading is wide when set in at most four lines. */
function headingWidth(heading: string): number {
  const size = 12;
  const widthIn = (points: number): number => Math.ceil((points / 0.75 + 5) / 7);
  const words = heading.split(' ').map((word) => textWidth(word, size * 1.08));
  const least = widthIn(Math.max(...words));
  for (let width = least; width < 60; width++)
    if (linesOf(heading, roomOf(width), size, true) <= 4) return width;
  return 60;
}

/** Wide enough for the values and for the heading, with air between headings that stand right. */
function widthOf(column: FlatColumn, values: readonly FlatValue[]): number {
  const numbers = !isWords(column);
  const need = numbers ? Math.min(longest(values), 12) : longest(values) * 1.15;
  return Math.min(60, Math.max(12, need + 3, headingWidth(column.heading) + 2));
}

function lead(sheet: Worksheet, figure: Figure, number: number): void {
  const shorthand = shorthandWords(figure);
  const { policyWords, source, code } = figure.provenance;
  const texts: readonly (readonly [string, object])[] = [
    [`Table ${number}: ${figure.headline}`, heading],
    [`${figure.subtitle}. ${figure.cohort.words}.`, body],
    [`Source: ${source}. ${policyWords} Verification code ${code}.`, body],
    [
      `One table follows. ${shorthand ? `Shorthand: ${shorthand}. ` : ''}See the sheet Notes.`,
      body,
    ],
    ...(figure.late ? [[figure.late, body] as const] : []),
    ...(figure.message
      ? [[`${figure.message.words} ${figure.message.wayOut}`, body] as const]
      : []),
  ];
  for (const [text, font] of texts) {
    const cell = sheet.addRow([text]).getCell(1);
    cell.font = font;
    cell.numFmt = '@';
  }
}

/** An Excel table needs one row; a figure with none says so in it. */
function rowsOf(table: FlatTable, figure: Figure): readonly (readonly FlatValue[])[] {
  if (table.records.length > 0) return table.records.map(({ values }) => values);
  return [
    table.columns.map((_column, at) => (at === 1 ? (figure.message?.words ?? 'no rows') : '')),
  ];
}

/** Characters of 12 points across a lying A4 page at a size that can still be read. */
const readable = 210;

/** A wide table is printed over pages side by side, its headings on each, not shrunk to a hair. */
function fitPages(sheet: Worksheet, { columns }: FlatTable, headings: number): void {
  const width = columns.reduce(
    (sum, _column, at) => sum + (sheet.getColumn(at + 1).width ?? 10),
    0,
  );
  sheet.pageSetup.fitToWidth = Math.max(1, Math.ceil(width / readable));
  sheet.pageSetup.printTitlesRow = `${headings}:${headings}`;
  if (width > readable) sheet.pageSetup.printTitlesColumn = 'A:B';
}

/** The sheet of one figure: title and source in column A, then its table, heading row in view. */
export function figureSheet(workbook: Workbook, figure: Figure, number: number): void {
  const sheet = workbook.addWorksheet(`Table ${number}`, printable);
  lead(sheet, figure, number);
  const table = tableOf(figure);
  const rows = rowsOf(table, figure);
  const first = sheet.rowCount + 1;
  sheet.addTable({
    name: `table_${number}`,
    ref: `A${first}`,
    headerRow: true,
    style: { theme: 'TableStyleLight1', showRowStripes: false },
    columns: table.columns.map((column) => ({ name: column.heading, filterButton: false })),
    rows: rows.map((values) => [...values]),
  });
  table.columns.forEach((column, at) => {
    const title = sheet.getCell(first, at + 1);
    title.font = strong;
    title.alignment = {
      wrapText: true,
      vertical: 'bottom',
      horizontal: isWords(column) ? 'left' : 'right',
      ...indentOf(column),
    };
    sheet.getColumn(at + 1).width = widthOf(
      column,
      rows.map((values) => values[at] ?? null),
    );
    rows.forEach((values, row) => {
      const total = table.records[row]?.row.kind === 'total';
      dress(sheet.getCell(first + 1 + row, at + 1), values[at] ?? null, column, total);
    });
  });
  for (let row = 1; row <= first + rows.length; row++) fitHeight(sheet, row);
  sheet.views = [{ state: 'frozen', ySplit: first }];
  fitPages(sheet, table, first);
}
