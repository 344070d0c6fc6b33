import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Figure } from '#figure/figure.ts';
import { figureCsvw } from '../../server/exports/csvw.ts';
import { tableOf } from '../../server/exports/table-of.ts';
import { readCsv } from '../../server/export-check/read-back.ts';
import { examples } from '../client/fixtures/figures.ts';
import { emptyCohort, figureFor } from './asked.ts';

/*
 * The rules of the W3C recommendations "Metadata Vocabulary for Tabular Data" and "Model for Tabular
 * Data" that bear on a table with one metadata file, written out: no validator is to be had for Node.
 */

interface ColumnDescription {
  readonly name: string;
  readonly titles: string;
  readonly datatype: string;
  readonly null?: readonly string[];
  readonly required?: boolean;
}

interface TableDescription {
  readonly '@context': unknown;
  readonly url: string;
  readonly notes: readonly unknown[];
  readonly dialect: Readonly<Record<string, unknown>>;
  readonly tableSchema: {
    readonly columns: readonly ColumnDescription[];
    readonly primaryKey: string;
    readonly rowTitles: string;
  };
}

/** Properties a table may have (5.3.2); all others must carry a prefix the context knows (5.8). */
const tableProperties = new Set(
  '@context @id @type url dialect notes suppressOutput tableDirection tableSchema transformations'.split(
    ' ',
  ),
);
const columnProperties = new Set(
  'name titles virtual suppressOutput datatype null default required separator ordered lang aboutUrl propertyUrl valueUrl textDirection @id @type'.split(
    ' ',
  ),
);
const prefixed = /^(dc|dcterms|dcat|foaf|prov|rdfs|schema|skos|xsd):[A-Za-z]+$/;
const dialectProperties = new Set(
  'commentPrefix delimiter doubleQuote encoding header headerRowCount lineTerminators quoteChar skipBlankRows skipColumns skipInitialSpace skipRows trim'.split(
    ' ',
  ),
);

/** What each built-in datatype in use reads a cell as (5.11.1; XML Schema, part 2). */
const lexical: Readonly<Record<string, RegExp>> = {
  string: /^[^]*$/,
  number: /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  gYearMonth: /^\d{4}-(0[1-9]|1[0-2])$/,
};

const keysOutside = (held: object, known: ReadonlySet<string>): readonly string[] =>
  Object.keys(held).filter((key) => !known.has(key) && !prefixed.test(key));

function expectDescription(made: TableDescription): void {
  expect(made['@context']).toEqual(['http://www.w3.org/ns/csvw', { '@language': 'en' }]);
  expect(keysOutside(made, tableProperties)).toEqual([]);
  expect(keysOutside(made.dialect, dialectProperties)).toEqual([]);
  for (const note of made.notes) expect(typeof note).toBe('object');
  const { columns, primaryKey, rowTitles } = made.tableSchema;
  const names = columns.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  // RFC 6570 variables that do not begin with an underscore (5.6).
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9_.]*$/);
  for (const reference of [primaryKey, rowTitles]) expect(names).toContain(reference);
  for (const column of columns) {
    expect(keysOutside(column, columnProperties)).toEqual([]);
    expect(Object.keys(lexical)).toContain(column.datatype);
    expect([undefined, true, false]).toContain(column.required);
  }
}

/** A cell as its column describes it: null, or a value of its datatype. */
function read(text: string, { datatype, null: nulls = [''], name }: ColumnDescription) {
  if (nulls.includes(text)) return null;
  expect(text, `${name} as ${datatype}`).toMatch(lexical[datatype] ?? /^$/);
  return datatype === 'number' ? Number(text) : text;
}

function expectValid(figure: Figure): void {
  const parts = unzipSync(figureCsvw(figure));
  const [path = ''] = Object.keys(parts).filter((name) => name.endsWith('.csv'));
  const metadata = strFromU8(parts[`${path}-metadata.json`] ?? new Uint8Array());
  const made = JSON.parse(metadata) as TableDescription;
  expectDescription(made);
  expect(made.url).toBe(path);
  const { columns, primaryKey } = made.tableSchema;
  const { head, rows } = readCsv(strFromU8(parts[path] ?? new Uint8Array()));
  expect(head).toEqual(columns.map(({ titles }) => titles));
  const cells = rows.map((row) => columns.map((column, at) => read(String(row[at] ?? ''), column)));
  const key = columns.findIndex(({ name }) => name === primaryKey);
  const keys = cells.map((row) => row[key]);
  expect(new Set(keys).size).toBe(keys.length);
  // What is read with the metadata alone is what was published.
  const { records } = tableOf(figure);
  records.forEach(({ values }, at) =>
    values.forEach((value, across) => {
      const column = columns[across];
      if (typeof value === 'number') expect(cells[at]?.[across]).toBe(value);
      else if (value === null || column?.null?.includes(value) || value === '')
        expect(cells[at]?.[across]).toBeNull();
    }),
  );
}

describe('CSV on the Web', () => {
  it.each(Object.entries(examples))('is valid for the chart kind %s', (_kind, figure) =>
    expectValid(figure),
  );

  it('is valid for a cohort nobody is in, and for a comparison', async () => {
    const question = {
      metric: 'referrals',
      by: 'month',
      role: 'manager',
      policy: undefined,
    } as const;
    const cohort = emptyCohort();
    expectValid(await figureFor({ ...question, cohort, against: undefined }));
    expectValid(examples['breakdown-compared'] as Figure);
  });
});
