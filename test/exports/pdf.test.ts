import { describe, expect, it } from 'vitest';
import type { Figure } from '#figure/figure.ts';
import { isDrawn } from '../../client/charts/draw.ts';
import { runsOf } from '../../server/exports/pdf-page.ts';
import { figurePdf, figuresPdf } from '../../server/exports/pdf.ts';
import { examples } from '../client/fixtures/figures.ts';
import { elementsOf, readPdf, tablesOf } from './read-pdf.ts';
import type { ReadPdf } from './read-pdf.ts';

const several = Object.values(examples);
const drawn = several.filter(isDrawn);
const document = {
  title: 'Quarterly report',
  subtitle: 'April to June 2026',
  made: '2026-10-05T06:00:00.000Z',
  publisher: 'Walks & “Talks” <Lewisham>',
  contact: 'impact@example.nhs.uk',
  commentary: several.map((_figure, at) => (at === 0 ? 'Words somebody wrote.' : null)),
};

const words = (pdf: ReadPdf, ...roles: string[]): readonly string[] =>
  elementsOf(pdf, ...roles).map((element) => element.words);
const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What of PDF/UA-1 (ISO 14289-1) a reader of the tree can see. */
function expectAccessible(pdf: ReadPdf): void {
  expect(pdf.marked).toBe(true);
  expect(pdf.language).toBe('en-GB');
  expect(pdf.title).not.toBe('');
  expect(pdf.untagged.join('')).toBe('');
  let depth = 0;
  for (const { role } of elementsOf(pdf, 'H1', 'H2', 'H3')) {
    expect(Number(role.slice(1))).toBeLessThanOrEqual(depth + 1);
    depth = Number(role.slice(1));
  }
  expect(elementsOf(pdf, 'H1')).toHaveLength(1);
  for (const { alt } of elementsOf(pdf, 'Figure')) expect(alt).toBeTruthy();
  for (const { head, rows } of tablesOf(pdf))
    for (const row of rows) expect(row).toHaveLength(head.length);
  for (const { children } of elementsOf(pdf, 'LI'))
    expect(children.map(({ role }) => role)).toEqual(['Lbl', 'LBody']);
}

