import ExcelJS from 'exceljs';
import type { FileDocument } from './document.ts';
import { formatCode } from './number-format.ts';
import type { NativeChart } from './native-series.ts';
import { finishWorkbook } from './xlsx-parts.ts';

/** One column of a chart's data sheet, and where it stands. */
export interface SheetColumn {
  readonly name: string;
  readonly values: readonly (string | number | null)[];
  /** `Sheet1!$B$2:$B$13`, and the heading's cell. */
  readonly range: string;
  readonly head: string;
}

/** Where each part of the series stands in the data sheet. */
export interface SheetSeries {
  readonly x: SheetColumn;
  readonly value: SheetColumn;
  readonly above: SheetColumn | null;
  readonly below: SheetColumn | null;
}

export interface ChartSheet {
  readonly columns: readonly SheetColumn[];
  readonly series: readonly SheetSeries[];
}

function letters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** Twelve digits are more than any figure has, and drop the noise of subtraction. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/** The data behind a chart: names, then for each series its values and how far its interval reaches. */
export function chartSheet(chart: NativeChart): ChartSheet {
  const columns: SheetColumn[] = [];
  const add = (name: string, values: SheetColumn['values']): SheetColumn => {
    const letter = letters(columns.length);
    const made = {
      name,
      values,
      range: `Sheet1!$${letter}$2:$${letter}$${values.length + 1}`,
      head: `Sheet1!$${letter}$1`,
    };
    columns.push(made);
    return made;
  };
  const names = add(chart.categoryTitle, chart.categories);
  const reach = (
    values: readonly (number | null)[],
    ends: readonly (number | null)[],
    side: 1 | -1,
  ): (number | null)[] =>
    values.map((value, at) => {
      const end = ends[at] ?? null;
      return value === null || end === null ? null : Math.max(0, tidy((end - value) * side));
    });
  // Every series of a scatter is drawn over the same places.
  const shared = chart.series[0]?.x;
  const x = shared ? add(chart.xTitle ?? 'x', shared) : names;
  const series = chart.series.map((each): SheetSeries => {
    const value = add(each.name, each.values);
    const { lower, upper } = each;
    if (!lower || !upper) return { x, value, above: null, below: null };
    return {
      x,
      value,
      above: add(`${each.name}, interval above`, reach(each.values, upper, 1)),
      below: add(`${each.name}, interval below`, reach(each.values, lower, -1)),
    };
  });
  return { columns, series };
}

/** The workbook inside a chart: what opens on "Edit data". */
export async function chartWorkbook(
  chart: NativeChart,
  { columns }: ChartSheet,
  { made, publisher }: Pick<FileDocument, 'made' | 'publisher'>,
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const at = new Date(made);
  Object.assign(workbook, {
    creator: publisher,
    lastModifiedBy: publisher,
    created: at,
    modified: at,
  });
  const sheet = workbook.addWorksheet('Sheet1');
  columns.forEach((column, index) => {
    sheet.getCell(1, index + 1).value = column.name;
    column.values.forEach((value, row) => {
      const cell = sheet.getCell(row + 2, index + 1);
      if (value !== null) cell.value = value;
      cell.numFmt = typeof value === 'number' ? formatCode(chart.format) : '@';
    });
    sheet.getColumn(index + 1).width = index === 0 ? 40 : 20;
  });
  const written = new Uint8Array(await workbook.xlsx.writeBuffer());
  return finishWorkbook(written, made);
}
