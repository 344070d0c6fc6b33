import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect } from '../../server/database/connect.ts';
import { startEmbedded } from '../../server/database/embedded/start.ts';
import { migrate } from '../../server/database/migrate.ts';

/** What a test file needs to make a database of its own. */
export interface TestPostgres {
  /** Of the server's `postgres` database, as its owner. */
  readonly url: string;
  /** Name of the migrated, empty database that clones are made of. */
  readonly template: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: TestPostgres;
  }
}

/** What the projects of one run share; each loads this file anew, so it lies with the process. */
interface Shared {
  users: number;
  running: Promise<Running> | null;
}
interface Running extends TestPostgres {
  readonly stop: () => Promise<void>;
}
const place = globalThis as { [key: symbol]: Shared | undefined };
const shared = (place[Symbol.for('impact.test-postgres')] ??= { users: 0, running: null });

/**
 * One PostgreSQL for the whole run: the embedded one in a temporary folder, with the programs of
 * another version when POSTGRES_BIN names their folder, or the server of TEST_DATABASE_URL.
 * It never waits for the disk: nothing here outlives the run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.users += 1;
  const { url, template } = await (shared.running ??= begin());
  project.provide('postgres', { url, template });
  return async () => {
    shared.users -= 1;
    const { running } = shared;
    if (shared.users > 0 || !running) return;
    shared.running = null;
    await (await running).stop();
  };
}

async function begin(): Promise<Running> {
  const given = process.env['TEST_DATABASE_URL'];
  const { url, stop } = given ? { url: given, stop: async () => undefined } : await startServer();
  const template = `impact_template_${process.pid}`;
  await makeTemplate(url, template);
  return {
    url,
    template,
    stop: async () => {
      await dropTemplates(url, template);
      await stop();
    },
  };
}

/** Starts a throw-away server; `stop` removes every trace of it. */
async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'impact-test-'));
  chmodSync(folder, 0o711); // as root, the server's account must pass through
  const server = await startEmbedded({
    dataFolder: join(folder, 'data'),
    binaries: process.env['POSTGRES_BIN'] ?? null,
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      shared_buffers: '128MB',
      max_wal_size: '256MB', // it may lie in memory
      autovacuum: 'off', // who needs statistics asks for them; a test's tables are soon gone
      max_connections: '200',
    },
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}

async function makeTemplate(url: string, template: string): Promise<void> {
  const server = connect(url, { connections: 1 });
  await server.query('make the template', `create database ${template} template template0`);
  await server.close();
  const database = connect(databaseUrl(url, template), { connections: 1 });
  await migrate(database);
  await database.close();
}

/** Drops the template and those made from it. */
async function dropTemplates(url: string, template: string): Promise<void> {
  const server = connect(url, { connections: 1 });
  const all = await server.query<{ name: string }>(
    'templates of this run',
    'select datname as name from pg_database where starts_with(datname, $1)',
    [template],
  );
  for (const { name } of all)
    await server.query('drop a template', `drop database if exists ${name} with (force)`);
  await server.close();
}

/** The address of another database on the same server. */
export function databaseUrl(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}
