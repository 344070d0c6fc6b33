import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Values } from '../counting/kernel.ts';
import { emptyColumn } from './typed-columns.ts';
import type { ColumnType } from './columns.ts';

/** 11 bytes of signature, flags, length of an extension (none). PostgreSQL manual, COPY. */
const HEADER = 19;

/**
 * Reads `sql` (integer columns in the order of `types`) into typed arrays by binary COPY: no text,
 * no object per row. Nulls become the type's missing value.
 *
 * @param rows how many rows the query gives; fewer or more is an error (the table changed)
 */
export async function copyColumns(
  client: pg.ClientBase,
  sql: string,
  types: readonly ColumnType[],
  rows: number,
): Promise<Values[]> {
  const columns = types.map((type) => emptyColumn(type, rows));
  const longest = 2 + types.length * 8;
  const stream = client.query(copyTo(`copy (${sql}) to stdout (format binary)`));
  let rest: Buffer = Buffer.alloc(0);
  let row = 0;
  let started = false;
  const read = (chunk: Buffer, last: boolean): void => {
    let at = started ? 0 : HEADER;
    started = true;
    while (last ? at + 2 <= chunk.length : chunk.length - at >= longest) {
      const fields = chunk.readInt16BE(at);
      if (fields === -1) break;
      if (row === rows) throw new Error(`more rows than the ${rows} expected; read again`);
      at = readRow(chunk, at + 2, columns, row++);
    }
    rest = chunk.subarray(at);
  };
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const joined = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    if (joined.length < HEADER) rest = joined;
    else read(joined, false);
  }
  read(rest, true);
  if (row !== rows) throw new Error(`${row} rows where ${rows} were expected; read again`);
  return columns;
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
