import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import { wrapText } from '../../client/charts/text-size.ts';
import { columnWidth } from './docx-styles.ts';
import { columnWidths, joined, startOf } from './table-layout.ts';
import type { Setting } from './table-layout.ts';
import type { TextTable } from './text-table.ts';

const padding = 3;
/** How tables are set in a document. */
export const setting: Setting = { room: columnWidth, size: 9, padding };

/** Twentieths of a point. */
const twips = (points: number): number => Math.round(points * 20);

const line = (color: string) => ({ style: BorderStyle.SINGLE, size: 4, color });
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
/** Lines between rows, none between columns. */
const ruled = {
  top: line('212B32'),
  bottom: line('212B32'),
  insideHorizontal: line('D8DDE0'),
  left: none,
  right: none,
  insideVertical: none,
};

/** Points of the longest table that is kept on one page. */
const mostKept = 260;

/** Rows of a long table that stand together at the foot of a page and at the top of the next. */
const leastRows = 3;

/** Points a row takes: as many lines as its longest cell, and the room above and below. */
function rowHeight(table: TextTable, cells: readonly string[], bold: boolean): number {
  const widths = columnWidths(table, setting);
  const size = setting.size * (bold ? 1.08 : 1.01);
  const lines = cells.map((text, at) => {
    const room = (widths[at] ?? 0) - startOf(table, at, padding) - padding;
    return wrapText(joined(text), room, size).length;
  });
  return Math.max(1, ...lines) * setting.size * 1.15 + 4;
}

function isShort(table: TextTable): boolean {
  const rows = table.rows.map(({ cells, total }) => rowHeight(table, cells, total));
  return rows.reduce((sum, height) => sum + height, rowHeight(table, table.head, true)) <= mostKept;
}

/**
 * A table of words: its heading row marked and repeated on every page, no row broken over two, a
 * short table whole on one.
 */
export function wordTable(table: TextTable): Table {
  const widths = columnWidths(table, setting).map(twips);
  const cell = (text: string, at: number, style: string, keepNext: boolean): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      margins: {
        top: 40,
        bottom: 40,
        left: twips(startOf(table, at, padding)),
        right: twips(padding),
      },
      children: [
        new Paragraph({
          text: joined(text),
          style,
          ...(keepNext ? { keepNext } : {}),
          alignment: table.numeric[at] ? AlignmentType.RIGHT : AlignmentType.LEFT,
        }),
      ],
    });
  const row = (cells: readonly string[], style: string, keepNext: boolean) => ({
    cantSplit: true,
    children: cells.map((text, at) => cell(text, at, style, keepNext)),
  });
  const whole = isShort(table);
  const last = table.rows.length - 1;
  return new Table({
    borders: ruled,
    width: { size: twips(columnWidth), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    tableLook: { firstRow: true, firstColumn: true },
    rows: [
      new TableRow({ ...row(table.head, 'TableHeading', true), tableHeader: true }),
      ...table.rows.map(({ cells, total }, at) => {
        const style = total ? 'TableHeading' : 'TableText';
        // A long table breaks between rows that leave three on either side.
        const inside = at >= leastRows - 1 && at <= last - leastRows;
        return new TableRow(row(cells, style, at < last && (whole || !inside)));
      }),
    ],
  });
}
