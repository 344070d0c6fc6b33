import type { Format, Row } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { writeCell, writeValue } from '#figure/format.ts';
import { barOf, barRows } from './bars.ts';
import type { Bar, BarLayout } from './bars.ts';
import { comparedSeries } from './compared.ts';
import type { Canvas } from './frame.ts';
import type { KeyEntry } from './key.ts';
import { cellNumber, columnOf, drawnSeries } from './readings.ts';
import type { Series } from './readings.ts';

/** Splits whose groups have no order of their own and are not places: drawn largest first. */
const unordered = new Set([
  'source',
  'need',
  'needs',
  'support',
  'ways',
  'closure',
  'activity',
  'reason',
]);

/**
 * Rows in the order drawn: groups by size where the split has no order of its own (never places,
 * which are not ranked), then groups without a number as they came, then not recorded.
 */
export function drawnRows(by: string, rows: readonly Row[], column: string): readonly Row[] {
  const groups = rows.filter(({ kind }) => kind === 'group');
  const rest = rows.filter(({ kind }) => kind === 'not_recorded' || kind === 'reference');
  if (!unordered.has(by)) return [...groups, ...rest];
  const size = (row: Row): number | null => cellNumber(row.cells[column]);
  const known = groups.filter((row) => size(row) !== null);
  const hidden = groups.filter((row) => size(row) === null);
  return [...known.sort((a, b) => (size(b) ?? 0) - (size(a) ?? 0)), ...hidden, ...rest];
}

function fillOf(canvas: Canvas, row: Row, series: number): string {
  const { palette, selected } = canvas;
  if (row.kind !== 'group') return palette.muted;
  if (selected.size > 0 && !selected.has(row.key)) return palette.muted;
  return palette.series[series % 4] ?? palette.ink;
}

/** How the bars of a series look: full colour, or pale with a dark edge (told apart in grey too). */
interface Drawn {
  readonly series: Series;
  readonly look: 'pale' | number;
}

/** Columns that say how many a number rests on: referrals or people, pairs of scores. */
const countKeys = ['n', 'pairs'];

/** "n 578" of each group, where the figure counts them and does not draw the count itself. */
function countWords({ figure }: Canvas, row: Row): { readonly n: string } | object {
  const drawn = figure.chart.y[0] ?? '';
  const counts = figure.columns.find(({ key }) => countKeys.includes(key));
  const n = counts && counts.key !== drawn ? cellNumber(row.cells[counts.key]) : null;
  const few = row.cells[drawn]?.state === 'too_few' ? ['too few'] : [];
  const words = [...(n === null || n === 0 ? [] : [`n ${writeValue(n, 'count')}`]), ...few];
  return words.length > 0 ? { n: words.join(', ') } : {};
}

function barsOf(canvas: Canvas, rows: readonly Row[], drawn: readonly Drawn[]): Bar[] {
  const one = canvas.figure.chart.y.length === 1;
  return rows.flatMap((row) =>
    drawn.map(({ series, look }, index) => ({
      key: `${row.key}|${series.column.key}|${index}`,
      row: row.key,
      label: index === 0 ? row.label : '',
      ...barOf(series, row.key),
      ...(one && index === 0 ? countWords(canvas, row) : {}),
      ...paint(canvas, look, row),
      quiet: row.kind !== 'group',
    })),
  );
}

function paint(canvas: Canvas, look: Drawn['look'], row?: Row): Pick<Bar, 'fill' | 'outline'> {
  const { palette } = canvas;
  if (look === 'pale') return { fill: palette.band, outline: palette.focus };
  if (row) return { fill: fillOf(canvas, row, look) };
  return { fill: palette.series[look % 4] ?? palette.ink };
}

/** Of two columns the first is pale (before), of a comparison the other cohort. */
function drawnOf(figure: Figure, rows: readonly Row[]): readonly Drawn[] {
  const own = drawnSeries(figure, rows);
  const other = comparedSeries(figure);
  const first = own[0];
  if (other && first)
    return [
      { series: first, look: 0 },
      { series: other, look: 'pale' },
    ];
  if (own.length !== 2) return own.map((series, look) => ({ series, look }));
  return own.map((series, index) => ({ series, look: index === 0 ? 'pale' : 0 }));
}

function entriesOf(canvas: Canvas, drawn: readonly Drawn[]): KeyEntry[] {
  if (drawn.length < 2) return [];
  return drawn.map(({ series, look }) => ({
    words: series.column.label,
    swatch: 'solid' as const,
    fill: paint(canvas, look).fill,
  }));
}

