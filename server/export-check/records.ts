import type { Queries } from '../database/connect.ts';
import type { ExportCheck } from './check-exports.ts';

/** The last run, as the page about the data says it. */
export interface LatestCheck {
  /** ISO instant. */
  readonly checkedAt: string;
  readonly dataVersion: string;
  readonly questions: number;
  readonly files: number;
  readonly values: number;
  readonly differing: number;
}

/** Keeps what a run found, passed or not. */
export async function recordCheck(database: Queries, check: ExportCheck): Promise<void> {
  await database.query(
    'record a check of files',
    `insert into export_check (data_version, questions, files, compared, differing, differences, seed)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      check.dataVersion,
      check.questions,
      check.files,
      check.values,
      check.differing,
      JSON.stringify(check.differences),
      check.seed,
    ],
  );
}

/** The last run of all; null when there never was one. */
export async function latestCheck(database: Queries): Promise<LatestCheck | null> {
  const [found] = await database.query<LatestCheck>(
    'the last check of files',
    `select to_char(checked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "checkedAt",
       data_version as "dataVersion", questions, files, compared as "values", differing
     from export_check order by check_id desc limit 1`,
  );
  return found ?? null;
}
