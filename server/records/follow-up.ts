import { missingOf } from '../counting/select.ts';
import type { Snapshot } from '../episodes/snapshot.ts';

/** A second score is due 12 weeks after the first, and counts up to 90 days after closing (metrics.md 5). */
const DUE_AFTER = 84;
const COUNTS_AFTER_CLOSING = 90;
/** How far ahead the list looks. */
const AHEAD = 14;

/** State of a score row, as stored. */
const NOT_DUE = 1;
const OVERDUE = 2;
const PAIRED = 3;

export type DueKind = 'overdue' | 'soon' | 'too_late';

export interface Due {
  readonly kind: DueKind | null;
  readonly paired: boolean;
  /** First score whose second is due (or done). */
  readonly due: boolean;
  /** Day the second score was or will be due. */
  readonly day: number;
}

/** Reads rows of one scale among index referrals on a day; null for any other row. */
export function dueReader(
  snapshot: Snapshot,
  ordinal: number,
  today: number,
): (row: number) => Due | null {
  const { score, episode } = snapshot.tables;
  const [scale, state, of] = ['scale', 'state', 'episode'].map((name) => score.column(name));
  const begun = score.column('before_day');
  const [index, closed] = [episode.column('index_referral'), episode.column('closed')];
  const [noDay, open] = [missingOf(begun), missingOf(closed)];
  return (row) => {
    const at = of![row]!;
    if (scale![row] !== ordinal || index[at] !== 1 || begun[row] === noDay) return null;
    const day = begun[row]! + DUE_AFTER;
    const lapsed = closed[at] !== open && closed[at]! + COUNTS_AFTER_CLOSING < today;
    const how = state![row]!;
    const waiting = how === OVERDUE || (how === NOT_DUE && day <= today + AHEAD);
    const kind = !waiting ? null : lapsed ? 'too_late' : how === OVERDUE ? 'overdue' : 'soon';
    return { kind, paired: how === PAIRED, due: how === OVERDUE || how === PAIRED, day };
  };
}
