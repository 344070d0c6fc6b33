import type { Figure } from '#figure/figure.ts';
import { pictureSizes } from '#figure/formats.ts';
import type { PictureSize } from '#figure/formats.ts';
import { drawFigure, isDrawn } from '../../client/charts/draw.ts';
import { fontFamily, wrapText } from '../../client/charts/text-size.ts';
import { drawingDocument } from './drawing.ts';
import { readingNotes, shorthandWords, sourceLines } from './figure-facts.ts';
import { pictureMetadata } from './picture-metadata.ts';
import { pictureTable } from './picture-table.ts';
import { xmlSafe } from './zip.ts';

export interface PictureOptions {
  readonly size?: PictureSize;
}

/** A picture being put together from the top down. */
export interface Sheet {
  readonly document: Document;
  readonly svg: SVGElement;
  /** Width of the words and the chart, in pixels. */
  readonly width: number;
  /** Where the next part begins. */
  y: number;
}

const ink = '#212b32';
const quiet = '#4c6272';
const margin = 20;
const svgName = 'http://www.w3.org/2000/svg';

/** An SVG element on a sheet. */
export function draw(
  sheet: Pick<Sheet, 'document'>,
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text?: string,
): SVGElement {
  const made = sheet.document.createElementNS(svgName, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

interface Face {
  readonly size: number;
  readonly fill: string;
  readonly bold?: boolean;
  readonly after: number;
}

/** Words across the sheet, as many lines as they need. Bold Arial runs about 8 % wider. */
function write(sheet: Sheet, words: string, { size, fill, bold, after }: Face): void {
  const step = Math.round(size * 1.28);
  const lines = wrapText(words, sheet.width, bold ? size * 1.08 : size);
  lines.forEach((line, index) => {
    const place = { x: margin, y: sheet.y + size + index * step, 'font-size': size, fill };
    const weight = bold ? { 'font-weight': 'bold' } : {};
    sheet.svg.append(draw(sheet, 'text', { ...place, ...weight }, line));
  });
  sheet.y += lines.length * step + after;
}

/** Presentation attributes the chart's root carries, moved onto a group so that one picture remains. */
function addChart(sheet: Sheet, figure: Figure): void {
  const chart = drawFigure(figure, { width: sheet.width, document: sheet.document });
  const group = draw(sheet, 'g', { transform: `translate(${margin},${sheet.y})` });
  const placing = ['width', 'height', 'viewBox', 'role', 'aria-label', 'xmlns', 'xmlns:xlink'];
  for (const { name, value } of chart.attributes)
    if (!placing.includes(name)) group.setAttribute(name, value);
  group.append(...chart.childNodes);
  sheet.svg.append(group);
  sheet.y += Number(chart.getAttribute('height')) + 12;
}

/** Whether there is anything to tabulate. */
export function hasTable({ rows, total, columns }: Figure): boolean {
  return columns.length > 0 && (rows.length > 0 || total !== null);
}

function addBody(sheet: Sheet, figure: Figure): void {
  if (isDrawn(figure)) addChart(sheet, figure);
  else if (hasTable(figure)) pictureTable(sheet, figure, margin);
}

function addFoot(sheet: Sheet, figure: Figure): void {
  const small = { size: 13, fill: quiet, after: 3 };
  const shorthand = isDrawn(figure) ? '' : shorthandWords(figure);
  for (const note of readingNotes(figure)) write(sheet, note, { ...small, fill: ink });
  if (shorthand !== '') write(sheet, `${shorthand}.`, small);
  sheet.y += 5;
  sheet.svg.append(
    draw(sheet, 'line', {
      x1: margin,
      x2: margin + sheet.width,
      y1: sheet.y,
      y2: sheet.y,
      stroke: '#bfc7cc',
    }),
  );
  sheet.y += 8;
  for (const line of sourceLines(figure)) write(sheet, line, small);
}

/**
 * The whole figure as one picture: finding, subtitle, chart (or table), notes and provenance, with
 * title, description and Dublin Core metadata inside. The chart is the screen's own.
 */
export function figurePicture(figure: Figure, options: PictureOptions = {}): SVGElement {
  const size = options.size ?? (pictureSizes[0] as PictureSize);
  const document = drawingDocument();
  const svg = draw({ document }, 'svg', {
    role: 'img',
    'aria-labelledby': 'figure-title figure-description',
    lang: 'en-GB',
    'font-family': fontFamily,
    fill: ink,
  });
  const sheet: Sheet = { document, svg, width: size.pixels - 2 * margin, y: margin };
  const paper = draw(sheet, 'rect', { width: '100%', height: '100%', fill: '#ffffff' });
  svg.append(
    draw(sheet, 'title', { id: 'figure-title' }, figure.headline),
    draw(sheet, 'desc', { id: 'figure-description' }, figure.altText),
    pictureMetadata(sheet, figure),
    paper,
  );
  write(sheet, figure.headline, { size: 22, fill: ink, bold: true, after: 4 });
  write(sheet, figure.subtitle, { size: 16, fill: quiet, after: 14 });
  addBody(sheet, figure);
  addFoot(sheet, figure);
  const height = Math.ceil(sheet.y + margin - 6);
  svg.setAttribute('viewBox', `0 0 ${size.pixels} ${height}`);
  svg.setAttribute('width', `${size.millimetres}mm`);
  svg.setAttribute('height', `${((height / size.pixels) * size.millimetres).toFixed(2)}mm`);
  return svg;
}

/** The picture as an SVG file. */
export function figureSvg(figure: Figure, options: PictureOptions = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlText(figurePicture(figure, options))}\n`;
}

/** Markup of a drawing as well-formed XML (HTML markup may not be). */
export function xmlText(svg: SVGElement): string {
  const view = svg.ownerDocument.defaultView;
  if (!view) throw new Error('no window: the drawing is not in a document');
  // The namespace is written with the element; as an attribute too it would be there twice.
  svg.removeAttribute('xmlns');
  return xmlSafe(new view.XMLSerializer().serializeToString(svg));
}
