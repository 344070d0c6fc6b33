import type { Cell, Column, Row } from '#figure/cell.ts';
import { emptyWords } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { comparedRows } from '../../client/charts/compared.ts';
import { shownCell } from '../../client/charts/readings.ts';

/** What a flat column holds of its cell. */
export type Part = 'code' | 'group' | 'value' | 'lower' | 'upper';

/** A column of the flat table every file shares. */
export interface FlatColumn {
  /** Short name, unique in the table: `share`, `share_lower`, `compared_share`. */
  readonly name: string;
  /** Heading in words, unique in the table. */
  readonly heading: string;
  readonly description: string;
  readonly part: Part;
  readonly format: Column['format'];
}

/** A value of the flat table: the number or words, or a shorthand for why there is none. */
export type FlatValue = string | number | null;

export interface FlatTable {
  readonly columns: readonly FlatColumn[];
  readonly records: readonly { readonly row: Row; readonly values: readonly FlatValue[] }[];
}

/** A cell's value, or the shorthand that says why there is none (`[c]` suppressed, `[z]` not due...). */
export function cellValue(cell: Cell | undefined): FlatValue {
  if (!cell) return null;
  const shown = shownCell(cell);
  if (shown.value !== null) return shown.value;
  return shown.state ? emptyWords[shown.state].shorthand : null;
}

/** A column of numbers and where its cells come from. */
export interface Source {
  readonly column: Column;
  readonly name: string;
  readonly heading: string;
  readonly description: string;
  cell(row: Row): Cell | undefined;
}

/** The columns of the figure, and of a comparison: the other cohort's headline and the difference. */
export function sourcesOf(figure: Figure): readonly Source[] {
  const own = figure.columns.map((column): Source => ({
    column,
    name: column.key,
    heading: column.label,
    description: column.description,
    cell: (row) => row.cells[column.key],
  }));
  const { comparison, headlineColumn } = figure;
  const column = figure.columns.find(({ key }) => key === headlineColumn);
  if (!comparison || !column) return own;
  const others = new Map(comparedRows(figure)?.map((row) => [row.key, row]));
  const other = (row: Row): Row | null | undefined =>
    row.kind === 'total' ? comparison.total : others.get(row.key);
  const signed: Partial<Record<Column['format'], Column['format']>> = {
    number1: 'signed1',
    number2: 'signed2',
  };
  const beside: readonly Source[] = [
    {
      column,
      name: `compared_${column.key}`,
      heading: `${column.label}, compared cohort`,
      description: `${column.description} Cohort compared with: ${comparison.cohort.words}.`,
      cell: (row) => other(row)?.cells[column.key],
    },
    {
      column: { ...column, format: signed[column.format] ?? column.format },
      name: `difference_${column.key}`,
      heading: `${column.label}, difference`,
      description: `This cohort less the one compared with. ${comparison.method}`,
      cell: (row) => comparison.differences[row.kind === 'total' ? '' : row.key],
    },
  ];
  // Months of two periods are set side by side, but have no difference of their own.
  const all = figure.total ? [...figure.rows, figure.total] : figure.rows;
  return [...own, ...beside.filter((source) => all.some((row) => source.cell(row)))];
}

function columnsOf(source: Source): readonly FlatColumn[] {
  const { column, name, heading, description } = source;
  const value = { name, heading, description, part: 'value', format: column.format } as const;
  if (!column.interval) return [value];
  const level = `${Math.round(column.interval.level * 1000) / 10}% interval`;
  const limit = (part: 'lower' | 'upper'): FlatColumn => ({
    ...value,
    name: `${name}_${part}`,
    heading: `${heading}, ${part} limit`,
    description: `${part === 'lower' ? 'Lower' : 'Upper'} limit of the ${level} (${column.interval?.method}).`,
    part,
  });
  return [value, limit('lower'), limit('upper')];
}

function valuesOf(source: Source, row: Row): readonly FlatValue[] {
  const held = source.cell(row);
  const cell = held && shownCell(held);
  if (!source.column.interval) return [cellValue(cell)];
  return [cellValue(cell), cell?.lower ?? null, cell?.upper ?? null];
}

/** Two columns may carry one label; their headings must still differ (RFC 4180 readers, Excel tables). */
function distinct(columns: readonly FlatColumn[]): readonly FlatColumn[] {
  const seen = new Map<string, number>();
  return columns.map((column) => {
    const key = column.heading.toLowerCase();
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1 ? column : { ...column, heading: `${column.heading} (${times})` };
  });
}

/**
 * The figure's rows as one flat table, total last: group code, group, then each column with its
 * limits beside it. CSV, spreadsheets, Word and PDF all write this table and nothing else.
 */
export function tableOf(figure: Figure): FlatTable {
  const sources = sourcesOf(figure);
  const group = figure.groupLabel || 'Group';
  const columns: readonly FlatColumn[] = [
    {
      name: 'code',
      heading: 'code',
      description: 'Code of the group; empty for the total.',
      part: 'code',
      format: 'text',
    },
    {
      name: 'label',
      heading: group,
      description: `${group}, in words.`,
      part: 'group',
      format: 'text',
    },
    ...sources.flatMap(columnsOf),
  ];
  const rows = figure.total ? [...figure.rows, figure.total] : figure.rows;
  return {
    columns: distinct(columns),
    records: rows.map((row) => ({
      row,
      values: [
        row.kind === 'total' ? '' : row.key,
        row.label,
        ...sources.flatMap((source) => valuesOf(source, row)),
      ],
    })),
  };
}
