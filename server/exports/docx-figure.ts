import { Bookmark, HeadingLevel, ImageRun, Paragraph, SimpleField, TextRun } from 'docx';
import type { FileChild } from 'docx';
import type { Figure } from '#figure/figure.ts';
import { isDrawn } from '../../client/charts/draw.ts';
import { wrapText } from '../../client/charts/text-size.ts';
import { chartDrawing, pictureOf } from './chart-picture.ts';
import { columnWidth, pageRoom } from './docx-styles.ts';
import { setting, wordTable } from './docx-table.ts';
import type { Fact } from './figure-facts.ts';
import { flowLines, methodLines, shorthandWords } from './figure-facts.ts';
import { tablesFor } from './table-layout.ts';
import { tableWords } from './text-table.ts';

export const paragraph = (text: string, style?: string): Paragraph =>
  new Paragraph({ text, ...(style ? { style } : {}) });
/** Words above a picture or table, on its page. */
const above = (text: string, style?: string): Paragraph =>
  new Paragraph({ text, keepNext: true, ...(style ? { style } : {}) });
const bullet = (text: string): Paragraph =>
  new Paragraph({ text, style: 'ListBullet', numbering: { reference: 'bullets', level: 0 } });
const section = (text: string): Paragraph =>
  new Paragraph({ text, heading: HeadingLevel.HEADING_2 });

/** Figures and tables met so far: captions are numbered through the document. */
export type Counts = Record<'Figure' | 'Table', number>;

/** `Figure 1: ...`, the number a field so that captions added later count on. */
function caption(counts: Counts, kind: keyof Counts, words: string): Paragraph {
  counts[kind] += 1;
  const number = new SimpleField(` SEQ ${kind} \\* ARABIC `, String(counts[kind]));
  return new Paragraph({
    style: 'Caption',
    keepNext: true,
    children: [new TextRun(`${kind} `), number, new TextRun(`: ${words}`)],
  });
}

const lines = (words: string, size: number): number =>
  wrapText(words, columnWidth, size * 1.08).length;

/** Points left for a picture on a page that begins with the finding. */
const pictureRoom = ({ headline, subtitle }: Figure): number =>
  pageRoom - lines(headline, 16) * 21 - lines(`Figure 10: ${subtitle}`, 10) * 14 - 40;

function picture(figure: Figure, counts: Counts): FileChild[] {
  const drawn = chartDrawing(figure, columnWidth);
  if (!drawn) return [];
  const { svg, png } = pictureOf(drawn);
  const fit = Math.min(1, pictureRoom(figure) / drawn.height);
  // Sizes are asked for in pixels of 96 to the inch.
  const pixels = (points: number): number => (points * fit * 96) / 72;
  const size = { width: pixels(drawn.width), height: pixels(drawn.height) };
  const { title: name, altText: description } = figure;
  const altText = { id: String(counts.Figure + 1), name, title: name, description };
  const image = new ImageRun({
    type: 'svg',
    data: Buffer.from(svg),
    transformation: size,
    altText,
    fallback: { type: 'png', data: png },
  });
  return [caption(counts, 'Figure', figure.subtitle), new Paragraph({ children: [image] })];
}

/** Facts, a line each in small print, all on one page. */
export function factParagraphs(facts: readonly Fact[], style: string): FileChild[] {
  return facts.map(
    ({ term, words }, at) =>
      new Paragraph({
        style,
        keepLines: true,
        ...(at < facts.length - 1 ? { keepNext: true } : {}),
        children: [new TextRun({ text: `${term}: `, bold: true }), new TextRun(words)],
      }),
  );
}

/** A figure and how a document shows it. */
export interface Shown {
  readonly figure: Figure;
  readonly commentary: string | null;
  /** What is said of it alone: facts every figure of a report shares stand on its first page. */
  readonly facts: readonly Fact[];
  /** Where the list of findings leads, in a report. */
  readonly place: string | null;
  readonly beginsPage: boolean;
}

function finding({ figure, place, beginsPage }: Shown): Paragraph {
  const words = new TextRun(figure.headline);
  const children = place === null ? [words] : [new Bookmark({ id: place, children: [words] })];
  return new Paragraph({
    heading: HeadingLevel.HEADING_1,
    ...(beginsPage ? { pageBreakBefore: true } : {}),
    ...(place === null || beginsPage ? { spacing: { before: 0 } } : {}),
    children,
  });
}

/** Finding, commentary, picture, table, method and provenance of one figure. */
export function figureParts(shown: Shown, counts: Counts): FileChild[] {
  const { figure, commentary, facts } = shown;
  const shorthand = shorthandWords(figure);
  const flow = flowLines(figure);
  return [
    finding(shown),
    // A chart says what it is of in its caption.
    ...(isDrawn(figure) ? [] : [above(figure.subtitle, 'Subtitle')]),
    ...(commentary ? commentary.split(/\n+/).map((words) => above(words)) : []),
    ...(figure.message ? [paragraph(figure.message.wayOut)] : []),
    ...picture(figure, counts),
    ...tablesFor(figure, setting).flatMap((each) => [
      caption(counts, 'Table', tableWords(figure, each)),
      wordTable(each),
    ]),
    ...(shorthand ? [paragraph(`${shorthand}.`, 'Shorthand')] : []),
    section('How to read it'),
    ...methodLines(figure).map(bullet),
    ...(flow.length > 0 ? [section('Who is counted')] : []),
    ...flow.map(bullet),
    section('Where it comes from'),
    ...factParagraphs(facts, 'Small'),
  ];
}
