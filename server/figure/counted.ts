import type { Cell } from './cell.ts';
import { writeCell } from './format.ts';

/** "12 opted out"; where the number may not be shown, "opted out: not shown (small numbers)". */
export function countedWords(n: Cell, label: string): string {
  const count = writeCell(n, { format: 'count' });
  return typeof n.value === 'number' ? `${count} ${label}` : `${label}: ${count}`;
}
