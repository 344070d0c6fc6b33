import { StartError } from '../../start-error.ts';
import type { Place } from './place.ts';

/** What PostgreSQL says, and what we say instead: the thing, then the way out. */
const known: readonly (readonly [RegExp, (place: Place) => string])[] = [
  [
    /No space left on device|Disk quota exceeded/i,
    (place) => `no space left for the database in ${place.folder}; free some and start again`,
  ],
  [
    /Read-only file system|Permission denied/i,
    (place) =>
      `PostgreSQL may not write in ${place.folder}; give its user write access, or name another ` +
      'folder in DATA_FOLDER',
  ],
  [
    /lock file .* already exists|pre-existing shared memory block/i,
    (place) => `the data folder ${place.folder} is in use by another process; stop that one first`,
  ],
  [
    /Cannot allocate memory|could not map anonymous shared memory/i,
    () => 'not enough memory for PostgreSQL (it asks for 300 MB); free some and start again',
  ],
  [
    /could not locate a valid checkpoint record|invalid checkpoint|invalid data in file/i,
    (place) =>
      `the database in ${place.cluster} is damaged; restore a backup, or start over with ` +
      'npm run db:reset',
  ],
];

/** Turns PostgreSQL's log of a failed start into one sentence with the way out. */
export function explain(log: string, place: Place): StartError {
  const found = known.find(([pattern]) => pattern.test(log));
  if (found) return new StartError(found[1](place));
  const last = /(?:FATAL|PANIC|ERROR|error):\s*(.+)/.exec(log)?.[1]?.trim();
  return new StartError(
    `PostgreSQL did not start${last ? `: ${last}` : ''}; its log is ${place.log}`,
  );
}

/** Another program took the port between our looking and PostgreSQL's binding. */
export const portTaken = /could not bind|Address already in use/i;
