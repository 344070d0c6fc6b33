import { firstDayOf, monthOfDay } from '#figure/month.ts';
import type { Columns, Values } from '../counting/kernel.ts';
import { MISSING, snapshotTables } from './columns.ts';
import type { ColumnDefinition, SnapshotTable } from './columns.ts';
import type { Snapshot } from './snapshot.ts';
import { columnsOf, emptyColumn } from './typed-columns.ts';

/** A hand-made row: any columns of its table, the rest missing. */
export type HandRow = Readonly<Record<string, number | null>>;

export type HandTables = Readonly<Partial<Record<SnapshotTable, readonly HandRow[]>>>;

/**
 * A snapshot in memory from hand-made rows, for worked examples and tests. `episode` of scores,
 * onward activities and comparators is the place of the referral in the list given; referrals are
 * then put in the snapshot's order (PCN, practice, day referred) and the links follow.
 *
 * Left out, `person` is a new person, a month follows from its day, and everything else is missing.
 * Throws for a column the table does not have or a value its type cannot hold.
 */
export function snapshotFromRows(
  tables: HandTables,
  about: Partial<Omit<Snapshot, 'tables'>> = {},
): Snapshot {
  const given = (tables.episode ?? []).map(completed);
  const order = given.map((_, at) => at).sort((a, b) => inOrder(given[a]!, given[b]!) || a - b);
  const placed = new Map(order.map((at, row) => [at, row]));
  const built = Object.fromEntries(
    Object.entries(snapshotTables).map(([name, definitions]) => {
      const rows =
        name === 'episode'
          ? order.map((at) => given[at]!)
          : linked(tables[name as SnapshotTable] ?? [], placed);
      return [name, fromRows(name, definitions, rows)];
    }),
  ) as Record<SnapshotTable, Columns>;
  return {
    version: 'hand-made',
    demonstration: true,
    source: 'hand-made rows',
    madeAt: '2026-10-05T06:00:00.000Z',
    dataTo: { cases: null, wellbeing: null, appointments: null },
    hasComparisonSample: (tables.comparator ?? []).length > 0,
    comparisonMatchedOn: [],
    dictionaries: { practice: [], pcn: [], team: [], worker: [], provider: [], ward: [] },
    populations: [],
    areas: [],
    ...about,
    tables: built,
  };
}

const monthsOf = [
  ['referred', 'referred_month'],
  ['first_contact', 'first_contact_month'],
  ['closed', 'closed_month'],
] as const;

function completed(row: HandRow, at: number): HandRow {
  const whole: Record<string, number | null> = { person: at, ...row };
  for (const [day, month] of monthsOf) {
    const known = whole[day];
    if (whole[month] === undefined && typeof known === 'number') whole[month] = monthOfDay(known);
    const started = whole[month];
    if (whole[day] === undefined && typeof started === 'number') whole[day] = firstDayOf(started);
  }
  return whole;
}

const sortedBy = ['pcn_then', 'practice', 'referred'] as const;

/** Order of the episode table in every snapshot; missing first, as its stored value is lowest. */
function inOrder(a: HandRow, b: HandRow): number {
  for (const key of sortedBy) {
    const difference = (a[key] ?? MISSING.int32) - (b[key] ?? MISSING.int32);
    if (difference !== 0) return difference;
  }
  return 0;
}

function linked(rows: readonly HandRow[], placed: ReadonlyMap<number, number>): HandRow[] {
  const moved = rows.map((row) => {
    if (typeof row['episode'] !== 'number') return row;
    const episode = placed.get(row['episode']);
    if (episode === undefined) {
      throw new Error(`no episode ${row['episode']}; there are ${placed.size}, counted from 0`);
    }
    return { ...row, episode };
  });
  return moved.sort((a, b) => (a['episode'] ?? 0) - (b['episode'] ?? 0));
}

function fromRows(
  table: string,
  definitions: Readonly<Record<string, ColumnDefinition>>,
  rows: readonly HandRow[],
): Columns {
  const values = new Map<string, Values>(
    Object.entries(definitions).map(([name, { type }]) => [name, emptyColumn(type, rows.length)]),
  );
  rows.forEach((row, at) => {
    for (const [name, value] of Object.entries(row)) {
      const column = values.get(name);
      if (!column) {
        throw new Error(
          `unknown column: ${table}.${name}; one of ${[...values.keys()].join(', ')}`,
        );
      }
      if (value === null) continue;
      column[at] = value;
      if (column[at] !== value) {
        throw new Error(`${table}.${name} cannot hold ${value}: it is ${definitions[name]!.type}`);
      }
    }
  });
  return columnsOf(table, definitions, rows.length, values);
}
