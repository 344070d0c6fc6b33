import type { Snapshot } from '../episodes/snapshot.ts';

/** A small least-recently-used cache; errors are never kept because only values are put in. */
export class RecentCache<V> {
  readonly #entries = new Map<string, V>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** The value of a key, now the most recently used; undefined when it is not there. */
  get(key: string): V | undefined {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
    }
    return known;
  }

  /** Keeps a value, dropping the least recently used when there are too many. @returns the value */
  put(key: string, value: V): V {
    this.#entries.set(key, value);
    if (this.#entries.size > this.#most) {
      const oldest = this.#entries.keys().next();
      if (!oldest.done) this.#entries.delete(oldest.value);
    }
    return value;
  }

  get size(): number {
    return this.#entries.size;
  }
}

/** One of something for each snapshot, gone with it. */
export function keptBy<T>(make: () => T): (snapshot: Snapshot) => T {
  const kept = new WeakMap<Snapshot, T>();
  return (snapshot) => {
    const found = kept.get(snapshot) ?? make();
    kept.set(snapshot, found);
    return found;
  };
}
