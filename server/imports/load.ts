import type { Database, Transaction } from '../database/connect.ts';
import type { Reject } from './convert/findings.ts';
import type { RuleId } from './rules.ts';
import type { Extract } from './extract.ts';
import { fileReport } from './file-report.ts';
import { headingsOf } from './headings-report.ts';
import type { FileHeadings } from './headings-report.ts';
import { LoadRun } from './load-run.ts';
import { readMapping, saveMapping } from './mapping.ts';
import type { GivenMapping, SourceMapping } from './mapping.ts';
import { planFiles } from './plan.ts';
import type { PlannedFile } from './plan.ts';
import { limits as usualLimits } from './read/limits.ts';
import type { Limits } from './read/limits.ts';
import { closeLoad, openLoad, sourceNumber } from './record.ts';
import type { LoadReport } from './report.ts';
import { Changes } from './stage/stage.ts';
import { alreadyLoaded, checkStore, previousRows } from './store-checks.ts';
import { checkWhole, finishLoad } from './finish.ts';
import { lockLoads } from './lock.ts';

export interface LoadOptions {
  readonly database: Database;
  /** What people's keys are made with, at least 16 bytes. */
  readonly pseudonymKey: Buffer;
  /** Rules a person has looked at and lets pass: V06, V07. */
  readonly confirm?: readonly RuleId[];
  readonly onProgress?: (progress: Progress) => void;
  /** Headings and terms settled for this source; saved with the load. */
  readonly mapping?: GivenMapping;
  /** Share of a file's rows that may be quarantined before the file is refused (V06). */
  readonly quarantineLimit?: number;
  readonly limits?: Partial<Limits>;
  /** Who loads, as the history of loads shows it. */
  readonly by?: string;
  /** Refuse with `LoadBusy` while another load is under way, in place of waiting for it. */
  readonly refuseWhenBusy?: boolean;
}

/** How far a load is. Stored bytes are of all files together; a file made as it is read has none. */
export interface Progress {
  readonly phase: 'reading' | 'merging' | 'deriving';
  readonly file: string;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly rows: number;
}

/** Carries a refused load's outcome out of its transaction, which is rolled back. */
class RefusedLoad extends Error {
  readonly run: LoadRun;

  constructor(run: LoadRun) {
    super('load refused');
    this.run = run;
  }
}

/** Carries what a check found out of its transaction, which is rolled back. */
class Checked extends Error {
  readonly report: LoadReport;

  constructor(report: LoadReport) {
    super('checked');
    this.report = report;
  }
}

/** What a load would do, and the rows it would leave out. */
export interface CheckedExtract {
  /** `loaded` here means: would be loaded. It has no number and no data version. */
  readonly report: LoadReport;
  readonly rejects: readonly RejectedRow[];
  readonly headings: readonly FileHeadings[];
}

export interface RejectedRow extends Reject {
  readonly file: string;
}

/**
 * Loads an extract: reads every file, applies the rules of the contract, and either brings the whole
 * store up to date with it or changes nothing. One transaction; until it commits, the old data serve.
 *
 * A refusal is an outcome, not an error: the report says why, and is kept with its rejects.
 * @throws DatabaseError and file errors; the store is then as it was
 */
export async function loadExtract(extract: Extract, options: LoadOptions): Promise<LoadReport> {
  const { database } = options;
  const plan = await planned(extract, options);
  if (await alreadyLoaded(database, extract.manifest, plan.files)) return nothingToDo(plan);
  try {
    return await database.transaction('load an extract', (db) => loadAll(db, plan));
  } catch (failure) {
    if (!(failure instanceof RefusedLoad)) throw failure;
    return keepRefusal(plan, failure.run);
  }
}

/**
 * Says what a load of the extract would come to, and changes nothing: the same statements run in a
 * transaction that is rolled back, so the counts of rows are those of the load itself.
 * @throws DatabaseError and file errors
 */
export async function checkExtract(
  extract: Extract,
  options: LoadOptions,
): Promise<CheckedExtract> {
  const { database } = options;
  const plan = await planned(extract, options);
  const headings = plan.files.map(headingsOf);
  if (await alreadyLoaded(database, extract.manifest, plan.files))
    return { report: await nothingToDo(plan), rejects: [], headings };
  const report = await database
    .transaction('check an extract', (db) => checkAll(db, plan))
    .catch((failure: unknown) => {
      if (failure instanceof Checked) return failure.report;
      throw failure;
    });
  const rejects = plan.files.flatMap(({ file, findings }) =>
    findings.rejects.map((each) => ({ file: file.name, ...each })),
  );
  return { report, rejects, headings };
}

/** An extract that has been looked at, and all that is needed to load it. */
interface Plan {
  readonly extract: Extract;
  readonly files: readonly PlannedFile[];
  readonly mapping: SourceMapping;
  readonly limits: Limits;
  readonly options: LoadOptions;
  readonly started: Date;
}

