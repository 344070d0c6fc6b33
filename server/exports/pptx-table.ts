import type pptxgenjs from 'pptxgenjs';
import type { Figure } from '#figure/figure.ts';
import { wrapText } from '../../client/charts/text-size.ts';
import { frame, pointsPerInch, roomOf } from './pptx-frame.ts';
import type { Room } from './pptx-frame.ts';
import type { Deck } from './pptx.ts';
import { columnWidths, joined } from './table-layout.ts';
import type { Setting } from './table-layout.ts';
import { textTables } from './text-table.ts';
import type { TextTable } from './text-table.ts';

/** Columns beside the groups that can be read from the back of a room. */
const mostColumns = 8;
/** Inches around the words of a cell. */
const margin = 0.05;
/** Bold words run wider. */
const boldness = 1.08;

interface Page {
  readonly table: TextTable;
  readonly rows: TextTable['rows'];
}

const pointsOf = ({ head }: TextTable): number => (head.length > 6 ? 10 : 12);

const settingOf = (table: TextTable, { width }: Room): Setting => ({
  room: width * pointsPerInch,
  size: pointsOf(table),
  padding: margin * pointsPerInch,
});

/** Inches of each column. */
const widthsOf = (table: TextTable, room: Room): readonly number[] =>
  columnWidths(table, settingOf(table, room)).map((points) => points / pointsPerInch);

/** Inches a row takes: as many lines as its longest cell. */
function rowHeight(table: TextTable, cells: readonly string[], widths: readonly number[]): number {
  const points = pointsOf(table);
  const lines = cells.map((words, at) => {
    const width = ((widths[at] ?? 1) - 2 * margin) * pointsPerInch;
    return wrapText(joined(words), width, points * boldness).length;
  });
  return (Math.max(1, ...lines) * points * 1.2) / pointsPerInch + 2 * margin;
}

/** The table cut where a slide is full, its headings again on each. */
function pagesOf(figure: Figure, commentary: string | null): readonly Page[] {
  return textTables(figure, mostColumns).flatMap((table) => {
    const pages: { table: TextTable; rows: TextTable['rows'][number][] }[] = [];
    let left = 0;
    for (const row of table.rows) {
      const words = pages.length === 0 ? commentary : null;
      const room = roomOf(figure, `${figure.headline} (9 of 9)`, words);
      const widths = widthsOf(table, room);
      const height = rowHeight(table, row.cells, widths);
      if (pages.length === 0 || height > left) {
        pages.push({ table, rows: [] });
        const own = pages.length === 1 ? room : roomOf(figure, `${figure.headline} (9 of 9)`, null);
        left = own.bottom - own.top - 0.1 - rowHeight(table, table.head, widthsOf(table, own));
      }
      pages.at(-1)?.rows.push(row);
      left -= height;
    }
    return pages;
  });
}

/** How many slides the table of a figure takes. */
export const tableSlides = (figure: Figure, commentary: string | null): number =>
  pagesOf(figure, commentary).length;

function rowsOf({ table, rows }: Page): pptxgenjs.TableRow[] {
  const side = (at: number): 'left' | 'right' => (table.numeric[at] ? 'right' : 'left');
  const row = (cells: readonly string[], bold: boolean): pptxgenjs.TableRow =>
    cells.map((text, at) => ({ text: joined(text), options: { bold, align: side(at) } }));
  return [row(table.head, true), ...rows.map(({ total, cells }) => row(cells, total))];
}

/** The page's table, on as many slides as it needs. */
export function addTables(deck: Deck, figure: Figure, commentary: string | null): void {
  const pages = pagesOf(figure, commentary);
  pages.forEach((page, at) => {
    const part = pages.length > 1 ? ` (${at + 1} of ${pages.length})` : '';
    const [slide, room] = frame(deck, figure, part, at === 0 ? commentary : null);
    slide.addTable(rowsOf(page), {
      x: 0.5,
      y: room.top,
      colW: [...widthsOf(page.table, room)],
      fontFace: 'Arial',
      fontSize: pointsOf(page.table),
      color: '212B32',
      border: { type: 'solid', pt: 0.5, color: 'BFC7CC' },
      margin,
      objectName: `Table: ${figure.title}${part}`,
    });
  });
}
