import type pptxgenjs from 'pptxgenjs';
import type { Figure } from '#figure/figure.ts';
import { writeCell, writeInterval } from '#figure/format.ts';
import { shownCell } from '../../client/charts/readings.ts';
import { wrapText } from '../../client/charts/text-size.ts';
import {
  comparisonWords,
  emptiesOf,
  factsOf,
  flowLines,
  methodLines,
  shorthandWords,
  sourceLines,
} from './figure-facts.ts';
import { nativeChart } from './native-chart.ts';
import type { NativeChart } from './native-series.ts';
import { hasTable } from './picture.ts';
import { isPictureOnly, slidePicture } from './pptx-picture.ts';
import type { Deck } from './pptx.ts';

/** Inches: a wide slide is 13.33 by 7.5. */
export const slideWidth = 13.33;
export const titleTop = 0.3;

const arial = { fontFace: 'Arial', lang: 'en-GB' } as const;
export const faces = {
  title: {
    ...arial,
    fontSize: 26,
    bold: true,
    color: '212B32',
    valign: 'top',
    margin: 0,
    align: 'left',
  },
  subtitle: { ...arial, fontSize: 14, color: '4C6272', valign: 'top', margin: 0, align: 'left' },
  words: { ...arial, fontSize: 14, color: '212B32', valign: 'top', margin: 0 },
  source: { ...arial, fontSize: 10, color: '4C6272', valign: 'bottom', margin: 0 },
} as const;

type Slide = ReturnType<Deck['addSlide']>;
const rowsPerSlide = 14;
const pointsPerInch = 72;

/** Inches a text takes at a size in points across a width in inches. */
export function heightOf(text: string, points: number, width: number): number {
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + wrapText(line, width * pointsPerInch, points * 1.04).length, 0);
  return (lines * points * 1.2) / pointsPerInch;
}

/** How a finding is set: long ones smaller, on a layout with room for their lines; never cut. */
export interface TitleLayout {
  readonly name: string;
  readonly points: number;
  readonly lines: number;
  /** Inches. */
  readonly height: number;
}

export const titleLayouts: readonly TitleLayout[] = [
  { name: 'Figure, one line', points: 26, lines: 1, height: 0.48 },
  { name: 'Figure, two lines', points: 26, lines: 2, height: 0.9 },
  { name: 'Figure, two lines, smaller', points: 22, lines: 2, height: 0.78 },
  { name: 'Figure, three lines', points: 20, lines: 3, height: 1.05 },
  { name: 'Figure, three lines, smaller', points: 17, lines: 3, height: 0.9 },
  { name: 'Figure, four lines', points: 16, lines: 4, height: 1.12 },
];

/** Bold words run wider than the table of widths has them. */
const boldness = 1.07;

export function layoutFor(title: string): TitleLayout {
  const width = (slideWidth - 1) * pointsPerInch;
  const fits = ({ points, lines }: TitleLayout): boolean =>
    wrapText(title, width, points * boldness).length <= lines;
  return titleLayouts.find(fits) ?? (titleLayouts.at(-1) as TitleLayout);
}

/** Method, caveats and provenance, one to a line. */
function speakerNotes(figure: Figure): string {
  const flow = flowLines(figure);
  const native = nativeChart(figure);
  return [
    figure.altText,
    '',
    'How it is worked out',
    ...methodLines(figure),
    ...(flow.length > 0 ? ['', 'Who is counted', ...flow] : []),
    '',
    'Where it comes from',
    ...factsOf(figure).map(({ term, words }) => `${term}: ${words}`),
    ...(native ? ['', 'The chart is editable: right-click it and choose Edit Data.'] : []),
  ].join('\n');
}

interface Room {
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
}

/** Title, subtitle, source and notes of a slide; says what room is left for the figure. */
function frame(deck: Deck, figure: Figure, part: string, commentary: string | null): [Slide, Room] {
  const full = slideWidth - 1;
  const title = `${figure.headline}${part}`;
  const layout = layoutFor(title);
  const slide = deck.addSlide({ masterName: layout.name });
  const under = titleTop + layout.height;
  const subtitleHeight = heightOf(figure.subtitle, 14, full) + 0.08;
  slide.addText(title, { placeholder: 'title' });
  slide.addText(figure.subtitle, { placeholder: 'subtitle' });
  const { chart, comparison } = figure;
  const reading = [
    figure.late ?? '',
    chart.xmr?.warning ?? chart.funnel?.warning ?? '',
    nativeChart(figure)?.kind === 'bar'
      ? (chart.references ?? []).map(({ label }) => `${label}.`).join(' ')
      : '',
    comparison ? comparisonWords(comparison) : '',
    emptiesOf(figure).length > 0 && !nativeChart(figure) ? `${shorthandWords(figure)}.` : '',
  ].filter((words) => words !== '');
  const source = [...reading, ...sourceLines(figure)].join('\n');
  const sourceHeight = heightOf(source, 10, full - 0.6) + 0.05;
  const bottom = 7.35 - sourceHeight;
  slide.addText(source, {
    ...faces.source,
    x: 0.5,
    y: bottom,
    w: full - 0.6,
    h: sourceHeight,
    objectName: 'Source',
  });
  slide.addNotes(speakerNotes(figure));
  const top = under + subtitleHeight + 0.1;
  const width = commentary ? full - 4 : full;
  if (commentary)
    slide.addText(commentary, {
      ...faces.words,
      x: 0.5 + width + 0.3,
      y: top,
      w: 3.7,
      h: bottom - top - 0.1,
      fit: 'shrink',
      objectName: 'Commentary',
    });
  return [slide, { top, bottom, width }];
}

