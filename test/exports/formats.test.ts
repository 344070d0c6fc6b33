import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Figure } from '#figure/figure.ts';
import { fileFormatOf, pictureSizes } from '#figure/formats.ts';
import { figureCsvw } from '../../server/exports/csvw.ts';
import { figureDocx, figuresDocx } from '../../server/exports/docx.ts';
import { figuresPdf } from '../../server/exports/pdf.ts';
import { nativeCharts } from '../../server/exports/native-chart.ts';
import { dotsPerInch, figurePng } from '../../server/exports/png.ts';
import { figuresPptx } from '../../server/exports/pptx.ts';
import { writeFileWhole } from '../../server/exports/write-file.ts';
import { figuresXlsx } from '../../server/exports/xlsx.ts';
import { examples } from '../client/fixtures/figures.ts';
import { partsOf, readCsv, xmlOf } from '../../server/export-check/read-back.ts';

const breakdown = examples['breakdown'] as Figure;
const several = Object.values(examples);
const document = {
  title: 'Quarterly report',
  subtitle: 'April to June 2026',
  made: '2026-10-05T06:00:00.000Z',
  publisher: 'Walks & “Talks” <Lewisham>',
  commentary: several.map((_figure, at) => (at === 0 ? 'Words somebody wrote.' : null)),
};

describe('pictures', () => {
  it.each(pictureSizes)('a PNG of $label has 300 dots an inch and its origin inside', (size) => {
    const png = Buffer.from(figurePng(breakdown, { size }));
    expect(png.readUInt32BE(16)).toBe(Math.round((size.millimetres / 25.4) * dotsPerInch));
    const at = png.indexOf('pHYs');
    expect(png.readUInt32BE(at + 4)).toBe(Math.round((dotsPerInch / 25.4) * 1000));
    expect(png.toString('utf8')).toContain(breakdown.provenance.policyWords);
  });
});

describe('CSV on the Web', () => {
  it('describes every column of its CSV, in order, under its heading', () => {
    const parts = unzipSync(figureCsvw(breakdown));
    const [csvName = '', metadataName = ''] = Object.keys(parts);
    expect(metadataName).toBe(`${csvName}-metadata.json`);
    const metadata = JSON.parse(strFromU8(parts[metadataName] as Uint8Array)) as {
      url: string;
      tableSchema: {
        columns: { titles: string; name: string; datatype: string; null?: string[] }[];
      };
    };
    const { head, rows } = readCsv(strFromU8(parts[csvName] as Uint8Array));
    const { columns } = metadata.tableSchema;
    expect(metadata.url).toBe(csvName);
    expect(columns.map(({ titles }) => titles)).toEqual(head);
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    for (const row of rows)
      columns.forEach((column, at) => {
        const value = String(row[at]);
        if (column.datatype === 'number' && !column.null?.includes(value))
          expect(Number.isFinite(Number(value))).toBe(true);
      });
  });
});

describe('spreadsheets', () => {
  it('have cover, contents, notes and one table a sheet; nothing merged, no empty row', async () => {
    const workbook = new ExcelJS.Workbook();
    const bytes = await figuresXlsx(several, document);
    await workbook.xlsx.load(bytes.slice().buffer as ArrayBuffer);
    const names = workbook.worksheets.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['Cover', 'Contents', 'Notes']);
    expect(names).toHaveLength(3 + several.length);
    expect(workbook.title).toBe(document.title);
    const parts = partsOf(bytes);
    expect(parts.get('docProps/core.xml')).toContain('<dc:language>en-GB</dc:language>');
    expect([...parts.keys()].filter((path) => path.startsWith('xl/tables/'))).toHaveLength(
      several.length + 2,
    );
    for (const [path, text] of parts)
      if (path.includes('worksheets/')) expect(text).not.toContain('mergeCell');
    for (const sheet of workbook.worksheets)
      for (let row = 1; row <= sheet.rowCount; row++)
        expect(sheet.getRow(row).hasValues, `${sheet.name} row ${row}`).toBe(true);
  });
});

