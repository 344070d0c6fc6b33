import { codeLists } from '#dimensions/codes.ts';
import type { Database, Queries } from '../database/connect.ts';

/** Writes the code lists to `code_list`, after migrations: labels may change, codes only ever grow. */
export async function syncCodeLists(db: Database | Queries): Promise<void> {
  const rows = Object.entries(codeLists).flatMap(([list, codes]) =>
    codes.map(({ code, label }, ordinal) => ({ list, code, ordinal, label })),
  );
  await db.query(
    'write code lists',
    `insert into code_list as t (list, code, ordinal, label)
     select * from jsonb_to_recordset($1::jsonb) as c(list text, code text, ordinal smallint, label text)
     on conflict (list, code) do update set ordinal = excluded.ordinal, label = excluded.label
     where (t.ordinal, t.label) is distinct from (excluded.ordinal, excluded.label)`,
    [JSON.stringify(rows)],
  );
}
