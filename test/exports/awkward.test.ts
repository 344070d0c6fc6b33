import { inflateSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Cell } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { fileFormats } from '#figure/formats.ts';
import { makeFile } from '../../server/exports/make-file.ts';
import { examples } from '../client/fixtures/figures.ts';
import { emptyCohort, figureFor } from './asked.ts';
import { partsOf, readCsv, xmlOf } from '../../server/export-check/read-back.ts';

const breakdown = examples['breakdown'] as Figure;
const trend = examples['trend-gaps'] as Figure;

const every = (figure: Figure) =>
  Promise.all(
    fileFormats.map(async (format) => ({ id: format.id, ...(await makeFile(figure, format)) })),
  );

/** Everything readable in a file: parts of archives, inner workbooks, streams of a PDF, or the bytes. */
function textOf(id: string, bytes: Uint8Array): string {
  if (['pptx', 'xlsx', 'docx', 'csvw'].includes(id))
    return Object.entries(unzipSync(bytes))
      .map(([path, part]) =>
        path.endsWith('.xlsx') ? textOf('xlsx', part) : strFromU8(part, true),
      )
      .join('\n');
  const raw = Buffer.from(bytes).toString('latin1');
  if (id !== 'pdf') return `${raw}\n${Buffer.from(bytes).toString('utf8')}`;
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(
    ([, body = '']) => {
      try {
        return [inflateSync(Buffer.from(body, 'latin1')).toString('latin1')];
      } catch {
        return [];
      }
    },
  );
  return [raw, ...streams].join('\n');
}

/** Every XML part of an Office file is well-formed. */
function expectWellFormed(bytes: Uint8Array): void {
  for (const [path, text] of partsOf(bytes)) if (/\.(xml|rels)$/.test(path)) xmlOf(text);
}

const office = ['pptx', 'xlsx', 'docx'];

/** @returns the files, by format, for what else there is to expect of them */
async function expectEveryFile(figure: Figure): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = await every(figure);
  for (const { id, bytes, name } of files) {
    // A table without columns is its heading alone.
    expect(bytes.length, id).toBeGreaterThan(id === 'csv' ? 10 : 100);
    expect(name).toMatch(/^[A-Za-z0-9_.-]{5,200}$/);
    if (office.includes(id)) expectWellFormed(bytes);
    if (id === 'svg') xmlOf(Buffer.from(bytes).toString('utf8'));
  }
  return new Map(files.map(({ id, bytes }) => [id, bytes]));
}

describe('awkward figures become correct files', () => {
  it('a cohort that has nobody', async () => {
    const figure = await figureFor({
      metric: 'wellbeing-change',
      by: 'scale',
      role: 'manager',
      policy: undefined,
      against: undefined,
      cohort: emptyCohort(),
    });
    expect(figure.message).not.toBeNull();
    const files = await expectEveryFile(figure);
    const slide = partsOf(files.get('pptx') as Uint8Array).get('ppt/slides/slide1.xml');
    expect(xmlOf(slide ?? '').documentElement.textContent).toContain(figure.message?.wayOut);
  }, 60_000);

  it('every number suppressed, without a trace of what it was', async () => {
    const secret = 987_654_321.125;
    const cell: Cell = { value: secret, lower: secret, upper: secret, state: 'suppressed' };
    const hidden: Figure = {
      ...breakdown,
      rows: breakdown.rows.map((row) => ({
        ...row,
        cells: Object.fromEntries(Object.keys(row.cells).map((key) => [key, cell])),
      })),
    };
    const files = await expectEveryFile(hidden);
    for (const [id, bytes] of files) {
      // JSON is the published figure itself: no number of a hidden cell ever enters one.
      if (id === 'json') continue;
      expect(textOf(id, bytes), id).not.toMatch(/987[ ,]?654[ ,]?321/);
    }
    const csv = Buffer.from(files.get('csv') as Uint8Array).toString('utf8');
    for (const row of readCsv(csv).rows) expect(row[2]).toBe('[c]');
  }, 60_000);

  it('a title of 300 characters, kept whole', async () => {
    const headline = `${'A finding that goes on and on '.repeat(10)}to its end`.slice(0, 300);
    const long = { ...breakdown, headline, title: headline };
    for (const [id, bytes] of await expectEveryFile(long))
      if (office.includes(id)) expect(textOf(id, bytes), id).toContain(headline);
  }, 60_000);

  it('emoji, right-to-left text and control characters in a note', async () => {
    const text = 'Walk 🌳 مجموعة المشي \u0007 <b>&"\u2028';
    const noted: Figure = {
      ...trend,
      caveats: [text],
      notes: [{ date: `${trend.rows[2]?.key}-05`, text }],
    };
    const files = await expectEveryFile(noted);
    const slide = partsOf(files.get('pptx') as Uint8Array).get('ppt/notesSlides/notesSlide1.xml');
    expect(xmlOf(slide ?? '').documentElement.textContent).toContain('مجموعة المشي');
    expect(Buffer.from(files.get('svg') as Uint8Array).toString('utf8')).toContain('🌳');
  }, 60_000);

  it('cells that begin as formulas stay text', async () => {
    const bad = ['=HYPERLINK("http://x","y")', '+1', '-1', '@SUM(A1)', '\tx'];
    const figure: Figure = {
      ...breakdown,
      rows: breakdown.rows.map((row, at) => ({ ...row, label: bad[at % bad.length] ?? '' })),
    };
    const files = await expectEveryFile(figure);
    const csv = readCsv(Buffer.from(files.get('csv') as Uint8Array).toString('utf8'));
    for (const row of csv.rows) expect(row[1]).toMatch(/^'/);
    for (const id of ['xlsx', 'pptx'] as const)
      expect(textOf(id, files.get(id) as Uint8Array), id).not.toContain('<f>');
  }, 60_000);
});

describe('a file says where it comes from', () => {
  it('on its face or in its metadata, in every format', async () => {
    for (const { id, bytes } of await every(breakdown)) {
      // The plain CSV is the table alone; its metadata sibling comes with csvw.
      if (id === 'csv') continue;
      const text = textOf(id, bytes);
      expect(text, id).toContain(breakdown.provenance.code);
      if (office.includes(id) || id === 'svg' || id === 'csvw') {
        expect(text, id).toContain(breakdown.provenance.policyWords);
        expect(text, id).toContain(breakdown.cohort.words);
        expect(text, id).toContain(breakdown.provenance.dataVersion);
      }
    }
  }, 60_000);

  it('the same figure is the same bytes', async () => {
    const [once, again] = [await every(trend), await every(trend)];
    once.forEach((file, at) => {
      expect(Buffer.from(file.bytes).equals(Buffer.from(again[at]?.bytes ?? [])), file.id).toBe(
        true,
      );
    });
  }, 60_000);
});
