import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordAudit } from '../access/audit.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Database } from '../database/connect.ts';
import { HttpError } from '../http-error.ts';
import type { OpenExtract } from '../imports/folder.ts';
import { checkExtract, loadExtract } from '../imports/load.ts';
import type { LoadOptions, Progress } from '../imports/load.ts';
import { LoadBusy } from '../imports/lock.ts';
import type { ManifestDefaults } from '../imports/manifest.ts';
import { rejectLines } from '../imports/record.ts';
import type { LoadReport } from '../imports/report.ts';
import { ruleOf, rules } from '../imports/rules.ts';
import type { RuleId } from '../imports/rules.ts';
import type { Jobs, JobState, Step } from '../jobs/jobs.ts';
import { namedIn, noteFailure, noteLoad } from './note-load.ts';
import { rollBack, RollBackRefused } from './roll-back.ts';
import { openUpload } from './upload-extract.ts';
import type { Upload, Uploads } from './uploads.ts';

export interface LoadParts {
  /** The owner's connection: requests have no right to write what a load writes. */
  readonly database: Database;
  readonly uploads: Uploads;
  readonly jobs: Jobs;
  /** What people's keys are made with. @throws StartError when it is missing */
  pseudonymKey(): Buffer;
  /** Serves the newest data version. */
  refresh(): Promise<unknown>;
}

/** The rules whose findings a person may look at and let pass. */
export const confirmable: readonly RuleId[] = ['V06', 'V07'];

export const ruleWords = (rule: string): string => rules[ruleOf(rule)].words;

/** Where the rejects of a check lie until its upload is done with. */
export const rejectsFile = ({ folder }: Upload): string => join(folder, 'rejects.csv');

/** Reads an upload through, says what loading it would do, and changes nothing. */
export function beginCheck(
  parts: LoadParts,
  viewer: Viewer,
  upload: Upload,
  said: ManifestDefaults,
  confirm: readonly RuleId[],
): JobState {
  return begin(parts, viewer, upload, 'checking an extract', async (step) => {
    upload.said = said;
    upload.checked = null;
    const extract = await openUpload(upload, said);
    try {
      const options = await optionsOf(parts, viewer, confirm, step);
      const { rejects, ...checked } = await checkExtract(extract, options);
      await writeFile(rejectsFile(upload), rejectLines(rejects, ruleWords), { mode: 0o600 });
      upload.checked = checked;
      return { words: `Checked. ${inWords(checked.report)}` };
    } finally {
      await extract.close();
    }
  });
}

/** Loads an upload that was checked. When it is in, or refused, its files are deleted. */
export function beginLoad(
  parts: LoadParts,
  viewer: Viewer,
  upload: Upload,
  confirm: readonly RuleId[],
): JobState {
  const { said, checked } = upload;
  if (!said || !checked)
    throw new HttpError('the files have not been checked', 409, {
      wayOut: 'Check them first: it says what would change.',
    });
  return begin(parts, viewer, upload, 'loading an extract', async (step) => {
    const extract = await openUpload(upload, said);
    try {
      const report = await load(parts, viewer, extract, confirm, step);
      if (report.status !== 'refused') await step(100, 100, 'Serving the new figures');
      await parts.refresh();
      await parts.uploads.discard(upload);
      if (report.status === 'refused')
        throw new HttpError('The load was refused, and nothing was changed', 409, {
          wayOut: 'The data from before are still shown. The history below has the report.',
        });
      return { words: inWords(report) };
    } finally {
      await extract.close();
    }
  });
}

async function load(
  parts: LoadParts,
  viewer: Viewer,
  extract: OpenExtract,
  confirm: readonly RuleId[],
  step: Step,
): Promise<LoadReport> {
  const started = new Date();
  try {
    const report = await loadExtract(extract, await optionsOf(parts, viewer, confirm, step));
    await noteLoad(parts.database, viewer, report);
    return report;
  } catch (failure) {
    if (failure instanceof LoadBusy) throw failure;
    const words = failure instanceof HttpError ? failure.message : 'cut off by a fault';
    await noteFailure(parts.database, viewer, extract, started, words).catch(() => undefined);
    throw failure;
  }
}

