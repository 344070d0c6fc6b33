import type { ListName } from '#dimensions/codes.ts';
import { codeLists } from '#dimensions/codes.ts';
import type { Database, Queries } from '../database/connect.ts';
import { fold } from '../imports/cells/text.ts';
import { contracts } from '../imports/contract/index.ts';
import { readMapping, saveMapping } from '../imports/mapping.ts';
import type { GivenMapping } from '../imports/mapping.ts';
import { sourceNumber } from '../imports/record.ts';

/** One thing settled about a source, and when. */
export interface Settled {
  readonly kind: 'heading' | 'term';
  /** Contract of a heading, code list of a term. */
  readonly of: string;
  /** Folded, as the loader compares it. */
  readonly from: string;
  /** Column or code; null = a heading not wanted. */
  readonly to: string | null;
  readonly at: string;
  readonly by: string | null;
}

const instant = `to_char(settled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** All that is settled about a source, in order of what it is about. */
export function settledFor(db: Queries, source: string): Promise<Settled[]> {
  return db.query<Settled>(
    'what is settled about a source',
    `select 'heading' as kind, contract as of, heading as from, column_name as to, ${instant} as at, settled_by as by
     from heading_mapping join source_system using (source_no) where name = $1
     union all
     select 'term', list, term, code, ${instant}, settled_by
     from code_mapping join source_system using (source_no) where name = $1
     order by 1, 2, 3`,
    [source],
  );
}

/** Keeps what a person settled about a source; the next file of it is read so. */
export async function settle(
  database: Database,
  source: string,
  given: GivenMapping,
  by: string,
): Promise<void> {
  await database.transaction('settle a mapping', async (db) => {
    const mapping = await readMapping(db, source, given);
    await saveMapping(db, await sourceNumber(db, source), mapping, by);
  });
}

/** Forgets one thing that was settled. @returns whether it was there */
export async function forgetSettled(
  db: Queries,
  source: string,
  { kind, of, from }: Pick<Settled, 'kind' | 'of' | 'from'>,
): Promise<boolean> {
  const [table, group, word] =
    kind === 'heading'
      ? ['heading_mapping', 'contract', 'heading']
      : ['code_mapping', 'list', 'term'];
  const gone = await db.query(
    'forget what was settled',
    `delete from ${table} m using source_system s
     where s.source_no = m.source_no and s.name = $1 and m.${group} = $2 and m.${word} = $3 returning 1`,
    [source, of, fold(from)],
  );
  return gone.length > 0;
}

/** What headings and terms can be settled as: columns of each kind of file, codes of each list. */
export function choices(): {
  readonly contracts: readonly {
    readonly name: string;
    readonly columns: readonly { readonly name: string; readonly required: boolean }[];
  }[];
  readonly lists: Readonly<
    Partial<Record<ListName, readonly { readonly code: string; readonly label: string }[]>>
  >;
} {
  return {
    contracts: contracts.map(({ name, columns }) => ({
      name,
      columns: columns.map((column) => ({ name: column.name, required: column.heading })),
    })),
    lists: Object.fromEntries(
      Object.entries(codeLists).map(([list, codes]) => [
        list,
        codes.map(({ code, label }) => ({ code, label })),
      ]),
    ),
  };
}
