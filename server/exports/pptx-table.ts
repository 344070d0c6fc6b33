import type pptxgenjs from 'pptxgenjs';
import type { Figure } from '#figure/figure.ts';
import { wrapText } from '../../client/charts/text-size.ts';
import { frame, pointsPerInch, roomOf } from './pptx-frame.ts';
import type { Room } from './pptx-frame.ts';
import type { Deck } from './pptx.ts';
import { columnWidths, fits, joined } from './table-layout.ts';
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
  /** Size of its words. */
  readonly points: number;
}

const settingOf = (points: number, { width }: Room): Setting => ({
  room: width * pointsPerInch,
  size: points,
  padding: margin * pointsPerInch,
});

/** Inches of each column. */
const widthsOf = (table: TextTable, points: number, room: Room): readonly number[] =>
  columnWidths(table, settingOf(points, room)).map((width) => width / pointsPerInch);

/** Inches a row takes: as many lines as its longest cell. */
function rowHeight(cells: readonly string[], points: number, widths: readonly number[]): number {
  const lines = cells.map((words, at) => {
    const width = ((widths[at] ?? 1) - 2 * margin) * pointsPerInch;
    return wrapText(joined(words), width, points * boldness).length;
  });
  return (Math.max(1, ...lines) * points * 1.2) / pointsPerInch + 2 * margin;
}

const heightOf = ({ top, bottom }: Room): number => bottom - top - 0.1;

/** As large as the table can be on one slide; a longer one in a size that can still be read. */
function pointsOf(table: TextTable, room: Room): number {
  const whole = (points: number): boolean => {
    const widths = widthsOf(table, points, room);
    const rows = [table.head, ...table.rows.map(({ cells }) => cells)];
    const height = rows.reduce((sum, cells) => sum + rowHeight(cells, points, widths), 0);
    return fits(table, settingOf(points, room)) && height <= heightOf(room);
  };
  return [14, 12].find(whole) ?? (table.head.length > 6 ? 10 : 12);
}

/** The table cut where a slide is full, its headings again on each. */
function pagesOf(figure: Figure, commentary: string | null): readonly Page[] {
  const roomWith = (words: string | null): Room =>
    roomOf(figure, `${figure.headline} (9 of 9)`, words);
  return textTables(figure, mostColumns).flatMap((table, piece) => {
    const points = pointsOf(table, roomWith(piece === 0 ? commentary : null));
    const pages: (Page & { rows: TextTable['rows'][number][] })[] = [];
    let left = 0;
    for (const row of table.rows) {
      const room = roomWith(pages.length === 0 ? commentary : null);
      const height = rowHeight(row.cells, points, widthsOf(table, points, room));
      if (pages.length === 0 || height > left) {
        pages.push({ table, rows: [], points });
        const own = pages.length === 1 ? room : roomWith(null);
        left = heightOf(own) - rowHeight(table.head, points, widthsOf(table, points, own));
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
      colW: [...widthsOf(page.table, page.points, room)],
      fontFace: 'Arial',
      fontSize: page.points,
      color: '212B32',
      border: { type: 'solid', pt: 0.5, color: 'BFC7CC' },
      margin,
      objectName: `Table: ${figure.title}${part}`,
    });
  });
}
