import type { Figure } from '#figure/figure.ts';
import { chartDrawing, pictureOf } from './chart-picture.ts';
import { flowLines, methodLines, shorthandWords } from './figure-facts.ts';
import type { Fact } from './figure-facts.ts';
import { canDraw, drawSvg } from './pdf-drawing.ts';
import {
  addWords,
  colours,
  columnWidth,
  ensureRoom,
  heightOf,
  margins,
  pageHeight,
  write,
} from './pdf-page.ts';
import type { Face, Part, Pdf } from './pdf-page.ts';
import { addTable, roomFor, tablesOf } from './pdf-table.ts';
import { tableWords } from './text-table.ts';
import type { TextTable } from './text-table.ts';

export const faces = {
  cover: { size: 28, font: 'bold', after: 8 },
  title: { size: 20, font: 'bold', after: 4 },
  heading: { size: 16, font: 'bold', after: 6 },
  section: { size: 12, font: 'bold', after: 3 },
  subtitle: { size: 12, colour: colours.quiet, after: 8 },
  body: { size: 11, after: 6 },
  caption: { size: 10, font: 'bold', after: 4 },
  point: { size: 10, after: 3 },
  small: { size: 9, colour: colours.quiet, after: 2 },
} as const satisfies Record<string, Face>;

/** Figures and tables met so far. */
export interface Counts {
  figures: number;
  tables: number;
}

/** Faces of what stands below a chart: as everywhere, or a point smaller to keep it on one page. */
export interface BelowFaces {
  readonly point: Face;
  readonly small: Face;
}
const plainFaces: BelowFaces = { point: faces.point, small: faces.small };
const tightFaces: BelowFaces = {
  point: { ...faces.point, size: 9, after: 2 },
  small: { ...faces.small, size: 8, after: 1 },
};

/** How a chart and what stands below it are set so that both end on one page. */
export interface Fit {
  readonly faces: BelowFaces;
  /** Width of the chart, as a share of the column. */
  readonly chart: number;
}
/** Points left free at the foot: words measured alone and words set in a list differ by a little. */
const spare = 8;
const usualFit: Fit = { faces: plainFaces, chart: 1 };
/** Words in a chart narrower than this would be too small to read: 8 of their 10 points. */
const narrowest = 0.8;

const captionOf = (figure: Figure, number: number): string =>
  `Figure ${number}: ${figure.subtitle}`;

/**
 * Sets what is left of a page: a few lines that would spill onto a page of their own are set smaller,
 * then the chart narrower; what is longer than that flows on as usual.
 * @param below points that follow the chart in these faces
 */
export function fitOf(pdf: Pdf, figure: Figure, below: (faces: BelowFaces) => number): Fit {
  const drawn = chartDrawing(figure, columnWidth);
  if (!drawn) return usualFit;
  const caption = heightOf(pdf, captionOf(figure, 10), faces.caption, columnWidth) + 16;
  const room = pageHeight - margins.bottom - pdf.y - caption - spare;
  if (drawn.height + below(plainFaces) <= room) return usualFit;
  const tight = below(tightFaces);
  const chart = Math.min(1, (room - tight) / drawn.height);
  return chart >= narrowest ? { faces: tightFaces, chart } : usualFit;
}

/** The chart under its caption. @returns whether the figure has one */
export function addChart(
  pdf: Pdf,
  parent: Part,
  figure: Figure,
  counts: Counts,
  { chart }: Pick<Fit, 'chart'> = usualFit,
): boolean {
  const drawn = chartDrawing(figure, columnWidth * chart);
  if (!drawn) return false;
  counts.figures += 1;
  const caption = captionOf(figure, counts.figures);
  const above = heightOf(pdf, caption, faces.caption, columnWidth) + 8;
  ensureRoom(pdf, above + drawn.height);
  addWords(pdf, parent, 'P', caption, faces.caption);
  const [x, y] = [margins.left, pdf.y];
  const box = [x, y, x + drawn.width, y + drawn.height];
  // The declarations of the library lack `bbox`, which a Figure must have (ISO 14289-1, 7.3).
  const words = { alt: figure.altText, bbox: box } as { alt: string };
  parent.add(
    pdf.struct('Figure', words, () => {
      if (canDraw(drawn.chart)) drawSvg(pdf, drawn.chart, { x, y, scale: drawn.scale });
      else pdf.image(pictureOf(drawn).png, x, y, { width: drawn.width });
    }),
  );
  pdf.y = y + drawn.height + 12;
  return true;
}

const tableCaption = (figure: Figure, table: TextTable, number: number): string =>
  `Table ${number}: ${tableWords(figure, table)}`;