describe('the cells of a spreadsheet', () => {
  const written = async (figure: Figure) => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await figuresXlsx([figure], document)).slice().buffer as ArrayBuffer);
    return workbook;
  };

  it('have a heading that stands over its words, and air beside the one before', async () => {
    const steps = examples['steps'] as Figure;
    const sheet = (await written(steps)).getWorksheet('Table 1');
    const words = steps.columns.find(({ format }) => format === 'text');
    let found = 0;
    sheet?.eachRow((row, at) =>
      row.eachCell((cell, column) => {
        if (cell.value !== words?.label) return;
        found += 1;
        const below = sheet.getCell(at + 1, column);
        expect(cell.alignment).toMatchObject({ horizontal: 'left', indent: 1 });
        expect(below.alignment).toMatchObject({ horizontal: 'left', indent: 1 });
      }),
    );
    expect(found).toBe(1);
  });

  it('are as high as their lines, and no higher', async () => {
    const one = 'Counts of 1 to 7 are hidden, other counts are rounded to the nearest 5.';
    const caveats = [one, Array.from({ length: 4 }, () => one).join(' ')];
    const sheet = (await written({ ...breakdown, caveats })).getWorksheet('Notes');
    const heights = new Map<string, number>();
    sheet?.eachRow((row) => heights.set(row.getCell(3).text, row.height));
    expect(caveats.map((words) => Math.round((heights.get(words) ?? 0) / 15.6))).toEqual([1, 3]);
  });

  it('leave no heading in more than four lines', async () => {
    const [column] = breakdown.columns as readonly [Figure['columns'][number]];
    const label = 'Residents in the most deprived two fifths of England as a share of all of them';
    const { interval: _interval, ...plain } = { ...column, label };
    const sheet = (await written({ ...breakdown, columns: [plain] })).getWorksheet('Table 1');
    let height = 0;
    sheet?.eachRow((row) => {
      if (row.getCell(3).text === label) height = row.height;
    });
    expect(height).toBeGreaterThan(0);
    expect(height).toBeLessThanOrEqual(4 * 12 * 1.3);
  });
});

describe('slides', () => {
  it('have a title each, words for every picture, notes, and native charts with their data', async () => {
    const parts = partsOf(await figuresPptx(several, document));
    const slides = [...parts].filter(([path]) => /^ppt\/slides\/slide\d+\.xml$/.test(path));
    const front = slides.length - several.length;
    expect(front).toBeGreaterThanOrEqual(2);
    expect(parts.get('ppt/slides/slide1.xml')).toContain(document.title);
    expect(parts.get('ppt/slides/slide2.xml')).toContain(several[0]?.headline);
    for (const [path, text] of slides) {
      const slide = xmlOf(text);
      const title = slide.querySelector('[type="title"]');
      expect(title, path).not.toBeNull();
      for (const frame of slide.getElementsByTagName('p:graphicFrame'))
        expect(frame.getElementsByTagName('p:cNvPr')[0]?.getAttribute('descr')).not.toBe('');
      expect(text).not.toContain('en-US');
    }
    const charts = [...parts.keys()].filter((path) => /charts\/chart\d+\.xml$/.test(path));
    expect(charts).toHaveLength(several.flatMap((figure) => nativeCharts(figure)).length);
    const notes = [...parts].filter(([path]) => path.startsWith('ppt/notesSlides/notesSlide'));
    expect(notes).toHaveLength(slides.length);
    const types = parts.get('[Content_Types].xml') ?? '';
    for (const chart of charts) expect(types).toContain(`/${chart}"`);
    expect([...parts.values()].join('')).toContain('Words somebody wrote.');
  });
});

describe('tables on slides', () => {
  const table = { ...breakdown, chart: { ...breakdown.chart, kind: 'table' } } as const;
  const [row] = breakdown.rows as readonly [Figure['rows'][number]];
  const sizesOf = async (rows: number): Promise<readonly string[]> => {
    const many = Array.from({ length: rows }, (_none, at) => ({ ...row, label: `Row ${at}` }));
    const parts = partsOf(await figuresPptx([{ ...table, rows: many }], document));
    return [...parts]
      .filter(([path]) => /^ppt\/slides\/slide\d+\.xml$/.test(path))
      .map(([, text]) => {
        const cell = xmlOf(text).getElementsByTagName('a:tc')[0];
        return cell?.getElementsByTagName('a:rPr')[0]?.getAttribute('sz') ?? '';
      });
  };

  it('are as large as one slide lets them be, and the same size on all they need', async () => {
    expect(await sizesOf(4)).toEqual(['1400']);
    const long = await sizesOf(40);
    expect(long.length).toBeGreaterThan(1);
    expect(new Set(long)).toEqual(new Set(['1200']));
  });
});

