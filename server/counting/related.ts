import { monthNumber } from '#figure/month.ts';
import { MISSING } from '../episodes/columns.ts';
import type { SnapshotTable } from '../episodes/columns.ts';
import { dimensionOf } from '#dimensions';
import { allowedNumbers, columnOf } from './codes.ts';
import type { Columns } from './kernel.ts';
import { keep, missingOf, runTest } from './select.ts';
import type { Selection } from './select.ts';

/** Tables whose rows belong to an episode, in order of it. */
const children = ['score', 'onward', 'comparator'] as const satisfies readonly SnapshotTable[];
type Child = (typeof children)[number];

const isChild = (table: SnapshotTable): table is Child =>
  (children as readonly SnapshotTable[]).includes(table);

const firsts = new WeakMap<Columns, Int32Array>();

/** First child row of each episode, and one past the last at the end. */
function firstChildren(child: Columns, episodes: number): Int32Array {
  let first = firsts.get(child);
  if (!first) {
    first = new Int32Array(episodes + 1);
    const episode = child.column('episode');
    for (let row = 0; row < child.rows; row++) first[episode[row]! + 1]!++;
    for (let at = 0; at < episodes; at++) first[at + 1]! += first[at]!;
    firsts.set(child, first);
  }
  return first;
}

const derived = new WeakMap<Selection, Map<SnapshotTable, Selection>>();

/**
 * The rows of another table that belong to a selection of episodes: scores, onward activities and
 * comparators of its episodes; list sizes and capacity of the cohort's months, places and scope
 * (list sizes also of its age bands and sexes: the filters they can answer). Worked out once for
 * each selection.
 */
export function within(selection: Selection, table: SnapshotTable): Selection {
  if (table === selection.table) return selection;
  if (selection.table !== 'episode') {
    throw new Error(`no ${table} rows within a selection of ${selection.table}; select episodes`);
  }
  let tables = derived.get(selection);
  if (!tables) derived.set(selection, (tables = new Map()));
  let found = tables.get(table);
  if (!found) {
    const rows = isChild(table) ? childRows(selection, table) : referenceRows(selection, table);
    found = { ...selection, table, rows, count: rows.length };
    tables.set(table, found);
  }
  return found;
}

function childRows(selection: Selection, table: Child): Int32Array {
  const { tables } = selection.snapshot;
  const first = firstChildren(tables[table], tables.episode.rows);
  let count = 0;
  for (const episode of selection.rows) count += first[episode + 1]! - first[episode]!;
  const rows = new Int32Array(count);
  let at = 0;
  for (const episode of selection.rows) {
    for (let row = first[episode]!; row < first[episode + 1]!; row++) rows[at++] = row;
  }
  return rows;
}

/** Rows of list sizes or capacity: months inside the period, places inside filters and scope. */
function referenceRows(selection: Selection, table: SnapshotTable): Int32Array {
  const { snapshot, cohort } = selection;
  const columns = snapshot.tables[table];
  const month = columns.column('month');
  const [from, to] = [monthNumber(cohort.from), monthNumber(cohort.to)];
  const passes = placeTest(selection, table);
  const rows = new Int32Array(columns.rows);
  let count = 0;
  for (let row = 0; row < columns.rows; row++) {
    if (month[row]! >= from && month[row]! <= to && passes(row)) rows[count++] = row;
  }
  for (const key of table === 'list_size' ? (['age', 'sex'] as const) : (['team'] as const)) {
    const codes = cohort.filters[key];
    if (!codes) continue;
    const values = columns.column(columnOf(dimensionOf(key), cohort));
    count = keep(rows, count, values, allowedNumbers(snapshot, key, codes, missingOf(values)));
  }
  return rows.subarray(0, count);
}

function placeTest(selection: Selection, table: SnapshotTable): (row: number) => boolean {
  const { snapshot, cohort, scope } = selection;
  const columns = snapshot.tables[table];
  if (table === 'capacity') {
    const served = cohort.filters.pcn;
    const test = runTest(snapshot, { ...cohort, filters: served ? { pcn: served } : {} }, scope);
    const pcn = columns.column('pcn');
    return (row) => test({ practice: MISSING.int16, pcnThen: pcn[row]!, pcnToday: pcn[row]! });
  }
  const test = runTest(snapshot, cohort, scope);
  const practice = columns.column('practice');
  const pcnThen = columns.column('pcn_then');
  const pcnToday = columns.column('pcn_today');
  return (row) =>
    test({ practice: practice[row]!, pcnThen: pcnThen[row]!, pcnToday: pcnToday[row]! });
}
