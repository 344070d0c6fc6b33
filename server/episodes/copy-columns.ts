import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Values } from '../counting/kernel.ts';
import { emptyColumn } from './typed-columns.ts';
import type { ColumnType } from './columns.ts';

/** 11 bytes of signature, flags, length of an extension (none). PostgreSQL manual, COPY. */
const HEADER = 19;

/** Rows read into typed columns. */
export interface CopiedRows {
  readonly rows: number;
  /** One for each column of the query, `rows` long. */
  readonly columns: readonly Values[];
}

/**
 * Reads `sql` (smallint and integer columns in the order of `types`) into typed arrays by binary
 * COPY: no text, no object for each row. Nulls become the type's missing value.
 */
export async function copyColumns(
  client: pg.ClientBase,
  sql: string,
  types: readonly ColumnType[],
): Promise<CopiedRows> {
  let columns = types.map((type) => emptyColumn(type, FIRST_CAPACITY));
  let capacity = FIRST_CAPACITY;
  let rows = 0;
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  const longest = 2 + types.length * 8;
  const read = (chunk: Buffer, last: boolean): void => {
    let at = started ? 0 : HEADER;
    started = true;
    while (last ? at + 2 <= chunk.length : chunk.length - at >= longest) {
      const fields = chunk.readInt16BE(at);
      if (fields === -1) break;
      if (rows === capacity) {
        capacity *= 2;
        columns = columns.map((column, index) => grown(column, types[index]!, capacity));
      }
      at = readRow(chunk, at + 2, columns, rows++);
    }
    rest = chunk.subarray(at);
  };
  const stream = client.query(copyTo(`copy (${sql}) to stdout (format binary)`));
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const joined = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    if (!started && joined.length < HEADER) rest = joined;
    else read(joined, false);
  }
  read(rest, true);
  return { rows, columns: columns.map((column) => column.slice(0, rows)) };
}

const FIRST_CAPACITY = 16_384;

function grown(column: Values, type: ColumnType, capacity: number): Values {
  const larger = emptyColumn(type, capacity);
  larger.set(column);
  return larger;
}

function readRow(chunk: Buffer, from: number, columns: readonly Values[], row: number): number {
  let at = from;
  for (let index = 0; index < columns.length; index++) {
    const length = chunk.readInt32BE(at);
    at += 4;
    if (length === -1) continue;
    columns[index]![row] = length === 2 ? chunk.readInt16BE(at) : chunk.readInt32BE(at);
    at += length;
  }
  return at;
}
