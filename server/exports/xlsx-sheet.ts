import type { Cell as SheetCell, Workbook, Worksheet } from 'exceljs';
import type { Figure } from '#figure/figure.ts';
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

/**
 * Gives a row the height its wrapped cells need: programs other than Excel do not work it out.
 * Widths are in characters of 11 points, heights in points.
 */
export function fitHeight(sheet: Worksheet, row: number): void {
  let need = 16;
  sheet.getRow(row).eachCell((cell, column) => {
    const size = cell.font?.size ?? 12;
    const room = (sheet.getColumn(column).width ?? 10) * (11 / size) * (cell.font?.bold ? 0.92 : 1);
    const lines = cell.alignment?.wrapText ? Math.ceil((cell.text.length + 1) / room) : 1;
    need = Math.max(need, lines * size * 1.32);
  });
  sheet.getRow(row).height = Math.min(409, need);
}

/** Words stand left, numbers and the shorthand that stands for one stand right. */
function dress(cell: SheetCell, value: FlatValue, column: FlatColumn, total: boolean): void {
  const words = column.part === 'code' || column.part === 'group' || column.format === 'text';
  cell.font = total ? strong : body;
  cell.numFmt = typeof value === 'number' ? numberFormat(value, column.format) : '@';
  cell.alignment = {
    horizontal: words ? 'left' : 'right',
    vertical: 'top',
    wrapText: words,
    ...(column.part === 'value' && words ? { indent: 1 } : {}),
  };
}

const longest = (values: readonly FlatValue[]): number =>
  Math.max(0, ...values.map((value) => String(value ?? '').length));

/** Wide enough for the values and for the heading in at most some four lines. */
function widthOf(column: FlatColumn, values: readonly FlatValue[]): number {
  const numbers = column.part !== 'code' && column.part !== 'group' && column.format !== 'text';
  const need = numbers ? Math.min(longest(values), 12) : longest(values) * 1.15;
  return Math.min(60, Math.max(12, need + 3, Math.ceil(column.heading.length / 3)));
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
    const words = column.part === 'code' || column.part === 'group' || column.format === 'text';
    title.font = strong;
    title.alignment = { wrapText: true, vertical: 'bottom', horizontal: words ? 'left' : 'right' };
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
