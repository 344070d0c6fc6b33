import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './settings.ts';
import { StartError } from './start-error.ts';

/**
 * The key people's pseudonyms are made with: PSEUDONYM_KEY, or, beside the embedded database, one
 * generated at the first load. Losing it makes everybody a new person at the next load.
 * @throws StartError for a server of one's own without the setting: several machines load into it
 */
export function pseudonymKey(settings: Settings): Buffer {
  if (settings.pseudonymKey !== null) return Buffer.from(settings.pseudonymKey, 'hex');
  if (settings.databaseUrl !== null)
    throw new StartError(
      'PSEUDONYM_KEY is missing; with DATABASE_URL it comes from the environment, the same for ' +
        'every load: openssl rand -hex 32 makes one',
    );
  return keptSecret(settings.dataFolder, 'pseudonym-key');
}

/** A random key of 32 bytes, made once and kept in the data folder for this user alone. */
export function keptSecret(dataFolder: string, name: string): Buffer {
  const folder = join(dataFolder, 'secrets');
  const file = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (failure) {
    const there = failure instanceof Error && 'code' in failure && failure.code === 'EEXIST';
    if (!there) throw failure;
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}
