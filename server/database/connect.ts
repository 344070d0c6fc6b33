import pg from 'pg';
import type { BuiltQuery } from './build.ts';
import { nameFailure } from './error.ts';

/** Something that runs named queries: the pool, or one transaction. */
export interface Queries {
  /**
   * Runs one statement and gives its rows.
   * @param name what the query does, as it should read in an error: `referrals of a cohort`
   * @param sql text with its `values` as $1, $2, or a query made with `build`
   * @throws DatabaseError with that name and never a parameter
   */
  query<Row extends object>(
    name: string,
    sql: string | BuiltQuery,
    values?: readonly unknown[],
  ): Promise<Row[]>;
}

/** One transaction; `client` is the raw connection, for COPY streams and cursors. */
export interface Transaction extends Queries {
  readonly client: pg.PoolClient;
}

export interface Database extends Queries {
  readonly url: string;
  /** The raw pool, for COPY and for libraries that want one. */
  readonly pool: pg.Pool;
  /** Commits when `work` resolves, rolls back when it throws. */
  transaction<T>(name: string, work: (transaction: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Connections at most; 10 when not said. */
  readonly connections?: number;
  /** Shown in pg_stat_activity. */
  readonly application?: string;
  /** Session settings for every connection, such as `{ synchronous_commit: 'off' }`. */
  readonly session?: Readonly<Record<string, string>>;
}

// Calendar dates stay the text they are: a JavaScript Date would put a time zone on a day.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
// Counts come as bigint; every one of ours is below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Opens a pool. Nothing is connected until the first query. */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const session = Object.entries(options.session ?? {}).map(([key, value]) => `-c ${key}=${value}`);
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    application_name: options.application ?? 'social-prescribing-impact',
    connectionTimeoutMillis: 10_000,
    ...(session.length > 0 ? { options: session.join(' ') } : {}),
  });
  // An idle connection that the server ends is replaced by the pool at the next query.
  pool.on('error', () => undefined);
  return {
    url,
    pool,
    query: (name, sql, values) => run(pool, name, sql, values),
    transaction: (name, work) => inTransaction(pool, name, work),
    close: () => pool.end(),
  };
}

async function run<Row extends object>(
  on: pg.Pool | pg.PoolClient,
  name: string,
  sql: string | BuiltQuery,
  values?: readonly unknown[],
): Promise<Row[]> {
  const text = typeof sql === 'string' ? { sql, bindings: values } : sql.toSQL().toNative();
  try {
    const result = await on.query<Row>(text.sql, text.bindings ? [...text.bindings] : undefined);
    return result.rows;
  } catch (failure) {
    throw nameFailure(name, failure);
  }
}

async function inTransaction<T>(
  pool: pg.Pool,
  name: string,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((failure: unknown) => {
    throw nameFailure(name, failure);
  });
  let broken: Error | undefined;
  const lost = (failure: Error): void => void (broken = failure);
  client.on('error', lost);
  try {
    await run(client, `${name}: begin`, 'begin');
    const result = await work({
      client,
      query: (query, sql, values) => run(client, query, sql, values),
    });
    await run(client, `${name}: commit`, 'commit');
    return result;
  } catch (failure) {
    await client.query('rollback').catch((lostHere: Error) => void (broken = lostHere));
    throw failure instanceof pg.DatabaseError ? nameFailure(name, failure) : failure;
  } finally {
    client.off('error', lost);
    client.release(broken);
  }
}
