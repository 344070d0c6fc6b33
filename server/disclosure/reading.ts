import type { Numbers, Relation } from './numbers.ts';

/** What a reader can tell of a number by what is printed in its place, or is not. */
export interface AsPrinted {
  readonly isPrinted: boolean;
  readonly least: number;
  readonly most: number;
}

/** What a reader knows exactly of what is printed, in a sum. */
export interface Knowing {
  readonly wholes: boolean;
  /** How many parts, those that tell most. */
  readonly parts: 0 | 1;
}

/**
 * What a reader can tell of numbers by the sums they stand in, until nothing gives way: their least and
 * most by place. Read many times over, so without making anything.
 */
export class Reading {
  readonly least: Float64Array;
  readonly most: Float64Array;
  readonly isPrinted: Uint8Array;
  readonly #leastAsPrinted: Float64Array;
  readonly #mostAsPrinted: Float64Array;
  readonly #values: Int32Array;
  readonly #relations: readonly Relation[];
  /** Numbers of the relations that each place stands in. */
  readonly #within: readonly (readonly number[])[];
  readonly #isWaiting: Uint8Array;
  readonly #waiting: number[] = [];
  /** The relations once more, flat: their parts one after the other, where each begins, their wholes. */
  readonly #parts: Int32Array;
  readonly #firstPart: Int32Array;
  readonly #wholes: Int32Array;
  /** Of which a printed part may be known exactly. */
  readonly #knowsParts: Uint8Array;
  /** By place and by relation, the last search that met it. */
  readonly #seen: Uint32Array;
  readonly #searched: Uint32Array;
  #searches = 0;

  readonly #knowsWholes: boolean;
  /** Whether a place stands in relations alone. */
  readonly #isAside: (place: number) => boolean;

  constructor({ values, relations, isAside }: Numbers, knowing: Knowing) {
    this.#values = Int32Array.from(values);
    this.#relations = relations;
    this.#isAside = isAside;
    this.#knowsWholes = knowing.wholes;
    this.#parts = Int32Array.from(relations.flatMap(({ parts }) => parts));
    this.#firstPart = new Int32Array(relations.length + 1);
    relations.forEach(({ parts }, at) => {
      this.#firstPart[at + 1] = this.#firstPart[at]! + parts.length;
    });
    this.#wholes = Int32Array.from(relations, ({ whole }) => whole);
    this.#knowsParts = Uint8Array.from(relations, ({ isOfSpots }) =>
      isOfSpots && knowing.parts > 0 ? 1 : 0,
    );
    const within: number[][] = values.map(() => []);
    relations.forEach(({ parts, whole }, at) => {
      for (const place of [...parts, whole]) within[place]!.push(at);
    });
    this.#within = within;
    this.#isWaiting = new Uint8Array(relations.length);
    this.isPrinted = new Uint8Array(values.length);
    this.#seen = new Uint32Array(values.length);
    this.#searched = new Uint32Array(relations.length);
    [this.least, this.most, this.#leastAsPrinted, this.#mostAsPrinted] = [0, 0, 0, 0].map(
      () => new Float64Array(values.length),
    ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  }

  /** Relations that a place stands in. */
  around(place: number): readonly Relation[] {
    return this.#within[place]!.map((at) => this.#relations[at]!);
  }

  /**
   * Places that a number follows from, nearest first: those printed or told that stand in a sum with
   * it, then those that stand in one with the told ones, or with those that nothing is shown of, and so on.
   */
  *ringsAround(place: number): Generator<readonly number[]> {
    const search = ++this.#searches;
    this.#seen[place] = search;
    for (let edge: readonly number[] = [place]; edge.length > 0;) {
      const ring: number[] = [];
      for (const each of edge) this.#addBeside(each, search, ring);
      yield ring;
      edge = ring.filter((each) => this.isPrinted[each] === 0);
    }
  }

  /** Adds the places beside one that a search has not seen yet. */
  #addBeside(place: number, search: number, ring: number[]): void {
    for (const at of this.#within[place]!) {
      if (this.#searched[at] === search) continue;
      this.#searched[at] = search;
      const { parts, whole } = this.#relations[at]!;
      for (const part of parts) this.#addTold(part, search, ring);
      this.#addTold(whole, search, ring);
    }
  }

