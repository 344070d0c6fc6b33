import { colours, columnWidth, heightOf, margins, pageHeight, write } from './pdf-page.ts';
import type { Face, Part, Pdf } from './pdf-page.ts';
import type { TextTable } from './text-table.ts';

const padding = 3;
const body: Face = { size: 9, after: 0 };
const strong: Face = { ...body, font: 'bold' };

interface Columns {
  readonly x: readonly number[];
  readonly widths: readonly number[];
  readonly numeric: readonly boolean[];
}

function columnsOf({ head, numeric }: TextTable): Columns {
  const first = columnWidth * (head.length > 4 ? 0.24 : 0.34);
  const other = (columnWidth - first) / Math.max(1, head.length - 1);
  const widths = head.map((_heading, at) => (at === 0 ? first : other));
  const x = widths.map((_width, at) =>
    widths.slice(0, at).reduce((sum, width) => sum + width, margins.left),
  );
  return { x, widths, numeric };
}

const rowHeight = (pdf: Pdf, cells: readonly string[], { widths }: Columns, face: Face): number =>
  Math.max(
    ...cells.map((text, at) => heightOf(pdf, text || ' ', face, (widths[at] ?? 0) - 2 * padding)),
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
  write(pdf, text, face, {
    x: (columns.x[at] ?? 0) + padding,
    y: top + padding,
    width: (columns.widths[at] ?? 0) - 2 * padding,
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

/** A table of words, row by row over as many pages as it needs. */
export function addTable(pdf: Pdf, parent: Part, table: TextTable): void {
  const columns = columnsOf(table);
  const element = pdf.struct('Table');
  parent.add(element);
  addRow(pdf, element, table.head, columns, 'head');
  for (const { cells, total } of table.rows) {
    const face = total ? strong : body;
    if (pdf.y + rowHeight(pdf, cells, columns, face) > pageHeight - margins.bottom) {
      pdf.addPage();
      repeatHead(pdf, table, columns);
    }
    addRow(pdf, element, cells, columns, total ? 'total' : 'row');
  }
  element.end();
  pdf.y += 10;
}
