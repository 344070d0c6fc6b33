import { StartError } from '../../start-error.ts';
import type { SavedSequence, SavedTable } from './tables.ts';

/** First line of a backup. */
export interface Manifest {
  readonly format: 'social-prescribing-impact backup';
  readonly formatVersion: 1;
  /** ISO instant of the moment the rows are of. */
  readonly madeAt: string;
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[];
  readonly tables: readonly SavedTable[];
  readonly sequences: readonly SavedSequence[];
}

/** @throws StartError when the line is not that of a backup this program knows */
export function parseManifest(line: string): Manifest {
  const value = parsed(line);
  if (value?.format !== 'social-prescribing-impact backup')
    throw new StartError('not a backup of this program; impact backup FILE makes one');
  if (value.formatVersion !== 1)
    throw new StartError('the backup is of a newer form; restore it with the newer program');
  return value;
}

function parsed(line: string): Manifest | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Manifest) : null;
  } catch {
    return null;
  }
}
