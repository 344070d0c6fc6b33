import { generateExtract } from '../../seeds/synthetic/index.ts';
import { ensureDemonstrationAccounts } from '../../server/access/demonstration.ts';
import { connect } from '../../server/database/connect.ts';
import { loadExtract } from '../../server/imports/load.ts';
import { syncReference } from '../../server/imports/reference.ts';
import { describeReport } from '../../server/imports/report.ts';
import { allowDatabase } from './ask-first.ts';
import { databaseUrl, type TestPostgres } from './postgres.ts';

/**
 * Demonstration data a test can ask for, with the accounts that open them: a few hundred referrals,
 * or the borough of `npm start`.
 */
export type Filling = 'tiny' | 'demo';

/** Pseudonyms of tests. The demonstration's people are invented, so there is nothing to guard. */
const testKey = Buffer.alloc(32, 7);

/**
 * A template with demonstration data, loaded by the first test file of a run that asks for it; the
 * others wait, and clone it.
 * @returns its name
 */
export async function filledTemplate(postgres: TestPostgres, filling: Filling): Promise<string> {
  const name = `${postgres.template}_${filling}`;
  allowDatabase(new URL(postgres.url).pathname.slice(1));
  const server = connect(postgres.url, { connections: 2 });
  // A connection of its own: the pool ends one that is idle for 10 s, and filling takes longer.
  const lock = await server.pool.connect();
  try {
    await lock.query('select pg_advisory_lock(hashtext($1))', [name]);
    const [there] = await server.query('look', 'select from pg_database where datname = $1', [
      name,
    ]);
    if (!there) {
      const making = `${name}_making`;
      await server.query('start anew', `drop database if exists ${making} with (force)`);
      await server.query('make', `create database ${making} template ${postgres.template}`);
      await fill(databaseUrl(postgres.url, making), making, filling);
      await server.query('done', `alter database ${making} rename to ${name}`);
    }
  } finally {
    lock.release(true); // and with the session goes its lock
    await server.close();
  }
  return name;
}

async function fill(url: string, name: string, filling: Filling): Promise<void> {
  allowDatabase(name);
  const database = connect(url);
  try {
    await syncReference(database);
    const extract = generateExtract({ size: filling });
    const report = await loadExtract(extract, { database, pseudonymKey: testKey });
    if (report.status !== 'loaded') throw new Error(describeReport(report));
    await ensureDemonstrationAccounts(database);
    await database.query('statistics of the tables', 'analyze');
  } finally {
    await database.close();
  }
}