type TableRow = pptxgenjs.TableRow;

function tableRows(figure: Figure): { head: TableRow; body: TableRow[] } {
  const { columns, rows, total } = figure;
  const head = [figure.groupLabel, ...columns.map(({ label }) => label)].map((text, at) => ({
    text,
    options: { bold: true, align: at === 0 ? ('left' as const) : ('right' as const) },
  }));
  const body = [...rows, ...(total ? [total] : [])].map((row) => [
    { text: row.label, options: { bold: row.kind === 'total' } },
    ...columns.map((column) => {
      const held = row.cells[column.key];
      const cell = held && shownCell(held);
      const interval = writeInterval(cell, column);
      const text = writeCell(cell, column) + (interval ? ` (${interval})` : '');
      return { text, options: { align: 'right' as const, bold: row.kind === 'total' } };
    }),
  ]);
  return { head, body };
}

function tableSlides({ rows, total }: Figure): number {
  return Math.max(1, Math.ceil((rows.length + (total ? 1 : 0)) / rowsPerSlide));
}

/** How many slides a figure takes. */
export function slidesOf(figure: Figure): number {
  if (nativeChart(figure) || !hasTable(figure) || figure.message) return 1;
  return tableSlides(figure) + (isPictureOnly(figure) ? 1 : 0);
}

/** A table of some rows to a slide, the heading row on each. */
function addTables(deck: Deck, figure: Figure, commentary: string | null): void {
  const { head, body } = tableRows(figure);
  const pages = tableSlides(figure);
  for (let page = 0; page < pages; page++) {
    const part = pages > 1 ? ` (${page + 1} of ${pages})` : '';
    const [slide, room] = frame(deck, figure, part, page === 0 ? commentary : null);
    slide.addTable([head, ...body.slice(page * rowsPerSlide, (page + 1) * rowsPerSlide)], {
      x: 0.5,
      y: room.top,
      w: room.width,
      fontFace: 'Arial',
      fontSize: figure.columns.length > 5 ? 10 : 12,
      color: '212B32',
      border: { type: 'solid', pt: 0.5, color: 'BFC7CC' },
      margin: 0.05,
      objectName: `Table: ${figure.title}${part}`,
    });
  }
}

/** What PowerPoint has no chart for, a map, as a picture; its numbers follow as a table. */
function addPicture(deck: Deck, figure: Figure, commentary: string | null): void {
  const [slide, { top, bottom, width }] = frame(deck, figure, '', commentary);
  slide.addImage({
    ...slidePicture(figure, { width, height: bottom - top - 0.1 }),
    x: 0.5,
    y: top,
    altText: figure.altText,
    objectName: `Picture: ${figure.title}`,
  });
}

/** Adds a figure's slides. @returns the charts on them, to be put in their places afterwards */
export function addFigureSlides(
  deck: Deck,
  figure: Figure,
  commentary: string | null,
): readonly NativeChart[] {
  const chart = nativeChart(figure);
  if (!chart && hasTable(figure) && !figure.message) {
    if (isPictureOnly(figure)) addPicture(deck, figure, commentary);
    addTables(deck, figure, isPictureOnly(figure) ? null : commentary);
    return [];
  }
  const [slide, { top, bottom, width }] = frame(deck, figure, '', commentary);
  if (!chart) {
    const words = figure.message?.wayOut ?? 'Nothing to show.';
    slide.addText(words, {
      ...faces.words,
      x: 0.5,
      y: top + 0.3,
      w: width,
      h: 1,
      objectName: 'Message',
    });
    return [];
  }
  // A stand-in wires the chart into the slide; its parts are replaced by our own when written.
  const standIn = [{ name: 'Series', labels: ['Place'], values: [0] }];
  slide.addChart(deck.ChartType.bar, standIn, {
    x: 0.5,
    y: top,
    w: width,
    h: Math.max(2, bottom - top - 0.1),
    altText: figure.altText,
    objectName: `Chart: ${figure.title}`,
  });
  return [chart];
}
