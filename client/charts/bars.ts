import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { barsMark, labelsMark, lineStep, referenceMark } from './bar-marks.ts';
import { finish, targetsMark } from './frame.ts';
import { headerMark, headerOf } from './key.ts';
import type { Canvas } from './frame.ts';
import type { KeyEntry } from './key.ts';
import { axisFormat, gapLabel, referenceEntries } from './marks.ts';
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
  /** How many it rests on, written after the number; left out where the number is that count. */
  readonly n?: string;
  /** Quiet words on a line of their own under the bar. */
  readonly note?: string;
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
  /** Bars measure from zero; a change or a ratio has no such length and is a dot on its interval. */
  readonly mark: 'bar' | 'dot';
}

export interface Line extends Bar {
  /** Top of the bar, in pixels from the top of the plot. */
  readonly top: number;
  readonly lines: readonly string[];
  readonly rowTop: number;
  readonly rowHeight: number;
}

/** Stacks the bars downwards: labels beside them, or above them when narrow. */
function stack(
  canvas: Canvas,
  bars: readonly Bar[],
  layout: BarLayout,
  labelWidth: number,
): Line[] {
  let y = 0;
  return bars.map((bar, at) => {
    const lines =
      bar.label === '' ? [] : wrapText(bar.label, canvas.narrow ? canvas.width : labelWidth - 12);
    const above = canvas.narrow && lines.length > 0 ? lines.length * lineStep + 5 : 0;
    const before = lines.length > 0 ? layout.space / 2 : 0;
    const height = canvas.narrow
      ? layout.thickness
      : Math.max(layout.thickness, lines.length * lineStep);
    const rowTop = y;
    const below = bar.note ? lineStep - 2 : 0;
    // Bars of one row stay together; the space is between the rows.
    const ends = bars[at + 1]?.label !== '';
    y += before + above + height + below + (ends ? layout.space / 2 : 2);
    const top = rowTop + before + above + (height - layout.thickness) / 2;
    return { ...bar, lines, top, rowTop, rowHeight: y - rowTop };
  });
}

/** Width left for labels: what they need, at most two fifths of the chart. */
function labelRoom(canvas: Canvas, bars: readonly Bar[]): number {
  if (canvas.narrow) return 0;
  const need = widest(bars.map(({ label }) => label)) + 16;
  return Math.min(need, Math.round(canvas.width * 0.4));
}

/**
 * The values' axis, through every published number, interval and reference: from zero for bars and
 * for signed changes, close around ratios.
 */
function domainOf(bars: readonly Bar[], layout: BarLayout): [number, number] {
  const zero = layout.mark === 'bar' || layout.format !== 'ratio' ? [0] : [];
  const ends = [
    ...zero,
    ...bars.flatMap(({ value, lower, upper }) => [value, lower, upper]),
    ...layout.references.flatMap(({ value, to }) => [value, to ?? value]),
  ].filter((each) => each !== null);
  if (ends.length === 0) return [0, 1];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return [low, high === low ? low + 1 : high];
}

/** Bars carry their numbers; dots on intervals also need an axis to be read by. */
function axisMarks(canvas: Canvas, layout: BarLayout, room: number): Markish[] {
  // Above narrow bars stand their labels, which a line would cut through.
  if (layout.mark === 'bar') {
    return canvas.narrow ? [] : [Plot.ruleX([0], { stroke: canvas.palette.rule })];
  }
  const ticks = Math.max(2, Math.min(6, Math.floor(room / 90)));
  return [
    Plot.gridX({ stroke: canvas.palette.grid, strokeOpacity: 1, ticks }),
    Plot.axisX({
      label: null,
      tickSize: 0,
      ticks,
      tickFormat: axisFormat(layout.format),
      fontSize: 16,
      fill: canvas.palette.quiet,
    }),
    layout.format === 'ratio' ? null : Plot.ruleX([0], { stroke: canvas.palette.rule }),
  ];
}

const heightOf = (lines: readonly Line[]): number =>
  (lines.at(-1)?.rowTop ?? 0) + (lines.at(-1)?.rowHeight ?? 0);

/** Further apart than this, rows no longer read as one list. Pixels. */
const MOST_SPREAD = 24;

/** Whole pixels to put between rows, so that they share out a height greater than they need. */
function spreadOf(canvas: Canvas, least: number, bars: readonly Bar[]): number {
  const rows = bars.filter(({ label }) => label !== '').length;
  if (canvas.height === undefined || rows === 0) return 0;
  return Math.max(0, Math.min(MOST_SPREAD, Math.floor((canvas.height - least) / rows)));
}

/**
 * Horizontal bars from zero, one under the other, each with its words, interval and number. Asked
 * for more height than they need, they stand further apart; the picture says in `data-least` how
 * little it needs.
 */
export function barRows(canvas: Canvas, bars: readonly Bar[], layout: BarLayout): SVGSVGElement {
  const labelWidth = labelRoom(canvas, bars);
  const entries = [...layout.entries, ...referenceEntries(canvas, layout.format)];
  const header = headerOf(canvas, canvas.figure.chart.yLabel, entries);
  const top = header.height;
  const marginBottom = layout.mark === 'dot' ? 32 : 6;
  const closest = stack(canvas, bars, layout, labelWidth);
  const least = top + heightOf(closest) + marginBottom;
  const spread = spreadOf(canvas, least, bars);
  const space = layout.space + spread;
  const lines = spread > 0 ? stack(canvas, bars, { ...layout, space }, labelWidth) : closest;
  const svg = drawRows(canvas, { bars, lines, layout, header, labelWidth, marginBottom });
  if (canvas.interactive) svg.setAttribute('data-least', String(Math.ceil(least)));
  return svg;
}

interface Rows {
  readonly bars: readonly Bar[];
  readonly lines: readonly Line[];
  readonly layout: BarLayout;
  readonly header: ReturnType<typeof headerOf>;
  readonly labelWidth: number;
  readonly marginBottom: number;
}

function drawRows(canvas: Canvas, rows: Rows): SVGSVGElement {
  const { bars, lines, layout, header, labelWidth, marginBottom } = rows;
  const top = header.height;
  const domain = domainOf(bars, layout);
  const dots = layout.mark === 'dot';
  const marginLeft = labelWidth + (dots ? 14 : 0);
  const marginRight = rightRoom(canvas, bars, domain, marginLeft);
  return finish(canvas, {
    height: top + heightOf(lines) + marginBottom,
    marginTop: top,
    marginBottom,
    marginLeft,
    marginRight,
    x: { domain, axis: null },
    marks: [
      referenceMark(canvas, layout, top),
      ...axisMarks(canvas, layout, canvas.width - marginLeft - marginRight),
      barsMark(canvas, lines, top, layout),
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
  const need = bars.map(({ value, upper, text, n, hatched }) => {
    const words = textWidth(text) + (n ? textWidth(` ${n}`) + 6 : 0) + 14 + (hatched ? 42 : 0);
    const end = Math.max(low, value ?? low, upper ?? low);
    const share = (end - low) / (high - low);
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
