import type { Figure } from '#figure/figure.ts';
import { textWidth } from '../../client/charts/text-size.ts';
import { colours, columnWidth, heightOf, margins, pageHeight, write } from './pdf-page.ts';
import type { Face, Part, Pdf } from './pdf-page.ts';
import { textTables } from './text-table.ts';
import type { TextTable } from './text-table.ts';

const padding = 3;
/** Words in a column begin this much further from the numbers before them. */
const apart = 8;
const body: Face = { size: 9, after: 0 };
const strong: Face = { ...body, font: 'bold' };

interface Columns {
  readonly x: readonly number[];
  readonly widths: readonly number[];
  readonly numeric: readonly boolean[];
}

/** An interval is never broken: it stands beside its number, or whole under it. */
const joined = (text: string): string =>
  text.replace(/\([^()]*\)/g, (inside) => inside.replaceAll(' ', '\u00a0'));

/** A column of small numbers is not set narrower than this where there is room. */
const comfortable = 48;

/** Widths of a column in points: as narrow as its longest word, and on one line. */
function widthsOf(table: TextTable, at: number): { least: number; natural: number } {
  // Arimo has the widths of the charts' table; bold runs some 8 % wider.
  const of = (text: string, face: Face): number =>
    textWidth(joined(text), face.size * (face.font === 'bold' ? 1.08 : 1.01)) +
    2 * padding +
    (table.numeric[at] || at === 0 ? 0 : apart);
  const words = (text: string, face: Face): number[] =>
    joined(text)
      .split(' ')
      .map((word) => of(word, face));
  const head = table.head[at] ?? '';
  const cells = table.rows.map(({ cells: row, total }) => [row[at] ?? '', total] as const);
  const faceOf = (total: boolean): Face => (total ? strong : body);
  return {
    least: Math.max(
      ...words(head, strong),
      ...cells.flatMap(([text, total]) => words(text, faceOf(total))),
    ),
    natural: Math.max(
      comfortable,
      of(head, strong) / 2,
      ...cells.map(([text, total]) => of(text, faceOf(total))),
    ),
  };
}

/** What room is left after the narrowest widths goes to the columns that would use it. */
function columnsOf(table: TextTable): Columns {
  const needs = table.head.map((_heading, at) => widthsOf(table, at));
  const least = needs.map(({ least: width }) => width);
  const sum = (widths: readonly number[]): number => widths.reduce((a, b) => a + b, 0);
  const wants = needs.map(({ natural }, at) => Math.max(0, natural - (least[at] ?? 0)));
  const room = columnWidth - sum(least);
  const share = room < 0 ? 0 : Math.min(1, room / Math.max(1, sum(wants)));
  const fitted = least.map((width, at) => width + share * (wants[at] ?? 0));
  const squeeze = Math.min(1, columnWidth / sum(fitted));
  const tight = fitted.map((width) => width * squeeze);
  // Numbers stand at equal distances; names take what is left, up to half the page.
  const spare = Math.max(0, columnWidth - sum(tight));
  const toNames = Math.max(0, Math.min(spare, columnWidth / 2 - (tight[0] ?? 0)));
  const each = (spare - toNames) / Math.max(1, tight.length - 1);
  const widths = tight.map((width, at) => width + (at === 0 ? toNames : each));
  const x = widths.map((_width, at) => margins.left + sum(widths.slice(0, at)));
  return { x, widths, numeric: table.numeric };
}

const fits = (table: TextTable): boolean =>
  table.head.reduce((sum, _heading, at) => sum + widthsOf(table, at).least, 0) <= columnWidth;

/** The figure's table in as few pieces as the width of the page allows. */
export function tablesFor(figure: Figure): readonly TextTable[] {
  for (let most = Math.max(1, figure.columns.length + 2); most > 1; most--) {
    const tables = textTables(figure, most);
    if (tables.every((table) => fits(table))) return tables;
  }
  return textTables(figure, 1);
}

/** How far from its column's edge a cell's words may begin. */
const startOf = ({ numeric }: Columns, at: number): number =>
  padding + (numeric[at] || at === 0 ? 0 : apart);

const rowHeight = (pdf: Pdf, cells: readonly string[], columns: Columns, face: Face): number =>
  Math.max(
    ...cells.map((text, at) => {
      const width = (columns.widths[at] ?? 0) - startOf(columns, at) - padding;
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
  const left = startOf(columns, at);
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

/** Points to keep free below a caption: the whole of a short table, the beginning of a long one. */
export function roomFor(pdf: Pdf, table: TextTable): number {
  const columns = columnsOf(table);
  const whole = heightsOf(pdf, table, columns).reduce(
    (sum, height) => sum + height,
    rowHeight(pdf, table.head, columns, strong),
  );
  return whole <= mostKept ? whole : 110;
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
