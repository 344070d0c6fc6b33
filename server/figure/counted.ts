import type { Cell } from './cell.ts';
import { writeCell } from './format.ts';

/** "12 opted out"; where the number may not be shown, "opted out: not shown (small numbers)". */
export function countedWords(n: Cell, label: string): string {
  const count = writeCell(n, { format: 'count' });
  return typeof n.value === 'number' ? `${count} ${label}` : `${label}: ${count}`;
}

/**
 * Why some of those before a step are not in it: "12 opted out"; where the number may not be shown,
 * "some opted out: not shown (small numbers)". A reason that left out nobody is none.
 */
export const lostWords = (n: Cell, label: string): string =>
  countedWords(n, typeof n.value === 'number' ? label : `some ${label}`);
