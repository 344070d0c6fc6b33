import type { Queries } from '../database/connect.ts';
import type { LoadReport } from '../imports/report.ts';

/** One line of the history of loads. */
export interface PastLoad {
  readonly loadId: number;
  readonly name: string;
  readonly source: string;
  /** `failed` was cut off; `undone` was taken back by a `rolled_back`. */
  readonly status: 'loaded' | 'unchanged' | 'refused' | 'failed' | 'undone' | 'rolled_back';
  readonly mode: string;
  readonly demo: boolean;
  /** ISO instants. */
  readonly startedAt: string;
  readonly extractedAt: string | null;
  readonly by: string | null;
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
  /** Rejects that can still be fetched: they are kept for 30 days. */
  readonly rejects: number;
  /** The figures it made; null when it made none. */
  readonly dataVersion: string | null;
}

const instant = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** Loads newest first. @param before only those older than this one */
export function pastLoads(db: Queries, limit: number, before?: number): Promise<PastLoad[]> {
  return db.query<PastLoad>(
    'history of loads',
    `select l.load_id as "loadId", l.name, s.name as source, l.status, l.mode, l.demo,
       ${instant('l.started_at')} as "startedAt", ${instant('l.extracted_at')} as "extractedAt",
       l.loaded_by as by, coalesce(f.rows, 0)::bigint as rows, coalesce(f.accepted, 0)::bigint as accepted,
       coalesce(f.quarantined, 0)::bigint as quarantined,
       (select count(*) from import_reject r where r.load_id = l.load_id) as rejects,
       v.name as "dataVersion"
     from import_load l join source_system s using (source_no) left join data_version v using (load_id)
     left join (
       select load_id, sum(rows_read) as rows, sum(accepted) as accepted, sum(quarantined) as quarantined
       from import_file group by load_id) f using (load_id)
     where $2::integer is null or l.load_id < $2
     order by l.load_id desc limit $1`,
    [limit, before ?? null],
  );
}

/** The report of one load as it was written then; null when there is no such load, or it has none. */
export async function reportOfLoad(db: Queries, loadId: number): Promise<LoadReport | null> {
  const [found] = await db.query<{ report: LoadReport | { readonly status?: undefined } }>(
    'report of a load',
    `select report from import_load where load_id = $1 and report ? 'files'`,
    [loadId],
  );
  return found && 'files' in found.report ? found.report : null;
}

/** What is served now, and until when each feed speaks. Days are ISO. */
export interface Served {
  readonly dataVersion: string;
  readonly madeAt: string;
  readonly source: string;
  readonly demo: boolean;
  readonly cases: string | null;
  readonly wellbeing: string | null;
  readonly appointments: string | null;
}

/** The latest data version; null before the first load. */
export async function servedNow(db: Queries): Promise<Served | null> {
  const [found] = await db.query<Served>(
    'the data served',
    `select v.name as "dataVersion", ${instant('v.made_at')} as "madeAt", s.name as source, v.demo,
       v.cases_to as cases, v.wellbeing_to as wellbeing, v.appointments_to as appointments
     from data_version v join import_load l using (load_id) join source_system s using (source_no)
     order by v.version desc limit 1`,
  );
  return found ?? null;
}

/** Names of the sources there are, the one last loaded from first. */
export async function sources(db: Queries): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    'sources',
    `select s.name from source_system s left join import_load l using (source_no)
     group by s.name order by max(l.load_id) desc nulls last, s.name`,
  );
  return rows.map(({ name }) => name);
}
