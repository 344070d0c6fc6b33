import ExcelJS from 'exceljs';
import type { Workbook, Worksheet } from 'exceljs';
import type { Figure } from '#figure/figure.ts';
import { codesOf, commentaryOf, coverFacts, documentOf, entryWords } from './document.ts';
import type { FileDocument } from './document.ts';
import { factsOf, flowLines, methodLines, sharedFacts } from './figure-facts.ts';
import { emptyWords } from '#figure/cell.ts';
import { figureSheet, fitHeight, printable } from './xlsx-sheet.ts';
import { finishWorkbook } from './xlsx-parts.ts';

const heading = { name: 'Arial', size: 16, bold: true } as const;
const body = { name: 'Arial', size: 12 } as const;
const strong = { ...body, bold: true } as const;
const link = { ...body, underline: true, color: { argb: 'FF005EB8' } } as const;

/** One text a row, wrapped in one wide column, so that a screen reader meets them in order. */
function lines(
  sheet: Worksheet,
  width: number,
  texts: readonly (readonly [string, object])[],
): void {
  sheet.getColumn(1).width = width;
  for (const [text, font] of texts) {
    const row = sheet.addRow([text]);
    const cell = row.getCell(1);
    cell.font = font;
    cell.numFmt = '@';
    cell.alignment = { wrapText: true, vertical: 'top' };
    fitHeight(sheet, row.number);
  }
}

function title(sheet: Worksheet, words: string): void {
  const cell = sheet.addRow([words]).getCell(1);
  cell.font = heading;
}

function coverSheet(workbook: Workbook, figures: readonly Figure[], document: FileDocument): void {
  const sheet = workbook.addWorksheet('Cover', printable);
  const one = figures.length === 1 ? figures[0] : undefined;
  const published = { term: 'Published by', words: document.publisher };
  const facts = one ? [published, ...factsOf(one)] : coverFacts(figures, document);
  lines(sheet, 100, [
    [document.title, heading],
    [document.subtitle, body],
    ...facts.map(({ term, words }) => [`${term}: ${words}`, body] as const),
    [
      'Contents, notes and one table a sheet follow. Letters in square brackets are explained in the notes.',
      body,
    ],
  ]);
}

function contentsSheet(
  workbook: Workbook,
  figures: readonly Figure[],
  document: FileDocument,
): void {
  const sheet = workbook.addWorksheet('Contents', printable);
  title(sheet, 'Contents');
  const entries = [
    {
      sheet: 'Notes',
      title: 'Notes: shorthand, who is counted, how it is worked out, where it comes from',
    },
    ...figures.map((figure, at) => ({
      sheet: `Table ${at + 1}`,
      title: figures.length === 1 ? figure.headline : entryWords(figure, document),
    })),
  ];
  addTable(
    sheet,
    'contents',
    [
      ['Sheet', 16],
      ['What it holds', 100],
    ],
    entries.map((each) => [each.sheet, each.title]),
  );
  entries.forEach((each, at) => {
    const cell = sheet.getCell(at + 3, 1);
    cell.value = { text: each.sheet, hyperlink: `#'${each.sheet}'!A1` };
    cell.font = link;
  });
}

/** A real table from the row after the last, so that programs and screen readers find it by name. */
function addTable(
  sheet: Worksheet,
  name: string,
  headings: readonly (readonly [words: string, width: number])[],
  rows: readonly (readonly string[])[],
): void {
  const first = sheet.rowCount + 1;
  sheet.addTable({
    name,
    ref: `A${first}`,
    headerRow: true,
    style: { theme: 'TableStyleLight1', showRowStripes: false },
    columns: headings.map(([words]) => ({ name: words, filterButton: false })),
    rows: rows.map((row) => [...row]),
  });
  headings.forEach(([, width], column) => {
    sheet.getColumn(column + 1).width = width;
  });
  for (let at = first; at < first + rows.length + 1; at++) {
    headings.forEach((_heading, column) => {
      const cell = sheet.getCell(at, column + 1);
      cell.font = at === first ? strong : body;
      cell.numFmt = '@';
      cell.alignment = { wrapText: true, vertical: 'top' };
    });
    fitHeight(sheet, at);
  }
}

interface Noted {
  readonly table: string;
  readonly commentary: string | null;
  /** Terms of facts every table shares: said once. */
  readonly shared: ReadonlySet<string>;
}

function noteRows(figure: Figure, { table, commentary, shared }: Noted): string[][] {
  return [
    ...(commentary ? [[table, 'Commentary', commentary]] : []),
    ...methodLines(figure).map((words) => [table, 'Reading it', words]),
    ...flowLines(figure).map((words) => [table, 'Who is counted', words]),
    ...factsOf(figure)
      .filter(({ term }) => !shared.has(term))
      .map(({ term, words }) => [table, term, words]),
  ];
}

function notesSheet(workbook: Workbook, figures: readonly Figure[], document: FileDocument): void {
  const sheet = workbook.addWorksheet('Notes', printable);
  title(sheet, 'Notes');
  const shorthand = Object.entries(emptyWords).flatMap(([state, { words, shorthand: short }]) =>
    state === 'zero' ? [] : [['All', 'Shorthand', `${short} means: ${words}`]],
  );
  const facts = figures.length > 1 ? sharedFacts(figures) : [];
  const shared = new Set(facts.map(({ term }) => term));
  const notes = figures.flatMap((figure, at) => {
    const commentary = commentaryOf(document, at);
    return noteRows(figure, { table: `Table ${at + 1}`, commentary, shared });
  });
  const common = facts.map(({ term, words }) => ['All', term, words]);
  addTable(
    sheet,
    'notes',
    [
      ['Applies to', 16],
      ['Subject', 22],
      ['Note', 110],
    ],
    [...shorthand, ...common, ...notes],
  );
  sheet.views = [{ state: 'frozen', ySplit: 2 }];
}

/**
 * A workbook to the rules of the Government Analysis Function for published spreadsheets: cover,
 * contents, notes, then one table a sheet, from cell A1, nothing merged, nothing empty in between.
 */
export async function figuresXlsx(
  figures: readonly Figure[],
  document: FileDocument,
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const made = new Date(document.made);
  Object.assign(workbook, {
    title: document.title,
    subject: document.subtitle,
    description: figures.map((figure) => `${figure.subtitle}. ${figure.cohort.words}.`).join('\n'),
    keywords: codesOf(figures),
    creator: document.publisher,
    lastModifiedBy: document.publisher,
    company: document.publisher,
    created: made,
    modified: made,
  });
  coverSheet(workbook, figures, document);
  contentsSheet(workbook, figures, document);
  notesSheet(workbook, figures, document);
  figures.forEach((figure, at) => figureSheet(workbook, figure, at + 1));
  const written = new Uint8Array(await workbook.xlsx.writeBuffer());
  return finishWorkbook(written, document.made);
}

/** One figure as a workbook. */
export function figureXlsx(figure: Figure): Promise<Uint8Array> {
  return figuresXlsx([figure], documentOf(figure));
}
