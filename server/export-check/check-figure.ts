import { strFromU8, unzipSync } from 'fflate';
import type { Column } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { fileFormatOf, pictureSizes } from '#figure/formats.ts';
import type { FileFormatId } from '#figure/formats.ts';
import { columnsOf, tableRows } from '#figure/table-rows.ts';
import { drawFigure, isDrawn } from '../../client/charts/draw.ts';
import { differencesOf } from '../archive/compare-figures.ts';
import { drawingDocument } from '../exports/drawing.ts';
import { makeFile } from '../exports/make-file.ts';
import { nativeCharts } from '../exports/native-chart.ts';
import { checkChart } from './check-chart.ts';
import { asText, dataRow, rowsOf, wordsOf } from './expected.ts';
import { partsOf, readArrow, readCsv, readTables, readXlsx, rowsOfPieces } from './read-back.ts';
import type { Plain, Sheet } from './read-back.ts';
import { FileTally } from './tally.ts';
import type { FileDifference, Tally } from './tally.ts';

type Check = (tally: FileTally, figure: Figure, bytes: Uint8Array) => void | Promise<void>;

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const dataRows = (figure: Figure): readonly (readonly Plain[])[] =>
  rowsOf(figure).map((row) => dataRow(figure, row));

const checkCsv: Check = (tally, figure, bytes) =>
  tally.rows(
    dataRows(figure).map((row) => row.map(asText)),
    readCsv(text(bytes)).rows,
  );

const checkCsvw: Check = (tally, figure, bytes) => {
  const [csv] = Object.entries(unzipSync(bytes)).filter(([path]) => path.endsWith('.csv'));
  tally.rows(
    dataRows(figure).map((row) => row.map(asText)),
    readCsv(strFromU8(csv?.[1] ?? new Uint8Array())).rows,
  );
};

const checkXlsx: Check = async (tally, figure, bytes) => {
  const blank = (row: readonly Plain[]): Plain[] =>
    row.map((value) => (value === '' ? null : value));
  const { rows } = await readXlsx(bytes);
  // A table must have a row; a figure without any says so in it.
  const wanted = dataRows(figure).map(blank);
  if (wanted.length > 0) tally.rows(wanted, rows.map(blank));
  else tally.same('number of rows', 1, rows.length);
};

const checkArrow: Check = (tally, figure, bytes) => {
  const { head, rows } = readArrow(bytes);
  const all = rowsOf(figure);
  tally.same('number of rows', all.length, rows.length);
  all.forEach((row, at) => {
    const got = (name: string): Plain => rows[at]?.[head.indexOf(name)] ?? null;
    for (const { key, interval } of figure.columns) {
      const cell = row.cells[key];
      const place = `row ${at + 1}, ${key}`;
      const words = all.some((each) => typeof each.cells[key]?.value === 'string');
      const value = cell?.value ?? null;
      tally.same(place, words && value !== null ? String(value) : value, got(key));
      tally.same(`${place}, state`, cell?.state, got(`${key}.state`));
      if (interval) tally.same(`${place}, lower`, cell?.lower, got(`${key}.lower`));
      if (interval) tally.same(`${place}, upper`, cell?.upper, got(`${key}.upper`));
    }
  });
};

const checkJson: Check = (tally, figure, bytes) => {
  const read = JSON.parse(text(bytes)) as Figure;
  tally.same('number of rows', figure.rows.length, read.rows.length);
  for (const { row, column, then, now } of differencesOf(figure, read))
    tally.same(`${row}, ${column}`, then, now);
};

/** Every cell of a table of words as the page's table reads, whatever pieces it was cut into. */
function checkPieces(tally: FileTally, figure: Figure, pieces: readonly Sheet[]): void {
  const all = figure.columns.length > 0 ? tableRows(figure) : [];
  tally.same('whether there is a table', String(all.length > 0), String(pieces.length > 0));
  const labels = all.map(({ label }) => label);
  const rows = rowsOfPieces(pieces, labels);
  tally.same('the groups of its rows', 'those of the page', rows ? 'those of the page' : 'others');
  // What the total alone has stands after everything else.
  const { groups, whole } = columnsOf(figure);
  const placeOf = (column: Column, across: number): number =>
    whole.includes(column) ? whole.indexOf(column) - whole.length : across;
  all.forEach((row, at) =>
    [...groups, ...whole].forEach((column, across) => {
      const cell = row.cells[column.key];
      const got = rows?.[at]?.at(placeOf(column, across));
      const wanted = got === null && !cell ? null : wordsOf(cell, column);
      tally.same(`row ${at + 1}, column ${across + 1}`, wanted, got);
    }),
  );
}

