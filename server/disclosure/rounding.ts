import type { Draft, DraftRow } from '#figure/draft.ts';
import type { Policy } from './policy.ts';

const countsIn = ({ cells }: DraftRow): readonly string[] =>
  Object.keys(cells).filter((key) => cells[key]?.kind === 'count');

/**
 * Why the counts of a table may not add up to the total beside them, in one line; null where they
 * are not rounded, or no parts stand beside a total.
 * @param leaving the rows and the total that leave: what is hidden must not be told of here either
 */
export function roundingWords(
  leaving: Pick<Draft, 'rows' | 'total'>,
  ofRows: Policy,
  ofTotal: Policy,
): string | null {
  const { rows, total } = leaving;
  if (!total || rows.length < 2 || ofRows.roundTo === 1) return null;
  const counted = new Set(countsIn(total));
  if (!rows.some((row) => countsIn(row).some((key) => counted.has(key)))) return null;
  const ofWhole =
    ofRows.roundTo === ofTotal.roundTo ? '' : `, their total to the nearest ${ofTotal.roundTo}`;
  return `Counts are rounded to the nearest ${ofRows.roundTo}${ofWhole}: they need not add up.`;
}
