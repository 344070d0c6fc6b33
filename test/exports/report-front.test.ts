import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '#figure/figure.ts';
import { figuresDocx } from '../../server/exports/docx.ts';
import { figuresPdf } from '../../server/exports/pdf.ts';
import { figuresPptx } from '../../server/exports/pptx.ts';
import { figuresXlsx } from '../../server/exports/xlsx.ts';
import { partsOf, xmlOf } from '../../server/export-check/read-back.ts';
import { examples } from '../client/fixtures/figures.ts';
import { readPdf } from './read-pdf.ts';

const first = examples['breakdown'] as Figure;
const second = examples['before-after'] as Figure;
const own = 'Referrals January 2026 to March 2026 (by date referred); all PCNs';
/** Two figures made at different times, the second of a period of its own. */
const figures: readonly Figure[] = [
  { ...first, provenance: { ...first.provenance, generatedAt: '2026-10-05T05:58:00.000Z' } },
  {
    ...second,
    cohort: { ...second.cohort, words: own },
    provenance: { ...second.provenance, generatedAt: '2026-10-05T06:00:00.000Z' },
  },
];
const document = {
  title: 'Quarterly report',
  subtitle: first.cohort.words,
  made: '2026-10-05T06:00:00.000Z',
  publisher: 'Walks & “Talks” <Lewisham>',
  contact: 'impact@example.nhs.uk',
};

const wordsOf = (xml: string, tag: string): string =>
  [...xmlOf(xml).getElementsByTagName(tag)].map(({ textContent }) => textContent).join(' ');

const fronts: Record<string, string> = {};
beforeAll(async () => {
  const pdf = await readPdf(await figuresPdf(figures, document));
  fronts['pdf'] = pdf.pages[0]?.words ?? '';
  const deck = partsOf(await figuresPptx(figures, document));
  fronts['pptx'] = [1, 2]
    .map((slide) => wordsOf(deck.get(`ppt/slides/slide${slide}.xml`) ?? '', 'a:t'))
    .join(' ');
  const paper = partsOf(await figuresDocx(figures, document)).get('word/document.xml') ?? '';
  fronts['docx'] = wordsOf(
    paper.split('<w:pageBreakBefore/>')[0] + '</w:pPr></w:p></w:body></w:document>',
    'w:t',
  );
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await figuresXlsx(figures, document)).slice().buffer as ArrayBuffer);
  const sheets = ['Cover', 'Contents'].map((name) => book.getWorksheet(name));
  fronts['xlsx'] = sheets
    .flatMap((sheet) => (sheet?.getSheetValues() ?? []).map((row) => JSON.stringify(row)))
    .join(' ');
}, 60_000);

describe.each(['pdf', 'pptx', 'docx', 'xlsx'])('the front of a report as %s', (format) => {
  const front = (): string => (fronts[format] ?? '').replace(/\s+/g, ' ');

  it('says who published it, whom to ask, and when the newest of its figures was made', () => {
    expect(front()).toMatch(/Published by: +Walks & “Talks” <Lewisham>/);
    expect(front()).toContain('impact@example.nhs.uk');
    expect(front()).toMatch(/Made: +5 October 2026, 06:00 UTC/);
  });

  it('says beside a finding whom it counts where the report counts others', () => {
    expect(front().split('Counted: ')).toHaveLength(2);
    expect(front()).toContain(`Counted: ${own}.`);
  });
});
