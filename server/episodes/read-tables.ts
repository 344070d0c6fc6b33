import type pg from 'pg';
import type { Values } from '../counting/kernel.ts';
import { snapshotTables } from './columns.ts';
import type { SnapshotTable } from './columns.ts';
import { copyColumns } from './copy-columns.ts';

/** The columns of one table, in the order of its definition. */
export interface TableValues {
  readonly rows: number;
  readonly values: ReadonlyMap<string, Values>;
}

/**
 * Where each episode stands in the snapshot. PCN, practice and day come first so that a viewer's
 * scope is a few runs of rows (server/counting/geography.ts); the rest makes the order repeatable.
 */
const placeEpisodes = `
  create temp table episode_place on commit drop as
    select person_key, referral_no,
      (row_number() over (
        order by pcn_then nulls first, practice nulls first, referred, person_key, referral_no
      ) - 1)::int as episode
    from episode;
  create unique index on episode_place (person_key, referral_no);
  analyze episode_place;`;

const ofEpisode = (table: string, order: string) => ({
  from: `${table} t join episode_place p on p.person_key = t.person_key and p.referral_no = t.referral_no`,
  order: `p.episode, ${order}`,
});

/** Source and order of each table of the snapshot. */
const sources: Readonly<Record<SnapshotTable, { readonly from: string; readonly order: string }>> =
  {
    episode: ofEpisode('episode', 't.person'),
    score: ofEpisode('episode_score', 't.scale'),
    onward: ofEpisode('episode_onward', 't.source_no, t.onward_id'),
    comparator: ofEpisode(
      'episode_comparator',
      't.person, t.before, t.after, t.contact_before, t.contact_run_in',
    ),
    list_size: {
      from: 'list_size_month t',
      order: 't.pcn_then nulls first, t.practice, t.month, t.sex, t.age',
    },
    capacity: { from: 'capacity_month t', order: 't.month, t.worker nulls first, t.pcn' },
  };

/**
 * Reads every table of the snapshot inside the caller's transaction (which should be repeatable
 * read, so that all tables are of one moment).
 */
export async function readTables(
  client: pg.ClientBase,
): Promise<Readonly<Record<SnapshotTable, TableValues>>> {
  await client.query(placeEpisodes);
  const tables: Partial<Record<SnapshotTable, TableValues>> = {};
  for (const table of Object.keys(sources) as SnapshotTable[]) {
    tables[table] = await readTable(client, table);
  }
  return tables as Record<SnapshotTable, TableValues>;
}

async function readTable(client: pg.ClientBase, table: SnapshotTable): Promise<TableValues> {
  const definitions = Object.entries(snapshotTables[table]);
  const { from, order } = sources[table];
  const list = definitions.map(([name]) =>
    name === 'episode' ? 'p.episode' : `t.${name}::int4 as ${name}`,
  );
  const { rows, columns } = await copyColumns(
    client,
    `select ${list.join(', ')} from ${from} order by ${order}`,
    definitions.map(([, { type }]) => type),
  );
  return { rows, values: new Map(definitions.map(([name], at) => [name, columns[at]!])) };
}
