import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import pg from 'pg';
import { StartError } from '../start-error.ts';
import type { Database, Transaction } from './connect.ts';
import { nameFailure } from './error.ts';

/** A file of SQL: a migration when its name starts with its number. */
export interface SqlFile {
  readonly name: string;
  readonly sql: string;
  /** sha256 of the text with line endings of one kind: a checkout on Windows is no change. */
  readonly checksum: string;
}

/** The project's own SQL. */
export const sqlFolder = fileURLToPath(new URL('../../sql', import.meta.url));

export class MigrationError extends StartError {
  override readonly name = 'MigrationError';
}

/**
 * Brings a database up to date: every `migrations/NNNN_name.sql` not yet applied, in order, each in
 * its own transaction; then, when either changed, all of `access/*.sql` in one.
 * The transaction of a migration first inserts its number: a second runner waits on that row and
 * then finds the work done.
 * @returns the names of the files that ran
 * @throws MigrationError when an applied migration was changed or is missing, or one fails
 */
export async function migrate(database: Database, folder = sqlFolder): Promise<string[]> {
  const migrations = numbered(readSql(join(folder, 'migrations')));
  const access = readSql(join(folder, 'access'));
  await makeBooks(database);
  const applied = await checkApplied(database, migrations);
  const ran: string[] = [];
  for (const { number, file } of migrations)
    if (number > applied && (await applyMigration(database, number, file))) ran.push(file.name);
  ran.push(...(await applyAccess(database, access, migrations.at(-1)?.number ?? 0)));
  return ran;
}

/** The SQL files of a folder in order of name; none when the folder is missing. */
export function readSql(folder: string): SqlFile[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  } catch {
    return [];
  }
  return names.sort().map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

interface Migration {
  readonly number: number;
  readonly file: SqlFile;
}

function numbered(files: readonly SqlFile[]): Migration[] {
  const seen = new Map<number, string>();
  return files.map((file) => {
    const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file.name)?.[1] ?? Number.NaN);
    if (Number.isNaN(number))
      throw new MigrationError(`migration misnamed: ${file.name}; 0004_what_it_does.sql`);
    const other = seen.get(number);
    if (other) throw new MigrationError(`two migrations have one number: ${other}, ${file.name}`);
    seen.set(number, file.name);
    return { number, file };
  });
}

/** Two runners may both find no table and both make it; the one that loses tries again. */
async function makeBooks(database: Database): Promise<void> {
  const sql = `
    create table if not exists applied_migration (
      number integer primary key, name text not null, checksum text not null,
      applied_at timestamptz not null default now());
    create table if not exists applied_access (
      singleton boolean primary key default true check (singleton), checksum text not null,
      migration integer not null, applied_at timestamptz not null default now())`;
  await database
    .query('make the migration books', sql)
    .catch(() => database.query('make the migration books', sql));
}

/** @returns the highest number applied, 0 when none */
async function checkApplied(database: Database, migrations: readonly Migration[]): Promise<number> {
  const rows = await database.query<{ number: number; name: string; checksum: string }>(
    'applied migrations',
    'select number, name, checksum from applied_migration order by number',
  );
  for (const row of rows) {
    const file = migrations.find(({ number }) => number === row.number)?.file;
    if (!file)
      throw new MigrationError(
        `the database has a migration this program does not know: ${row.name}; ` +
          'start the newer program that made it, or use another database',
      );
    if (file.checksum !== row.checksum)
      throw new MigrationError(
        `migration changed after it was applied: ${file.name}; put its text back and write the ` +
          'change as a new migration, or start over with npm run db:reset',
      );
  }
  return rows.at(-1)?.number ?? 0;
}

async function applyMigration(database: Database, number: number, file: SqlFile): Promise<boolean> {
  return database.transaction(`migration ${file.name}`, async (transaction) => {
    const mine = await transaction.query(
      `claim migration ${file.name}`,
      `insert into applied_migration (number, name, checksum) values ($1, $2, $3)
       on conflict do nothing returning number`,
      [number, file.name, file.checksum],
    );
    if (mine.length > 0) await runFile(transaction, `migrations/${file.name}`, file.sql);
    return mine.length > 0;
  });
}

async function applyAccess(
  database: Database,
  files: readonly SqlFile[],
  migration: number,
): Promise<string[]> {
  const checksum = createHash('sha256');
  for (const file of files) checksum.update(`${file.name} ${file.checksum}\n`);
  return database.transaction('apply access rules', async (transaction) => {
    const changed = await transaction.query(
      'claim the access rules',
      `insert into applied_access (checksum, migration) values ($1, $2)
       on conflict (singleton) do update
       set checksum = excluded.checksum, migration = excluded.migration, applied_at = now()
       where (applied_access.checksum, applied_access.migration)
         is distinct from (excluded.checksum, excluded.migration)
       returning singleton`,
      [checksum.digest('hex'), migration],
    );
    if (changed.length === 0) return [];
    for (const file of files) await runFile(transaction, `access/${file.name}`, file.sql);
    return files.map((file) => file.name);
  });
}

/** Runs a file of statements; a failure names the file and the line. */
async function runFile(transaction: Transaction, name: string, sql: string): Promise<void> {
  try {
    await transaction.client.query(sql);
  } catch (failure) {
    const position = failure instanceof pg.DatabaseError ? Number(failure.position) : Number.NaN;
    const line = sql.slice(0, position).split('\n').length;
    const where = Number.isNaN(position) ? name : `${name} line ${line}`;
    throw new MigrationError(nameFailure(where, failure).message);
  }
}
