import { isMissing } from '../cells/missing.ts';
import { stagedBy } from '../contract/staged.ts';
import type { Column } from '../contract/column.ts';
import type { Contract } from '../contract/contract.ts';
import type { HeaderMatch } from '../headings.ts';
import { wideItems } from '../contract/assessments.ts';
import type { Batch } from '../read/table.ts';
import { converterOf, momentHalves } from './cells.ts';
import type { Context } from './context.ts';
import { cachedWriter, momentWriter, NULL } from './entry.ts';
import type { Entry, RowState, Writer } from './entry.ts';
import type { Findings } from './findings.ts';
import { idWriter, namesPerson, personWriter } from './person.ts';

export interface Converter {
  /** Columns written for each row, without what `frame` adds. */
  readonly columns: readonly string[];
  /** COPY text of the rows that can be kept; all else is counted in the findings. */
  convert(batch: Batch): string;
}

export interface ConverterOptions {
  readonly match: HeaderMatch;
  readonly header: readonly string[];
  readonly context: Context;
  readonly findings: Findings;
  /** Values of columns found elsewhere than in the table (preamble, file name, manifest). */
  readonly elsewhere: ReadonlyMap<string, string>;
  /** Puts file and record numbers, or constants, round the columns of a row. */
  frame(columns: string, record: number): string;
  /** Looks at the days and practices of some columns of each row; may say why not to keep it. */
  readonly check?: {
    readonly columns: readonly string[];
    run(last: LastValues, row: RowState): void;
  };
}

/** Days and practices of the row being converted, by column name. */
export type LastValues = Map<string, string | number | undefined>;

/** Compiles the conversion of one file: one writer for each column found. */
export function converter(options: ConverterOptions): Converter {
  const row: RowState = { rule: null, column: '', drop: false };
  const last: LastValues = new Map();
  const wide = options.match.contract.name === 'assessments_wide';
  const { writers, columns } = compile(options, row, last);
  const expand = wide ? itemRows(options, row) : undefined;
  const { findings, header, match } = options;
  const needed = header.findLastIndex((heading) => heading.trim() !== '') + 1;
  const groups = (match.contract.oneOf ?? [])
    .filter((group) => !group.every(namesPerson))
    .map((group) => ({
      column: group[0]!,
      places: group.flatMap((name) => match.places.get(name) ?? []),
    }));
  const oneOf = (cells: readonly string[]): void => {
    for (const { column, places } of groups) {
      if (places.some((place) => !isMissing(cells[place]!.trim()))) continue;
      if (row.rule === null) [row.rule, row.column] = ['V12', column];
    }
  };
  const convertRow = (cells: readonly string[], record: number): string => {
    row.rule = null;
    row.column = '';
    row.drop = false;
    let text = '';
    for (let index = 0; index < writers.length; index++) text += writers[index]!(cells);
    if (row.drop) {
      findings.read--;
      findings.dropped++;
      return '';
    }
    if (groups.length > 0) oneOf(cells);
    if (row.rule === null) options.check?.run(last, row);
    if (row.rule === null)
      return expand ? expand(cells, text, record) : options.frame(text, record);
    findings.reject(record, row.column, row.rule);
    return '';
  };
  return {
    columns: wide ? [...columns, 'instrument', 'item', 'value'] : columns,
    convert: (batch) => {
      let out = '';
      for (const [index, cells] of batch.rows.entries()) {
        if (cells.length < 2 && isBlank(cells)) continue;
        const fault = batch.broken.has(index) ? 'ragged' : shape(cells, needed, header.length);
        if (fault === 'blank') continue;
        if (fault === 'trailer') {
          findings.dropped++;
          continue;
        }
        findings.read++;
        const record = batch.from + index;
        if (batch.doubtful && undecodable(cells)) findings.reject(record, '', 'V11');
        else if (fault === 'ragged') findings.reject(record, '', 'V10');
        else out += convertRow(cells, record);
      }
      return out;
    },
  };
}