describe('Word', () => {
  it('has headings, words for every picture, heading rows and British English', async () => {
    const parts = partsOf(await figuresDocx(several, document));
    const text = parts.get('word/document.xml') ?? '';
    const body = xmlOf(text);
    const pictures = [...body.getElementsByTagName('wp:docPr')];
    expect(pictures).toHaveLength(several.length);
    for (const picture of pictures) expect(picture.getAttribute('descr')).not.toBe('');
    const tables = body.getElementsByTagName('w:tbl').length;
    expect(tables).toBeGreaterThanOrEqual(several.length);
    expect(body.getElementsByTagName('w:tblHeader')).toHaveLength(tables);
    expect(text.match(/w:val="Heading1"/g)).toHaveLength(several.length + 1);
    expect(parts.get('word/styles.xml')).toContain('en-GB');
  });

  it('has a list of findings that lead to them, and says once what they share', async () => {
    const parts = partsOf(await figuresDocx(several, document));
    const body = xmlOf(parts.get('word/document.xml') ?? '');
    const named = (tag: string, name: string): (string | null)[] =>
      [...body.getElementsByTagName(tag)].map((element) => element.getAttribute(name));
    const anchors = named('w:hyperlink', 'w:anchor');
    expect(anchors).toHaveLength(several.length);
    expect(named('w:bookmarkStart', 'w:name')).toEqual(anchors);
    const again = partsOf(await figuresDocx(several, document));
    expect(again.get('word/document.xml')).toBe(parts.get('word/document.xml'));
    const { source } = breakdown.provenance;
    const printed = [...body.getElementsByTagName('w:t')].map(({ textContent }) => textContent);
    expect(printed.filter((words) => words === source)).toHaveLength(1);
  });

  it('is a single figure under its finding, headings a level at a time', async () => {
    const parts = partsOf(await figureDocx(breakdown));
    const body = xmlOf(parts.get('word/document.xml') ?? '');
    const paragraphs = [...body.getElementsByTagName('w:p')].map((each) => ({
      style: each.getElementsByTagName('w:pStyle')[0]?.getAttribute('w:val') ?? '',
      words: [...each.getElementsByTagName('w:t')].map((run) => run.textContent).join(''),
      kept: each.getElementsByTagName('w:keepNext').length > 0,
    }));
    const headings = paragraphs.filter(({ style }) => style.startsWith('Heading'));
    expect(headings[0]).toMatchObject({ style: 'Heading1', words: breakdown.headline });
    expect(headings.slice(1).every(({ style }) => style === 'Heading2')).toBe(true);
    expect(paragraphs.filter(({ words }) => words === '').length).toBe(1);
    const facts = paragraphs.filter(({ style }) => style === 'Small');
    expect(facts.map(({ kept }) => kept)).toEqual(facts.map((_fact, at) => at < facts.length - 1));
  });

  it('breaks a long table where three rows are left on either side, and keeps words with it', async () => {
    const [row] = breakdown.rows as readonly [Figure['rows'][number]];
    const rows = Array.from({ length: 30 }, (_none, at) => ({ ...row, label: `Row ${at + 1}` }));
    const figure = { ...breakdown, rows, total: null };
    const said = { ...document, commentary: ['Words somebody wrote.'] };
    const parts = partsOf(await figuresDocx([figure], said));
    const body = xmlOf(parts.get('word/document.xml') ?? '');
    const kept = new Map(
      [...body.getElementsByTagName('w:p')].map((each) => [
        [...each.getElementsByTagName('w:t')].map((run) => run.textContent).join(''),
        each.getElementsByTagName('w:keepNext').length > 0,
      ]),
    );
    const free = rows.map(({ label }) => label).filter((label) => kept.get(label) === false);
    expect([free[0], free.at(-2), free.at(-1)]).toEqual(['Row 3', 'Row 27', 'Row 30']);
    expect(kept.get('Words somebody wrote.')).toBe(true);
  });

  it('has a foot of one line, its title cut between words', async () => {
    const headline = 'Half of the people who were referred are seen '.repeat(4).trim();
    const parts = partsOf(await figureDocx({ ...breakdown, headline }));
    const foot = [...parts].find(([path]) => path.startsWith('word/footer'))?.[1] ?? '';
    const title = /<w:t[^>]*>([^<]+)/.exec(foot)?.[1] ?? '';
    expect(title.length).toBeLessThanOrEqual(90);
    expect(headline.split(' ')).toContain(title.replace(/ …$/, '').split(' ').at(-1));
    expect(foot).toContain('<w:tab w:val="right"');
  });
});

