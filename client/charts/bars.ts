import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { writeValue } from '#figure/format.ts';
import { element, finish, hatchPath, headerMark, headerOf, targetsMark } from './frame.ts';
import type { Canvas, KeyEntry } from './frame.ts';
import { gapLabel, placeOf } from './marks.ts';
import type { Series } from './readings.ts';
import { textWidth, widest, wrapText } from './text-size.ts';

/** One bar, or the empty place of one, on its own line of the chart. */
export interface Bar {
  readonly key: string;
  /** Words to the left of the bar, or above it on a narrow screen; empty to repeat none. */
  readonly label: string;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Words after the bar: the number, or the kind of empty. */
  readonly text: string;
  readonly hatched: boolean;
  readonly fill: string;
  readonly outline?: string;
  readonly quiet: boolean;
  /** Key of the row the bar belongs to: what a click filters on. */
  readonly row: string;
}

export interface BarLayout {
  readonly entries: readonly KeyEntry[];
  /** Height of the bar itself. */
  readonly thickness: number;
  /** Space between rows, beyond the bar. */
  readonly space: number;
  readonly references: NonNullable<Canvas['figure']['chart']['references']>;
  readonly format: Series['column']['format'];
}

interface Line extends Bar {
  /** Top of the bar, in pixels from the top of the plot. */
  readonly top: number;
  readonly lines: readonly string[];
  readonly rowTop: number;
  readonly rowHeight: number;
}

const lineStep = 19;

/** Stacks the bars downwards: labels beside them, or above them when narrow. */
function stack(
  canvas: Canvas,
  bars: readonly Bar[],
  layout: BarLayout,
  labelWidth: number,
): Line[] {
  let y = 0;
  return bars.map((bar) => {
    const lines =
      bar.label === '' ? [] : wrapText(bar.label, canvas.narrow ? canvas.width : labelWidth - 12);
    const above = canvas.narrow && lines.length > 0 ? lines.length * lineStep + 5 : 0;
    const before = lines.length > 0 ? layout.space / 2 : 0;
    const height = canvas.narrow
      ? layout.thickness
      : Math.max(layout.thickness, lines.length * lineStep);
    const rowTop = y;
    y += before + above + height + (lines.length > 0 ? layout.space / 2 : 2);
    const top = rowTop + before + above + (height - layout.thickness) / 2;
    return { ...bar, lines, top, rowTop, rowHeight: y - rowTop };
  });
}

function labelsMark(
  canvas: Canvas,
  lines: readonly Line[],
  top: number,
  thickness: number,
): Markish {
  return () => {
    const group = element(canvas, 'g', { class: 'labels' });
    for (const line of lines) {
      const quiet = line.quiet ? { fill: canvas.palette.quiet } : {};
      line.lines.forEach((words, index) => {
        const beside =
          top + line.top + thickness / 2 + 5.5 + (index - (line.lines.length - 1) / 2) * lineStep;
        const over = top + line.top - 8 - (line.lines.length - 1 - index) * lineStep;
        const y = canvas.narrow ? over : beside;
        group.append(element(canvas, 'text', { x: 0, y, ...quiet }, words));
      });
    }
    return group as SVGGElement;
  };
}

function barsMark(canvas: Canvas, lines: readonly Line[], top: number, thickness: number): Markish {
  return (_index, scales) => {
    const x = placeOf(scales.x);
    const group = element(canvas, 'g', { class: 'bars' });
    for (const line of lines) {
      const y = top + line.top;
      if (line.value !== null) {
        const [a, b] = [x(0), x(line.value)];
        const box = { x: Math.min(a, b), y, width: Math.abs(b - a), height: thickness };
        const outline = line.outline ? { stroke: line.outline, 'stroke-width': 1.5 } : {};
        const bar = { 'data-bar': line.key, ...box, fill: line.fill, ...outline };
        group.append(element(canvas, 'rect', bar));
        group.append(...interval(canvas, line, x, y + thickness / 2));
      } else if (line.hatched) {
        const d = hatchPath(x(0), y, 36, thickness, 8);
        group.append(element(canvas, 'path', { d, stroke: canvas.palette.hatch, fill: 'none' }));
      }
      group.append(valueText(canvas, line, x, y + thickness / 2));
    }
    return group as SVGGElement;
  };
}

function interval(
  canvas: Canvas,
  line: Line,
  x: (value: number) => number,
  y: number,
): SVGElement[] {
  if (line.lower === null || line.upper === null) return [];
  const ends = { x1: x(line.lower), x2: x(line.upper), y1: y, y2: y };
  const stroke = { stroke: canvas.palette.paper, 'stroke-width': 4 };
  return [
    element(canvas, 'line', { ...ends, ...stroke }),
    element(canvas, 'line', { ...ends, stroke: canvas.palette.ink, 'stroke-width': 2 }),
  ];
}

function valueText(
  canvas: Canvas,
  line: Line,
  x: (value: number) => number,
  y: number,
): SVGElement {
  const end = Math.max(0, line.value ?? 0, line.upper ?? 0);
  const start = line.value === null ? x(0) + (line.hatched ? 42 : 0) : x(end);
  const quiet = line.value === null ? { fill: canvas.palette.quiet } : {};
  return element(canvas, 'text', { x: start + 8, y: y + 5.5, class: 'value', ...quiet }, line.text);
}

