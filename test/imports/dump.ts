import type { Database } from '../../server/database/connect.ts';

const tables = [
  'practice',
  'pcn',
  'pcn_membership',
  'list_size',
  'link_worker',
  'link_worker_period',
  'provider',
  'service',
  'person',
  'person_alias',
  'referral',
  'referral_need',
  'contact',
  'onward',
  'assessment',
  'gp_appointment',
  'gp_coverage',
  'gp_appointment_agg',
  'possible_duplicate',
  'feedback',
  'service_capacity',
];

/** Everything the loader writes, row by row in a fixed order, without which load wrote it. */
export async function dump(database: Database): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const table of tables) {
    const rows = await database.query<{ row: string }>(
      `dump ${table}`,
      `select (to_jsonb(t) - 'load_id')::text as row from ${table} t order by 1`,
    );
    all[table] = rows.map((each) => each.row);
  }
  return all;
}

export async function count(database: Database, table: string, where = 'true'): Promise<number> {
  const [row] = await database.query<{ rows: number }>(
    'count',
    `select count(*)::int as rows from ${table} where ${where}`,
  );
  return row!.rows;
}
