import type { Predicate } from '#metrics/predicate.ts';
import type { SnapshotTable } from '../episodes/columns.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import type { Values } from './kernel.ts';
import { withBytes } from './scratch.ts';
import { missingOf } from './select.ts';

/** Sets `mask[i]` to 1 where `rows[i]` meets a predicate, else 0. */
export type MaskTest = (rows: Int32Array, mask: Uint8Array) => void;

type ColumnPredicate = Extract<Predicate, { column: string }>;

/** The predicate as loops over one column after another: what `compile` says, for many rows. */
export function compileMask(
  predicate: Predicate,
  snapshot: Snapshot,
  table: SnapshotTable,
): MaskTest {
  if ('all' in predicate) {
    return combine(
      predicate.all.map((each) => compileMask(each, snapshot, table)),
      1,
    );
  }
  if ('any' in predicate) {
    return combine(
      predicate.any.map((each) => compileMask(each, snapshot, table)),
      0,
    );
  }
  if ('not' in predicate) {
    const test = compileMask(predicate.not, snapshot, table);
    return (rows, mask) => {
      test(rows, mask);
      for (let at = 0; at < rows.length; at++) mask[at]! ^= 1;
    };
  }
  const values = snapshot.tables[table].column(predicate.column);
  const meets = valueTest(predicate, snapshot, missingOf(values));
  return values instanceof Uint8Array ? byteTest(values, meets) : wideTest(values, meets);
}

/** Whether a stored value meets a predicate on one column. */
export function valueTest(
  predicate: ColumnPredicate,
  snapshot: Snapshot,
  missing: number,
): (value: number) => boolean {
  if ('missing' in predicate) return (value) => value === missing;
  if ('present' in predicate) return (value) => value !== missing;
  if ('is' in predicate) {
    const { is } = predicate;
    return is === missing ? () => false : (value) => value === is;
  }
  if ('in' in predicate) {
    const allowed = new Set(predicate.in);
    allowed.delete(missing);
    return (value) => allowed.has(value);
  }
  if ('atLeast' in predicate) {
    const { atLeast } = predicate;
    return (value) => value !== missing && value >= atLeast;
  }
  if ('bit' in predicate) {
    const { bit } = predicate;
    return (value) => value !== missing && (value & bit) !== 0;
  }
  const atMost =
    'atMost' in predicate
      ? predicate.atMost
      : (snapshot.dataTo[predicate.feed] ?? Number.NEGATIVE_INFINITY) - predicate.daysBeforeDataTo;
  return (value) => value !== missing && value <= atMost;
}

function byteTest(values: Uint8Array, meets: (value: number) => boolean): MaskTest {
  const table = Uint8Array.from({ length: 256 }, (_, value) => (meets(value) ? 1 : 0));
  return (rows, mask) => {
    for (let at = 0; at < rows.length; at++) mask[at] = table[values[rows[at]!]!]!;
  };
}

function wideTest(values: Values, meets: (value: number) => boolean): MaskTest {
  return (rows, mask) => {
    for (let at = 0; at < rows.length; at++) mask[at] = meets(values[rows[at]!]!) ? 1 : 0;
  };
}

/** `neutral` 1 joins with "and", 0 with "or". */
function combine(tests: readonly MaskTest[], neutral: 0 | 1): MaskTest {
  const [first, ...others] = tests;
  if (!first) return (_, mask) => mask.fill(neutral);
  return (rows, mask) => {
    first(rows, mask);
    withBytes(others.length > 0 ? rows.length : 0, (next) => {
      for (const test of others) {
        test(rows, next);
        if (neutral) for (let at = 0; at < rows.length; at++) mask[at]! &= next[at]!;
        else for (let at = 0; at < rows.length; at++) mask[at]! |= next[at]!;
      }
    });
  };
}
