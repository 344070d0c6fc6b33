import type { Format } from '#figure/cell.ts';
import { emptyWords } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { fileName } from './file-name.ts';
import { figureCsv } from './csv.ts';
import { factsOf, flowLines, methodLines } from './figure-facts.ts';
import { tableOf } from './table-of.ts';
import type { FlatColumn } from './table-of.ts';
import { zipOf } from './zip.ts';

const datatypes: Partial<Record<Format, string>> = {
  text: 'string',
  date: 'date',
  month: 'gYearMonth',
};

const shorthands = Object.entries(emptyWords).flatMap(([state, { shorthand }]) =>
  state === 'zero' ? [] : [shorthand],
);

/** A column holds text when its format says so, or any of its published values is text. */
function datatypeOf(column: FlatColumn, values: readonly unknown[]): string {
  if (column.part === 'code' || column.part === 'group') return 'string';
  const named = datatypes[column.format];
  if (named) return named;
  const words = values.some(
    (value) => typeof value === 'string' && !shorthands.some((each) => each === value),
  );
  return words ? 'string' : 'number';
}

/**
 * The metadata beside a figure's CSV (W3C, Metadata Vocabulary for Tabular Data): what each column
 * is, which words stand for an absent number, and where the figure comes from. `url` is the CSV's.
 */
export function csvwMetadata(figure: Figure, url: string): string {
  const { columns, records } = tableOf(figure);
  const { provenance } = figure;
  const metadata = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url,
    'dc:title': figure.headline,
    'dc:description': figure.subtitle,
    'dc:publisher': provenance.publisher,
    'dc:source': provenance.source,
    'dc:identifier': provenance.code,
    'dc:created': { '@value': provenance.generatedAt, '@type': 'xsd:dateTime' },
    'dc:rights': provenance.policyWords,
    'dc:coverage': figure.cohort.words,
    'dc:provenance': factsOf(figure).map(({ term, words }) => `${term}: ${words}`),
    'rdfs:comment': [...methodLines(figure), ...flowLines(figure)],
    // Notes are objects (W3C, Metadata Vocabulary for Tabular Data, 5.3.2).
    notes: Object.values(emptyWords).map(({ words, shorthand }) => ({
      'dc:title': shorthand,
      'dc:description': words,
    })),
    dialect: { header: true, encoding: 'utf-8', lineTerminators: ['\r\n'] },
    tableSchema: {
      primaryKey: 'code',
      rowTitles: 'label',
      columns: columns.map((column, at) => ({
        name: column.name,
        titles: column.heading,
        'dc:description': column.description,
        datatype: datatypeOf(
          column,
          records.map(({ values }) => values[at]),
        ),
        ...(column.part === 'code' || column.part === 'group'
          ? { required: false }
          : { null: ['', ...shorthands] }),
      })),
    },
  };
  return `${JSON.stringify(metadata, null, 2)}\n`;
}

/** CSV and its metadata sibling in one archive, named as CSV on the Web looks for them. */
export function figureCsvw(figure: Figure): Uint8Array {
  const name = fileName(figure, 'csv');
  return zipOf(
    { [name]: figureCsv(figure), [`${name}-metadata.json`]: csvwMetadata(figure, name) },
    figure.provenance.generatedAt,
  );
}
