import { createHash } from 'node:crypto';
import type { Figure } from '#figure/figure.ts';
import { isAccountId } from '../access/audit.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Queries } from '../database/connect.ts';

/** A published figure and the query that asks for it again. */
export interface KeptFigure {
  readonly figure: Figure;
  readonly question: string;
}

/** A file about to leave, and the figures in it. */
export interface Leaving {
  readonly viewer: Viewer;
  readonly figures: readonly KeptFigure[];
  readonly format: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/**
 * The figure as it may be kept for good. A list of cases is about people, who may opt out or be
 * forgotten later, so its rows are not kept.
 */
function keepable(figure: Figure): Figure {
  return figure.by === 'case' ? { ...figure, rows: [], total: null } : figure;
}

export const isListOfCases = ({ by }: Pick<Figure, 'by'>): boolean => by === 'case';

/** The rows of `figure_record` for some figures, as parameters of the statements below. */
export function recordsOf(figures: readonly KeptFigure[]): string {
  return JSON.stringify(
    figures.map(({ figure, question }) => ({
      code: figure.provenance.code,
      metric: figure.metric,
      question,
      policy: figure.provenance.policy,
      data_version: figure.provenance.dataVersion,
      figure: keepable(figure),
    })),
  );
}

/** Adds figures that are not there yet; the first to leave under a code stays. */
export const insertRecords = `insert into figure_record (code, metric, question, policy, data_version, figure)
  select distinct on (code) code, metric, question, policy, data_version, figure
  from jsonb_to_recordset($1::jsonb)
    as r (code text, metric text, question text, policy text, data_version text, figure jsonb)
  on conflict (code) do nothing`;

/**
 * Keeps the figures of a file under their codes, and that the file left: all of it or nothing. What
 * cannot be kept must not leave, so a failure is the caller's.
 */
export async function keepFile(database: Queries, leaving: Leaving): Promise<void> {
  const { viewer, figures, format, name, bytes } = leaving;
  const known = isAccountId(viewer.id);
  await database.query(
    'keep the figures of a file',
    `with kept as (${insertRecords})
     insert into figure_issue (code, account_id, email, role, format, file_name, sha256)
     select distinct r.code, $2::uuid,
       coalesce($3, (select email from account where account_id = $2::uuid)), $4, $5, $6, $7::bytea
     from jsonb_to_recordset($1::jsonb) as r (code text)`,
    [
      recordsOf(figures),
      known ? viewer.id : null,
      known ? null : viewer.id,
      viewer.role,
      format,
      name,
      hashOf(bytes),
    ],
  );
}
