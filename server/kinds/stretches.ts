import { missingOf } from '../counting/select.ts';
import type { Selection } from '../counting/select.ts';

/** Rows and different people in each of a run of months. */
export interface InMonths {
  readonly rows: Float64Array;
  readonly people: Float64Array;
}

/**
 * Counts rows and different people month by month, where each row is in a stretch of months
 * (`from` to `to`, places in the run, both included; none where from is beyond to). One pass: a
 * stretch adds at its start and takes away after its end. People with several rows, who may be in
 * two stretches at once, are few and have their months marked one by one.
 */
export function countStretches(
  { snapshot, rows }: Selection,
  months: number,
  from: (row: number) => number,
  to: (row: number) => number,
): InMonths {
  const person = snapshot.tables.episode.column('person');
  const noPerson = missingOf(person);
  const several = severalRows(rows, person, noPerson);
  const change = { rows: new Float64Array(months + 1), people: new Float64Array(months + 1) };
  const marked = new Map<number, Uint8Array>();
  for (const row of rows) {
    const [first, last] = [Math.max(from(row), 0), Math.min(to(row), months - 1)];
    if (first > last) continue;
    change.rows[first]!++;
    change.rows[last + 1]!--;
    const who = person[row]!;
    if (who === noPerson) continue;
    if (several.has(who)) {
      let own = marked.get(who);
      if (!own) marked.set(who, (own = new Uint8Array(months)));
      own.fill(1, first, last + 1);
    } else {
      change.people[first]!++;
      change.people[last + 1]!--;
    }
  }
  const people = runningSum(change.people);
  for (const own of marked.values()) own.forEach((here, month) => (people[month]! += here));
  return { rows: runningSum(change.rows), people };
}

function severalRows(
  rows: Int32Array,
  person: ArrayLike<number>,
  noPerson: number,
): ReadonlySet<number> {
  let most = -1;
  for (const row of rows) if (person[row]! > most) most = person[row]!;
  const met = new Uint8Array(most + 1);
  const several = new Set<number>();
  for (const row of rows) {
    const who = person[row]!;
    if (who === noPerson) continue;
    if (met[who] === 1) several.add(who);
    else met[who] = 1;
  }
  return several;
}

/** Sums so far, without the place after the last month. */
function runningSum(changes: Float64Array): Float64Array {
  let sum = 0;
  return changes.subarray(0, changes.length - 1).map((change) => (sum += change));
}
