import type { Cell, Column, Empty, Row } from '#figure/cell.ts';
import { emptyWords } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { writeCell, writeInterval } from '#figure/format.ts';

const shown: readonly (Empty | undefined)[] = [undefined, 'zero', 'too_few'];

/** The published number of a cell, or null when it is any of the empty kinds but zero. */
export function cellNumber(cell: Cell | undefined): number | null {
  if (!cell) return null;
  if (cell.state === 'zero') return 0;
  if (!shown.includes(cell.state)) return null;
  return typeof cell.value === 'number' && Number.isFinite(cell.value) ? cell.value : null;
}

/** A cell without anything its state says is not there, should a number have come with it. */
export function shownCell(cell: Cell): Cell {
  const { state } = cell;
  return shown.includes(state) || state === undefined ? cell : { value: null, state };
}

/** A published number with its place: the only thing that may become geometry. */
export interface Point {
  readonly key: string;
  readonly label: string;
  readonly kind: Row['kind'];
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly text: string;
  /** Rests on too few to conclude from: drawn hollow, joined to nothing. */
  readonly few: boolean;
}

/** A place on the axis with no number, and why. It carries no value, so none can be drawn. */
export interface Gap {
  readonly key: string;
  readonly label: string;
  readonly kind: Row['kind'];
  readonly state: Empty;
}

export interface Series {
  readonly column: Column;
  readonly points: readonly Point[];
  readonly gaps: readonly Gap[];
}

/** The column of a figure by its key. Throws `unknown column: x in the figure y`. */
export function columnOf(figure: Figure, key: string): Column {
  const column = figure.columns.find((each) => each.key === key);
  if (!column) {
    const known = figure.columns.map((each) => each.key).join(', ');
    throw new Error(`unknown column: ${key} in the figure ${figure.metric}; one of ${known}`);
  }
  return column;
}

function pointOf(row: Row, column: Column): Point | null {
  const cell = row.cells[column.key];
  const value = cellNumber(cell);
  if (value === null || cell === undefined) return null;
  return {
    key: row.key,
    label: row.label,
    kind: row.kind,
    value,
    lower: typeof cell.lower === 'number' ? cell.lower : null,
    upper: typeof cell.upper === 'number' ? cell.upper : null,
    text: writeCell({ ...cell, value }, column),
    few: cell.state === 'too_few',
  };
}

/** Numbers and gaps of one column, over the rows drawn. */
export function seriesOf(rows: readonly Row[], column: Column): Series {
  const points: Point[] = [];
  const gaps: Gap[] = [];
  for (const row of rows) {
    const point = pointOf(row, column);
    if (point) points.push(point);
    else {
      const state = row.cells[column.key]?.state ?? 'missing';
      gaps.push({ key: row.key, label: row.label, kind: row.kind, state });
    }
  }
  return { column, points, gaps };
}

/** The drawn columns of a figure as series, in the chart's order. */
export function drawnSeries(figure: Figure, rows: readonly Row[] = figure.rows): readonly Series[] {
  return figure.chart.y.map((key) => seriesOf(rows, columnOf(figure, key)));
}

/** Splits the points of a line wherever a gap, or a point of too few, stands between them. */
export function unbrokenRuns(keys: readonly string[], points: readonly Point[]): Point[][] {
  const byKey = new Map(points.filter(({ few }) => !few).map((point) => [point.key, point]));
  const runs: Point[][] = [];
  let open = false;
  for (const key of keys) {
    const point = byKey.get(key);
    if (!point) open = false;
    else if (open) runs.at(-1)?.push(point);
    else {
      runs.push([point]);
      open = true;
    }
  }
  return runs;
}

const levelWords = (column: Column): string =>
  column.interval ? `${Math.round(column.interval.level * 1000) / 10}% interval ` : '';

function cellWords(row: Row, column: Column): string {
  const held = row.cells[column.key];
  if (!held) return '';
  const cell = shownCell(held);
  const interval = writeInterval(cell, column);
  const value = writeCell(cell, column) || (cell.state ? emptyWords[cell.state].words : '');
  const few = cell.state === 'too_few' && cell.value !== null;
  const flag = few ? `, ${emptyWords.too_few.words}` : '';
  return `${column.label}: ${value}${interval ? ` (${levelWords(column)}${interval})` : ''}${flag}`;
}

/** What is spoken, and shown beside the pointer, at one place of a chart. */
export interface Spoken {
  readonly key: string;
  readonly label: string;
  readonly words: string;
}

/**
 * The places of a chart in reading order, each with its numbers in words: what the arrow keys walk.
 * Made from the published rows alone, the same as the table.
 */
export function spokenPoints(
  figure: Figure,
  rows: readonly Row[] = figure.rows,
): readonly Spoken[] {
  const columns = figure.chart.y.map((key) => columnOf(figure, key));
  const flags = new Map(
    figure.chart.xmr?.points.flatMap(({ key, flag }) => (flag ? [[key, flag] as const] : [])) ?? [],
  );
  return rows.map((row) => {
    const parts = columns.map((column) => cellWords(row, column)).filter((words) => words !== '');
    const flag = flags.get(row.key);
    return {
      key: row.key,
      label: row.label,
      words: [...parts, ...(flag ? [`unusual: ${flag}`] : [])].join('; '),
    };
  });
}
