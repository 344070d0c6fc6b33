import { parse } from 'csv-parse/sync';
import { tableFromIPC } from 'apache-arrow';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { JSDOM } from 'jsdom';

export type Plain = string | number | null;
/** A table as a reader of the file meets it. */
export interface Sheet {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Plain[])[];
}

const { DOMParser } = new JSDOM('').window;

/** A part of an Office file as a document; throws when it is not well-formed. */
export function xmlOf(text: string): Document {
  const made = new DOMParser().parseFromString(text, 'application/xml');
  const fault = made.querySelector('parsererror');
  if (fault) throw new Error(`not well-formed: ${fault.textContent}`);
  return made;
}

/** Every part of an Office file that is text, by path. */
export function partsOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  const parts = Object.entries(unzipSync(bytes)).filter(([path]) =>
    /\.(xml|rels|json|csv|svg)$/.test(path),
  );
  return new Map(parts.map(([path, part]) => [path, strFromU8(part)]));
}

export function readCsv(text: string): Sheet {
  const [head = [], ...rows] = parse(text) as string[][];
  return { head, rows };
}

const plain = (value: unknown): Plain =>
  typeof value === 'number' || typeof value === 'string' ? value : null;

async function workbookOf(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer as ArrayBuffer);
  return workbook;
}

/** The table of a sheet, from the row that begins with `code`. */
export async function readXlsx(bytes: Uint8Array, name = 'Table 1'): Promise<Sheet> {
  const sheet = (await workbookOf(bytes)).getWorksheet(name);
  if (!sheet) throw new Error(`no sheet: ${name}`);
  const rows: Plain[][] = [];
  let begun = false;
  sheet.eachRow((row) => {
    begun ||= row.getCell(1).value === 'code';
    if (!begun) return;
    rows.push(
      Array.from({ length: sheet.columnCount }, (_none, at) => plain(row.getCell(at + 1).value)),
    );
  });
  const [head = [], ...body] = rows;
  return { head: head.map(String), rows: body };
}

export function readArrow(bytes: Uint8Array): Sheet {
  const table = tableFromIPC(bytes);
  const head = table.schema.fields.map(({ name }) => name);
  const columns = head.map((name) => [...(table.getChild(name) ?? [])].map(plain));
  const rows = Array.from({ length: table.numRows }, (_none, at) =>
    columns.map((each) => each[at] ?? null),
  );
  return { head, rows };
}

/** A series of a native chart: what the slide draws, and its interval. */
export interface Drawn {
  readonly name: string;
  readonly places: readonly Plain[];
  readonly values: readonly (number | null)[];
  readonly above: readonly (number | null)[];
  readonly below: readonly (number | null)[];
}

function cached(parent: Element | null | undefined): Plain[] {
  const count = Number(parent?.getElementsByTagName('c:ptCount')[0]?.getAttribute('val') ?? 0);
  const values: Plain[] = Array.from({ length: count }, () => null);
  for (const point of parent?.getElementsByTagName('c:pt') ?? []) {
    const text = point.getElementsByTagName('c:v')[0]?.textContent ?? '';
    values[Number(point.getAttribute('idx'))] = text;
  }
  return values;
}

const numbers = (values: readonly Plain[]): (number | null)[] =>
  values.map((value) => (value === null ? null : Number(value)));

const chartPart = (at: number): string => `ppt/charts/chart${at + 1}.xml`;

/** The charts of a deck, in order, from what the slides draw (not from their workbooks). */
export function readCharts(bytes: Uint8Array): readonly (readonly Drawn[])[] {
  const parts = partsOf(bytes);
  const charts: (readonly Drawn[])[] = [];
  for (let text = parts.get(chartPart(0)); text; text = parts.get(chartPart(charts.length)))
    charts.push(seriesIn(text));
  return charts;
}

function seriesIn(text: string): readonly Drawn[] {
  return [...xmlOf(text).getElementsByTagName('c:ser')].map((series) => {
    const child = (name: string): Element | undefined =>
      [...series.children].find(({ tagName }) => tagName === name);
    const bars = child('c:errBars');
    const reach = (name: string) => numbers(cached(bars?.getElementsByTagName(name)[0]));
    return {
      name: String(cached(child('c:tx'))[0] ?? ''),
      places: cached(child('c:cat') ?? child('c:xVal')),
      values: numbers(cached(child('c:val') ?? child('c:yVal'))),
      above: reach('c:plus'),
      below: reach('c:minus'),
    };
  });
}

/** The workbook behind a chart: what "Edit data" opens. */
export async function readChartWorkbook(bytes: Uint8Array, at: number): Promise<Sheet> {
  const inner = unzipSync(bytes)[`ppt/embeddings/Microsoft_Excel_Worksheet${at + 1}.xlsx`];
  if (!inner) throw new Error('no workbook behind the chart');
  const sheet = (await workbookOf(inner)).getWorksheet('Sheet1');
  if (!sheet) throw new Error('no sheet: Sheet1');
  const all = Array.from({ length: sheet.rowCount }, (_none, row) =>
    Array.from({ length: sheet.columnCount }, (_each, at) =>
      plain(sheet.getCell(row + 1, at + 1).value),
    ),
  );
  const [head = [], ...rows] = all;
  return { head: head.map(String), rows };
}

/** The tables of a Word or PowerPoint part, as words; a space that does not break is a space. */
export function readTables(xml: string, prefix: 'w' | 'a'): readonly Sheet[] {
  return [...xmlOf(xml).getElementsByTagName(`${prefix}:tbl`)].map((table) => {
    const rows = [...table.getElementsByTagName(`${prefix}:tr`)].map((row) =>
      [...row.getElementsByTagName(`${prefix}:tc`)].map((cell) =>
        [...cell.getElementsByTagName(`${prefix}:t`)]
          .map(({ textContent }) => textContent)
          .join('')
          .replaceAll('\u00a0', ' '),
      ),
    );
    const [head = [], ...body] = rows;
    return { head, rows: body };
  });
}

/**
 * The rows of a table that was cut into pieces of columns, put together again: a piece leaves out a
 * group it has nothing of, whose cells are null. Null when a piece has a row that is none of these groups, in this order.
 */
export function rowsOfPieces(
  pieces: readonly Sheet[],
  labels: readonly string[],
): readonly (readonly Plain[])[] | null {
  const next = pieces.map(() => 0);
  const rows = labels.map((label) =>
    pieces.flatMap(({ head, rows: held }, at): readonly Plain[] => {
      const row = held[next[at] ?? 0];
      if (row?.[0] !== label) return head.slice(1).map(() => null);
      next[at] = (next[at] ?? 0) + 1;
      return row.slice(1);
    }),
  );
  return pieces.every(({ rows: held }, at) => next[at] === held.length) ? rows : null;
}
