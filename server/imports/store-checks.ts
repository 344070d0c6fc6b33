import type { Queries } from '../database/connect.ts';
import type { Manifest } from './extract.ts';
import type { PlannedFile } from './plan.ts';
import { Refusal } from './read/refusal.ts';

/**
 * V08: every file is the very one that the last load of this source read, with the same mapping.
 * Files made as they are read have no hash and never count as loaded.
 */
export async function alreadyLoaded(
  db: Queries,
  manifest: Manifest,
  planned: readonly PlannedFile[],
): Promise<boolean> {
  if (planned.some((file) => file.refusals.length > 0 || !file.inspection?.sha256)) return false;
  const last = await db.query<{ file: string }>(
    'files of the last load of a source',
    `select sha256 || ' ' || mapping as file from import_file
     where load_id = (
       select max(load_id) from import_load l join source_system s using (source_no)
       where s.name = $1 and l.status in ('loaded', 'unchanged') and l.mode = $2)`,
    [manifest.source_system, manifest.mode],
  );
  const known = new Set(last.map((each) => each.file));
  return planned.every((file) => known.has(`${file.inspection!.sha256} ${file.fingerprint}`));
}

/** V09: a store with live people takes no invented ones, nor the reverse. */
export async function checkStore(
  db: Queries,
  manifest: Manifest,
  planned: readonly PlannedFile[],
): Promise<void> {
  const personLevel = planned.filter((file) => file.match?.contract.personLevel);
  if (personLevel.length === 0) return;
  const [found] = await db.query<{ demo: boolean | null }>(
    'kind of data in the store',
    `select demo from data_version where cases_to is not null or appointments_to is not null order by version desc limit 1`,
  );
  if (!found || found.demo === null || found.demo === (manifest.demo ?? false)) return;
  const held = found.demo ? 'the store holds demonstration data' : 'the store holds live data';
  const sent = manifest.demo
    ? 'the extract is a demonstration'
    : 'the extract does not say it is a demonstration';
  for (const file of personLevel) file.refusals.push(new Refusal('V09', `${held}, ${sent}`));
}

/** Rows each kind of file had in the last load of a source, by contract name. */
export async function previousRows(
  db: Queries,
  sourceSystem: string,
  exceptLoad: number | null,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ contract: string; rows: number }>(
    'rows of the last load',
    `select distinct on (f.contract) f.contract, sum(f.rows_read) over (partition by f.load_id, f.contract)::bigint as rows
     from import_file f join import_load l using (load_id) join source_system s using (source_no)
     where s.name = $1 and l.status in ('loaded', 'unchanged') and l.load_id is distinct from $2::int
     order by f.contract, f.load_id desc`,
    [sourceSystem, exceptLoad],
  );
  return new Map(rows.map((row) => [row.contract, row.rows]));
}

/** True when a newer extract of this source is in the store: its rows then stand. */
export async function isSuperseded(
  db: Queries,
  sourceNo: number,
  extractedAt: string | undefined,
): Promise<boolean> {
  if (extractedAt === undefined) return false;
  const [found] = await db.query<{ newer: boolean }>(
    'look for newer extracts',
    `select exists (select 1 from import_load where source_no = $1 and status in ('loaded', 'unchanged') and extracted_at > $2) as newer`,
    [sourceNo, extractedAt],
  );
  return found!.newer;
}
