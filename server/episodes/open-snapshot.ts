import pg from 'pg';
import type { Database } from '../database/connect.ts';
import { readAbout } from './read-about.ts';
import { readTables } from './read-tables.ts';
import {
  readSnapshot,
  removeOtherSnapshots,
  snapshotFolder,
  writeSnapshot,
} from './snapshot-file.ts';
import type { Snapshot } from './snapshot.ts';

/** PostgreSQL channel on which a load says that its data version is there. */
export const DATA_VERSION_CHANNEL = 'data_version';

export interface SnapshotStore {
  /**
   * The latest data version in memory; null until a first load. Take it once for each request: a
   * new load swaps it, and requests under way finish on the one they took.
   */
  currentSnapshot(): Snapshot | null;
  /** Looks for a newer data version now and swaps to it. @returns the current one */
  refresh(): Promise<Snapshot | null>;
  /** Calls back after each swap. @returns stop */
  onSwap(listener: (snapshot: Snapshot) => void): () => void;
  close(): Promise<void>;
}

export interface OpenSnapshotOptions {
  /** How often to look for a new version should a notification be missed; 60 s. */
  readonly pollMilliseconds?: number;
  /** Told of a refresh in the background that failed: the old version still serves. */
  readonly onError?: (failure: unknown) => void;
}

/**
 * Opens the latest data version: from its file when there is one, else from PostgreSQL, writing
 * the file for the next start. Then follows new loads.
 */
export async function openSnapshot(
  database: Database,
  dataFolder: string,
  options: OpenSnapshotOptions = {},
): Promise<SnapshotStore> {
  let current: Snapshot | null = null;
  let pending: Promise<Snapshot | null> | null = null;
  const listeners = new Set<(snapshot: Snapshot) => void>();

  const look = async (): Promise<Snapshot | null> => {
    const latest = await latestVersion(database);
    if (latest && latest.name !== current?.version) {
      current = await load(database, dataFolder, latest);
      for (const listener of listeners) listener(current);
    }
    return current;
  };
  // One look at a time; whoever asks during one gets the look after it, which sees what they saw.
  const refresh = (): Promise<Snapshot | null> => {
    const before: Promise<unknown> = pending ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(look);
    pending = mine;
    return mine;
  };
  const inBackground = (): void => {
    refresh().catch((failure: unknown) => options.onError?.(failure));
  };

  await refresh();
  const follower = follow(database.url, options.pollMilliseconds ?? 60_000, inBackground);
  return {
    currentSnapshot: () => current,
    refresh,
    onSwap(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await follower.close();
      await pending?.catch(() => undefined);
    },
  };
}

interface Version {
  readonly version: number;
  readonly name: string;
}

async function latestVersion(database: Database): Promise<Version | null> {
  const [latest] = await database.query<Version>(
    'latest data version',
    'select version, name from data_version order by version desc limit 1',
  );
  return latest ?? null;
}

async function load(database: Database, dataFolder: string, latest: Version): Promise<Snapshot> {
  const folder = snapshotFolder(dataFolder, latest.name);
  const ready = readSnapshot(folder, latest.name);
  if (ready) return ready;
  await database.transaction('read the snapshot', async ({ client }) => {
    await client.query('set transaction isolation level repeatable read');
    const about = await readAbout(client, latest.version);
    await writeSnapshot(folder, about, await readTables(client));
  });
  const made = readSnapshot(folder, latest.name);
  if (!made) throw new Error(`snapshot cannot be read back: ${latest.name}; is the disk full?`);
  await removeOtherSnapshots([folder]);
  return made;
}

/** Listens for loads on a connection of its own, and looks now and then in case one was missed. */
function follow(
  url: string,
  pollMilliseconds: number,
  look: () => void,
): { close(): Promise<void> } {
  let closed = false;
  let listening: pg.Client | null = null;
  const listen = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: url, application_name: 'snapshot-follower' });
    client.on('error', () => (listening = null));
    client.on('end', () => (listening = null));
    client.on('notification', look);
    await client.connect();
    await client.query(`listen ${DATA_VERSION_CHANNEL}`);
    if (closed) return client.end();
    listening = client;
    look(); // for a load between the last look and the first moment of listening
  };
  const started = listen().catch(() => undefined);
  const timer = setInterval(() => {
    look();
    if (!listening) listen().catch(() => undefined);
  }, pollMilliseconds);
  timer.unref();
  return {
    async close() {
      closed = true;
      clearInterval(timer);
      await started;
      await listening?.end();
    },
  };
}
