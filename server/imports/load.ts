import type { Database, Transaction } from '../database/connect.ts';
import type { RuleId } from './rules.ts';
import type { Extract } from './extract.ts';
import { fileReport } from './file-report.ts';
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
import { finishLoad } from './finish.ts';

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

/**
 * Loads an extract: reads every file, applies the rules of the contract, and either brings the whole
 * store up to date with it or changes nothing. One transaction; until it commits, the old data serve.
 *
 * A refusal is an outcome, not an error: the report says why, and is kept with its rejects.
 * @throws DatabaseError and file errors; the store is then as it was
 */
export async function loadExtract(extract: Extract, options: LoadOptions): Promise<LoadReport> {
  const started = new Date();
  const limits = { ...usualLimits, ...options.limits };
  const { database } = options;
  const mapping = await readMapping(database, extract.manifest.source_system, options.mapping);
  const planned = await planFiles(extract, mapping, limits);
  if (planned.length === 0)
    throw new Error(`nothing to load: ${extract.name} has no .csv or .csv.gz file`);
  if (await alreadyLoaded(database, extract.manifest, planned)) {
    for (const file of planned) file.findings.note('V08', '', 'I', '', 1);
    return reportOf(database, extract, planned, new Changes(), {
      status: 'unchanged',
      loadId: null,
      dataVersion: null,
      started,
    });
  }
  try {
    return await database.transaction('load an extract', (db) =>
      loadAll(db, extract, planned, mapping, limits, options, started),
    );
  } catch (failure) {
    if (!(failure instanceof RefusedLoad)) throw failure;
    return keepRefusal(database, extract, planned, failure.run, started);
  }
}

/** Only one load at a time; the number is this program's own and means nothing elsewhere. */
const loadLock = 7_301_204;

async function loadAll(
  db: Transaction,
  extract: Extract,
  planned: readonly PlannedFile[],
  mapping: SourceMapping,
  limits: Limits,
  options: LoadOptions,
  started: Date,
): Promise<LoadReport> {
  await db.query('wait for other loads', 'select pg_advisory_xact_lock($1)', [loadLock]);
  await db.query(
    'room to sort',
    `select set_config('work_mem', '64MB', true), set_config('maintenance_work_mem', '256MB', true)`,
  );
  const sourceNo = await sourceNumber(db, extract.manifest.source_system);
  const { loadId } = await openLoad(db, sourceNo, extract.name, extract.manifest, started);
  const run = new LoadRun({ db, extract, planned, mapping, limits, options, loadId, sourceNo });
  await checkStore(db, extract.manifest, planned);
  await run.loadFiles();
  if (run.refused()) throw new RefusedLoad(run);
  await saveMapping(db, sourceNo, mapping);
  const dataVersion = await finishLoad(run, options.onProgress);
  const status = dataVersion === null ? 'unchanged' : 'loaded';
  const report = await reportOf(db, extract, planned, run.changes, {
    status,
    loadId,
    dataVersion,
    started,
  });
  await closeLoad(db, loadId, report, planned);
  return report;
}

/** After the rollback, only the books are written: why it was refused, and which rows were at fault. */
async function keepRefusal(
  database: Database,
  extract: Extract,
  planned: readonly PlannedFile[],
  run: LoadRun,
  started: Date,
): Promise<LoadReport> {
  run.changes.forget();
  return database.transaction('keep a refused load', async (db) => {
    const sourceNo = await sourceNumber(db, extract.manifest.source_system);
    const { loadId } = await openLoad(db, sourceNo, extract.name, extract.manifest, started);
    const report = await reportOf(db, extract, planned, run.changes, {
      status: 'refused',
      loadId,
      dataVersion: null,
      started,
    });
    await closeLoad(db, loadId, report, planned);
    return report;
  });
}

async function reportOf(
  db: Transaction | Database,
  extract: Extract,
  planned: readonly PlannedFile[],
  changes: Changes,
  outcome: Pick<LoadReport, 'status' | 'loadId' | 'dataVersion'> & { started: Date },
): Promise<LoadReport> {
  const { started, ...rest } = outcome;
  const previous = await previousRows(db, extract.manifest.source_system, rest.loadId);
  const [size] = await db.query<{ people: number; pcns: number }>(
    'people and PCNs of the store',
    `select (select count(*) from person where not withdrawn)::int as people, (select count(*) from pcn)::int as pcns`,
  );
  return {
    ...rest,
    name: extract.name,
    source: extract.manifest.source_system,
    mode: extract.manifest.mode,
    demo: extract.manifest.demo ?? false,
    files: planned.map((file) =>
      fileReport(file, changes.of(file.no), previous.get(file.match?.contract.name ?? '') ?? null),
    ),
    unmapped: planned.flatMap((file) => [...file.findings.unmapped.values()]),
    people: size!.people,
    pcns: size!.pcns,
    seconds: (Date.now() - started.getTime()) / 1000,
  };
}
