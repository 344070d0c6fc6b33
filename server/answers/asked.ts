import type { Cohort } from '#figure/cohort.ts';
import { narrowingOf } from '../disclosure/conditions.ts';
import type { Asked } from '../disclosure/publish.ts';
import { keepsEmptyRows } from '../kinds/table.ts';

/** What disclosure control must know of a question, from the question alone. */
export const askedOf = (cohort: Cohort, by: string): Asked => ({
  narrowing: narrowingOf(cohort, by),
  dropsEmptyRows: by !== 'all' && !keepsEmptyRows(by),
});
