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

/** A table of words: its heading row marked and repeated on every page, no row broken over two. */
export function wordTable(table: TextTable): Table {
  const widths = columnWidths(table, setting).map(twips);
  const cell = (text: string, at: number, style: string): TableCell =>
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
          alignment: table.numeric[at] ? AlignmentType.RIGHT : AlignmentType.LEFT,
        }),
      ],
    });
  const row = (cells: readonly string[], style: string, tableHeader: boolean): TableRow =>
    new TableRow({
      ...(tableHeader ? { tableHeader } : {}),
      cantSplit: true,
      children: cells.map((text, at) => cell(text, at, style)),
    });
  return new Table({
    borders: ruled,
    width: { size: twips(columnWidth), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    tableLook: { firstRow: true, firstColumn: true },
    rows: [
      row(table.head, 'TableHeading', true),
      ...table.rows.map(({ cells, total }) =>
        row(cells, total ? 'TableHeading' : 'TableText', false),
      ),
    ],
  });
}
