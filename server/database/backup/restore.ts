import { cpSync, createReadStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { from as copyFrom } from 'pg-copy-streams';
import { StartError } from '../../start-error.ts';
import type { Database, Transaction } from '../connect.ts';
import { nameFailure } from '../error.ts';
import { migrate, readSql, sqlFolder } from '../migrate.ts';
import { BackupReader } from './lines.ts';
import { parseManifest, type Manifest } from './manifest.ts';
import { columnList, quoteName, tablesToSave, type SavedTable } from './tables.ts';

export interface RestoreOptions {
  /** Deletes what the database holds first; otherwise one with rows is refused. */
  readonly replace?: boolean;
}

/**
 * Puts a backup into a database, whole or not at all. An empty database is first brought to the
 * migration the backup was made at, and afterwards up to date.
 * @throws StartError when the file is no backup or is damaged, was made by a newer program, or the
 *   database holds rows
 */
export async function restoreBackup(
  database: Database,
  file: string,
  options: RestoreOptions = {},
): Promise<Manifest> {
  await checkWhole(file);
  const stream = createReadStream(file);
  const gunzip = createGunzip();
  // A failure reaches the reader through gunzip; here it only must not go unheard.
  const unpacked = pipeline(stream, gunzip).catch(() => undefined);
  try {
    const reader = new BackupReader(gunzip);
    const manifest = parseManifest(await reader.line());
    await migrateTo(database, manifest);
    await database.transaction('restore a backup', async (transaction) => {
      await makeRoom(transaction, options.replace ?? false);
      for (const table of manifest.tables) await restoreTable(transaction, reader, table);
      if ((await reader.line()) !== 'end') throw damaged();
      await setSequences(transaction, manifest);
    });
    await migrate(database);
    return manifest;
  } finally {
    stream.destroy();
    gunzip.destroy();
    await unpacked;
  }
}

/** Brings an empty database to the backup's migration; one that is further on is refused. */
async function migrateTo(database: Database, manifest: Manifest): Promise<void> {
  const files = readSql(join(sqlFolder, 'migrations'));
  for (const [at, { name, checksum }] of manifest.migrations.entries())
    if (files[at]?.name !== name || files[at]?.checksum !== checksum)
      throw new StartError(
        `the backup has a migration this program does not have: ${name}; restore it with the ` +
          'program that made it, or a newer one',
      );
  await refuseNewer(database, manifest);
  const folder = mkdtempSync(join(tmpdir(), 'impact-restore-'));
  try {
    mkdirSync(join(folder, 'migrations'));
    for (const { name } of manifest.migrations)
      cpSync(join(sqlFolder, 'migrations', name), join(folder, 'migrations', name));
    await migrate(database, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rows of an older form do not fit newer tables, and migrations only go forward. */
async function refuseNewer(database: Database, manifest: Manifest): Promise<void> {
  const [books] = await database.query<{ there: boolean }>(
    'whether it was ever migrated',
    `select to_regclass('applied_migration') is not null as there`,
  );
  if (!books?.there) return;
  const applied = await database.query('migrations applied', 'select from applied_migration');
  if (applied.length > manifest.migrations.length)
    throw new StartError(
      'the database is newer than the backup; restore into an empty one: npm run db:reset makes ' +
        'the embedded one empty',
    );
}

async function makeRoom(transaction: Transaction, replace: boolean): Promise<void> {
  const names = (await tablesToSave(transaction)).map(({ name }) => name);
  const list = [...names, 'account_session', 'sign_in_request', 'sign_in_guard'].map(quoteName);
  if (replace) {
    await transaction.query('delete what is there', `truncate ${list.join(', ')} cascade`);
    return;
  }
  for (const name of names) {
    const rows = await transaction.query(
      'whether rows are there',
      `select from ${quoteName(name)} limit 1`,
    );
    if (rows.length > 0)
      throw new StartError(
        `the database holds rows already (${name}); restore into an empty one, or say --replace ` +
          'to delete what it holds',
      );
  }
}

async function restoreTable(
  { client }: Transaction,
  reader: BackupReader,
  table: SavedTable,
): Promise<void> {
  if ((await reader.line()) !== table.name) throw damaged();
  try {
    const copy = client.query(copyFrom(`copy ${columnList(table)} from stdin`));
    await pipeline(Readable.from(reader.rows()), copy);
  } catch (failure) {
    if (failure instanceof StartError) throw failure;
    throw nameFailure(`restore ${table.name}`, failure);
  }
}

async function setSequences(transaction: Transaction, { sequences }: Manifest): Promise<void> {
  for (const { name, value, called } of sequences)
    await transaction.query('set a sequence', 'select setval($1::regclass, $2, $3)', [
      quoteName(name),
      value,
      called,
    ]);
}

function damaged(): StartError {
  return new StartError('the backup is damaged; use another copy of it');
}

/** Unpacks it once, sums checked, before anything is touched. */
async function checkWhole(file: string): Promise<void> {
  try {
    await pipeline(
      createReadStream(file),
      createGunzip(),
      async (chunks: AsyncIterable<Buffer>) => {
        for await (const chunk of chunks) void chunk;
      },
    );
  } catch (failure) {
    if (isUnpackFailure(failure)) throw damaged();
    throw failure;
  }
}

/** Not gzip, cut short, or changed on the way: zlib says so. */
function isUnpackFailure(failure: unknown): boolean {
  return (
    failure instanceof Error &&
    'code' in failure &&
    typeof failure.code === 'string' &&
    failure.code.startsWith('Z_')
  );
}
