import { realpathSync, rmSync } from 'node:fs';
import { StartError } from '../../start-error.ts';
import { placeIn } from './place.ts';
import { isServerOf, readLockFile } from './running.ts';

/**
 * Deletes the embedded database of a data folder, and everything made from it, for good.
 * @throws StartError while something runs it
 */
export function resetEmbedded(dataFolder: string): void {
  const place = placeIn(dataFolder);
  const lock = readLockFile(place.cluster);
  if (lock && isServerOf(place.cluster, lock.pid))
    throw new StartError(`the database of ${dataFolder} is running; stop the program first`);
  rmSync(realOrSame(place.cluster), { recursive: true, force: true });
  rmSync(dataFolder, { recursive: true, force: true });
}

/** The cluster may be a link to where the database account can reach it. */
function realOrSame(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
