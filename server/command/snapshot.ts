import type { Records } from '../answers/asking.ts';
import type { Database } from '../database/connect.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { openSnapshot } from '../episodes/open-snapshot.ts';
import { StartError } from '../start-error.ts';
import { commandSettings, openForCommand } from './database.ts';

/** The data version the dashboard serves, for one command. Close it when done. */
export interface OpenedSnapshot {
  readonly snapshot: Snapshot;
  readonly records: Records;
  close(): Promise<void>;
}

/** @throws StartError when nothing has been loaded */
export async function currentSnapshotOf(): Promise<OpenedSnapshot> {
  const opened = await openForCommand();
  const store = await openSnapshot(opened.database, commandSettings().dataFolder);
  const close = async (): Promise<void> => {
    await store.close();
    await opened.close();
  };
  const snapshot = store.currentSnapshot();
  if (snapshot !== null) return { snapshot, records: recordsOf(opened.database), close };
  await close();
  throw new StartError(
    'no data has been loaded yet; npm run --silent impact -- load FOLDER, or npm start for the ' +
      'demonstration borough',
  );
}

/** Whoever runs a command holds the database already, so no wall stands before its records. */
function recordsOf(database: Database): Records {
  return {
    read: database,
    records: (name, _viewer, _basis, work) => database.transaction(name, work),
  };
}
