import type { Numbers, Relation } from './numbers.ts';

/** What a reader can tell of a number by what is printed in its place, or is not. */
export interface AsPrinted {
  readonly isPrinted: boolean;
  readonly least: number;
  readonly most: number;
}

/**
 * What a reader can tell of numbers by the sums they stand in, until nothing gives way: their least and
 * most by place. The whole of a sum that is printed is known exactly, and so are `knownParts` of its
 * printed parts, the ones that tell most. Read many times over, so without making anything.
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
  readonly #knownParts: 0 | 1;

  constructor({ values, relations }: Numbers, knownParts: 0 | 1) {
    this.#values = Int32Array.from(values);
    this.#relations = relations;
    this.#knownParts = knownParts;
    const within: number[][] = values.map(() => []);
    relations.forEach(({ parts, whole }, at) => {
      for (const place of [...parts, whole]) within[place]!.push(at);
    });
    this.#within = within;
    this.#isWaiting = new Uint8Array(relations.length);
    this.isPrinted = new Uint8Array(values.length);
    [this.least, this.most, this.#leastAsPrinted, this.#mostAsPrinted] = [0, 0, 0, 0].map(
      () => new Float64Array(values.length),
    ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  }

  /** Relations that a place stands in. */
  around(place: number): readonly Relation[] {
    return this.#within[place]!.map((at) => this.#relations[at]!);
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
      while (this.#draw(this.#relations[at]!));
      this.#isWaiting[at] = 0;
    }
  }

  #await(relation: number): void {
    if (this.#isWaiting[relation] === 1) return;
    this.#isWaiting[relation] = 1;
    this.#waiting.push(relation);
  }

  /** Draws in what can be told by one relation. @returns whether there was anything */
  #draw({ parts, whole, isOfSpots }: Relation): boolean {
    const [least, most, values, isPrinted] = [this.least, this.most, this.#values, this.isPrinted];
    let [low, high, boundless, up, down] = [0, 0, 0, 0, 0];
    for (const part of parts) {
      const [from, to] = [least[part]!, most[part]!];
      low += from;
      if (to === Number.POSITIVE_INFINITY) boundless++;
      else high += to;
      if (isPrinted[part] === 0 || !isOfSpots || this.#knownParts === 0) continue;
      up = Math.max(up, values[part]! - from);
      down = Math.max(down, to - values[part]!);
    }
    const isExact = isPrinted[whole] === 1;
    const [from, to] = isExact ? [values[whole]!, values[whole]!] : [least[whole]!, most[whole]!];
    let moved = false;
    for (const part of parts) {
      const own = most[part]!;
      const isBoundless = own === Number.POSITIVE_INFINITY;
      const others =
        boundless > (isBoundless ? 1 : 0)
          ? Number.POSITIVE_INFINITY
          : high - (isBoundless ? 0 : own);
      // A printed number is drawn in by what the others are rounded from alone.
      const [less, more] = isPrinted[part] === 1 ? [0, 0] : [down, up];
      if (this.#narrow(part, from - others + less, to - (low - least[part]!) - more)) {
        moved = true;
        break;
      }
    }
    const [less, more] = isExact ? [0, 0] : [down, up];
    const top = boundless > 0 ? Number.POSITIVE_INFINITY : high - less;
    return this.#narrow(whole, low + more, top) || moved;
  }

  #narrow(place: number, from: number, to: number): boolean {
    const [least, most] = [this.least[place]!, this.most[place]!];
    if (from <= least && to >= most) return false;
    this.least[place] = Math.max(from, least);
    this.most[place] = Math.min(to, most);
    for (const at of this.#within[place]!) this.#await(at);
    return true;
  }
}
