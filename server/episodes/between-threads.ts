import type { Values } from '../counting/kernel.ts';
import { snapshotTables } from './columns.ts';
import type { SnapshotTable } from './columns.ts';
import type { Snapshot } from './snapshot.ts';
import { columnsOf } from './typed-columns.ts';

/** A snapshot as it passes to another thread. The columns of one read from its file lie in shared memory: both threads have the same. */
export interface PassedSnapshot {
  readonly about: Omit<Snapshot, 'tables'>;
  readonly tables: Readonly<Record<SnapshotTable, PassedTable>>;
}

interface PassedTable {
  readonly rows: number;
  readonly values: ReadonlyMap<string, Values>;
}

const namesOf = (table: SnapshotTable): readonly string[] => Object.keys(snapshotTables[table]);

const byTable = <T>(of: (table: SnapshotTable) => T): Record<SnapshotTable, T> =>
  Object.fromEntries(
    (Object.keys(snapshotTables) as SnapshotTable[]).map((table) => [table, of(table)]),
  ) as Record<SnapshotTable, T>;

/** A snapshot without its functions, which no message can carry. */
export function passedOf({ tables, ...about }: Snapshot): PassedSnapshot {
  return {
    about,
    tables: byTable((name) => ({
      rows: tables[name].rows,
      values: new Map(namesOf(name).map((column) => [column, tables[name].column(column)])),
    })),
  };
}

/** The snapshot once more, in the thread it was passed to. */
export function snapshotPassed({ about, tables }: PassedSnapshot): Snapshot {
  return {
    ...about,
    tables: byTable((name) =>
      columnsOf(name, snapshotTables[name], tables[name].rows, tables[name].values),
    ),
  };
}
