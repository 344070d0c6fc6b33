import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';
import { to as copyTo } from 'pg-copy-streams';
import type { Database, Transaction } from '../connect.ts';
import { nameFailure } from '../error.ts';
import type { Manifest } from './manifest.ts';
import { columnList, sequencesToSave, tablesToSave, type SavedTable } from './tables.ts';

/** What was saved. */
export interface Saved {
  readonly tables: number;
  /** Bytes of rows before compression. */
  readonly bytes: number;
}

/**
 * Writes all lasting rows, as of one moment, to a file: one gzip stream of a manifest line, then
 * for each table its name, its rows in PostgreSQL's COPY text and `\.`, then `end`. It needs no
 * program beside this one, and can be restored into any supported PostgreSQL. The dashboard may
 * run meanwhile. The file is for its owner's eyes only and appears when it is whole.
 */
export async function saveBackup(database: Database, file: string): Promise<Saved> {
  const making = `${file}.making`;
  try {
    const saved = await database.transaction('save a backup', async (transaction) => {
      await transaction.query(
        'see one moment',
        'set transaction isolation level repeatable read read only',
      );
      const gzip = createGzip();
      const written = pipeline(gzip, createWriteStream(making, { mode: 0o600 }));
      try {
        return await saveInto(gzip, transaction);
      } finally {
        gzip.end();
        await written;
      }
    });
    renameSync(making, file);
    return saved;
  } catch (failure) {
    rmSync(making, { force: true });
    throw failure;
  }
}

async function saveInto(gzip: Gzip, transaction: Transaction): Promise<Saved> {
  const manifest = await describe(transaction);
  await write(gzip, `${JSON.stringify(manifest)}\n`);
  let bytes = 0;
  for (const table of manifest.tables) bytes += await saveTable(gzip, transaction, table);
  await write(gzip, 'end\n');
  return { tables: manifest.tables.length, bytes };
}

async function describe(transaction: Transaction): Promise<Manifest> {
  const [now] = await transaction.query<{ at: Date }>('moment of the backup', 'select now() as at');
  return {
    format: 'social-prescribing-impact backup',
    formatVersion: 1,
    madeAt: (now?.at ?? new Date()).toISOString(),
    migrations: await transaction.query(
      'migrations of the backup',
      'select name, checksum from applied_migration order by number',
    ),
    tables: await tablesToSave(transaction),
    sequences: await sequencesToSave(transaction),
  };
}

/** COPY text has no bare line break inside a row, so `\.` on a line of its own ends the table. */
async function saveTable(gzip: Gzip, { client }: Transaction, table: SavedTable): Promise<number> {
  await write(gzip, `${table.name}\n`);
  let bytes = 0;
  try {
    for await (const chunk of client.query(copyTo(`copy ${columnList(table)} to stdout`))) {
      const rows = chunk as Buffer;
      bytes += rows.length;
      await write(gzip, rows);
    }
  } catch (failure) {
    throw nameFailure(`save ${table.name}`, failure);
  }
  await write(gzip, '\\.\n');
  return bytes;
}

async function write(gzip: Gzip, data: string | Buffer): Promise<void> {
  if (!gzip.write(data)) await once(gzip, 'drain');
}
