import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Figure } from '#figure/figure.ts';
import { drawnRows } from '../../client/charts/breakdown.ts';
import { drawFigure, isDrawn } from '../../client/charts/draw.ts';
import { cellNumber } from '../../client/charts/readings.ts';
import { figureArrow } from '../../server/exports/arrow.ts';
import { figureCsv } from '../../server/exports/csv.ts';
import { figureDocx } from '../../server/exports/docx.ts';
import { drawingDocument } from '../../server/exports/drawing.ts';
import { nativeChart } from '../../server/exports/native-chart.ts';
import { figurePicture } from '../../server/exports/picture.ts';
import { pictureSizes } from '../../server/figure/formats.ts';
import { figurePdf } from '../../server/exports/pdf.ts';
import { figurePptx } from '../../server/exports/pptx.ts';
import { figureXlsx } from '../../server/exports/xlsx.ts';
import { examples } from '../client/fixtures/figures.ts';
import { figureFor, questions } from './asked.ts';
import { asText, dataRow, rowsOf, wordsOf } from './expected.ts';
import {
  partsOf,
  readArrow,
  readChart,
  readChartWorkbook,
  readCsv,
  readTables,
  readXlsx,
} from './read-back.ts';
import { readPdf, tablesOf } from './read-pdf.ts';

const seed = 20_261_123;

function checkCsv(figure: Figure): void {
  const { rows } = readCsv(figureCsv(figure));
  expect(rows).toHaveLength(rowsOf(figure).length);
  rowsOf(figure).forEach((row, at) => {
    const want = dataRow(figure, row).map(asText);
    expect(rows[at]?.slice(0, want.length)).toEqual(want);
  });
}

async function checkXlsx(figure: Figure): Promise<void> {
  const { rows } = await readXlsx(await figureXlsx(figure));
  if (rowsOf(figure).length === 0) {
    expect(rows).toHaveLength(1);
    return;
  }
  expect(rows).toHaveLength(rowsOf(figure).length);
  rowsOf(figure).forEach((row, at) => {
    const want = dataRow(figure, row).map((value) => (value === '' ? null : value));
    const got = rows[at]?.slice(0, want.length).map((value) => (value === '' ? null : value));
    expect(got).toEqual(want);
  });
}

function checkArrow(figure: Figure): void {
  const { head, rows } = readArrow(figureArrow(figure));
  expect(rows).toHaveLength(rowsOf(figure).length);
  rowsOf(figure).forEach((row, at) => {
    for (const { key, interval } of figure.columns) {
      const cell = row.cells[key];
      const got = (name: string) => rows[at]?.[head.indexOf(name)] ?? null;
      const words = rowsOf(figure).some((each) => typeof each.cells[key]?.value === 'string');
      const value = cell?.value ?? null;
      expect(got(key)).toEqual(words && value !== null ? String(value) : value);
      expect(got(`${key}.state`)).toEqual(cell?.state ?? null);
      if (interval) expect(got(`${key}.lower`)).toEqual(cell?.lower ?? null);
      if (interval) expect(got(`${key}.upper`)).toEqual(cell?.upper ?? null);
    }
  });
}

/** The rows a chart of this kind draws, in its order. */
function placesOf(figure: Figure) {
  const { kind, y, funnel } = figure.chart;
  if (['breakdown', 'bands', 'bullet', 'before-after', 'steps'].includes(kind))
    return drawnRows(figure.by, figure.rows, y[0] ?? '');
  const groups = figure.rows.filter((row) => row.kind === 'group');
  const drawn = groups.filter((row) => cellNumber(row.cells[y[0] ?? '']) !== null);
  if (kind === 'funnel-plot' && funnel)
    return drawn.filter((row) => row.cells[y[0] ?? '']?.base !== undefined);
  return kind === 'survival' ? drawn.filter(({ key }) => Number.isFinite(Number(key))) : groups;
}

const drawnKeys = ({ chart }: Figure): readonly string[] =>
  ['steps', 'bullet', 'survival', 'funnel-plot'].includes(chart.kind)
    ? chart.y.slice(0, 1)
    : chart.kind === 'event-study'
      ? chart.y.slice(0, 2)
      : chart.y;

