import { addRows } from './add-rows.ts';
import type { Fold } from './kernel.ts';
import type { RowTest } from './predicate.ts';
import { withBytes, withIntegers } from './scratch.ts';

/** The same fold over the rows that pass a test. */
export function only(fold: Fold, test: RowTest): Fold {
  return {
    table: fold.table,
    width: fold.width,
    add: (row, out, at) => {
      if (test(row)) fold.add(row, out, at);
    },
    addAll(rows, groups, out, stride, at) {
      withBytes(rows.length, (mask) => {
        if (test.mask) test.mask(rows, mask);
        else for (let i = 0; i < rows.length; i++) mask[i] = test(rows[i]!) ? 1 : 0;
        withIntegers(rows.length, (kept) =>
          withIntegers(rows.length, (keptGroups) => {
            let count = 0;
            for (let i = 0; i < rows.length; i++) {
              kept[count] = rows[i]!;
              if (groups) keptGroups[count] = groups[i]!;
              count += mask[i]!;
            }
            const own = groups && keptGroups.subarray(0, count);
            addRows(fold, kept.subarray(0, count), own, out, stride, at);
          }),
        );
      });
    },
  };
}

/** Several folds of one table side by side; `offsets` are where each begins. */
export function beside(...folds: readonly [Fold, ...Fold[]]): Fold & {
  readonly offsets: readonly number[];
} {
  const { table } = folds[0];
  const stray = folds.find((fold) => fold.table !== table);
  if (stray) throw new Error(`folds of different tables: ${table} and ${stray.table}`);
  let width = 0;
  const offsets = folds.map((fold) => (width += fold.width) - fold.width);
  return {
    table,
    width,
    offsets,
    add: (row, out, at) => {
      for (let each = 0; each < folds.length; each++) {
        folds[each]!.add(row, out, at + offsets[each]!);
      }
    },
    addAll(rows, groups, out, stride, at) {
      folds.forEach((fold, each) => addRows(fold, rows, groups, out, stride, at + offsets[each]!));
    },
  };
}