describe('PDF', () => {
  it('says it is PDF/UA, with scoped heading cells and its fonts inside', async () => {
    const text = Buffer.from(await figuresPdf(several, document)).toString('latin1');
    const wanted = ['/DisplayDocTitle true', 'pdfuaid:part', '/Tabs /S'];
    expect(wanted.filter((words) => !text.includes(words))).toEqual([]);
    const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
    expect(count(/\/Scope \/Column/g)).toBeGreaterThan(count(/\/S \/Table\b/g));
    expect(count(/\/S \/Link\b/g)).toBe(count(/\/Subtype \/Link\b/g));
    expect(count(/\/FontFile2/g)).toBeGreaterThanOrEqual(2);
  });
});

describe('writing a file', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'files-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('writes it whole, over what was there', async () => {
    const path = join(folder, 'a.csv');
    await writeFile(path, 'old');
    await writeFileWhole(path, Buffer.from('new'));
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it('leaves nothing behind when it cannot, and says why', async () => {
    await mkdir(join(folder, 'taken'));
    await expect(writeFileWhole(join(folder, 'taken'), Buffer.from('x'))).rejects.toThrow(
      /could not write .*taken: .*; name a file/,
    );
    expect(await readdir(folder)).toEqual(['taken']);
    await expect(writeFileWhole(join(folder, 'none', 'a'), Buffer.from('x'))).rejects.toThrow(
      'the folder does not exist',
    );
  });
});

/** A disk of 64 kB, in a name space of its own: Linux, where users may have one. */
const smallDisk = (folder: string, command: string) =>
  spawnSync(
    'unshare',
    ['-rm', 'sh', '-c', `mount -t tmpfs -o size=64k tmpfs "${folder}" && ${command}`],
    {
      encoding: 'utf8',
    },
  );

describe('a disk that fills half-way', () => {
  const folder = mkdtempSync(join(tmpdir(), 'full-'));
  afterAll(() => rm(folder, { recursive: true }));

  it.skipIf(smallDisk(folder, 'true').status !== 0)(
    'keeps the old file whole, leaves no half of the new one, and says so',
    () => {
      const script = join(folder, '..', `${basename(folder)}.mts`);
      const module = new URL('../../server/exports/write-file.ts', import.meta.url).href;
      writeFileSync(
        script,
        `import { readdirSync, readFileSync } from 'node:fs';
        import { writeFileWhole } from '${module}';
        const path = '${folder}/report.pdf';
        await writeFileWhole(path, Buffer.from('old'));
        const said = await writeFileWhole(path, Buffer.alloc(300_000)).catch((failure) => failure.message);
        console.log(JSON.stringify([said, readdirSync('${folder}'), readFileSync(path, 'utf8')]));`,
      );
      const { stdout, stderr } = smallDisk(
        folder,
        `"${process.execPath}" --import tsx "${script}"`,
      );
      rmSync(script);
      expect(stderr).toBe('');
      const [said, files, old] = JSON.parse(stdout) as [string, string[], string];
      expect(said).toBe(
        `could not write ${folder}/report.pdf: the disk is full; make room and run it again`,
      );
      expect([files, old]).toEqual([['report.pdf'], 'old']);
    },
    30_000,
  );
});

it('names what it does not know', () => {
  expect(() => fileFormatOf('doc')).toThrow(/unknown format: doc; one of png, svg/);
});