function referenceMark(canvas: Canvas, layout: BarLayout, top: number): Markish {
  return (_index, scales, _values, size) => {
    const x = placeOf(scales.x);
    const group = element(canvas, 'g', { class: 'references' });
    const height = size.height - size.marginBottom - top;
    for (const { value, to } of layout.references) {
      const left = x(value);
      if (to !== undefined) {
        const box = { x: left, y: top, width: x(to) - left, height };
        group.append(element(canvas, 'rect', { ...box, fill: canvas.palette.band }));
      }
      for (const at of to === undefined ? [left] : [left, x(to)]) {
        const line = { x1: at, x2: at, y1: top, y2: top + height, stroke: canvas.palette.rule };
        group.append(element(canvas, 'line', { ...line, 'stroke-dasharray': '4 3' }));
      }
    }
    return group as SVGGElement;
  };
}

/** Words of a reference for the key: "200 to 250 people a year (reference band)". */
function referenceEntries(canvas: Canvas, layout: BarLayout): KeyEntry[] {
  return layout.references.map(({ label, value, to }) => {
    const range = to === undefined ? '' : ` to ${writeValue(to, layout.format)}`;
    const words = `${label} (${writeValue(value, layout.format)}${range})`;
    return to === undefined
      ? { words, fill: canvas.palette.rule, dash: '4 3' }
      : { words, fill: canvas.palette.band, swatch: 'band' as const };
  });
}

/** Width left for labels: what they need, at most two fifths of the chart. */
function labelRoom(canvas: Canvas, bars: readonly Bar[]): number {
  if (canvas.narrow) return 0;
  const need = widest(bars.map(({ label }) => label)) + 16;
  return Math.min(need, Math.round(canvas.width * 0.4));
}

/** The values' axis: from zero, through every published number, interval and reference. */
function domainOf(bars: readonly Bar[], layout: BarLayout): [number, number] {
  const ends = [
    ...bars.flatMap(({ value, lower, upper }) => [value ?? 0, lower ?? 0, upper ?? 0]),
    ...layout.references.flatMap(({ value, to }) => [value, to ?? value]),
  ];
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  return [low, high === low ? low + 1 : high];
}

/** Horizontal bars from zero, one under the other, each with its words, interval and number. */
export function barRows(canvas: Canvas, bars: readonly Bar[], layout: BarLayout): SVGSVGElement {
  const labelWidth = labelRoom(canvas, bars);
  const entries = [...layout.entries, ...referenceEntries(canvas, layout)];
  const header = headerOf(canvas, canvas.figure.chart.yLabel, entries);
  const lines = stack(canvas, bars, layout, labelWidth);
  const body = (lines.at(-1)?.rowTop ?? 0) + (lines.at(-1)?.rowHeight ?? 0);
  const top = header.height;
  const domain = domainOf(bars, layout);
  const marginRight = rightRoom(canvas, bars, domain, labelWidth);
  return finish(canvas, {
    height: top + body + 6,
    marginTop: top,
    marginBottom: 6,
    marginLeft: labelWidth,
    marginRight,
    x: { domain, axis: null },
    marks: [
      referenceMark(canvas, layout, top),
      Plot.ruleX([0], { stroke: canvas.palette.rule }),
      barsMark(canvas, lines, top, layout.thickness),
      labelsMark(canvas, lines, top, layout.thickness),
      headerMark(canvas, header),
      targetsMark(canvas, () => rowTargets(canvas, lines, top)),
    ],
  });
}

/** Room to the right, so that no bar's words leave the picture: each needs it at its own end. */
function rightRoom(
  canvas: Canvas,
  bars: readonly Bar[],
  [low, high]: [number, number],
  left: number,
): number {
  const room = canvas.width - left;
  const need = bars.map(({ value, upper, text, hatched }) => {
    const words = textWidth(text) + 14 + (hatched ? 42 : 0);
    const share = (Math.max(0, value ?? 0, upper ?? 0) - low) / (high - low);
    return share <= 0 ? 0 : room - (room - words) / share;
  });
  return Math.min(Math.max(16, ...need), room * 0.6);
}

function rowTargets(canvas: Canvas, lines: readonly Line[], top: number) {
  const boxes = new Map<string, { y: number; bottom: number }>();
  for (const line of lines) {
    const held = boxes.get(line.row) ?? { y: top + line.rowTop, bottom: 0 };
    boxes.set(line.row, { y: held.y, bottom: top + line.rowTop + line.rowHeight });
  }
  return [...boxes].map(([key, { y, bottom }]) => ({
    key,
    x: 0,
    y,
    width: canvas.width,
    height: bottom - y,
  }));
}

/** The bar of a row in one series: its number, or the words for why there is none. */
export function barOf(
  series: Series,
  key: string,
): Pick<Bar, 'value' | 'lower' | 'upper' | 'text' | 'hatched'> {
  const point = series.points.find((each) => each.key === key);
  if (point)
    return {
      value: point.value,
      lower: point.lower,
      upper: point.upper,
      text: point.text,
      hatched: false,
    };
  const state = series.gaps.find((each) => each.key === key)?.state ?? 'missing';
  return {
    value: null,
    lower: null,
    upper: null,
    text: gapLabel(state),
    hatched: state === 'suppressed',
  };
}