describe('a report as a PDF', () => {
  it.each(Array.from({ length: 20 }, (_, at) => at + 6))(
    'never begins a page with where a figure comes from alone: %i more caveats',
    async (more) => {
      const [figure] = drawn;
      if (!figure) throw new Error('no drawn example');
      const caveats = [...figure.caveats, ...Array.from({ length: more }, () => 'One more line.')];
      const flow = [{ key: 'a', label: 'Referrals in the period', n: { value: 100 } }];
      const long = { ...figure, caveats, flow };
      const pdf = await readPdf(await figuresPdf([long, long], document));
      expectAccessible(pdf);
      for (const page of pdf.pages) {
        expect(page.words.trim()).not.toMatch(/^(Where it comes from|Intervals|Versions)/);
      }
    },
  );

  it.each(Array.from({ length: 20 }, (_, at) => at + 6))(
    'of one figure never ends a page with a heading: %i more caveats',
    async (more) => {
      const breakdown = examples['breakdown'] as Figure;
      const caveats = Array.from({ length: more * 2 }, () => 'One more line.');
      const pdf = await readPdf(await figurePdf({ ...breakdown, caveats }));
      for (const page of pdf.pages)
        expect(page.words).not.toMatch(/(Where it comes from|How to read it|Who is counted)\s*$/);
    },
  );

  const withRows = (count: number): Figure => {
    const breakdown = examples['breakdown'] as Figure;
    const [row] = breakdown.rows as readonly [Figure['rows'][number]];
    const rows = Array.from({ length: count }, (_none, at) => ({
      ...row,
      key: `more${at}`,
      label: `More ${at}`,
    }));
    return { ...breakdown, headline: `A finding of ${count}.`, rows };
  };

  it('begins a table where a good part of the page would stay empty, and keeps its heading with it', async () => {
    let split = 0;
    for (let count = 4; count <= 26; count += 2) {
      const pdf = await readPdf(await figuresPdf([withRows(count), withRows(20)], document));
      for (const { words: page } of pdf.pages) {
        expect(page, `${count} rows`).not.toMatch(/A finding of 20\.\s*$/);
        const begun = page.includes('Figure 2: A finding of 20.') && page.includes('Table 2:');
        if (begun && !page.includes('More 19')) split += 1;
      }
    }
    expect(split).toBeGreaterThan(2);
  }, 60_000);

  it('of one figure has its chart on the page of its finding, however tall', async () => {
    const map = examples['map'] as Figure;
    const headline = 'Referrals per 1,000 residents a year are higher in some wards. '.repeat(5);
    const drawnWith = (count: number): Figure => {
      const more = Array.from({ length: count }, (_none, at) => ({
        ...(map.rows[0] as Figure['rows'][number]),
        key: `more${at}`,
        label: `More ${at}`,
      }));
      return { ...map, headline, rows: [...map.rows, ...more] };
    };
    for (const count of [10, 13, 15]) {
      const pdf = await readPdf(await figurePdf(drawnWith(count)));
      expect(pdf.pages[0]?.words, `${count} more`).toContain('Figure 1:');
    }
  });

  it('has cover, contents that lead somewhere, a finding a page, and tables at its end', async () => {
    const pdf = await readPdf(await figuresPdf(several, document));
    expectAccessible(pdf);
    expect(words(pdf, 'H1')).toEqual([document.title]);
    const findings = several.map(({ headline }) => tidy(headline));
    expect(words(pdf, 'H2')).toEqual(['Contents', ...findings, 'Tables']);
    expect(pdf.bookmarks.map(tidy)).toEqual([...findings, 'Tables']);
    const first = pdf.pages[0]?.words ?? '';
    expect(first).toContain('Contact: impact@example.nhs.uk');
    const lines = words(pdf, 'TOCI');
    lines.forEach((line, at) => {
      const page = Number(/\d+$/.exec(line)?.[0]);
      const heading = [...findings, 'Tables'][at] ?? '';
      expect(line.startsWith(heading), line).toBe(true);
      expect(pdf.pages[page - 1]?.words).toContain(heading);
    });
    expect(elementsOf(pdf, 'Figure').map(({ alt }) => alt)).toEqual(
      drawn.map(({ altText }) => altText),
    );
    expect(words(pdf, 'P')).toContain('Words somebody wrote.');
  }, 60_000);

  it('takes titles of 300 characters, emoji, right-to-left words, and figures of nothing', async () => {
    const breakdown = examples['breakdown'] as Figure;
    const text = '=1+1 Walk 🌳 مجموعة المشي <b>&"';
    const long = text.repeat(12).slice(0, 300);
    const nothing = {
      state: 'suppressed',
      words: 'Too few.',
      wayOut: 'Widen the period.',
    } as const;
    const figures: readonly Figure[] = [
      { ...breakdown, headline: long, title: long, caveats: [text] },
      { ...breakdown, rows: [], total: null, columns: [], message: nothing },
      breakdown,
    ];
    const commentary = [long, text, null];
    const titled = { ...document, title: long, commentary };
    const bytes = await figuresPdf(figures, titled);
    const pdf = await readPdf(bytes);
    expectAccessible(pdf);
    expect(pdf.title).toBe(long);
    expect(words(pdf, 'H1')[0]).toContain('=1+1 Walk 🌳');
    expect(words(pdf, 'P')).toContain('Widen the period.');
    expect(Buffer.from(await figuresPdf(figures, titled)).equals(Buffer.from(bytes))).toBe(true);
  }, 60_000);

  it('is a single figure in reading order without cover or contents', async () => {
    const breakdown = examples['breakdown'] as Figure;
    const pdf = await readPdf(await figurePdf(breakdown));
    expectAccessible(pdf);
    expect(words(pdf, 'H1')).toEqual([tidy(breakdown.headline)]);
    expect(elementsOf(pdf, 'TOC')).toEqual([]);
    const order = elementsOf(pdf, 'Figure', 'Table').map(({ role }) => role);
    expect(order.slice(0, 2)).toEqual(['Figure', 'Table']);
  }, 60_000);
});

describe('fonts of a PDF', () => {
  it.each([
    ['a © b', ['regular']],
    ['NHS® and SWEMWBS™', ['regular']],
    ['Walk 🌳 now', ['regular', 'emoji', 'regular']],
    ['10 🚶‍♀️', ['regular', 'emoji']],
  ])('%s', (text, fonts) => {
    expect(runsOf(text, 'regular').map(({ font }) => font)).toEqual(fonts);
  });
});

describe('charts in a PDF', () => {
  it.each(Object.entries(examples).filter(([, figure]) => isDrawn(figure)))(
    'are drawn, not pictured, and their words can be read: %s',
    async (_name, figure) => {
      const bytes = await figurePdf(figure);
      expect(Buffer.from(bytes).includes('/Subtype /Image')).toBe(false);
      const pdf = await readPdf(bytes);
      const [chart] = elementsOf(pdf, 'Figure');
      const label = figure.chart.yLabel.split(' ')[0] ?? '';
      expect(chart?.words).toContain(label);
    },
    60_000,
  );
});
