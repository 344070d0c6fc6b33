import type { Figure } from '#figure/figure.ts';
import { drawFigure, isDrawn } from '../../client/charts/draw.ts';
import { drawingDocument } from './drawing.ts';
import { xmlText } from './picture.ts';
import { dotsPerInch, rasterise } from './png.ts';

/** The chart alone, for documents that write title, notes and source as text of their own. */
export interface ChartPicture {
  readonly svg: string;
  readonly png: Buffer;
  /** Points, 72 to the inch. */
  readonly width: number;
  readonly height: number;
}

/** Pixels a chart is drawn at for a page's column: its 16-pixel words come out at 10 points. */
const drawnWidth = 725;

/** The chart `width` points wide, or null when the figure is a table. */
export function chartPicture(figure: Figure, width: number): ChartPicture | null {
  if (!isDrawn(figure)) return null;
  const chart = drawFigure(figure, { width: drawnWidth, document: drawingDocument() });
  const svg = xmlText(chart);
  const pixels = Math.round((width / 72) * dotsPerInch);
  const ratio = Number(chart.getAttribute('height')) / drawnWidth;
  return { svg, png: rasterise(svg, pixels), width, height: width * ratio };
}
