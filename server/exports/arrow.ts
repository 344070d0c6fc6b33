import { Field, Float64, Schema, Table, Utf8, tableToIPC, vectorFromArray } from 'apache-arrow';
import type { DataType, Vector } from 'apache-arrow';
import type { Cell, Row } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { shownCell } from '../../client/charts/readings.ts';

type Named = readonly [name: string, type: DataType, values: readonly (string | number | null)[]];

/** A row without anything its states say is not there. */
const shownRow = (row: Row): Row => ({
  ...row,
  cells: Object.fromEntries(Object.entries(row.cells).map(([key, cell]) => [key, shownCell(cell)])),
});

/** Columns of a figure: values and limits as numbers, states as text beside them. */
function columnsOf(figure: Figure): readonly Named[] {
  const rows = (figure.total ? [...figure.rows, figure.total] : figure.rows).map(shownRow);
  const text = (name: string, values: readonly (string | null)[]): Named => [
    name,
    new Utf8(),
    values,
  ];
  const number = (
    name: string,
    pick: (cell: Cell | undefined) => number | null,
  ): readonly number[] | Named => [
    name,
    new Float64(),
    rows.map((row) => pick(row.cells[name.split('.')[0] ?? name])),
  ];
  const ofColumn = ({ key, interval }: Figure['columns'][number]): readonly Named[] => {
    const words = rows.some((row) => typeof row.cells[key]?.value === 'string');
    const value: Named = words
      ? text(
          key,
          rows.map((row) => row.cells[key]?.value?.toString() ?? null),
        )
      : (number(key, (cell) => (typeof cell?.value === 'number' ? cell.value : null)) as Named);
    const limits = interval
      ? [
          number(`${key}.lower`, (cell) => cell?.lower ?? null) as Named,
          number(`${key}.upper`, (cell) => cell?.upper ?? null) as Named,
        ]
      : [];
    return [
      value,
      ...limits,
      text(
        `${key}.state`,
        rows.map((row) => row.cells[key]?.state ?? null),
      ),
    ];
  };
  return [
    text(
      'code',
      rows.map((row) => (row.kind === 'total' ? '' : row.key)),
    ),
    text(
      'label',
      rows.map((row) => row.label),
    ),
    text(
      'kind',
      rows.map((row) => row.kind),
    ),
    ...figure.columns.flatMap(ofColumn),
  ];
}

/**
 * The figure as an Arrow IPC stream. Schema metadata carries everything a reader needs: headline,
 * subtitle, cohort, policy, data version, verification code.
 */
export function figureArrow(figure: Figure): Uint8Array {
  const named = columnsOf(figure);
  const vectors: Record<string, Vector> = {};
  for (const [name, type, values] of named) vectors[name] = vectorFromArray([...values], type);
  const plain = new Table(vectors);
  const { rows: _rows, total: _total, ...words } = figure;
  const metadata = new Map([
    ['figure', JSON.stringify(words)],
    ['headline', figure.headline],
    ['code', figure.provenance.code],
  ]);
  const fields = named.map(([name, type]) => new Field(name, type, true));
  const table = new Table(
    new Schema(fields, metadata),
    plain.batches.map((batch) => batch),
  );
  return tableToIPC(table, 'stream');
}
