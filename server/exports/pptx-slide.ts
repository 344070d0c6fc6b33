import type { Figure } from '#figure/figure.ts';
import { nativeCharts } from './native-chart.ts';
import type { NativeChart } from './native-series.ts';
import { hasTable } from './picture.ts';
import { faces, frame, slideWidth } from './pptx-frame.ts';
import type { Room, Slide } from './pptx-frame.ts';
import { isPictureOnly, slidePicture } from './pptx-picture.ts';
import { addTables, tableSlides } from './pptx-table.ts';
import type { Deck } from './pptx.ts';

/** How many slides a figure takes. */
export function slidesOf(figure: Figure, commentary: string | null): number {
  if (nativeCharts(figure).length > 0 || !hasTable(figure) || figure.message) return 1;
  if (!isPictureOnly(figure)) return Math.max(1, tableSlides(figure, commentary));
  return tableSlides(figure, null) + 1;
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

/** How much of the height a chart needs: its rows, its axis, and the key of the first. */
const weightOf = ({ categories, legend, yTitle }: NativeChart): number =>
  categories.length + (legend ? 1.2 : 0.7) + (yTitle === null ? 0 : 0.5);

/** The charts of a figure, one under the other. */
function addCharts(
  deck: Deck,
  slide: Slide,
  {
    figure,
    charts,
    room,
  }: { readonly figure: Figure; readonly charts: readonly NativeChart[]; readonly room: Room },
): readonly NativeChart[] {
  const height = Math.max(2, room.bottom - room.top - 0.1);
  const all = charts.reduce((sum, chart) => sum + weightOf(chart), 0);
  let y = room.top;
  return charts.map((chart, at) => {
    const h = (height * weightOf(chart)) / all;
    const part = charts.length > 1 ? ` (${at + 1} of ${charts.length})` : '';
    // A stand-in wires the chart into the slide; its parts are replaced by our own when written.
    slide.addChart(deck.ChartType.bar, [{ name: 'Series', labels: ['Place'], values: [0] }], {
      x: 0.5,
      y,
      w: room.width,
      h,
      altText: at === 0 ? figure.altText : `The same for ${chart.categories.join('; ')}.`,
      objectName: `Chart: ${figure.title}${part}`,
    });
    y += h;
    const names = Math.min(0.5, ((chart.names ?? 0) * (slideWidth - 1)) / room.width);
    return { ...chart, height: h, ...(chart.names === undefined ? {} : { names }) };
  });
}

/** Adds a figure's slides. @returns the charts on them, to be put in their places afterwards */
export function addFigureSlides(
  deck: Deck,
  figure: Figure,
  commentary: string | null,
): readonly NativeChart[] {
  const charts = nativeCharts(figure);
  if (charts.length === 0 && hasTable(figure) && !figure.message) {
    if (isPictureOnly(figure)) addPicture(deck, figure, commentary);
    addTables(deck, figure, isPictureOnly(figure) ? null : commentary);
    return [];
  }
  const [slide, room] = frame(deck, figure, '', commentary);
  if (charts.length > 0) return addCharts(deck, slide, { figure, charts, room });
  slide.addText(figure.message?.wayOut ?? 'Nothing to show.', {
    ...faces.words,
    x: 0.5,
    y: room.top + 0.3,
    w: room.width,
    h: 1,
    objectName: 'Message',
  });
  return [];
}
