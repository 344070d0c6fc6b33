import { compile } from '../counting/predicate.ts';
import { within } from '../counting/related.ts';
import { missingOf } from '../counting/select.ts';
import type { Selection } from '../counting/select.ts';
import type { Values } from '../counting/kernel.ts';
import { completeWindows } from './gp-eligible.ts';

/** The design of the comparison: 6 months, run-in of 30 days (metrics.md, gp-comparison). */
export const MATCHED = { window: 182, runIn: 30, before: 212, after: 182 } as const;

/** One referred person's episode with the weighted mean of its comparators. */
export interface Match {
  readonly episode: number;
  readonly person: number;
  readonly before: number;
  readonly after: number;
}

/** One use of a comparison person: `weight` is 1 / (comparators of the episode). */
export interface Use {
  readonly person: number;
  readonly weight: number;
  readonly before: number;
  readonly after: number;
}

export interface Matches {
  /** Referred people with complete windows, matched or not. */
  readonly eligible: number;
  readonly referred: readonly Match[];
  readonly uses: readonly Use[];
}

/**
 * Matched episodes of a selection and the uses of their comparators. Not additive across
 * selections: one comparison person can serve many episodes, and the interval must know it.
 */
export function matchesOf(selection: Selection): Matches {
  const { snapshot } = selection;
  const { episode, comparator } = snapshot.tables;
  const complete = compile(completeWindows(MATCHED), snapshot);
  const person = episode.column('person');
  const before = episode.column(`gp_before_${MATCHED.window}_${MATCHED.runIn}`);
  const after = episode.column(`gp_after_${MATCHED.window}`);
  const none = missingOf(before);
  const usable = (row: number): boolean =>
    complete(row) && before[row] !== none && after[row] !== none;
  let eligible = 0;
  for (const row of selection.rows) if (usable(row)) eligible++;
  const read = comparatorReader(comparator.column.bind(comparator));
  const referred: Match[] = [];
  const uses: Use[] = [];
  let last = -1;
  for (const row of within(selection, 'comparator').rows) {
    const of = read.episode(row);
    if (!usable(of)) continue;
    const use = read.use(row);
    if (!use) continue;
    if (of !== last) {
      referred.push({
        episode: of,
        person: person[of]!,
        before: before[of]!,
        after: after[of]!,
      });
      last = of;
    }
    uses.push(use);
  }
  return { eligible, referred, uses };
}

function comparatorReader(column: (name: string) => Values) {
  const [episode, person, of] = ['episode', 'person', 'of'].map((name) => column(name));
  const [before, after] = [column('before'), column('after')];
  const none = missingOf(before);
  return {
    episode: (row: number): number => episode![row]!,
    use: (row: number): Use | null => {
      const [b, a] = [before[row]!, after[row]!];
      if (b === none || a === none) return null;
      return { person: person![row]!, weight: 1 / Math.max(of![row]!, 1), before: b, after: a };
    },
  };
}