async function planned(extract: Extract, options: LoadOptions): Promise<Plan> {
  const started = new Date();
  const limits = { ...usualLimits, ...options.limits };
  const source = extract.manifest.source_system;
  const mapping = await readMapping(options.database, source, options.mapping);
  const files = await planFiles(extract, mapping, limits);
  if (files.length === 0)
    throw new Error(`nothing to load: ${extract.name} has no .csv or .csv.gz file`);
  return { extract, files, mapping, limits, options, started };
}

/** V08: every file is the one that was loaded last. */
function nothingToDo(plan: Plan): Promise<LoadReport> {
  for (const file of plan.files) file.findings.note('V08', '', 'I', '', 1);
  return reportOf(plan.options.database, plan, new Changes(), {
    status: 'unchanged',
    loadId: null,
    dataVersion: null,
  });
}

/** Reads every file into the store, inside the transaction of the caller. */
async function readAll(db: Transaction, plan: Plan): Promise<LoadRun> {
  const { extract, files, mapping, limits, options, started } = plan;
  await lockLoads(db, options.refuseWhenBusy ?? false);
  await db.query(
    'room to sort',
    `select set_config('work_mem', '64MB', true), set_config('maintenance_work_mem', '256MB', true)`,
  );
  const sourceNo = await sourceNumber(db, extract.manifest.source_system);
  const { loadId } = await openLoad(
    db,
    sourceNo,
    extract.name,
    extract.manifest,
    started,
    options.by,
  );
  await db.query('keep what is replaced', `select set_config('impact.load', $1, true)`, [
    String(loadId),
  ]);
  const run = new LoadRun({
    db,
    extract,
    planned: files,
    mapping,
    limits,
    options,
    loadId,
    sourceNo,
  });
  await checkStore(db, extract.manifest, files);
  await run.loadFiles();
  return run;
}

async function checkAll(db: Transaction, plan: Plan): Promise<never> {
  const run = await readAll(db, plan);
  const refused = run.refused();
  if (refused) run.changes.forget();
  else await checkWhole(run);
  const status = refused ? 'refused' : run.changes.any() ? 'loaded' : 'unchanged';
  const outcome = { status, loadId: run.loadId, dataVersion: null } as const;
  throw new Checked({ ...(await reportOf(db, plan, run.changes, outcome)), loadId: null });
}

async function loadAll(db: Transaction, plan: Plan): Promise<LoadReport> {
  const run = await readAll(db, plan);
  const { files, options } = plan;
  const { loadId } = run;
  if (run.refused()) throw new RefusedLoad(run);
  await saveMapping(db, run.sourceNo, plan.mapping, options.by);
  const dataVersion = await finishLoad(run, options.onProgress);
  const status = dataVersion === null ? 'unchanged' : 'loaded';
  const report = await reportOf(db, plan, run.changes, { status, loadId, dataVersion });
  await closeLoad(db, loadId, report, files);
  return report;
}

/** After the rollback, only the books are written: why it was refused, and which rows were at fault. */
async function keepRefusal(plan: Plan, run: LoadRun): Promise<LoadReport> {
  const { extract, files, options, started } = plan;
  run.changes.forget();
  return options.database.transaction('keep a refused load', async (db) => {
    const sourceNo = await sourceNumber(db, extract.manifest.source_system);
    const { loadId } = await openLoad(
      db,
      sourceNo,
      extract.name,
      extract.manifest,
      started,
      options.by,
    );
    const outcome = { status: 'refused', loadId, dataVersion: null } as const;
    const report = await reportOf(db, plan, run.changes, outcome);
    await closeLoad(db, loadId, report, files);
    return report;
  });
}

async function reportOf(
  db: Transaction | Database,
  { extract, files, started }: Plan,
  changes: Changes,
  outcome: Pick<LoadReport, 'status' | 'loadId' | 'dataVersion'>,
): Promise<LoadReport> {
  const previous = await previousRows(db, extract.manifest.source_system, outcome.loadId);
  const [size] = await db.query<{ people: number; pcns: number }>(
    'people and PCNs of the store',
    `select (select count(*) from person where not withdrawn)::int as people, (select count(*) from pcn)::int as pcns`,
  );
  return {
    ...outcome,
    name: extract.name,
    source: extract.manifest.source_system,
    mode: extract.manifest.mode,
    demo: extract.manifest.demo ?? false,
    files: files.map((file) =>
      fileReport(file, changes.of(file.no), previous.get(file.match?.contract.name ?? '') ?? null),
    ),
    unmapped: files.flatMap((file) => [...file.findings.unmapped.values()]),
    people: size!.people,
    pcns: size!.pcns,
    seconds: (Date.now() - started.getTime()) / 1000,
  };
}