  #addTold(place: number, search: number, ring: number[]): void {
    if (this.#seen[place] === search) return;
    const isTold = this.isPrinted[place] === 1 || this.least[place] === this.most[place];
    if (!isTold && !this.#isAside(place)) return;
    this.#seen[place] = search;
    ring.push(place);
  }

  print(place: number, { isPrinted, least, most }: AsPrinted): void {
    this.isPrinted[place] = isPrinted ? 1 : 0;
    this.#leastAsPrinted[place] = least;
    this.#mostAsPrinted[place] = most;
  }

  asPrinted(place: number): AsPrinted {
    const [least, most] = [this.#leastAsPrinted[place]!, this.#mostAsPrinted[place]!];
    return { isPrinted: this.isPrinted[place] === 1, least, most };
  }

  /** Reads everything anew. */
  read(): void {
    this.least.set(this.#leastAsPrinted);
    this.most.set(this.#mostAsPrinted);
    for (let at = 0; at < this.#relations.length; at++) this.#await(at);
    this.#settle();
  }

  /** Reads on where more is printed now, with all that was told before. */
  readOn(places: readonly number[]): void {
    for (const place of places) {
      this.least[place] = Math.max(this.least[place]!, this.#leastAsPrinted[place]!);
      this.most[place] = Math.min(this.most[place]!, this.#mostAsPrinted[place]!);
      for (const at of this.#within[place]!) this.#await(at);
    }
    this.#settle();
  }

  /** What is told now, to go back to. */
  keep(): { readonly least: Float64Array; readonly most: Float64Array } {
    return { least: this.least.slice(), most: this.most.slice() };
  }

  goBack({ least, most }: ReturnType<Reading['keep']>): void {
    this.least.set(least);
    this.most.set(most);
  }

  #settle(): void {
    for (let at = this.#waiting.pop(); at !== undefined; at = this.#waiting.pop()) {
      while (this.#draw(at));
      this.#isWaiting[at] = 0;
    }
  }

  #await(relation: number): void {
    if (this.#isWaiting[relation] === 1) return;
    this.#isWaiting[relation] = 1;
    this.#waiting.push(relation);
  }

  /** Draws in what can be told by one relation. @returns whether there was anything */
  #draw(relation: number): boolean {
    const { least, most, isPrinted } = this;
    const values = this.#values;
    const parts = this.#parts;
    const [begin, end] = [this.#firstPart[relation]!, this.#firstPart[relation + 1]!];
    const whole = this.#wholes[relation]!;
    const knowsParts = this.#knowsParts[relation] === 1;
    let low = 0;
    let high = 0;
    let boundless = 0;
    let up = 0;
    let down = 0;
    for (let at = begin; at < end; at++) {
      const part = parts[at]!;
      const from = least[part]!;
      const to = most[part]!;
      low += from;
      if (to === Number.POSITIVE_INFINITY) boundless++;
      else high += to;
      if (!knowsParts || isPrinted[part] === 0) continue;
      up = Math.max(up, values[part]! - from);
      down = Math.max(down, to - values[part]!);
    }
    const isExact = this.#knowsWholes && isPrinted[whole] === 1;
    const from = isExact ? values[whole]! : least[whole]!;
    const to = isExact ? values[whole]! : most[whole]!;
    let moved = false;
    for (let at = begin; at < end; at++) {
      const part = parts[at]!;
      const own = most[part]!;
      const isBoundless = own === Number.POSITIVE_INFINITY;
      const others =
        boundless > (isBoundless ? 1 : 0)
          ? Number.POSITIVE_INFINITY
          : high - (isBoundless ? 0 : own);
      // A printed number is drawn in by what the others are rounded from alone.
      const less = isPrinted[part] === 1 ? 0 : down;
      const more = isPrinted[part] === 1 ? 0 : up;
      if (this.#narrow(part, from - others + less, to - (low - least[part]!) - more)) {
        moved = true;
        break;
      }
    }
    const top = boundless > 0 ? Number.POSITIVE_INFINITY : high - (isExact ? 0 : down);
    return this.#narrow(whole, low + (isExact ? 0 : up), top) || moved;
  }

  #narrow(place: number, from: number, to: number): boolean {
    const least = this.least[place]!;
    const most = this.most[place]!;
    if (from <= least && to >= most) return false;
    this.least[place] = Math.max(from, least);
    this.most[place] = Math.min(to, most);
    for (const at of this.#within[place]!) this.#await(at);
    return true;
  }
}
