import type { Figure } from '#figure/figure.ts';
import { colours, columnWidth, heightOf, margins, pageHeight, write } from './pdf-page.ts';
import type { Face, Part, Pdf } from './pdf-page.ts';
import { columnWidths, joined, startOf, tablesFor } from './table-layout.ts';
import type { Setting } from './table-layout.ts';
import type { TextTable } from './text-table.ts';

const padding = 3;
const body: Face = { size: 9, after: 0 };
const strong: Face = { ...body, font: 'bold' };
const setting: Setting = { room: columnWidth, size: body.size, padding };

interface Columns {
  readonly x: readonly number[];
  readonly widths: readonly number[];
  readonly numeric: readonly boolean[];
}

function columnsOf(table: TextTable): Columns {
  const widths = columnWidths(table, setting);
  const x = widths.map(
    (_width, at) => margins.left + widths.slice(0, at).reduce((sum, width) => sum + width, 0),
  );
  return { x, widths, numeric: table.numeric };
}

/** The figure's table in as few pieces as the width of the page allows. */
export const tablesOf = (figure: Figure): readonly TextTable[] => tablesFor(figure, setting);

const rowHeight = (pdf: Pdf, cells: readonly string[], columns: Columns, face: Face): number =>
  Math.max(
    ...cells.map((text, at) => {
      const width = (columns.widths[at] ?? 0) - startOf(columns, at, padding) - padding;
      return heightOf(pdf, joined(text) || ' ', face, width);
    }),
  ) +
  2 * padding;

/** A rule under a row, drawn for the eye alone. */
function rule(pdf: Pdf, y: number, colour: string): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf
    .moveTo(margins.left, y)
    .lineTo(margins.left + columnWidth, y)
    .lineWidth(0.5)
    .strokeColor(colour)
    .stroke();
  pdf.endMarkedContent();
}

function writeCell(pdf: Pdf, text: string, at: number, top: number, columns: Columns, face: Face) {
  const left = startOf(columns, at, padding);
  write(pdf, joined(text), face, {
    x: (columns.x[at] ?? 0) + left,
    y: top + padding,
    width: (columns.widths[at] ?? 0) - left - padding,
    align: columns.numeric[at] ? 'right' : 'left',
  });
}

type Kind = 'head' | 'row' | 'total';

/** One row: a cell for each text, headings with their scope, at the place given. */
function addRow(
  pdf: Pdf,
  table: Part,
  cells: readonly string[],
  columns: Columns,
  kind: Kind,
): void {
  const face = kind === 'row' ? body : strong;
  const top = pdf.y;
  const height = rowHeight(pdf, cells, columns, face);
  const row = pdf.struct('TR');
  table.add(row);
  cells.forEach((text, at) => {
    const scope = kind === 'head' ? { scope: 'Column' } : at === 0 ? { scope: 'Row' } : null;
    const draw = (): void => writeCell(pdf, text, at, top, columns, face);
    // The declarations of the library lack `scope`, which it writes (PDF 32000-1, 14.8.5.7).
    row.add(
      scope ? pdf.struct('TH', scope as { title?: string }, draw) : pdf.struct('TD', {}, draw),
    );
  });
  row.end();
  pdf.y = top + height;
  rule(pdf, pdf.y, kind === 'head' ? colours.ink : colours.rule);
}

/** The heading row again at the top of a page: seen, but not read twice. */
function repeatHead(pdf: Pdf, { head }: TextTable, columns: Columns): void {
  const top = pdf.y;
  pdf.markContent('Artifact', { type: 'Pagination' });
  head.forEach((text, at) => writeCell(pdf, text, at, top, columns, strong));
  pdf.endMarkedContent();
  pdf.y = top + rowHeight(pdf, head, columns, strong);
  rule(pdf, pdf.y, colours.ink);
}

const heightsOf = (pdf: Pdf, { rows }: TextTable, columns: Columns): readonly number[] =>
  rows.map(({ cells, total }) => rowHeight(pdf, cells, columns, total ? strong : body));

/** The longest table that is moved to the next page whole. */
const mostKept = 475;
/** Points of a page that are not left empty for the sake of a table that comes after. */
const mostLeft = 240;

/**
 * Points to keep free below a caption: the whole of a short table, the beginning of one that is long
 * or would leave a good part of this page empty.
 * @param above points of what stands above it and moves with it
 */
export function roomFor(pdf: Pdf, table: TextTable, above: number): number {
  const columns = columnsOf(table);
  const whole = heightsOf(pdf, table, columns).reduce(
    (sum, height) => sum + height,
    rowHeight(pdf, table.head, columns, strong),
  );
  const left = pageHeight - margins.bottom - pdf.y - above;
  const kept = whole <= mostKept && (whole <= left || left <= mostLeft);
  return kept ? whole : 110;
}

/** A table of words, row by row over as many pages as it needs; the last row never stands alone. */
export function addTable(pdf: Pdf, parent: Part, table: TextTable): void {
  const columns = columnsOf(table);
  const element = pdf.struct('Table');
  parent.add(element);
  const heights = heightsOf(pdf, table, columns);
  addRow(pdf, element, table.head, columns, 'head');
  table.rows.forEach(({ cells, total }, at) => {
    const last = at === table.rows.length - 2 ? (heights.at(-1) ?? 0) : 0;
    if (pdf.y + (heights[at] ?? 0) + last > pageHeight - margins.bottom) {
      pdf.addPage();
      repeatHead(pdf, table, columns);
    }
    addRow(pdf, element, cells, columns, total ? 'total' : 'row');
  });
  element.end();
  pdf.y += 10;
}
