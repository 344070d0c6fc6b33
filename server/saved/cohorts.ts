import { isAccountId } from '../access/audit.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Queries } from '../database/connect.ts';
import { HttpError } from '../http-error.ts';

/** A cohort under a name. */
export interface SavedCohort {
  readonly id: string;
  readonly name: string;
  /** The page address after `?`, in canonical form. */
  readonly query: string;
  readonly shared: boolean;
  /** Whether it is the asker's own; others' are shown because they are shared. */
  readonly own: boolean;
  /** Who shares it. */
  readonly by: string;
}

const most = 200;

/** The viewer's own cohorts and those others share, own first, by name. */
export function savedCohortsOf(database: Queries, viewer: Viewer): Promise<readonly SavedCohort[]> {
  return database.query<SavedCohort>(
    'saved cohorts',
    `select cohort_id as id, c.name, query, shared, account_id = $1 as own, a.name as by
     from saved_cohort c join account a using (account_id)
     where account_id = $1 or shared
     order by own desc, lower(c.name), c.saved_at limit $2`,
    [viewer.id, most],
  );
}

/** Saves a cohort under a name; the viewer's own of the same name is replaced. @returns its id */
export async function saveCohort(
  database: Queries,
  cohort: Pick<SavedCohort, 'name' | 'query' | 'shared'>,
  viewer: Viewer,
): Promise<string> {
  if (!isAccountId(viewer.id)) throw new HttpError('cohorts are saved to an account', 403);
  const [row] = await database.query<{ id: string }>(
    'save a cohort',
    `insert into saved_cohort (account_id, name, query, shared)
     select $1, $2, $3, $4 where (select count(*) from saved_cohort where account_id = $1) < $5
     on conflict (account_id, name)
       do update set query = excluded.query, shared = excluded.shared, saved_at = now()
     returning cohort_id as id`,
    [viewer.id, cohort.name, cohort.query, cohort.shared, most],
  );
  if (row) return row.id;
  throw new HttpError(`${most} cohorts are saved already`, 409, { wayOut: 'Delete one first.' });
}

/** @throws HttpError 404 for a cohort that is not the viewer's own */
export async function deleteCohort(database: Queries, id: string, viewer: Viewer): Promise<void> {
  const rows = isAccountId(id)
    ? await database.query(
        'delete a saved cohort',
        'delete from saved_cohort where cohort_id = $1 and account_id = $2 returning 1',
        [id, viewer.id],
      )
    : [];
  if (rows.length === 0)
    throw new HttpError('no such saved cohort', 404, {
      wayOut: 'Only whoever saved a cohort can delete it.',
    });
}