/** Takes the last load back. */
export function beginRollBack(parts: LoadParts, viewer: Viewer, loadId: number): JobState {
  return parts.jobs.begin(viewer, 'rolling back a load', async (step) => {
    await step(0, 0, 'Putting back what was there before');
    const by = await namedIn(parts.database, viewer);
    const done = await rollBack(parts.database, by, loadId).catch(plainly);
    await recordAudit(parts.database, {
      action: 'load',
      viewer,
      target: `${done.undone.source}: ${done.undone.name}`,
      dataVersion: done.dataVersion,
      detail: 'rolled back',
    });
    await parts.refresh();
    return {
      words: `Load ${done.undone.loadId} was rolled back. The figures are those from before it.`,
    };
  });
}

function begin(
  { jobs }: LoadParts,
  viewer: Viewer,
  upload: Upload,
  what: string,
  work: Parameters<Jobs['begin']>[2],
): JobState {
  const job = jobs.begin(viewer, what, async (step, signal) => {
    try {
      return await work(step, signal).catch(plainly);
    } finally {
      upload.job = null;
      upload.touched = Date.now();
    }
  });
  upload.job = job.id;
  return job;
}

async function optionsOf(
  { database, pseudonymKey }: LoadParts,
  viewer: Viewer,
  confirm: readonly RuleId[],
  step: Step,
): Promise<LoadOptions> {
  return {
    database,
    pseudonymKey: pseudonymKey(),
    confirm,
    by: await namedIn(database, viewer),
    refuseWhenBusy: true,
    onProgress: progressOf(step),
  };
}

/** Share of the bytes read, the last tenth left for working out the episodes; stops when told to. */
function progressOf(step: Step): (progress: Progress) => void {
  let goOn = true;
  return ({ phase, file, bytes, totalBytes, rows }) => {
    if (!goOn)
      throw new HttpError('It was stopped, and nothing was changed', 409, {
        wayOut: 'Begin again when you are ready.',
      });
    const share = totalBytes > 0 ? Math.min(bytes / totalBytes, 1) : 0;
    const done = phase === 'deriving' ? 95 : Math.floor(share * 90);
    const words = {
      reading: `Reading ${file}, ${rows.toLocaleString('en-GB')} rows so far`,
      merging: `Comparing ${file.replaceAll('_', ' ')} with what is there`,
      deriving: 'Working out the figures',
    }[phase];
    void step(done, 100, words).then((wanted) => (goOn = goOn && wanted));
  };
}

/** Refusals of ours in words for a page. */
function plainly(failure: unknown): never {
  if (failure instanceof LoadBusy)
    throw new HttpError('Another load, check or roll back is under way', 409, {
      wayOut: 'Nothing was changed. Wait until it has ended and try again.',
    });
  if (failure instanceof RollBackRefused)
    throw new HttpError(failure.message, 409, { wayOut: 'Nothing was changed.' });
  throw failure;
}

const count = (rows: number, what: string): string =>
  `${rows.toLocaleString('en-GB')} ${what}${rows === 1 ? '' : 's'}`;

/** What a report comes to, in a sentence or two. */
function inWords({ status, files }: LoadReport): string {
  if (status === 'refused') return 'It cannot be loaded as it is: see what stands in the way.';
  if (status === 'unchanged') return 'The store has all of it already: nothing changes.';
  const sum = (key: 'accepted' | 'quarantined'): number =>
    files.reduce((all, file) => all + file[key], 0);
  const left = sum('quarantined');
  return `${count(sum('accepted'), 'row')} from ${count(files.length, 'file')}${
    left > 0 ? `; ${count(left, 'row')} left out` : ''
  }.`;
}
