import type { Markish } from '@observablehq/plot';
import { comparedName, comparedRows } from './compared.ts';
import { element } from './frame.ts';
import type { Canvas, Target } from './frame.ts';
import { keyHeight, keyMark } from './key.ts';
import type { KeyEntry } from './key.ts';
import type { Standing } from './map-panel.ts';
import { gapLabel } from './marks.ts';
import { shapePath } from './palette.ts';
import type { Shape } from './palette.ts';
import { cellNumber, columnOf, seriesOf } from './readings.ts';
import type { Point, Series } from './readings.ts';
import { lineHeight, textWidth, widest, wrapText } from './text-size.ts';
import { writeValue } from '#figure/format.ts';
import type { Row } from '#figure/cell.ts';

/** The areas one under the other, each with its number, interval and n: what a shade cannot show. */
export interface MapList {
  readonly rows: readonly Row[];
  readonly series: Series;
  readonly compared: Series | null;
  readonly standings: ReadonlyMap<string, Standing>;
  /** The whole borough. */
  readonly overall: Point | null;
  readonly left: number;
  readonly width: number;
}

const rowStep = 25;
const shapes: Record<Standing, Shape> = {
  above: 'triangle',
  below: 'triangle-down',
  level: 'circle',
};

/** Areas in the order of the list, which is also the order the arrow keys walk: most deprived first. */
export function mapRows(rows: readonly Row[], deprived: string | undefined): readonly Row[] {
  const groups = rows.filter(({ kind }) => kind === 'group');
  const rest = rows.filter(({ kind }) => kind === 'not_recorded');
  if (deprived === undefined) return [...groups, ...rest];
  const size = (row: Row): number => cellNumber(row.cells[deprived]) ?? -1;
  return [...groups.toSorted((a, b) => size(b) - size(a)), ...rest];
}

/** How each area's interval lies to the number of the whole borough. */
export function standingsOf(series: Series, overall: Point | null): Map<string, Standing> {
  return new Map(
    series.points.map(({ key, lower, upper }) => {
      if (!overall || lower === null || upper === null) return [key, 'level'];
      if (lower > overall.value) return [key, 'above'];
      return [key, upper < overall.value ? 'below' : 'level'];
    }),
  );
}

export function comparedList(canvas: Canvas): Series | null {
  const rows = comparedRows(canvas.figure);
  const key = canvas.figure.chart.y[0];
  return rows && key !== undefined ? seriesOf(rows, columnOf(canvas.figure, key)) : null;
}

function entriesOf(canvas: Canvas, list: MapList): KeyEntry[] {
  const { palette } = canvas;
  const { overall, series, compared } = list;
  const format = series.column.format;
  const all = overall ? `all ${overall.text}` : '';
  const present = new Set(list.standings.values());
  const said = (standing: Standing, words: string): KeyEntry[] =>
    present.has(standing) ? [{ words, fill: palette.ink, shape: shapes[standing] }] : [];
  return [
    ...(overall ? [{ words: all, fill: palette.rule, dash: '4 3' }] : []),
    ...said('above', 'interval above it'),
    ...said('below', 'interval below it'),
    ...(overall ? said('level', 'not clearly apart') : []),
    ...(compared
      ? [
          {
            words: comparedName(canvas.figure),
            fill: palette.rule,
            shape: 'square' as const,
            hollow: true,
          },
        ]
      : []),
  ].filter(({ words }) => words !== '' && format !== 'text');
}

const listTitle = 'Each ward, the most deprived first';

export function listHeadHeight(canvas: Canvas, list: MapList): number {
  const lines = wrapText(listTitle, list.width).length;
  return lines * lineHeight + 4 + keyHeight(canvas, entriesOf(canvas, list), list.width);
}

export function listHeight(list: MapList): number {
  return list.rows.length * rowStep;
}

interface Columns {
  readonly label: number;
  readonly value: number;
  readonly n: number;
  x(value: number): number;
}

function columnsOf(list: MapList): Columns {
  const { series, rows, left, width, overall, compared } = list;
  const n = textWidth('n 0,000');
  const value = Math.max(widest(series.points.map(({ text }) => text)), textWidth('00.0')) + 8;
  const names = rows.filter(({ kind }) => kind === 'group').map((row) => row.label);
  const label = Math.min(widest(names) + 8, width * 0.42);
  const points = [...series.points, ...(compared?.points ?? []), ...(overall ? [overall] : [])];
  const most = Math.max(...points.map(({ value: own, upper }) => upper ?? own), Number.MIN_VALUE);
  const from = left + label + 6;
  const to = left + width - value - n - 6;
  return {
    label,
    value: left + width - n - 6,
    n: left + width,
    x: (each) => from + ((to - from) * each) / most,
  };
}

