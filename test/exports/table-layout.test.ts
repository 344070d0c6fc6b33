import { describe, expect, it } from 'vitest';
import { textWidth } from '../../client/charts/text-size.ts';
import { figureDocx } from '../../server/exports/docx.ts';
import { columnWidths, joined, startOf, tablesFor } from '../../server/exports/table-layout.ts';
import { partsOf, xmlOf } from '../../server/export-check/read-back.ts';
import { examples } from '../client/fixtures/figures.ts';

const page = { room: 453, size: 9, padding: 3 };
const figures = Object.entries(examples);

describe('tables of words', () => {
  it.each(figures)('keep every word and interval whole in its column: %s', (_name, figure) => {
    for (const table of tablesFor(figure, page)) {
      const widths = columnWidths(table, page);
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(page.room + 0.01);
      for (const cells of [table.head, ...table.rows.map((row) => row.cells)])
        cells.forEach((text, at) => {
          const room = (widths[at] ?? 0) - startOf(table, at, page.padding) - page.padding;
          for (const word of joined(text).split(' '))
            expect(textWidth(word, page.size), word).toBeLessThanOrEqual(room);
        });
    }
  });

  it('keep numbers and their intervals on one line before names get more room', () => {
    const cells = ['A name of some length', '13.8 (12.0 to 15.7)', '5% (5% to 6%)', '16,716'];
    const head = ['Place', 'Per 1,000 residents a year', 'Share of these referrals', 'Residents'];
    const rows = [{ total: false, cells }];
    const table = { part: '', head, numeric: [false, true, true, true], rows };
    const widths = columnWidths(table, { ...page, room: 250 });
    const room = (widths[1] ?? 0) - 2 * page.padding;
    expect(textWidth(cells[1] ?? '', page.size)).toBeLessThanOrEqual(room);
    expect(widths[0]).toBeLessThan(textWidth(cells[0] ?? '', page.size));
  });

  it.each(figures)('stand in a Word document with those widths: %s', async (_name, figure) => {
    const body = xmlOf(partsOf(await figureDocx(figure)).get('word/document.xml') ?? '');
    const written = [...body.getElementsByTagName('w:tblGrid')].map((grid) =>
      [...grid.getElementsByTagName('w:gridCol')].map((column) =>
        Number(column.getAttribute('w:w')),
      ),
    );
    const wanted = tablesFor(figure, page).map((table) =>
      columnWidths(table, page).map((points) => Math.round(points * 20)),
    );
    expect(written).toEqual(wanted);
  });
});
