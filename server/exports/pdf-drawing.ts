import { runsOf } from './pdf-page.ts';
import type { Pdf } from './pdf-page.ts';

/*
 * The charts are a small part of SVG: groups moved about, lines, rectangles, circles, paths and words.
 * They are drawn into a PDF as that, so they stay sharp at any size and their words can be selected.
 */

const shapes = new Set(['line', 'rect', 'circle', 'path']);
/** Read by programs, not drawn. */
const silent = new Set(['title', 'desc', 'metadata']);
const understood = new Set([
  ...[
    'x',
    'y',
    'x1',
    'x2',
    'y1',
    'y2',
    'cx',
    'cy',
    'r',
    'd',
    'dx',
    'dy',
    'width',
    'height',
    'transform',
  ],
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray'],
  ...[
    'stroke-linejoin',
    'stroke-linecap',
    'font-size',
    'font-weight',
    'text-anchor',
    'paint-order',
  ],
]);
/** Say nothing about how a mark looks here. */
const harmless =
  /^(class|id|role|lang|color|viewBox|xmlns(:.*)?|aria-.*|data-.*|tabindex|font-family|font-variant)$/;

function isPlain(element: Element): boolean {
  const name = element.tagName;
  if (silent.has(name)) return true;
  if (!shapes.has(name) && !['svg', 'g', 'text', 'tspan'].includes(name)) return false;
  const attributes = [...element.attributes];
  if (!attributes.every((each) => understood.has(each.name) || harmless.test(each.name)))
    return false;
  const transform = element.getAttribute('transform');
  return transform === null || moves(transform) !== null;
}

/** Whether every part of a drawing is one this page knows how to draw. */
export function canDraw(svg: SVGElement): boolean {
  return [svg, ...svg.querySelectorAll('*')].every(isPlain);
}

type Move =
  | { readonly kind: 'translate'; readonly x: number; readonly y: number }
  | { readonly kind: 'rotate'; readonly angle: number };

/** `translate(5,3) rotate(-90)` as its moves; null where there is anything else. */
function moves(transform: string): readonly Move[] | null {
  const found: Move[] = [];
  const rest = transform.replace(
    /(translate|rotate)\(([^)]*)\)/g,
    (_whole, name, inside: string) => {
      const [x = 0, y = 0] = inside
        .trim()
        .split(/[\s,]+/)
        .map(Number);
      found.push(name === 'rotate' ? { kind: 'rotate', angle: x } : { kind: 'translate', x, y });
      return '';
    },
  );
  return rest.trim() === '' ? found : null;
}

/** What a mark takes from the groups around it. */
interface Look {
  readonly fill: string;
  readonly fillOpacity: number;
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly strokeOpacity: number;
  readonly dash: string;
  readonly join: string;
  readonly cap: string;
  readonly fontSize: number;
  readonly bold: boolean;
  readonly anchor: string;
  readonly strokeFirst: boolean;
}

const plainLook: Look = {
  fill: '#000000',
  fillOpacity: 1,
  stroke: 'none',
  strokeWidth: 1,
  strokeOpacity: 1,
  dash: 'none',
  join: 'miter',
  cap: 'butt',
  fontSize: 16,
  bold: false,
  anchor: 'start',
  strokeFirst: false,
};

function lookOf(element: Element, around: Look): Look {
  const text = (name: string, otherwise: string): string => element.getAttribute(name) ?? otherwise;
  const number = (name: string, otherwise: number): number =>
    Number(element.getAttribute(name) ?? otherwise);
  const weight = element.getAttribute('font-weight');
  return {
    fill: text('fill', around.fill),
    fillOpacity: number('fill-opacity', around.fillOpacity),
    stroke: text('stroke', around.stroke),
    strokeWidth: number('stroke-width', around.strokeWidth),
    strokeOpacity: number('stroke-opacity', around.strokeOpacity),
    dash: text('stroke-dasharray', around.dash),
    join: text('stroke-linejoin', around.join),
    cap: text('stroke-linecap', around.cap),
    fontSize: number('font-size', around.fontSize),
    bold: weight === null ? around.bold : weight === 'bold' || Number(weight) >= 600,
    anchor: text('text-anchor', around.anchor),
    strokeFirst: text('paint-order', around.strokeFirst ? 'stroke' : 'normal') === 'stroke',
  };
}

/** `0.32em` or `12` in pixels. */
function length(value: string | null, fontSize: number): number {
  if (value === null) return 0;
  return value.endsWith('em') ? Number.parseFloat(value) * fontSize : Number(value);
}

function outline(pdf: Pdf, element: Element): void {
  const at = (name: string): number => Number(element.getAttribute(name) ?? 0);
  switch (element.tagName) {
    case 'line':
      pdf.moveTo(at('x1'), at('y1')).lineTo(at('x2'), at('y2'));
      break;
    case 'rect':
      pdf.rect(at('x'), at('y'), at('width'), at('height'));
      break;
    case 'circle':
      pdf.circle(at('cx'), at('cy'), at('r'));
      break;
    default:
      pdf.path(element.getAttribute('d') ?? '');
  }
}