/**
 * Points the beginning of a figure's tables wants to itself: the first caption and what is kept with it.
 * @param above points of the heading above them
 */
export function roomForTables(pdf: Pdf, figure: Figure, above: number): number {
  const [first] = tablesOf(figure);
  if (!first) return 0;
  const caption = heightOf(pdf, tableCaption(figure, first, 1), faces.caption, columnWidth) + 8;
  return caption + roomFor(pdf, first, caption + above);
}

/**
 * The figure's table, in as many pieces as the page's width asks for, and what its shorthand means.
 * @param under whether a heading stands above that room was made for together with the first piece
 */
export function addTables(
  pdf: Pdf,
  parent: Part,
  figure: Figure,
  counts: Counts,
  under = false,
): void {
  for (const [at, table] of tablesOf(figure).entries()) {
    counts.tables += 1;
    const words = tableCaption(figure, table, counts.tables);
    const caption = heightOf(pdf, words, faces.caption, columnWidth) + 8;
    if (at > 0 || !under) ensureRoom(pdf, caption + roomFor(pdf, table, caption));
    addWords(pdf, parent, 'P', words, faces.caption);
    addTable(pdf, parent, table);
  }
  const shorthand = shorthandWords(figure);
  if (shorthand) addWords(pdf, parent, 'P', `${shorthand}.`, { ...faces.small, after: 8 });
}

const indent = 14;

/** A bulleted list: the bullet is the label, the words the body. */
export function addList(
  pdf: Pdf,
  parent: Part,
  texts: readonly string[],
  face: Face = faces.point,
): void {
  if (texts.length === 0) return;
  const list = pdf.struct('L');
  parent.add(list);
  for (const text of texts) {
    const width = columnWidth - indent;
    ensureRoom(pdf, Math.min(200, heightOf(pdf, text, face, width)));
    const y = pdf.y;
    const item = pdf.struct('LI');
    list.add(item);
    const place = { x: margins.left, y, width: 12 };
    item.add(pdf.struct('Lbl', {}, () => write(pdf, '•', { ...face, after: 0 }, place)));
    item.add(
      pdf.struct('LBody', {}, () => write(pdf, text, face, { x: margins.left + indent, y, width })),
    );
    item.end();
  }
  list.end();
  pdf.y += 4;
}

/** How to read a figure, and who is counted in it, each under a heading of this level. */
export function addReading(
  pdf: Pdf,
  parent: Part,
  figure: Figure,
  level: 'H2' | 'H3',
  { faces: { point }, facts }: { readonly faces: BelowFaces; readonly facts: number } = {
    faces: plainFaces,
    facts: 0,
  },
): void {
  addWords(pdf, parent, level, 'How to read it', faces.section);
  addList(pdf, parent, methodLines(figure), point);
  const flow = flowLines(figure);
  // With the facts that follow, so that no page begins with a few lines of those alone.
  const follows = listHeight(pdf, flow, point) + headingHeight(pdf) + facts;
  if (flow.length > 0)
    addWords(pdf, parent, level, 'Who is counted', faces.section, Math.min(follows, 300));
  addList(pdf, parent, flow, point);
}

const headingHeight = (pdf: Pdf): number =>
  heightOf(pdf, 'How', faces.section, columnWidth) + faces.section.after;

function listHeight(pdf: Pdf, texts: readonly string[], face: Face): number {
  const items = texts.map((text) => heightOf(pdf, text, face, columnWidth - indent) + face.after);
  return items.reduce((sum, height) => sum + height, texts.length > 0 ? 4 : 0);
}

/** Points that reading and facts take, headings included. */
export function heightBelow(
  pdf: Pdf,
  figure: Figure,
  facts: readonly Fact[],
  { point, small }: BelowFaces,
): number {
  const flow = flowLines(figure);
  return (
    (flow.length > 0 ? 3 : 2) * headingHeight(pdf) +
    listHeight(pdf, methodLines(figure), point) +
    listHeight(pdf, flow, point) +
    factsHeight(pdf, facts, small)
  );
}

const factWords = ({ term, words }: Fact): string => `${term}: ${words}`;

export const factsHeight = (pdf: Pdf, facts: readonly Fact[], face: Face): number =>
  facts
    .map((fact) => heightOf(pdf, factWords(fact), face, columnWidth) + face.after)
    .reduce((sum, height) => sum + height, 0);

/** Facts, a paragraph each; all on one page. */
export function addFacts(pdf: Pdf, parent: Part, facts: readonly Fact[], face: Face): void {
  ensureRoom(pdf, factsHeight(pdf, facts, face));
  for (const fact of facts) addWords(pdf, parent, 'P', factWords(fact), face);
}
