import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Database } from '../../server/database/connect.ts';
import { keptTables } from '../../server/imports/displaced.ts';

/** Milliseconds that COPY alone takes to take in the rows a load left, from files on disk. */
export interface PlainCopy {
  readonly rows: number;
  /** Into tables without any key or index. */
  readonly bare: number;
  /** Into tables with the keys and indexes of the store. */
  readonly keyed: number;
}

/**
 * Writes the rows of every table of the contract to files, and times COPY of them into empty tables
 * of the same columns, in one transaction: what a load is measured against.
 */
export async function benchPlainCopy(database: Database, folder: string): Promise<PlainCopy> {
  mkdirSync(folder, { recursive: true });
  let rows = 0;
  for (const { name } of keptTables) rows += await writeOut(database, name, join(folder, name));
  const bare = await readIn(database, folder, 'bare', '');
  const keyed = await readIn(database, folder, 'keyed', 'including indexes');
  return { rows, bare, keyed };
}

async function writeOut(database: Database, table: string, path: string): Promise<number> {
  return database.transaction(`write out ${table}`, async ({ client }) => {
    const stream = client.query(copyTo(`copy ${table} to stdout`));
    await pipeline(stream, createWriteStream(path));
    return stream.rowCount;
  });
}

async function readIn(
  database: Database,
  folder: string,
  schema: string,
  including: string,
): Promise<number> {
  await database.query(`schema ${schema}`, `create schema ${schema}`);
  for (const { name } of keptTables)
    await database.query(
      `table ${schema}.${name}`,
      `create table ${schema}.${name} (like public.${name} ${including})`,
    );
  const started = performance.now();
  await database.transaction('plain COPY', async ({ client }) => {
    for (const { name } of keptTables)
      await pipeline(
        createReadStream(join(folder, name), { highWaterMark: 1 << 18 }),
        client.query(copyFrom(`copy ${schema}.${name} from stdin`)),
      );
  });
  const time = performance.now() - started;
  await database.query(`drop ${schema}`, `drop schema ${schema} cascade`);
  return time;
}