function pointMarks(canvas: Canvas, list: MapList, point: Point, y: number): SVGElement[] {
  const { palette, selected } = canvas;
  const { x } = columnsOf(list);
  const pale = selected.size > 0 && !selected.has(point.key);
  const fill = pale ? palette.muted : palette.focus;
  const shape = shapePath(shapes[list.standings.get(point.key) ?? 'level'], 4.5);
  const at = `translate(${x(point.value).toFixed(1)},${y})`;
  const line =
    point.lower === null || point.upper === null
      ? []
      : [
          element(canvas, 'line', {
            x1: x(point.lower),
            x2: x(point.upper),
            y1: y,
            y2: y,
            stroke: palette.ink,
            'stroke-width': 2,
          }),
        ];
  const paint = { fill, stroke: palette.paper, 'stroke-width': 1.25 };
  return [...line, element(canvas, 'path', { d: shape, transform: at, ...paint })];
}

function rowMarks(canvas: Canvas, list: MapList, row: Row, y: number): SVGElement[] {
  const { palette } = canvas;
  const columns = columnsOf(list);
  const point = list.series.points.find(({ key }) => key === row.key);
  const other = list.compared?.points.find(({ key }) => key === row.key);
  const gap = list.series.gaps.find(({ key }) => key === row.key);
  const n = cellNumber(row.cells['n']);
  const words = (x: number, text: string, more: Record<string, string> = {}): SVGElement =>
    element(canvas, 'text', { x, y: y + 5.5, ...more }, text);
  const end = { 'text-anchor': 'end' };
  const halo = { stroke: palette.paper, 'stroke-width': '4', 'paint-order': 'stroke' };
  const name = wrapText(row.label, columns.label)[0] ?? row.label;
  return [
    words(
      list.left,
      row.kind === 'not_recorded' || name === row.label ? row.label : `${name}…`,
      halo,
    ),
    ...(other
      ? [
          element(canvas, 'path', {
            d: shapePath('square', 5),
            transform: `translate(${columns.x(other.value).toFixed(1)},${y})`,
            fill: palette.paper,
            stroke: palette.rule,
            'stroke-width': 1.5,
          }),
        ]
      : []),
    ...(point ? pointMarks(canvas, list, point, y) : []),
    ...(point ? [words(columns.value, point.text, { ...end, 'font-weight': 'bold' })] : []),
    ...(gap && row.kind === 'group'
      ? [words(columns.value, gapLabel(gap.state), { ...end, ...halo, fill: palette.quiet })]
      : []),
    ...(n !== null
      ? [words(columns.n, `n ${writeValue(n, 'count')}`, { ...end, fill: palette.quiet })]
      : []),
  ];
}

/** The list with its head: `top` is where the first row begins, `headTop` where the words do. */
export function listMark(canvas: Canvas, list: MapList, headTop: number, top: number): Markish {
  return () => {
    const { palette } = canvas;
    const group = element(canvas, 'g', { class: 'list' });
    const lines = wrapText(listTitle, list.width);
    lines.forEach((line, at) => {
      const y = headTop + 15 + at * lineHeight;
      group.append(element(canvas, 'text', { x: list.left, y }, line));
    });
    const keyTop = headTop + lines.length * lineHeight + 2;
    group.append(
      keyMark(canvas, entriesOf(canvas, list), { x: list.left, y: keyTop, width: list.width }),
    );
    const { x } = columnsOf(list);
    const numbered = list.rows.filter(({ kind }) => kind === 'group').length;
    const bottom = top + numbered * rowStep;
    const vertical = (at: number, more: Record<string, string>): SVGElement =>
      element(canvas, 'line', { x1: at, x2: at, y1: top, y2: bottom, ...more });
    group.append(vertical(x(0), { stroke: palette.rule }));
    if (list.overall) {
      const dashed = { stroke: palette.rule, 'stroke-dasharray': '4 3', 'stroke-width': '1.5' };
      group.append(vertical(x(list.overall.value), dashed));
    }
    list.rows.forEach((row, at) => {
      group.append(...rowMarks(canvas, list, row, top + (at + 0.5) * rowStep));
    });
    return group as SVGGElement;
  };
}

export function listTargets(list: MapList, top: number): readonly Target[] {
  return list.rows.map(({ key }, at) => ({
    key,
    x: list.left,
    y: top + at * rowStep,
    width: list.width,
    height: rowStep,
  }));
}