async function checkSlides(figure: Figure): Promise<void> {
  const bytes = await figurePptx(figure);
  const drawn = readChart(bytes);
  if (!nativeChart(figure)) {
    expect(drawn).toEqual([]);
    return;
  }
  const rows = placesOf(figure);
  const sheet = await readChartWorkbook(bytes);
  drawnKeys(figure).forEach((key, at) => {
    const series = drawn[at];
    const column = sheet.head.indexOf(series?.name ?? '');
    rows.forEach(({ cells }, place) => {
      const value = cellNumber(cells[key]);
      expect(series?.values[place] ?? null).toEqual(value);
      if (at === 0) expect(sheet.rows[place]?.[column] ?? null).toEqual(value);
      const { lower, upper } = cells[key] ?? {};
      if (value === null || !series || series.above.length === 0) return;
      if (typeof upper === 'number')
        expect(value + (series.above[place] ?? NaN)).toBeCloseTo(Math.max(upper, value), 9);
      if (typeof lower === 'number')
        expect(value - (series.below[place] ?? NaN)).toBeCloseTo(Math.min(lower, value), 9);
    });
  });
}

async function checkWord(figure: Figure): Promise<void> {
  const xml = partsOf(await figureDocx(figure)).get('word/document.xml') ?? '';
  const tables = readTables(xml, 'w');
  const columns = figure.columns;
  if (columns.length === 0 || rowsOf(figure).length === 0) {
    expect(tables).toEqual([]);
    return;
  }
  rowsOf(figure).forEach((row, at) => {
    const got = tables.flatMap((table) => table.rows[at]?.slice(1) ?? []);
    for (const table of tables) expect(table.rows[at]?.[0]).toBe(row.label);
    expect(got.slice(0, columns.length)).toEqual(
      columns.map((column) => wordsOf(row.cells[column.key], column)),
    );
  });
}

async function checkPdf(figure: Figure): Promise<void> {
  const tables = tablesOf(await readPdf(await figurePdf(figure)));
  const { columns } = figure;
  if (columns.length === 0 || rowsOf(figure).length === 0) {
    expect(tables).toEqual([]);
    return;
  }
  const words = (text: string): string => text.replace(/\s+/g, ' ').trim();
  rowsOf(figure).forEach((row, at) => {
    const got = tables.flatMap((table) => table.rows[at]?.slice(1) ?? []);
    for (const table of tables) expect(table.rows[at]?.[0]).toBe(words(row.label));
    expect(got.slice(0, columns.length)).toEqual(
      columns.map((column) => words(wordsOf(row.cells[column.key], column))),
    );
  });
}

/** The chart inside the picture file is, mark for mark, the one the screen draws. */
function checkPicture(figure: Figure): void {
  if (!isDrawn(figure)) return;
  for (const size of pictureSizes) {
    const width = size.pixels - 40;
    const screen = drawFigure(figure, { width, document: drawingDocument() });
    expect(figurePicture(figure, { size }).innerHTML).toContain(screen.innerHTML);
  }
}

describe('every file holds the numbers of the screen', () => {
  it('as data: CSV and Arrow, any metric, cohort and role', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const figure = await figureFor(question);
        checkCsv(figure);
        checkArrow(figure);
      }),
      { numRuns: 120, seed },
    );
  }, 120_000);

  it('as documents: spreadsheet, slide, Word, PDF and picture', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const figure = await figureFor(question);
        await checkXlsx(figure);
        await checkSlides(figure);
        await checkWord(figure);
        await checkPdf(figure);
        checkPicture(figure);
      }),
      { numRuns: 25, seed },
    );
  }, 180_000);

  it.each(Object.entries(examples))(
    'for the chart kind %s',
    async (_name, figure) => {
      checkCsv(figure);
      checkArrow(figure);
      await checkXlsx(figure);
      await checkSlides(figure);
      await checkWord(figure);
      await checkPdf(figure);
      checkPicture(figure);
    },
    60_000,
  );
});
