import { within } from '../counting/related.ts';
import { missingOf } from '../counting/select.ts';
import type { Selection } from '../counting/select.ts';
import type { MatchedSide } from '../statistics/matched-difference.ts';
import { completeTest } from './gp-eligible.ts';

/** The design of the comparison: 6 months, run-in of 30 days (metrics.md, gp-comparison). */
export const MATCHED = { window: 182, runIn: 30, before: 212, after: 182 } as const;

export interface Matches {
  /** Referred people with complete windows, matched or not. */
  readonly eligible: number;
  /** Those with at least one comparator. */
  readonly referred: MatchedSide;
  /** Every use of a comparison person, weighing 1 / (comparators of the episode). */
  readonly uses: MatchedSide;
}

/**
 * Matched episodes of a selection and the uses of their comparators. Not additive across
 * selections: one comparison person can serve many episodes, and the interval must know it.
 */
export function matchesOf(selection: Selection): Matches {
  const { snapshot } = selection;
  const { episode, comparator } = snapshot.tables;
  const complete = completeTest(snapshot, MATCHED);
  const before = episode.column(`gp_before_${MATCHED.window}_${MATCHED.runIn}`);
  const after = episode.column(`gp_after_${MATCHED.window}`);
  const none = missingOf(before);
  const usable = (row: number): boolean =>
    complete(row) && before[row] !== none && after[row] !== none;
  let eligible = 0;
  for (const row of selection.rows) if (usable(row)) eligible++;
  const { rows } = within(selection, 'comparator');
  const referred = sideOf(eligible);
  const uses = sideOf(rows.length);
  const [of, share] = [comparator.column('episode'), comparator.column('of')];
  const [theirBefore, theirAfter] = [comparator.column('before'), comparator.column('after')];
  const [own, theirs] = [episode.column('person'), comparator.column('person')];
  let last = -1;
  for (const row of rows) {
    const index = of[row]!;
    const known = theirs[row]! >= 0 && theirBefore[row] !== none && theirAfter[row] !== none;
    if (!known || !usable(index)) continue;
    if (index !== last) {
      put(referred, own[index]!, before[index]!, after[index]!, 1);
      last = index;
    }
    put(uses, theirs[row]!, theirBefore[row]!, theirAfter[row]!, 1 / Math.max(share[row]!, 1));
  }
  return { eligible, referred, uses };
}

interface GrowingSide extends MatchedSide {
  size: number;
}

function sideOf(most: number): GrowingSide {
  return {
    size: 0,
    person: new Int32Array(most),
    before: new Float64Array(most),
    after: new Float64Array(most),
    weight: new Float64Array(most),
  };
}

function put(
  side: GrowingSide,
  person: number,
  before: number,
  after: number,
  weight: number,
): void {
  const at = side.size++;
  side.person[at] = person;
  side.before[at] = before;
  side.after[at] = after;
  side.weight[at] = weight;
}
