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
  /** What is known of each row before the day, `KNOWN` numbers a row, of both sides. */
  readonly referredKnown: Float64Array;
  readonly usesKnown: Float64Array;
}

/** GP appointments, practice contacts of any kind, and those of the run-in, before the day. */
export const KNOWN = 3;

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
  const referredKnown = new Float64Array(KNOWN * eligible);
  const usesKnown = new Float64Array(KNOWN * rows.length);
  const own = knownOf(selection, 'episode', `gp_before_${MATCHED.window}_${MATCHED.runIn}`);
  const theirs = knownOf(selection, 'comparator', 'before');
  const uses = sideOf(rows.length);
  const [of, share] = [comparator.column('episode'), comparator.column('of')];
  const [theirBefore, theirAfter] = [comparator.column('before'), comparator.column('after')];
  const [person, likePerson] = [episode.column('person'), comparator.column('person')];
  let last = -1;
  for (const row of rows) {
    const index = of[row]!;
    const known = likePerson[row]! >= 0 && theirBefore[row] !== none && theirAfter[row] !== none;
    if (!known || !usable(index)) continue;
    if (index !== last) {
      own(index, referredKnown, KNOWN * referred.size);
      put(referred, person[index]!, before[index]!, after[index]!, 1);
      last = index;
    }
    theirs(row, usesKnown, KNOWN * uses.size);
    put(uses, likePerson[row]!, theirBefore[row]!, theirAfter[row]!, 1 / Math.max(share[row]!, 1));
  }
  return { eligible, referred, uses, referredKnown, usesKnown };
}

/** Copies what is known of a row; a contact count that is missing is taken as none. */
function knownOf(
  { snapshot }: Selection,
  table: 'episode' | 'comparator',
  before: string,
): (row: number, out: Float64Array, at: number) => void {
  const columns = [before, 'contact_before', 'contact_run_in'].map((name) =>
    snapshot.tables[table].column(name),
  );
  const none = missingOf(columns[0]!);
  return (row, out, at) => {
    columns.forEach((values, part) => {
      out[at + part] = values[row] === none ? 0 : values[row]!;
    });
  };
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
