import type { Registry } from '#metrics/registry.ts';
import { makeScope } from '../../access/scope.ts';
import type { ControlledPolicy } from '../../access/scope.ts';
import type { Columns } from '../../disclosure/shares.ts';
import type { Snapshot } from '../../episodes/snapshot.ts';
import { hiddenRowsOf } from '../asked.ts';
import type { Asking } from '../asking.ts';
import { questionKey } from '../question-key.ts';
import type { Questioned } from '../question-key.ts';
import { readingsOf } from '../readings.ts';

/** Readings as they pass between threads, by the key of their question. */
export interface Read {
  readonly beside: ReadonlyMap<string, Columns>;
  readonly inRows: ReadonlyMap<string, Columns>;
}

/** Reads unfiltered questions as a controlled viewer's click would. */
export function readQuestions(
  questions: readonly Questioned[],
  snapshot: Snapshot,
  metrics: Registry,
  policy: ControlledPolicy,
): Read {
  const scope = makeScope(null, policy);
  const asking: Asking = {
    snapshot,
    metrics,
    controlled: policy,
    viewer: { id: '', name: '', role: 'commissioner', pcns: [] },
    records: null,
    notes: [],
    now: () => new Date(snapshot.madeAt),
  };
  const keys = questions.map((question) => {
    hiddenRowsOf(question, asking, scope);
    return questionKey(question, asking, scope);
  });
  const { beside, inRows } = readingsOf(snapshot);
  const found = (known: typeof beside): ReadonlyMap<string, Columns> =>
    new Map(
      keys.flatMap((key) => {
        const columns = known.get(key);
        return columns ? [[key, columns] as const] : [];
      }),
    );
  return { beside: found(beside), inRows: found(inRows) };
}

/** Keeps readings made in another thread of the same data version. */
export function keepRead({ beside, inRows }: Read, snapshot: Snapshot): void {
  const readings = readingsOf(snapshot);
  for (const [key, columns] of beside) readings.beside.put(key, columns);
  for (const [key, columns] of inRows) readings.inRows.put(key, columns);
}
