import type { Markish } from '@observablehq/plot';
import { element } from './frame.ts';
import type { Canvas } from './frame.ts';
import { placeOf } from './marks.ts';
import { textWidth, wrapText } from './text-size.ts';

/** Dated notes ("Joy went live"): words above the plot, and a thin line down from them. */
export function notesMark(canvas: Canvas, notes: readonly Note[]): Markish {
  return (_index, scales, _values, size) => {
    const x = placeOf(scales.x);
    const group = element(canvas, 'g', { class: 'notes' });
    notes.forEach((note, index) => {
      const at = x(note.month);
      const baseline = size.marginTop - 8 - (notes.length - 1 - index) * noteHeight;
      const bottom = size.height - size.marginBottom;
      const line = { x1: at, x2: at, y1: baseline + 4, y2: bottom, stroke: canvas.palette.ink };
      group.append(element(canvas, 'line', { ...line, 'stroke-dasharray': '1 3' }));
      const width = textWidth(note.words);
      const start = Math.max(0, Math.min(at - 8, size.width - width));
      group.append(element(canvas, 'text', { x: start, y: baseline }, note.words));
    });
    return group as SVGGElement;
  };
}

/** Height of the line a note takes above the plot, in pixels. */
export const noteHeight = 20;

export interface Note {
  readonly month: string;
  readonly words: string;
}

/** Notes inside the months drawn, each short enough for one line: the About panel has them whole. */
export function notesOf(canvas: Canvas, keys: readonly string[]): readonly Note[] {
  return canvas.figure.notes
    .map(({ date, text }) => ({ month: date.slice(0, 7), text }))
    .filter(({ month }) => keys.includes(month))
    .map(({ month, text }) => {
      const [first = '', ...rest] = wrapText(text, canvas.width - 20);
      return { month, words: rest.length > 0 ? `${first} …` : first };
    });
}
