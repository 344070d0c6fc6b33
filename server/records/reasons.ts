import type { Column } from '#figure/cell.ts';
import type { DraftRow } from '#figure/draft.ts';
import { countColumn, plainColumn } from '../kinds/columns.ts';
import { countOf, plain } from '../kinds/statistic.ts';

/** A reason with how many records it touches. */
export interface Reason {
  readonly key: string;
  readonly label: string;
  readonly n: number;
  /** What is done with them. */
  readonly effect: string;
}

export const reasonColumns: readonly Column[] = [
  countColumn('n', 'Records', 'records touched'),
  plainColumn('effect', 'What is done with them', 'text', 'how they enter the figures'),
];

export const reasonRow = ({ key, label, n, effect }: Reason): DraftRow => ({
  key,
  label,
  kind: 'group',
  cells: { n: countOf(n), effect: plain(effect) },
});
