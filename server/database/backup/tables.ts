import type { Queries } from '../connect.ts';

/** A table as a backup holds it. */
export interface SavedTable {
  readonly name: string;
  /** In the table's order; generated columns are left out, they follow from the others. */
  readonly columns: readonly string[];
}

/** The next number a table hands out. */
export interface SavedSequence {
  readonly name: string;
  readonly value: number;
  readonly called: boolean;
}

/**
 * What a backup leaves out: sessions and sign-ins under way (a restored one would open a door that
 * was shut since), and the migration books, which restoring writes itself.
 */
const leftOut = [
  'account_session',
  'sign_in_request',
  'sign_in_guard',
  'applied_migration',
  'applied_access',
];

/** Every table with lasting rows, those others refer to first. Unlogged ones are working tables. */
export async function tablesToSave(database: Queries): Promise<SavedTable[]> {
  const tables = await database.query<SavedTable>(
    'tables to save',
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relpersistence = 'p' and c.relname <> all ($1)
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     group by c.relname order by c.relname`,
    [leftOut],
  );
  const references = await database.query<Reference>(
    'references between tables',
    `select c.relname as from, f.relname as to
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
     where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and c.oid <> f.oid`,
  );
  return referredFirst(tables, references);
}

interface Reference {
  readonly from: string;
  readonly to: string;
}

/** @throws Error for tables that refer to each other in a ring: none of ours do */
export function referredFirst(
  tables: readonly SavedTable[],
  references: readonly Reference[],
): SavedTable[] {
  const waiting = new Map(tables.map((table) => [table.name, table]));
  const ordered: SavedTable[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(
      ({ name }) => !references.some(({ from, to }) => from === name && waiting.has(to)),
    );
    if (ready.length === 0)
      throw new Error(`tables refer to each other: ${[...waiting.keys()].join(', ')}`);
    for (const table of ready) {
      ordered.push(table);
      waiting.delete(table.name);
    }
  }
  return ordered;
}

export async function sequencesToSave(database: Queries): Promise<SavedSequence[]> {
  const names = await database.query<{ name: string }>(
    'sequences to save',
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' and c.relpersistence = 'p'
     order by 1`,
  );
  const saved: SavedSequence[] = [];
  for (const { name } of names) {
    const [row] = await database.query<{ value: number; called: boolean }>(
      'next number of a sequence',
      `select last_value as value, is_called as called from ${quoteName(name)}`,
    );
    if (row) saved.push({ name, ...row });
  }
  return saved;
}

/** An identifier for SQL text. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `"person" ("person_key", "sex")` */
export function columnList({ name, columns }: SavedTable): string {
  return `${quoteName(name)} (${columns.map(quoteName).join(', ')})`;
}
