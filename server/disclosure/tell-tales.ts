import type { Draft, DraftRow } from '#figure/draft.ts';
import { controlCount, meantBy } from './policy.ts';
import type { Policy } from './policy.ts';

/** What a reader can tell of one count from what is printed in its place. */
interface Seen {
  readonly least: number;
  readonly most: number;
}

/**
 * Rows whose hidden counts the rest of their table would give back although all is rounded, and the
 * further rows to hide against it: 22 people of whom 18 are of one kind leave four to share among
 * the others, so four hidden rows are one each. The total is taken to be known exactly, as other
 * splits of the same cohort narrow it down. Only columns whose rows add up to their total give
 * anything back; the smallest shown rows go first.
 * @returns keys of rows to hide whole, beside those that hide themselves
 */
export function tellTaleRows(draft: Draft, policy: Policy): ReadonlySet<string> {
  const hidden = new Set<string>();
  if (policy.suppressTo === 0) return hidden;
  for (const { key } of draft.columns) {
    const sum = countsThatAddUp(draft, key);
    if (!sum) continue;
    const counts = draft.rows.map((row) => sum.counts.get(row.key) ?? 0);
    protect(draft.rows, counts, sum.total, policy, hidden);
  }
  return hidden;
}

/** Counts of a column by row, and their total; null unless they are counts that add up to it. */
export function countsThatAddUp(
  draft: Draft,
  column: string,
): { readonly counts: ReadonlyMap<string, number>; readonly total: number } | null {
  const total = draft.total && countIn(draft.total, column);
  const counts = new Map<string, number>();
  let sum = 0;
  for (const row of draft.rows) {
    const count = countIn(row, column);
    if (count === null) return null;
    counts.set(row.key, count);
    sum += count;
  }
  return total !== null && sum === total ? { counts, total } : null;
}

function protect(
  rows: readonly DraftRow[],
  counts: readonly number[],
  total: number,
  policy: Policy,
  hidden: Set<string>,
): void {
  const isHidden = (at: number): boolean => hidden.has(rows[at]?.key ?? '');
  while (
    givesBack(
      counts.map((count, at) => seen(count, isHidden(at), policy)),
      total,
      policy,
    )
  ) {
    const spare = counts
      .map((count, at) => ({ count, at }))
      .filter(({ count, at }) => count > policy.suppressTo && !isHidden(at))
      .toSorted((a, b) => a.count - b.count)[0];
    if (!spare) return;
    hidden.add(rows[spare.at]?.key ?? '');
  }
}

/** Whether some hidden count can only be one number. */
function givesBack(cells: readonly Seen[], total: number, policy: Policy): boolean {
  const least = cells.reduce((sum, cell) => sum + cell.least, 0);
  const most = cells.reduce((sum, cell) => sum + cell.most, 0);
  return cells.some((cell) => {
    if (cell.most === 0 || cell.most > policy.suppressTo) return false;
    const low = Math.max(cell.least, total - (most - cell.most));
    const high = Math.min(cell.most, total - (least - cell.least));
    return low === high;
  });
}

function seen(count: number, hidden: boolean, policy: Policy): Seen {
  const fewest = policy.hidesZero ? 0 : 1;
  if (hidden) return { least: fewest, most: Number.POSITIVE_INFINITY };
  const shown = controlCount(count, policy);
  return shown === null ? { least: fewest, most: policy.suppressTo } : meantBy(shown, policy);
}

function countIn(row: DraftRow, key: string): number | null {
  const statistic = row.cells[key];
  return statistic?.kind === 'count' ? statistic.n : null;
}