function compile(
  { match, context, findings, elsewhere, check }: ConverterOptions,
  row: RowState,
  last: LastValues,
): { writers: Writer[]; columns: string[] } {
  const { contract, places } = match;
  const writers: Writer[] = [];
  const columns: string[] = [];
  const items = new Set(wideItems.map((each) => each.column));
  const wide = contract.name === 'assessments_wide';
  for (const column of contract.columns) {
    if (wide && items.has(column.name)) continue;
    const staged = stagedBy(column, contract).map((each) => each.name);
    const write = writerOf(column, contract, staged.length > 0 && columns.length > 0 ? '\t' : '');
    if (!write) continue;
    writers.push(write);
    columns.push(...staged);
  }
  return { writers, columns };

  function writerOf(column: Column, of: Contract, lead: string): Writer | undefined {
    const place = places.get(column.name) ?? -1;
    if (column.type.kind === 'nhs_number') return undefined;
    if (column.type.kind === 'client') {
      const given = place >= 0 || places.has('nhs_number');
      return given ? personWriter(of, places, context, row, lead) : undefined;
    }
    const constant = elsewhere.get(column.name) ?? column.absent;
    if (place < 0 && constant === undefined) return undefined;
    if (column.type.kind === 'id') {
      const order = of.key[0] === column.name ? findings.order : undefined;
      return idWriter({ place, column: column.name, lead }, column.required, row, order);
    }
    const convert = converterOf({ column, context, findings, personLevel: of.personLevel });
    if (place < 0) {
      const out = lead + convert(constant!).out;
      return () => out;
    }
    const dated = of.dated !== undefined && stagedBy(column, of)[0]?.name === of.dated;
    const covering = (cell: string): Entry => {
      const entry = convert(cell);
      if (entry.day !== undefined) findings.cover(entry.day);
      return entry;
    };
    const watched = check?.columns.includes(column.name) ?? false;
    const seen = watched
      ? (entry: Entry): void => {
          last.set(column.name, entry.day ?? entry.number);
        }
      : undefined;
    const placed = { place, column: column.name, lead };
    const used = dated ? covering : convert;
    const write = cachedWriter(placed, row, used, seen);
    return column.type.kind === 'datetime'
      ? momentWriter(placed, row, momentHalves(used), write, seen)
      : write;
  }
}

/** A wide assessment as rows of instrument, item and value: one for each answer given. */
function itemRows(
  { match, context, findings, frame }: ConverterOptions,
  row: RowState,
): (cells: readonly string[], text: string, record: number) => string {
  const items = wideItems.flatMap(({ column: name, instrument, item }) => {
    const place = match.places.get(name);
    if (place === undefined) return [];
    const column = match.contract.columns.find((each) => each.name === name)!;
    const convert = converterOf({ column, context, findings, personLevel: true });
    return [
      {
        write: cachedWriter({ place, column: name, lead: '' }, row, convert),
        suffix: `\t${instrument}\t${item}\t`,
      },
    ];
  });
  return (cells, text, record) => {
    let out = '';
    for (const { write, suffix } of items) {
      const value = write(cells);
      if (value !== NULL) out += frame(text + suffix + value, record);
    }
    return out;
  };
}

/** What a row is by the number and nature of its cells. */
function shape(
  cells: readonly string[],
  needed: number,
  width: number,
): 'good' | 'ragged' | 'blank' | 'trailer' {
  const first = cells[0]!;
  if (first.length < 16) {
    if (first.trim() === '') {
      if (isBlank(cells)) return 'blank';
    } else if (trailer.test(first)) return 'trailer';
  }
  if (cells.length < needed) return 'ragged';
  if (cells.length > width && !isBlank(cells.slice(width))) return 'ragged';
  return 'good';
}

const trailer = /^\s*(grand )?total\s*$/i;
const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

function undecodable(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell.includes('\ufffd') || cell.includes('\0')) return true;
  return false;
}
