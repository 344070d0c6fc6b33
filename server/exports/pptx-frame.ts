import type { Figure } from '#figure/figure.ts';
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
import { nativeCharts } from './native-chart.ts';
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

export type Slide = ReturnType<Deck['addSlide']>;
export const pointsPerInch = 72;

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
  { name: 'Figure, two lines, small', points: 20, lines: 2, height: 0.72 },
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
  const native = nativeCharts(figure).length > 0;
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

/** What has to be read with the figure, as the screen says it in the key and under the chart. */
function readingWords(figure: Figure): readonly string[] {
  const { chart, comparison, late } = figure;
  const kind = nativeCharts(figure)[0]?.kind;
  const references = (chart.references ?? []).map(({ label }) => label);
  const filling = (chart.filling?.keys ?? []).flatMap(
    (key) => figure.rows.find((row) => row.key === key)?.label ?? [],
  );
  return [
    late ?? '',
    chart.xmr?.warning ?? chart.funnel?.warning ?? '',
    filling.length > 0 ? `Not settled, these will still change: ${filling.join(', ')}.` : '',
    kind === 'bar' && references.length > 0 ? `For comparison: ${references.join('; ')}.` : '',
    comparison ? comparisonWords(comparison) : '',
    figure.rounding ?? '',
    // Bars say in words why they have no number.
    emptiesOf(figure).length > 0 && kind !== 'bar' ? `${shorthandWords(figure)}.` : '',
  ].filter((words) => words !== '');
}

/** Inches of a slide that a figure may take. */
export interface Room {
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
}

const full = slideWidth - 1;
const sourceWidth = full - 0.6;

/** What stands small at the foot of a slide. */
const sourceOf = (figure: Figure): string =>
  [...readingWords(figure), ...sourceLines(figure)].join('\n');

/** The room between the subtitle and the source, beside the commentary. */
export function roomOf(figure: Figure, title: string, commentary: string | null): Room {
  const under = titleTop + layoutFor(title).height;
  return {
    top: under + heightOf(figure.subtitle, 14, full) + 0.18,
    bottom: 7.35 - heightOf(sourceOf(figure), 10, sourceWidth) - 0.05,
    width: commentary ? full - 4 : full,
  };
}

/** Title, subtitle, source and notes of a slide; says what room is left for the figure. */
export function frame(
  deck: Deck,
  figure: Figure,
  part: string,
  commentary: string | null,
): [Slide, Room] {
  const title = `${figure.headline}${part}`;
  const slide = deck.addSlide({ masterName: layoutFor(title).name });
  const room = roomOf(figure, title, commentary);
  slide.addText(title, { placeholder: 'title' });
  slide.addText(figure.subtitle, { placeholder: 'subtitle' });
  slide.addText(sourceOf(figure), {
    ...faces.source,
    x: 0.5,
    y: room.bottom,
    w: sourceWidth,
    h: 7.35 - room.bottom,
    objectName: 'Source',
  });
  slide.addNotes(speakerNotes(figure));
  if (commentary)
    slide.addText(commentary, {
      ...faces.words,
      x: 0.5 + room.width + 0.3,
      y: room.top,
      w: 3.7,
      h: room.bottom - room.top - 0.1,
      fit: 'shrink',
      objectName: 'Commentary',
    });
  return [slide, room];
}