/** Tables of words: each piece of a wide table has the groups again, then its columns. */
const checkWord: Check = (tally, figure, bytes) =>
  checkPieces(tally, figure, readTables(partsOf(bytes).get('word/document.xml') ?? '', 'w'));

/** Tables of slides: every cell as the page's table reads, and the headings on each slide. */
const checkSlides: Check = async (tally, figure, bytes) => {
  await checkChart(tally, figure, bytes);
  if (nativeCharts(figure).length > 0 || figure.message) return;
  const slides = [...partsOf(bytes)].filter(([path]) => /^ppt\/slides\/slide\d+\.xml$/.test(path));
  const number = (path: string): number => Number(/\d+/.exec(path)?.[0]);
  const tables = slides
    .toSorted(([a], [b]) => number(a) - number(b))
    .flatMap(([, xml]) => readTables(xml, 'a'));
  checkPieces(tally, figure, piecesOf(tables));
};

/** Tables that follow one another under the same headings, put together again. */
function piecesOf(tables: readonly Sheet[]): readonly Sheet[] {
  const pieces = new Map<string, Sheet>();
  for (const { head, rows } of tables) {
    const key = head.join('|');
    pieces.set(key, { head, rows: [...(pieces.get(key)?.rows ?? []), ...rows] });
  }
  return [...pieces.values()];
}

/** The chart inside the picture is, mark for mark, the one the page draws at that width. */
const checkPicture: Check = (tally, figure, bytes) => {
  if (!isDrawn(figure)) return;
  const document = drawingDocument();
  const Parser = document.defaultView?.DOMParser;
  if (!Parser) throw new Error('no parser: the drawing has no window');
  const svg = new Parser().parseFromString(text(bytes), 'image/svg+xml');
  const marks = (root: ParentNode): readonly string[] =>
    [...root.querySelectorAll('path, rect, circle, line, text')].map((mark) =>
      [
        mark.tagName,
        ...['d', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'width', 'height', 'transform', 'fill'].map(
          (name) => mark.getAttribute(name) ?? '',
        ),
        mark.textContent,
      ].join(' '),
    );
  const width = (pictureSizes[0]?.pixels ?? 0) - 40;
  const screen = marks(drawFigure(figure, { width, document }));
  const held = new Set(marks(svg));
  screen.forEach((mark, at) =>
    tally.same(`mark ${at + 1}`, mark, held.has(mark) ? mark : 'not in the picture'),
  );
};

const checks: readonly (readonly [FileFormatId, Check])[] = [
  ['csv', checkCsv],
  ['csvw', checkCsvw],
  ['json', checkJson],
  ['arrow', checkArrow],
  ['xlsx', checkXlsx],
  ['docx', checkWord],
  ['pptx', checkSlides],
  ['svg', checkPicture],
];

/** Formats that are made and read back, in order. PNG is the SVG as pixels; PDF the words of Word. */
export const checkedFormats: readonly FileFormatId[] = checks.map(([format]) => format);

/** Makes the bytes of one file; the product's own unless a test puts a faulty one in its place. */
export type Make = (figure: Figure, format: FileFormatId) => Promise<Uint8Array>;

const makeBytes: Make = async (figure, format) =>
  (await makeFile(figure, fileFormatOf(format))).bytes;

/** Makes a figure's files, reads each back, and holds every value against the figure. */
export async function checkFigure(figure: Figure, make: Make = makeBytes): Promise<Tally> {
  const differences: FileDifference[] = [];
  let values = 0;
  for (const [format, check] of checks) {
    const tally = new FileTally(format);
    await check(tally, figure, await make(figure, format));
    values += tally.values;
    differences.push(...tally.differences);
  }
  return { values, differences };
}
