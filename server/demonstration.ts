import { generateInThread, type ThreadedExtract } from '../seeds/synthetic/thread/in-thread.ts';
import type { Database } from './database/connect.ts';
import { loadExtract, type Progress as LoadProgress } from './imports/load.ts';
import { describeReport } from './imports/report.ts';
import type { Progress } from './progress.ts';

export interface FillOptions {
  readonly database: Database;
  /** What people's keys are made with. */
  readonly pseudonymKey: Buffer;
  readonly progress: Progress;
  /** Told when the files are in and the episodes are worked out. */
  whenDeriving(): void;
}

/** Begins to invent the demonstration borough, in a thread of its own. */
export const inventDemonstration = (): ThreadedExtract => generateInThread({ size: 'demo' });

/**
 * Fills an empty database with the demonstration borough: invented people, made as they are read,
 * through the same loader as any extract.
 * @throws Error with the report when the loader refuses it, which is a fault of ours
 */
export async function fillWithDemonstration(
  extract: ThreadedExtract,
  { database, pseudonymKey, progress, whenDeriving }: FillOptions,
): Promise<void> {
  // Reading and merging each file, then working out the episodes.
  const show = progressOf(progress);
  progress.step('Making the demonstration borough', 2 * extract.files.length + 1);
  const report = await loadExtract(extract, {
    database,
    pseudonymKey,
    onProgress: (now) => {
      if (now.phase === 'deriving') whenDeriving();
      show(now);
    },
  }).finally(extract.close);
  progress.finish();
  if (report.status !== 'loaded')
    throw new Error(`the demonstration borough was not taken\n${describeReport(report)}`);
}

/** Counts the parts that were begun; a file made as it is read has no length to measure by. */
function progressOf(progress: Progress): (now: LoadProgress) => void {
  const begun = new Set<string>();
  return ({ phase, file, rows }) => {
    begun.add(`${phase} ${file}`);
    const words = { reading: file, merging: 'storing', deriving: 'working out episodes' }[phase];
    progress.at(begun.size, `${words}, ${rows.toLocaleString('en-GB')} rows`);
  };
}
