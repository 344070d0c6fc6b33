import type { Figure } from '#figure/figure.ts';
import { writeCell } from '#figure/format.ts';
import { ownTotal } from '#figure/table-rows.ts';
import { shownCell } from '../../client/charts/readings.ts';
import { textWidth, wrapText } from '../../client/charts/text-size.ts';
import { draw } from './picture.ts';
import type { Sheet } from './picture.ts';

const size = 15;
const step = 19;
const rule = '#d8dde0';
/** A picture is not the place for a long table: the other files hold every row. */
const most = 40;

interface Layout {
  readonly left: number;
  readonly labelWidth: number;
  readonly columnWidth: number;
}

function layoutOf(sheet: Sheet, figure: Figure, left: number): Layout {
  const labels = [figure.groupLabel, ...figure.rows.map(({ label }) => label)];
  const need = Math.max(...labels.map((label) => textWidth(label, size))) + 16;
  const labelWidth = Math.min(need, sheet.width * (figure.columns.length > 3 ? 0.3 : 0.5));
  return { left, labelWidth, columnWidth: (sheet.width - labelWidth) / figure.columns.length };
}

/** One line of the table; cells wrap, and the line is as high as its highest cell. */
function tableLine(sheet: Sheet, layout: Layout, texts: readonly string[], bold: boolean): void {
  const wrapped = texts.map((text, at) =>
    wrapText(text, (at === 0 ? layout.labelWidth : layout.columnWidth) - 10, bold ? 16 : size),
  );
  wrapped.forEach((lines, at) => {
    const right = layout.left + layout.labelWidth + at * layout.columnWidth - 6;
    lines.forEach((line, index) => {
      const place = {
        x: at === 0 ? layout.left : right,
        y: sheet.y + 16 + index * step,
        'font-size': size,
        'text-anchor': at === 0 ? 'start' : 'end',
        ...(bold ? { 'font-weight': 'bold' } : {}),
      };
      sheet.svg.append(draw(sheet, 'text', place, line));
    });
  });
  sheet.y += Math.max(1, ...wrapped.map((lines) => lines.length)) * step + 6;
  const ends = { x1: layout.left, x2: layout.left + sheet.width, y1: sheet.y, y2: sheet.y };
  sheet.svg.append(draw(sheet, 'line', { ...ends, stroke: rule }));
  sheet.y += 3;
}

/** The published table drawn into a picture, for figures that have no chart. */
export function pictureTable(sheet: Sheet, figure: Figure, left: number): void {
  const layout = layoutOf(sheet, figure, left);
  const { columns } = figure;
  const total = ownTotal(figure);
  tableLine(sheet, layout, [figure.groupLabel, ...columns.map(({ label }) => label)], true);
  for (const row of figure.rows.slice(0, most)) {
    const texts = columns.map((column) => {
      const cell = row.cells[column.key];
      return writeCell(cell && shownCell(cell), column);
    });
    tableLine(sheet, layout, [row.label, ...texts], false);
  }
  if (total) {
    const texts = columns.map((column) => {
      const cell = total.cells[column.key];
      return writeCell(cell && shownCell(cell), column);
    });
    tableLine(sheet, layout, [total.label, ...texts], true);
  }
  if (figure.rows.length > most)
    tableLine(sheet, layout, [`${figure.rows.length - most} more rows are in the table`], false);
  sheet.y += 10;
}
