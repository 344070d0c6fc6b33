import { numbersIn, numbersOf } from './numbers.ts';
import type { Numbers, Relation, Spot, Tables } from './numbers.ts';
import { controlCount, meantBy, mostRefused, policies } from './policy.ts';
import type { CountRule } from './policy.ts';

/** Printed parts of a sum that a reader may know exactly besides the whole, as other figures narrow them down. */
const knownParts = 1;

/**
 * Columns to hide at each spot, beside those that are, so that a reader of all these tables can tell no
 * small count: neither one that stands in a table nor what a share leaves over. The reader knows what
 * each printed number can be rounded from, what adds up to what, the whole of every sum exactly and one
 * printed part of it. Where a small count could then only be one number, the smallest printed number
 * that it follows from is hidden, until none follows.
 */
export function columnsToHide(tables: Tables, rule: CountRule): readonly ReadonlySet<string>[] {
  return new Reader(tables, rule).hide();
}

class Reader {
  readonly #spots: readonly Spot[];
  readonly #rule: CountRule;
  readonly #known: ReadonlySet<string>;
  readonly #isAskable: boolean;
  readonly #numbers: Numbers;
  /** Relations that each place stands in. */
  readonly #within: readonly (readonly Relation[])[];
  /** Places of numerators of shares that leave few over. */
  readonly #leavesFew: ReadonlySet<number>;
  readonly #hidden: readonly Set<string>[];
  /** What is hidden before anything is for the sake of others. */
  #first: readonly ReadonlySet<string>[] = [];
  readonly #isPrinted: boolean[] = [];
  readonly #least: number[] = [];
  readonly #most: number[] = [];

  constructor(tables: Tables, rule: CountRule) {
    this.#spots = tables.spots;
    this.#rule = rule;
    this.#hidden = tables.spots.map(({ hidden }) => new Set(hidden));
    this.#known = tables.known;
    this.#isAskable = tables.isAskable;
    this.#numbers = numbersOf(tables);
    const within: Relation[][] = this.#numbers.values.map(() => []);
    for (const relation of this.#numbers.relations)
      for (const place of [...relation.parts, relation.whole]) within[place]!.push(relation);
    this.#within = within;
    this.#leavesFew = new Set(
      this.#numbers.splits.filter(({ rest }) => this.#isSmall(rest)).map(({ x }) => x),
    );
  }

