import { registryWith } from '#metrics';
import { readAccessSettings } from '../access/access-settings.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Asking } from '../answers/asking.ts';
import { notesOf } from '../saved/notes.ts';
import { valuesOf } from '../saved/value-settings.ts';
import { StartError } from '../start-error.ts';
import { commandSettings } from './database.ts';
import type { OpenedSnapshot } from './snapshot.ts';

/** The machine's own operator: whoever may read the database may see exact figures. */
export const operator: Viewer = {
  id: 'command-line',
  name: 'command line',
  role: 'manager',
  pcns: [],
};

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The time that figures and files of a command are stamped with: now, or SOURCE_DATE_EPOCH, in seconds
 * since 1970 (reproducible-builds.org), so that a pipeline gets the same bytes from the same data.
 * @throws StartError when that is not a whole number of seconds
 */
export function commandClock(env: Env = process.env): () => Date {
  const given = env['SOURCE_DATE_EPOCH'];
  if (given === undefined || given === '') return () => new Date();
  // 2100: the last year the dates of an archive can hold.
  if (!/^\d{1,10}$/.test(given) || Number(given) >= Date.UTC(2100) / 1000)
    throw new StartError(
      `not a time: SOURCE_DATE_EPOCH=${given}; whole seconds since 1970, before the year 2100`,
    );
  const at = Number(given) * 1000;
  return () => new Date(at);
}

/** Everything the operator may ask of the data being served, under the rules of the deployment. */
export async function askingOf({ snapshot, records }: OpenedSnapshot): Promise<Asking> {
  const values = await valuesOf(records.read);
  return {
    snapshot,
    viewer: operator,
    metrics: registryWith(values),
    values,
    records,
    controlled: readAccessSettings().controlled,
    notes: await notesOf(records.read),
    publisher: commandSettings().organisation,
    now: commandClock(),
  };
}