const dotted: readonly (Format | undefined)[] = ['signed1', 'signed2', 'ratio'];

const markFor = (format: Format | undefined): BarLayout['mark'] =>
  dotted.includes(format) ? 'dot' : 'bar';

/** How many of the largest groups are drawn at first where there are many of no order. */
const firstDrawn = 8;

/**
 * The largest groups of a long breakdown without an order of its own, with not recorded; null when
 * the breakdown is short, ordered or of places, and is drawn whole.
 */
export function largestRows(
  by: string,
  rows: readonly Row[],
  column: string,
): readonly Row[] | null {
  if (!unordered.has(by)) return null;
  const groups = rows.filter(({ kind }) => kind === 'group').length;
  if (groups <= firstDrawn + 2) return null;
  const ordered = drawnRows(by, rows, column);
  return [...ordered.slice(0, firstDrawn), ...ordered.filter(({ kind }) => kind !== 'group')];
}

/** Horizontal bars by group, with intervals; up to four columns become bars side by side in a row. */
export function breakdownChart(canvas: Canvas): SVGSVGElement {
  const { chart, by, rows: all } = canvas.figure;
  const rows = drawnRows(by, all, chart.y[0] ?? '');
  const drawn = drawnOf(canvas.figure, rows);
  const format = drawn[0]?.series.column.format;
  const many = rows.length * drawn.length > 14;
  return barRows(canvas, barsOf(canvas, rows, drawn), {
    thickness: drawn.length > 1 || many ? 18 : 22,
    space: canvas.narrow || !many ? 14 : 10,
    references: chart.references ?? [],
    format: format ?? 'count',
    mark: markFor(format),
    entries: entriesOf(canvas, drawn),
  });
}

/** Share in each band before and after: the two bars of a band stand together, never stacked. */
export function bandsChart(canvas: Canvas): SVGSVGElement {
  return breakdownChart({ ...canvas, selected: new Set() });
}

/** One slim bar per team against a reference band. */
export function bulletChart(canvas: Canvas): SVGSVGElement {
  const { chart, rows: all } = canvas.figure;
  const rows = all.filter(({ kind }) => kind !== 'total');
  const drawn = drawnOf(canvas.figure, rows).slice(0, canvas.figure.comparison ? 2 : 1);
  return barRows(canvas, barsOf(canvas, rows, drawn), {
    thickness: 14,
    space: 20,
    references: chart.references ?? [],
    format: drawn[0]?.series.column.format ?? 'count',
    mark: 'bar',
    entries: entriesOf(canvas, drawn),
  });
}

const noBar = { value: null, lower: null, upper: null, text: '', hatched: false };

/**
 * Steps from first to last. The first column is the bar; the share follows the number ("697, 84%") and
 * under the bar stand the words of its denominator, the figure's first text column: "of offers with an answer".
 */
export function stepsChart(canvas: Canvas): SVGSVGElement {
  const { figure, palette } = canvas;
  const rows = figure.rows.filter(({ kind }) => kind !== 'total');
  const [first, ...others] = figure.chart.y.map((key) => columnOf(figure, key));
  if (!first) throw new Error(`no column to draw: steps of ${figure.metric}`);
  const series = drawnSeries(figure, rows)[0];
  const among = figure.columns.find(({ format }) => format === 'text');
  const bars = rows.map((row, index): Bar => {
    const bar = series ? barOf(series, row.key) : noBar;
    const shares = others.map((column) => {
      const cell = row.cells[column.key];
      return cell?.state === 'suppressed' ? 'share hidden' : writeCell(cell, column);
    });
    const of = among ? writeCell(row.cells[among.key], among) : '';
    const share = shares.filter((text) => text !== '').join(', ');
    const shown = index > 0 && share !== '' && bar.value !== null;
    return {
      key: row.key,
      row: row.key,
      label: row.label,
      ...bar,
      text: shown ? `${bar.text}, ${share}` : bar.text,
      ...(shown && of !== '' ? { note: `of ${of}` } : {}),
      fill: row.kind === 'group' ? palette.focus : palette.muted,
      quiet: row.kind !== 'group',
    };
  });
  return barRows(canvas, bars, {
    thickness: 24,
    space: 12,
    references: [],
    format: first.format,
    mark: 'bar',
    entries: [],
  });
}
