import { fileURLToPath } from 'node:url';
import { prepareStore } from '../imports/reference.ts';
import { openDatabase, type OpenDatabase } from '../database/open.ts';
import { readSettings, type Settings } from '../settings.ts';

/** The settings of the checkout the command belongs to, wherever it is called from. */
export function commandSettings(): Settings {
  return readSettings(process.env, fileURLToPath(new URL('../..', import.meta.url)));
}

/**
 * The database the dashboard uses, up to date: that of a dashboard running now, or started for
 * this command alone. Close it when done; Ctrl-C closes it too, and what was not committed is
 * rolled back.
 */
export async function openForCommand(): Promise<OpenDatabase> {
  const opened = await openDatabase(commandSettings(), { join: true, application: 'impact' });
  const onSignal = (): void => {
    // A query under way keeps its connection; ending the server, or ourselves, ends it.
    const closing = opened.server ? opened.server.stop() : Promise.resolve();
    void closing.finally(() => process.exit(130));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, onSignal);
  try {
    await prepareStore(opened.database);
  } catch (failure) {
    await opened.close();
    throw failure;
  }
  return opened;
}
