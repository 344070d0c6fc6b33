import type { Figure, PolicyId } from '#figure/figure.ts';
import type { Queries } from '../database/connect.ts';

/** A figure as it left, under its verification code. */
export interface FigureRecord {
  readonly code: string;
  readonly metric: string;
  readonly question: string;
  readonly policy: PolicyId;
  readonly dataVersion: string;
  readonly figure: Figure;
}

/** One time a figure left. */
export interface Issue {
  readonly code: string;
  /** ISO instant. */
  readonly at: string;
  readonly email: string | null;
  readonly role: string | null;
  readonly format: string;
}

/** Records under these codes, in the order asked; codes nobody knows are left out. */
export async function recordsUnder(
  database: Queries,
  codes: readonly string[],
): Promise<readonly FigureRecord[]> {
  return database.query<FigureRecord>(
    'figures under verification codes',
    `select r.code, metric, question, policy, data_version as "dataVersion", figure
     from unnest($1::text[]) with ordinality as asked (code, place)
     join figure_record r on r.code = asked.code order by place`,
    [codes],
  );
}

/** The last `limit` times each of these figures left, newest first. */
export function issuesOf(
  database: Queries,
  codes: readonly string[],
  limit = 10,
): Promise<readonly Issue[]> {
  return database.query<Issue>(
    'when figures left',
    `select code, at, email, role, format from (
       select code, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, email, role,
         format, row_number() over (partition by code order by issue_id desc) as place
       from figure_issue where code = any ($1)) as each
     where place <= $2 order by code, place`,
    [codes, limit],
  );
}

/** Codes of the figures of a file that left byte for byte as it is; none when no such file did. */
export async function codesOfHash(database: Queries, sha256: Buffer): Promise<readonly string[]> {
  const rows = await database.query<{ code: string }>(
    'figures of a file',
    'select code from figure_issue where sha256 = $1 group by code order by min(issue_id)',
    [sha256],
  );
  return rows.map(({ code }) => code);
}
