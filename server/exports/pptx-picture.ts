import type { Figure } from '#figure/figure.ts';
import { drawFigure, isDrawn } from '../../client/charts/draw.ts';
import { drawingDocument } from './drawing.ts';
import { nativeCharts } from './native-chart.ts';
import { xmlText } from './picture.ts';
import { rasterise } from './png.ts';

/** Inches of a slide a picture may take. */
interface Room {
  readonly width: number;
  readonly height: number;
}

/** Pixels a picture is drawn at: wide enough for its parts to stand side by side. */
const drawnWidth = 1100;
const dotsPerInch = 220;

/** Whether a figure is drawn as something PowerPoint has no chart for, as a map. */
export function isPictureOnly(figure: Figure): boolean {
  return isDrawn(figure) && nativeCharts(figure).length === 0;
}

/** The screen's own drawing as a picture that fits the room, for `addImage`. */
export function slidePicture(figure: Figure, room: Room) {
  const svg = drawFigure(figure, { width: drawnWidth, document: drawingDocument() });
  const ratio = Number(svg.getAttribute('height')) / drawnWidth;
  const w = Math.min(room.width, room.height / ratio);
  const png = rasterise(xmlText(svg), Math.round(w * dotsPerInch));
  return { data: `image/png;base64,${png.toString('base64')}`, w, h: w * ratio };
}
