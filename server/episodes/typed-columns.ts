import type { Columns, Values } from '../counting/kernel.ts';
import { MISSING } from './columns.ts';
import type { ColumnDefinition, ColumnType } from './columns.ts';

/** A column of `rows` values, all missing. */
export function emptyColumn(type: ColumnType, rows: number): Values {
  if (type === 'int32') return new Int32Array(rows).fill(MISSING.int32);
  if (type === 'int16') return new Int16Array(rows).fill(MISSING.int16);
  return new Uint8Array(rows).fill(MISSING.uint8);
}

/** One table of a snapshot over typed arrays already filled. */
export function columnsOf(
  table: string,
  definitions: Readonly<Record<string, ColumnDefinition>>,
  rows: number,
  values: ReadonlyMap<string, Values>,
): Columns {
  for (const name of Object.keys(definitions)) {
    const length = values.get(name)?.length;
    if (length !== rows) {
      throw new Error(`column ${table}.${name} has ${length ?? 'no'} values; expected ${rows}`);
    }
  }
  return {
    rows,
    column(name) {
      const found = values.get(name);
      if (!found) {
        throw new Error(`unknown column: ${name}; one of ${[...values.keys()].join(', ')}`);
      }
      return found;
    },
  };
}
