import Presentation from 'pptxgenjs';
import type { Figure } from '#figure/figure.ts';
import { chartSheet, chartWorkbook } from './chart-sheet.ts';
import { chartXml } from './chart-xml.ts';
import { codesOf, commentaryOf, documentOf } from './document.ts';
import type { FileDocument } from './document.ts';
import type { NativeChart } from './native-series.ts';
import { finishPresentation } from './pptx-parts.ts';
import type { ChartParts } from './pptx-parts.ts';
import { addFront, coverLayout } from './pptx-front.ts';
import { faces, slideWidth, titleLayouts, titleTop } from './pptx-frame.ts';
import type { TitleLayout } from './pptx-frame.ts';
import { addFigureSlides } from './pptx-slide.ts';
import { escapeXml } from './zip.ts';

export type Deck = InstanceType<typeof Presentation>;

/** One layout for each height of title, so that the subtitle stands right under it. */
function defineLayout(deck: Deck, layout: TitleLayout): void {
  const across = { x: 0.5, w: slideWidth - 1 };
  const { name, points, height } = layout;
  const title = { ...across, y: titleTop, h: height, ...faces.title, fontSize: points };
  const subtitle = { ...across, y: titleTop + height, h: 0.5, ...faces.subtitle };
  deck.defineSlideMaster({
    title: name,
    background: { color: 'FFFFFF' },
    slideNumber: { x: slideWidth - 0.9, y: 7.1, w: 0.5, h: 0.3, fontSize: 10, color: '4C6272' },
    objects: [
      { placeholder: { options: { name: 'title', type: 'title', ...title }, text: '' } },
      { placeholder: { options: { name: 'subtitle', type: 'body', ...subtitle }, text: '' } },
    ],
  });
}

/** The parts of the charts, in the order the slides were made. */
async function chartParts(
  charts: readonly NativeChart[],
  document: FileDocument,
): Promise<ChartParts[]> {
  const parts: ChartParts[] = [];
  for (const chart of charts) {
    const sheet = chartSheet(chart);
    parts.push({
      xml: chartXml(chart, sheet, 'rId1'),
      workbook: await chartWorkbook(chart, sheet, document),
    });
  }
  return parts;
}

/**
 * A deck of one slide a figure (more where a table is long), the charts native: "Edit data" opens
 * their numbers. Figures without a chart are native tables. Method, caveats and provenance stand in
 * the speaker notes; every object has alternative text.
 */
export async function figuresPptx(
  figures: readonly Figure[],
  document: FileDocument,
): Promise<Uint8Array> {
  const deck = new Presentation();
  deck.layout = 'LAYOUT_WIDE';
  deck.title = document.title;
  deck.subject = document.subtitle;
  deck.author = document.publisher;
  // Alone of these, the library writes it into its XML as it is.
  deck.company = escapeXml(document.publisher);
  deck.revision = '1';
  deck.theme = { headFontFace: 'Arial', bodyFontFace: 'Arial' };
  for (const layout of titleLayouts) defineLayout(deck, layout);
  if (figures.length > 1) deck.defineSlideMaster(coverLayout);
  if (figures.length > 1) addFront(deck, figures, document);
  const charts = figures.flatMap((figure, at) =>
    addFigureSlides(deck, figure, commentaryOf(document, at)),
  );
  const written = (await deck.write({ outputType: 'uint8array' })) as Uint8Array;
  return finishPresentation(written, {
    made: document.made,
    keywords: codesOf(figures),
    description: figures.map((figure) => `${figure.subtitle}. ${figure.cohort.words}.`).join(' '),
    charts: await chartParts(charts, document),
  });
}

/** One figure as a deck of its slide. */
export function figurePptx(figure: Figure): Promise<Uint8Array> {
  return figuresPptx([figure], documentOf(figure));
}
