import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import { connect, type ConnectOptions, type Database } from '../../server/database/connect.ts';
import { allowDatabase } from './ask-first.ts';
import { filledTemplate, type Filling } from './filled.ts';
import { databaseUrl } from './postgres.ts';

/** A database of one test's own. */
export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  drop(): Promise<void>;
}

export interface CloneOptions extends ConnectOptions {
  /**
   * What it holds at first: the tables without rows (`template`, the usual), demonstration data
   * (`tiny` in a second or two, `demo` as `npm start` has it), or nothing at all (`empty`).
   */
  readonly from?: 'template' | 'empty' | Filling;
}

/** Makes a database: migrated and without rows, unless something else is asked for. Drop it after. */
export async function cloneDatabase(options: CloneOptions = {}): Promise<TestDatabase> {
  const { url } = inject('postgres');
  const name = `impact_test_${randomBytes(6).toString('hex')}`;
  const from = await sourceOf(options.from ?? 'template');
  // Copied as files, not page by page through the log: less than half the work, to make and to drop.
  const making = `create database ${name} template ${from} strategy file_copy`;
  await onServer(url, 'make a test database', making);
  allowDatabase(name);
  const own = databaseUrl(url, name);
  const database = connect(own, options);
  const drop = async (): Promise<void> => {
    await database.close();
    await onServer(url, 'drop a test database', `drop database if exists ${name} with (force)`);
  };
  return { url: own, database, drop };
}

async function sourceOf(from: NonNullable<CloneOptions['from']>): Promise<string> {
  const postgres = inject('postgres');
  if (from === 'empty') return 'template0';
  return from === 'template' ? postgres.template : filledTemplate(postgres, from);
}

/**
 * Gives the test file a database of its own from its first test to its last.
 * @example
 *   const database = withDatabase();
 *   test('...', () => database().query(...));
 */
export function withDatabase(options: CloneOptions = {}): () => Database {
  let mine: TestDatabase | undefined;
  beforeAll(async () => {
    mine = await cloneDatabase(options);
  });
  afterAll(() => mine?.drop());
  return () => {
    if (!mine) throw new Error('the database is there inside tests and hooks only');
    return mine.database;
  };
}

async function onServer(url: string, name: string, sql: string): Promise<void> {
  const { pathname } = new URL(url);
  allowDatabase(pathname.slice(1));
  const server = connect(url, { connections: 1 });
  await server.query(name, sql).finally(() => server.close());
}