function drawShape(pdf: Pdf, element: Element, look: Look): void {
  const filled = look.fill !== 'none' && element.tagName !== 'line';
  const stroked = look.stroke !== 'none';
  if (!filled && !stroked) return;
  if (filled) pdf.fillColor(look.fill).fillOpacity(look.fillOpacity);
  if (stroked) {
    pdf.strokeColor(look.stroke).strokeOpacity(look.strokeOpacity).lineWidth(look.strokeWidth);
    pdf.lineJoin(look.join as 'miter').lineCap(look.cap as 'butt');
    const gaps = look.dash === 'none' ? [] : look.dash.split(/[\s,]+/).map(Number);
    if (gaps.length > 0) pdf.dash(gaps, {});
    else pdf.undash();
  }
  outline(pdf, element);
  if (filled && stroked) pdf.fillAndStroke();
  else if (filled) pdf.fill();
  else pdf.stroke();
}

/** Words set one after another in one look, and how far from what stands before them. */
interface Piece {
  readonly words: string;
  readonly look: Look;
  readonly dx: number;
  readonly dy: number;
}

type Run = ReturnType<typeof runsOf>[number] & { readonly width: number };

function measured(pdf: Pdf, { words, look }: Piece): readonly Run[] {
  return runsOf(words, look.bold ? 'bold' : 'regular').map((run) => {
    pdf.font(run.font).fontSize(look.fontSize);
    return { ...run, width: pdf.widthOfString(run.text) };
  });
}

const sum = (widths: readonly number[]): number => widths.reduce((all, width) => all + width, 0);

/** One piece on its baseline, in as many fonts as its letters need. */
function drawPiece(pdf: Pdf, runs: readonly Run[], x: number, y: number, look: Look): void {
  if (look.strokeFirst && look.stroke !== 'none') {
    // The screen's halo is the outline of each letter; written as letters it would be words twice.
    const width = sum(runs.map((run) => run.width));
    pdf.rect(x - 1, y - look.fontSize * 0.74, width + 2, look.fontSize * 0.94);
    pdf.fillColor(look.stroke).fillOpacity(0.85).fill();
  }
  let from = x;
  for (const run of runs) {
    pdf.font(run.font).fontSize(look.fontSize);
    pdf.fillColor(look.fill).fillOpacity(look.fillOpacity);
    pdf.text(run.text, from, y, { lineBreak: false, baseline: 'alphabetic' });
    from += run.width;
  }
}

/** Pieces that follow one another, placed together by the anchor of the first (SVG 2, 11.8.2). */
function drawLine(pdf: Pdf, pieces: readonly Piece[], x: number, y: number): void {
  const runs = pieces.map((piece) => measured(pdf, piece));
  const widths = runs.map((each, at) => sum(each.map((run) => run.width)) + (pieces[at]?.dx ?? 0));
  const anchor = pieces[0]?.look.anchor;
  const part = anchor === 'end' ? 1 : anchor === 'middle' ? 0.5 : 0;
  let from = x - part * sum(widths);
  let base = y;
  pieces.forEach((piece, at) => {
    base += piece.dy;
    drawPiece(pdf, runs[at] ?? [], from + piece.dx, base, piece.look);
    from += widths[at] ?? 0;
  });
}

function drawText(pdf: Pdf, element: Element, look: Look): void {
  const of = (each: Element, name: string, { fontSize }: Look): number =>
    length(each.getAttribute(name), fontSize);
  let [x, y] = [of(element, 'x', look), of(element, 'y', look)];
  let [dx, dy] = [of(element, 'dx', look), of(element, 'dy', look)];
  let pieces: Piece[] = [];
  const flush = (): void => {
    drawLine(pdf, pieces, x, y);
    y += sum(pieces.map((piece) => piece.dy));
    pieces = [];
  };
  for (const node of element.childNodes) {
    const words = node.textContent ?? '';
    if (node.nodeType !== 1) {
      if (words.trim() !== '') pieces.push({ words, look, dx, dy });
      [dx, dy] = [0, 0];
      continue;
    }
    const span = node as Element;
    const own = lookOf(span, look);
    if (span.hasAttribute('x') || span.hasAttribute('y')) {
      flush();
      if (span.hasAttribute('x')) x = of(span, 'x', own);
      if (span.hasAttribute('y')) y = of(span, 'y', own);
    }
    pieces.push({ words, look: own, dx: of(span, 'dx', own), dy: of(span, 'dy', own) });
  }
  flush();
}

function drawElement(pdf: Pdf, element: Element, around: Look): void {
  if (silent.has(element.tagName)) return;
  const look = lookOf(element, around);
  const placing = moves(element.getAttribute('transform') ?? '') ?? [];
  if (placing.length > 0) pdf.save();
  for (const move of placing)
    if (move.kind === 'translate') pdf.translate(move.x, move.y);
    else pdf.rotate(move.angle, {});
  if (shapes.has(element.tagName)) drawShape(pdf, element, look);
  else if (element.tagName === 'text') drawText(pdf, element, look);
  else for (const child of element.children) drawElement(pdf, child, look);
  if (placing.length > 0) pdf.restore();
}

/** Draws a chart with its corner at (x, y), `scale` points to its pixel. Ask `canDraw` first. */
export function drawSvg(
  pdf: Pdf,
  svg: SVGElement,
  { x, y, scale }: { readonly x: number; readonly y: number; readonly scale: number },
): void {
  pdf.save();
  pdf.translate(x, y).scale(scale);
  drawElement(pdf, svg, plainLook);
  pdf.restore();
}
