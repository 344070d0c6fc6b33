import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '#figure/figure.ts';
import { fileFormatOf, pictureSizes } from '#figure/formats.ts';
import type { FileFormatId } from '#figure/formats.ts';
import { tableRows } from '#figure/table-rows.ts';
import { drawFigure, isDrawn } from '../../client/charts/draw.ts';
import { checkFigure, checkedFormats } from '../../server/export-check/check-figure.ts';
import { rowsOfPieces } from '../../server/export-check/read-back.ts';
import { wordsOf } from '../../server/export-check/expected.ts';
import { drawingDocument } from '../../server/exports/drawing.ts';
import { makeFile } from '../../server/exports/make-file.ts';
import { figurePdf } from '../../server/exports/pdf.ts';
import { figurePicture } from '../../server/exports/picture.ts';
import { examples } from '../client/fixtures/figures.ts';
import { figureFor, questions } from './asked.ts';
import { readPdf, tablesOf } from './read-pdf.ts';

const seed = 20_261_123;

async function checkFiles(figure: Figure): Promise<void> {
  const { values, differences } = await checkFigure(figure);
  expect(differences).toEqual([]);
  expect(values).toBeGreaterThanOrEqual(checkedFormats.length - 1);
}

async function checkPdf(figure: Figure): Promise<void> {
  const tables = tablesOf(await readPdf(await figurePdf(figure)));
  const { columns } = figure;
  if (columns.length === 0 || tableRows(figure).length === 0) {
    expect(tables).toEqual([]);
    return;
  }
  const words = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const labels = tableRows(figure).map(({ label }) => words(label));
  const rows = rowsOfPieces(tables, labels);
  expect(rows).not.toBeNull();
  tableRows(figure).forEach((row, at) => {
    columns.forEach((column, across) => {
      const cell = row.cells[column.key];
      const got = rows?.[at]?.[across];
      if (got !== null || cell) expect(got).toBe(words(wordsOf(cell, column)));
    });
  });
}

/** The chart inside the picture file is, markup and all, the one the screen draws, at every size. */
function checkPicture(figure: Figure): void {
  if (!isDrawn(figure)) return;
  for (const size of pictureSizes) {
    const width = size.pixels - 40;
    const screen = drawFigure(figure, { width, document: drawingDocument() });
    expect(figurePicture(figure, { size }).innerHTML).toContain(screen.innerHTML);
  }
}

describe('every file holds the numbers of the screen', () => {
  it('for any metric, cohort and role', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const figure = await figureFor(question);
        await checkFiles(figure);
        await checkPdf(figure);
        checkPicture(figure);
      }),
      { numRuns: 30, seed },
    );
  }, 180_000);

  it.each(Object.entries(examples))(
    'for the chart kind %s',
    async (_name, figure) => {
      await checkFiles(figure);
      await checkPdf(figure);
      checkPicture(figure);
    },
    60_000,
  );
});

describe('a file that holds another number is found out', () => {
  const breakdown = examples['breakdown'] as Figure;
  /** The figure with one number of its first row nudged. */
  const nudged: Figure = {
    ...breakdown,
    rows: breakdown.rows.map((row, at) => {
      const key = breakdown.chart.y[0] ?? '';
      const cell = row.cells[key];
      if (at > 0 || typeof cell?.value !== 'number') return row;
      return { ...row, cells: { ...row.cells, [key]: { ...cell, value: cell.value * 0.9 } } };
    }),
  };

  const filesOf = async (figure: Figure): Promise<ReadonlyMap<FileFormatId, Uint8Array>> =>
    new Map(
      await Promise.all(
        checkedFormats.map(
          async (id) => [id, (await makeFile(figure, fileFormatOf(id))).bytes] as const,
        ),
      ),
    );
  let right: ReadonlyMap<FileFormatId, Uint8Array>;
  let wrong: ReadonlyMap<FileFormatId, Uint8Array>;
  beforeAll(async () => {
    right = await filesOf(breakdown);
    wrong = await filesOf(nudged);
  }, 60_000);

  it.each(checkedFormats)('in %s', async (format) => {
    const make = async (_figure: Figure, id: FileFormatId): Promise<Uint8Array> =>
      (id === format ? wrong : right).get(id) as Uint8Array;
    const { differences } = await checkFigure(breakdown, make);
    expect(new Set(differences.map((each) => each.format))).toEqual(new Set([format]));
  });
});
