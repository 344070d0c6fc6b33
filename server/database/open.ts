import { setTimeout as pause } from 'node:timers/promises';
import type { Settings } from '../settings.ts';
import { StartError } from '../start-error.ts';
import { connect, type ConnectOptions, type Database } from './connect.ts';
import { hasCluster, joinRunning, startEmbedded, type EmbeddedServer } from './embedded/start.ts';
import { DatabaseError } from './error.ts';

/** A database ready for use, and what must be closed after it. */
export interface OpenDatabase {
  readonly database: Database;
  /** The embedded server, when this process started it. */
  readonly server: EmbeddedServer | null;
  /** Closes the connections and then the server. */
  close(): Promise<void>;
}

/** Whether opening will make an embedded database, which is then empty. */
export const isNew = (settings: Settings): boolean =>
  settings.databaseUrl === null && !hasCluster(settings.dataFolder);

/**
 * Opens the database of the settings: DATABASE_URL, or the embedded one. With `join`, an embedded
 * server that another process of the program runs is used too: the command line works while the
 * dashboard does.
 * @throws StartError when there is no way to it
 */
export async function openDatabase(
  settings: Settings,
  options: ConnectOptions & { readonly join?: boolean } = {},
): Promise<OpenDatabase> {
  if (settings.databaseUrl !== null) {
    const database = connect(settings.databaseUrl, options);
    await checkServer(database);
    return { database, server: null, close: () => closeSoon(database) };
  }
  const joined = options.join ? joinRunning(settings.dataFolder) : null;
  if (joined) {
    const database = connect(joined.url, options);
    return { database, server: null, close: () => closeSoon(database) };
  }
  const server = await startEmbedded({ dataFolder: settings.dataFolder });
  const database = connect(server.url, options);
  const close = async (): Promise<void> => {
    await closeSoon(database);
    await server.stop();
  };
  return { database, server, close };
}

/**
 * Closes the pool, which waits for queries under way; but not for ever, as a load may take long.
 * What is then still open is rolled back by the end of the server, or of this process.
 */
async function closeSoon(database: Database, patience = 2000): Promise<void> {
  const impatient = new AbortController();
  const closed = database.close().finally(() => impatient.abort());
  await Promise.race([
    closed,
    pause(patience, undefined, { signal: impatient.signal }).catch(() => undefined),
  ]);
}

/** PostgreSQL versions the SQL of this program is tested on. */
const oldest = 15;
const newest = 18;

/**
 * Why a server will not do, or null.
 * @param versionNumber `server_version_num`: 150004 is 15.4
 */
export function versionProblem(versionNumber: number): string | null {
  const major = Math.floor(versionNumber / 10_000);
  if (major >= oldest && major <= newest) return null;
  return (
    `the server of DATABASE_URL is PostgreSQL ${major}; this program needs ${oldest} to ${newest}: ` +
    'name another server, or unset DATABASE_URL for the embedded one'
  );
}

/** Reaches the server and checks its version; closes the pool when it will not do. */
async function checkServer(database: Database): Promise<void> {
  try {
    const [row] = await database.query<{ version: number }>(
      'server version',
      `select current_setting('server_version_num')::integer as version`,
    );
    const problem = versionProblem(row?.version ?? 0);
    if (problem !== null) throw new StartError(problem);
  } catch (failure) {
    await database.close();
    if (!(failure instanceof DatabaseError)) throw failure;
    throw new StartError(
      `no connection to the server of DATABASE_URL (${new URL(database.url).host}): ` +
        `${failure.message}; check the address, the password and that it runs`,
    );
  }
}
