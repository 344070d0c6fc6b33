import type { Figure } from '#figure/figure.ts';
import { drawFigure, isDrawn } from '../../client/charts/draw.ts';
import { drawingDocument } from './drawing.ts';
import { xmlText } from './picture.ts';
import { dotsPerInch, rasterise } from './png.ts';

/** The chart alone, for documents that write title, notes and source as text of their own. */
export interface ChartDrawing {
  readonly chart: SVGElement;
  /** Points, 72 to the inch. */
  readonly width: number;
  readonly height: number;
  /** Points to a pixel of the drawing. */
  readonly scale: number;
}

/** Pixels a chart is drawn at for a page's column: its 16-pixel words come out at 10 points. */
const drawnWidth = 725;

/** The chart `width` points wide, or null when the figure is a table. */
export function chartDrawing(figure: Figure, width: number): ChartDrawing | null {
  if (!isDrawn(figure)) return null;
  const chart = drawFigure(figure, { width: drawnWidth, document: drawingDocument() });
  const scale = width / drawnWidth;
  return { chart, width, height: Number(chart.getAttribute('height')) * scale, scale };
}

/** A drawing as markup, and as a picture for programs that cannot draw it. */
export function pictureOf({ chart, width }: ChartDrawing): { svg: string; png: Buffer } {
  const svg = xmlText(chart);
  return { svg, png: rasterise(svg, Math.round((width / 72) * dotsPerInch)) };
}
