import type { Queries } from '../database/connect.ts';
import { forgetDisplaced, keptDays } from './displaced.ts';
import type { PlannedFile } from './plan.ts';
import type { LoadReport } from './report.ts';
import type { Manifest } from './extract.ts';

export interface LoadRow {
  readonly loadId: number;
  readonly sourceNo: number;
  readonly name: string;
  readonly manifest: Manifest;
  readonly started: Date;
}

/** The number of a source system; a new name gets the next. */
export async function sourceNumber(db: Queries, name: string): Promise<number> {
  const [found] = await db.query<{ source_no: number }>(
    'find the source system',
    `with added as (
       insert into source_system (name) select $1
       where not exists (select 1 from source_system where name = $1) returning source_no)
     select source_no from added union all select source_no from source_system where name = $1`,
    [name],
  );
  return found!.source_no;
}

/** Opens the books of a load; `closeLoad` writes what it came to. */
export async function openLoad(
  db: Queries,
  sourceNo: number,
  name: string,
  manifest: Manifest,
  started: Date,
  by: string | null = null,
): Promise<LoadRow> {
  const [row] = await db.query<{ load_id: number }>(
    'open the books of a load',
    `insert into import_load (name, source_no, status, mode, manifest, demo, extracted_at, covers_from, covers_to,
       started_at, finished_at, loaded_by, report)
     values ($1, $2, 'failed', $3, $4, $5, $6, $7, $8, $9, $9, $10, '{}') returning load_id`,
    [
      name,
      sourceNo,
      manifest.mode,
      JSON.stringify(manifest),
      manifest.demo ?? false,
      manifest.extracted_at ?? null,
      manifest.covers_from ?? null,
      manifest.covers_to ?? null,
      started.toISOString(),
      by,
    ],
  );
  return { loadId: row!.load_id, sourceNo, name, manifest, started };
}

/** Writes the report of a load, its files, findings, rejects and unmapped terms. */
export async function closeLoad(
  db: Queries,
  loadId: number,
  report: LoadReport,
  planned: readonly PlannedFile[],
): Promise<void> {
  await db.query(
    'close the books of a load',
    `update import_load set status = $2, finished_at = clock_timestamp(), report = $3,
       manifest = manifest || jsonb_build_object('preambles', $4::jsonb) where load_id = $1`,
    [loadId, report.status, JSON.stringify(report), JSON.stringify(preambles(planned))],
  );
  await writeFiles(db, loadId, report, planned);
  await writeFindings(db, loadId, report);
  for (const file of planned) await writeRejects(db, loadId, file);
  await db.query(
    'write unmapped terms',
    `insert into unmapped_value (load_id, list, value, rows)
     select $1, list, value, sum(rows)::bigint from jsonb_to_recordset($2::jsonb) as u(list text, value text, rows bigint)
     group by list, value`,
    [loadId, JSON.stringify(report.unmapped)],
  );
  await db.query(
    'forget old rejects',
    `delete from import_reject r using import_load l
     where l.load_id = r.load_id and l.started_at < now() - make_interval(days => $1)`,
    [keptDays],
  );
  await forgetDisplaced(db);
}

const preambles = (planned: readonly PlannedFile[]): Record<string, string[]> =>
  Object.fromEntries(
    planned
      .filter(
        (file) =>
          file.layout &&
          file.layout.preamble.length > 0 &&
          file.match?.contract.personLevel === false,
      )
      .map((file) => [
        file.file.name,
        file.layout!.preamble.map((cells) => cells.filter((cell) => cell !== '').join(' ')),
      ]),
  );

async function writeFiles(
  db: Queries,
  loadId: number,
  report: LoadReport,
  planned: readonly PlannedFile[],
): Promise<void> {
  const rows = report.files.map((file, index) => ({
    ...file,
    fingerprint: planned[index]!.fingerprint,
    contract: file.contract ?? '',
    sha256: file.sha256 ?? '',
    encoding: file.encoding ?? '',
    delimiter: file.delimiter ?? '',
  }));
  await db.query(
    'write the files of a load',
    `insert into import_file (load_id, file, contract, sha256, mapping, encoding, delimiter, rows_read, accepted, inserted,
       replaced, unchanged, quarantined, dropped, withdrawn, first_date, last_date)
     select $1, file, contract, sha256, fingerprint, encoding, delimiter, read, accepted, inserted, replaced, unchanged,
       quarantined, dropped, withdrawn, "firstDate", "lastDate"
     from jsonb_to_recordset($2::jsonb) as f(file text, contract text, sha256 text, fingerprint text, encoding text,
       delimiter text, read bigint, accepted bigint, inserted bigint, replaced bigint, unchanged bigint,
       quarantined bigint, dropped bigint, withdrawn bigint, "firstDate" date, "lastDate" date)`,
    [loadId, JSON.stringify(rows)],
  );
}

async function writeFindings(db: Queries, loadId: number, report: LoadReport): Promise<void> {
  const rows = report.files.flatMap((file) =>
    file.findings.map((each) => ({ file: file.file, ...each })),
  );
  await db.query(
    'write the findings of a load',
    `insert into import_report (load_id, file, rule, column_name, severity, rows, detail)
     select $1, file, rule, "column", severity, rows, detail
     from jsonb_to_recordset($2::jsonb) as f(file text, rule text, "column" text, severity char, rows bigint, detail text)
     on conflict do nothing`,
    [loadId, JSON.stringify(rows)],
  );
}

const batch = 20_000;

async function writeRejects(
  db: Queries,
  loadId: number,
  { file, findings }: PlannedFile,
): Promise<void> {
  for (let from = 0; from < findings.rejects.length; from += batch) {
    const part = findings.rejects.slice(from, from + batch);
    await db.query(
      'write rejects',
      `insert into import_reject (load_id, file, row_no, column_name, rule)
       select $1, $2, * from unnest($3::bigint[], $4::text[], $5::text[])`,
      [
        loadId,
        file.name,
        part.map((each) => each.record),
        part.map((each) => each.column),
        part.map((each) => each.rule),
      ],
    );
  }
}

/**
 * The rejects of a load as CSV lines: file, row, column, rule and what the rule says. Never a cell.
 * Row 1 is the first line of the table as a spreadsheet shows it.
 */
export async function rejectsCsv(
  db: Queries,
  loadId: number,
  words: (rule: string) => string,
): Promise<string> {
  const rows = await db.query<{ file: string; row_no: number; column_name: string; rule: string }>(
    'rejects of a load',
    'select file, row_no, column_name, rule from import_reject where load_id = $1 order by file, row_no, rule',
    [loadId],
  );
  return rejectLines(
    rows.map((row) => ({
      file: row.file,
      record: row.row_no,
      column: row.column_name,
      rule: row.rule,
    })),
    words,
  );
}

/** Rejected rows as CSV. @param words what a rule says */
export function rejectLines(
  rows: readonly {
    readonly file: string;
    readonly record: number;
    readonly column: string;
    readonly rule: string;
  }[],
  words: (rule: string) => string,
): string {
  // A file's name is anybody's: a spreadsheet must not take it for a formula.
  const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
  const quoted = (text: string): string =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = rows.map((row) =>
    [quoted(guarded(row.file)), row.record, row.column, row.rule, quoted(words(row.rule))].join(
      ',',
    ),
  );
  return ['file,row,column,rule,what', ...lines, ''].join('\r\n');
}