  hide(): readonly ReadonlySet<string>[] {
    this.#hideAsKnown();
    this.#hideBesideFew();
    this.#hideInHidden();
    this.#first = this.#hidden.map((each) => new Set(each));
    // Those of a fixed total have been seen to.
    const small = this.#places().filter((place) => this.#isSmall(place) && !this.#isFixed(place));
    let beyondHelp = new Set<number>();
    const isGiven = (place: number): boolean =>
      !beyondHelp.has(place) && this.#least[place] === this.#most[place];
    const spares: number[] = [];
    for (this.#read(); ; this.#read()) {
      const given = small.find(isGiven);
      if (given === undefined) break;
      const spare = this.#spareFor(given);
      if (spare === null) beyondHelp.add(given);
      else {
        this.#hideAt(spare);
        spares.push(spare);
      }
    }
    const isBeyond = [...beyondHelp].filter((place) => this.#least[place] === this.#most[place]);
    beyondHelp = new Set(isBeyond);
    this.#giveBack(spares, () => !small.some(isGiven));
    return this.#hidden;
  }

  /** Shows again what others have made needless to hide, the last first, until nothing more can be. */
  #giveBack(spares: readonly number[], isSafe: () => boolean): void {
    const needed = new Set(spares);
    const hideNeeded = (spot: number): void => {
      const hidden = this.#hidden[spot]!;
      hidden.clear();
      for (const column of this.#first[spot]!) hidden.add(column);
      for (const place of needed) if (this.#numbers.spotOf(place) === spot) this.#hideAt(place);
    };
    for (let before = -1; needed.size !== before;) {
      before = needed.size;
      for (const spare of [...needed].toReversed()) {
        needed.delete(spare);
        hideNeeded(this.#numbers.spotOf(spare));
        this.#read();
        if (isSafe()) continue;
        needed.add(spare);
        hideNeeded(this.#numbers.spotOf(spare));
      }
    }
  }

  /** What another figure hides is hidden here too, in whichever columns it stands. */
  #hideAsKnown(): void {
    for (const place of this.#places()) {
      const hidden = this.#hidden[this.#numbers.spotOf(place)]!;
      const isHidden = (column: string): boolean => this.#known.has(column) && hidden.has(column);
      if ([...this.#numbers.columnsOf(place)].some(isHidden)) this.#hideAt(place);
    }
  }

  /** Of a share that leaves few over the numerator too, wherever it is printed: beside the denominator it would tell how few. */
  #hideBesideFew(): void {
    for (const { x, rest, n, isShare } of this.#numbers.splits) {
      const { isFixed } = this.#spots[this.#numbers.spotOf(x)]!;
      if (
        isShare &&
        !isFixed &&
        !this.#isKnown(x) &&
        this.#isSmall(rest) &&
        this.#prints(x) &&
        this.#prints(n)
      )
        this.#hideAt(x);
    }
  }

  /** Of what is hidden in a fixed total a part too, and so on: all its parts would give it back. */
  #hideInHidden(): void {
    const waiting = this.#places().filter(
      (place) => this.#isFixed(place) && this.#isHiddenForOthers(place),
    );
    for (const place of waiting)
      for (const { parts, whole, isOfSpots } of this.#within[place]!) {
        if (!isOfSpots || whole !== place) continue;
        const some = parts.filter((part) => this.#numbers.values[part]! > 0);
        if (!some.every((part) => this.#isSpare(part))) continue;
        const [smallest] = some.toSorted(
          (a, b) => this.#numbers.values[a]! - this.#numbers.values[b]!,
        );
        if (smallest === undefined) continue;
        this.#hideAt(smallest);
        waiting.push(smallest);
      }
  }

  #places(): number[] {
    return [...this.#numbers.values.keys()];
  }

  #isFixed(place: number): boolean {
    return this.#spots[this.#numbers.spotOf(place)]!.isFixed;
  }

  #isHiddenForOthers(place: number): boolean {
    const hidden = this.#hidden[this.#numbers.spotOf(place)]!;
    const isLarge = this.#numbers.values[place]! > this.#rule.suppressTo;
    return isLarge && [...this.#numbers.columnsOf(place)].some((column) => hidden.has(column));
  }

  #hideAt(place: number): void {
    const hidden = this.#hidden[this.#numbers.spotOf(place)]!;
    for (const column of this.#numbers.columnsOf(place)) hidden.add(column);
  }

  /** Whether a number is printed by some figure that is not among these. */
  #isKnown(place: number): boolean {
    const spot = this.#numbers.spotOf(place);
    const { cells } = this.#spots[spot]!;
    return [...this.#numbers.columnsOf(place)].some(
      (column) =>
        this.#known.has(column) && cells[column] !== undefined && !this.#hidden[spot]!.has(column),
    );
  }

  #isSmall(place: number): boolean {
    const n = this.#numbers.values[place]!;
    return n > 0 && n <= this.#rule.suppressTo;
  }

  /** Whether some column prints a number, or a statistic with it. */
  #prints(place: number): boolean {
    const spot = this.#numbers.spotOf(place);
    const { cells } = this.#spots[spot]!;
    const isShown = (column: string): boolean => {
      const numbers = numbersIn(cells[column]);
      if (!numbers || this.#hidden[spot]!.has(column)) return false;
      const { n, x } = numbers;
      const all = x === null ? [n] : [n, x, n - x];
      return all.every((each) => controlCount(each, this.#rule) !== null);
    };
    return !this.#isSmall(place) && [...this.#numbers.columnsOf(place)].some(isShown);
  }

  /** What the reader can tell of every number. */
  #read(): void {
    for (const place of this.#places()) {
      this.#isPrinted[place] = this.#prints(place);
      [this.#least[place], this.#most[place]] = this.#asPrinted(place);
    }
    this.#readRests();
    const waiting = new Set(this.#numbers.relations);
    for (const relation of waiting) {
      waiting.delete(relation);
      for (const place of this.#draw(relation))
        for (const other of this.#within[place]!) waiting.add(other);
    }
  }

  #asPrinted(place: number): readonly [number, number] {
    const [n, few] = [this.#numbers.values[place]!, mostRefused(this.#rule)];
    if (this.#isPrinted[place]) {
      const { least, most } = meantBy(controlCount(n, this.#rule) ?? n, this.#rule);
      return [least, most];
    }
    if (this.#isSmall(place)) return [1, this.#rule.suppressTo];
    // A fixed total may be told by other tables, hidden though it is.
    if (this.#isFixed(place) && this.#isHiddenForOthers(place) && !this.#leavesFew.has(place))
      return [n, n];
    // What is lost between two steps is told of months by a rule that hides more.
    const hiddenMost = policies['nhs-sub-national'].narrow?.suppressTo ?? 0;
    if (this.#numbers.columnsOf(place).size === 0)
      return [0, n <= hiddenMost ? hiddenMost : Number.POSITIVE_INFINITY];
    if (n === 0) return [0, Number.POSITIVE_INFINITY];
    if (!this.#isAskable) return [1, Number.POSITIVE_INFINITY];
    // Hidden for others: whether its people are enough to be filtered by can be asked.
    return n > few ? [few + 1, Number.POSITIVE_INFINITY] : [1, few];
  }

  /** What a printed share leaves over is printed too, in a way: nobody, or more than few. */
  #readRests(): void {
    for (const { x, rest, n } of this.#numbers.splits) {
      if (this.#isPrinted[rest] || !this.#isPrinted[x] || !this.#isPrinted[n]) continue;
      if (this.#isSmall(rest)) continue;
      const [over, whole] = [this.#numbers.values[rest]!, this.#numbers.values[n]!];
      this.#isPrinted[rest] = true;
      this.#least[rest] =
        over === 0 ? 0 : Math.max(this.#rule.suppressTo + 1, whole - this.#most[x]!);
      this.#most[rest] = over === 0 ? 0 : whole - this.#least[x]!;
    }
  }

  /** Draws in what can be told by one relation. @returns places of which more is known now */
  #draw({ parts, whole, isOfSpots }: Relation): ReadonlySet<number> {
    const [least, most, values] = [this.#least, this.#most, this.#numbers.values];
    const moved = new Set<number>();
    const printed = parts.filter((part) => this.#isPrinted[part]);
    const draw = (place: number, from: number, to: number): boolean => {
      if (from <= least[place]! && to >= most[place]!) return false;
      least[place] = Math.max(from, least[place]!);
      most[place] = Math.min(to, most[place]!);
      moved.add(place);
      return true;
    };
    for (let again = true; again;) {
      const bounded = parts.filter((part) => most[part] !== Number.POSITIVE_INFINITY);
      const boundless = parts.length - bounded.length;
      const [low, high] = [sum(parts, least), sum(bounded, most)];
      const known = isOfSpots ? knownParts : 0;
      const up = largest(printed, (part) => values[part]! - least[part]!, known);
      const down = largest(printed, (part) => most[part]! - values[part]!, known);
      const [from, to] = this.#isPrinted[whole]
        ? [values[whole]!, values[whole]!]
        : [least[whole]!, most[whole]!];
      again = parts.some((part) => {
        const isBoundless = most[part] === Number.POSITIVE_INFINITY;
        const others =
          boundless > (isBoundless ? 1 : 0)
            ? Number.POSITIVE_INFINITY
            : high - (isBoundless ? 0 : most[part]!);
        // A printed number is drawn in by what the others are rounded from alone.
        const [less, more] = this.#isPrinted[part] ? [0, 0] : [down, up];
        return draw(part, from - others + less, to - (low - least[part]!) - more);
      });
      const [less, more] = this.#isPrinted[whole] ? [0, 0] : [down, up];
      const top = boundless > 0 ? Number.POSITIVE_INFINITY : high - less;
      if (draw(whole, low + more, top)) again = true;
    }
    return moved;
  }

  /** The smallest printed number that a hidden one follows from, nearest first. */
  #spareFor(secret: number): number | null {
    const seen = new Set([secret]);
    for (let edge = [secret]; edge.length > 0;) {
      const beside = edge.flatMap((place) =>
        this.#within[place]!.flatMap(({ parts, whole }) => [...parts, whole]),
      );
      const around = [...new Set(beside)].filter(
        (place) =>
          !seen.has(place) && (this.#isPrinted[place] || this.#least[place] === this.#most[place]),
      );
      const [smallest] = around
        .filter((place) => this.#isSpare(place))
        .toSorted((a, b) => this.#numbers.values[a]! - this.#numbers.values[b]! || a - b);
      if (smallest !== undefined) return smallest;
      for (const place of around) seen.add(place);
      edge = around.filter((place) => !this.#isPrinted[place]);
    }
    return null;
  }

  #isSpare(place: number): boolean {
    const { isFixed } = this.#spots[this.#numbers.spotOf(place)]!;
    if (isFixed || this.#isKnown(place)) return false;
    return this.#numbers.values[place]! > this.#rule.suppressTo && this.#prints(place);
  }
}

const sum = (places: readonly number[], values: readonly number[]): number =>
  places.reduce((total, place) => total + values[place]!, 0);

/** The largest of some numbers added up, so many of them. */
const largest = (places: readonly number[], of: (place: number) => number, many: number): number =>
  places
    .map(of)
    .toSorted((a, b) => b - a)
    .slice(0, many)
    .reduce((total, n) => total + n, 0);
