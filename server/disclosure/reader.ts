import type { Statistic } from '#figure/draft.ts';
import { numbersIn, numbersOf } from './numbers.ts';
import type { Numbers, Split, Spot, Tables } from './numbers.ts';
import { controlCount, meantBy, mostRefused, policies } from './policy.ts';
import type { CountRule } from './policy.ts';
import { Reading } from './reading.ts';
import type { AsPrinted } from './reading.ts';

/** A reader may know the whole of a sum exactly, and one of its printed parts, as other figures narrow them down. */
const knowing = { wholes: true, parts: 1 } as const;
/** One may know no more than what each number is rounded from. */
const knowingNoMore = { wholes: false, parts: 0 } as const;

/**
 * Columns to hide at each spot, beside those that are, so that a reader of all these tables can tell no
 * small count: neither one that stands in a table nor what a share leaves over. The reader knows what
 * each printed number can be rounded from, what adds up to what, the whole of every sum exactly and one
 * printed part of it. Where a small count could then only be one number, the smallest printed number
 * that it follows from is hidden, until none follows. A reader who knows no more than what numbers are
 * rounded from is left more room: other figures may tell a little, and where the first could not be
 * helped, as totals and what is printed elsewhere stay, this one perhaps can.
 */
export function columnsToHide(tables: Tables, rule: CountRule): readonly ReadonlySet<string>[] {
  return new Reader(tables, rule).hide();
}

const hiddenFrom = (least: number, most = Number.POSITIVE_INFINITY): AsPrinted => ({
  isPrinted: false,
  least,
  most,
});

class Reader {
  readonly #spots: readonly Spot[];
  readonly #rule: CountRule;
  readonly #known: ReadonlySet<string>;
  readonly #isAskable: boolean;
  readonly #isQueue: boolean;
  readonly #headline: string | null;
  readonly #numbers: Numbers;
  #reading: Reading;
  #knowsMore = true;
  /** Places of numerators of shares that leave few over. */
  readonly #leavesFew: ReadonlySet<number>;
  readonly #hidden: readonly Set<string>[];
  /** By place, once asked for. */
  readonly #showingAt: (readonly string[] | undefined)[] = [];
  /** What is hidden before anything is for the sake of small numbers. */
  #first: readonly ReadonlySet<string>[] = [];

  constructor(tables: Tables, rule: CountRule) {
    this.#spots = tables.spots;
    this.#rule = rule;
    this.#hidden = tables.spots.map(({ hidden }) => new Set(hidden));
    this.#known = tables.known;
    this.#headline = tables.headline;
    this.#isAskable = tables.isAskable;
    this.#isQueue = tables.queue !== undefined;
    this.#numbers = numbersOf(tables);
    this.#reading = new Reading(this.#numbers, knowing);
    this.#leavesFew = new Set(
      this.#numbers.splits.filter(({ rest }) => this.#isSmall(rest)).map(({ x }) => x),
    );
  }

  hide(): readonly ReadonlySet<string>[] {
    this.#hideAsKnown();
    this.#hideBesideFew();
    this.#hideInHidden();
    // Those of a fixed total have been seen to.
    const small = this.#places().filter(
      (place) => this.#isSmall(place) && !this.#isFixed(place) && !this.#numbers.isAside(place),
    );
    this.#protect(small, 0);
    this.#reading = new Reading(this.#numbers, knowingNoMore);
    this.#knowsMore = false;
    this.#protect(small, 1);
    return this.#hidden;
  }

  /**
   * Hides what tells small numbers: where the least and the most that one can be are no further apart
   * than `room`, as far as that helps.
   */
  #protect(small: readonly number[], room: number): void {
    this.#first = this.#hidden.map((each) => new Set(each));
    for (const spot of this.#spots.keys()) this.#print(spot);
    const { least, most } = this.#reading;
    const isTold = (place: number): boolean => most[place]! - least[place]! <= room;
    const { spares, beyondHelp } = this.#hideWhatTells(small, isTold);
    this.#giveBack(spares, () => !small.some((place) => isTold(place) && !beyondHelp.has(place)));
  }

  /** Hides a number for every small one that is told, until none is that can be helped. */
  #hideWhatTells(
    small: readonly number[],
    isTold: (place: number) => boolean,
  ): { readonly spares: readonly number[]; readonly beyondHelp: ReadonlySet<number> } {
    const spares: number[] = [];
    for (;;) {
      this.#reading.read();
      const told = small.filter(isTold);
      const before = spares.length;
      for (const place of told) {
        const spare = this.#spareFor(place);
        if (spare === null) continue;
        this.#hideAt(spare);
        this.#print(this.#numbers.spotOf(spare));
        spares.push(spare);
      }
      if (spares.length === before) return { spares, beyondHelp: new Set(told) };
    }
  }

  /** Shows again what others have made needless to hide, the last first, until nothing more can be. */
  #giveBack(spares: readonly number[], isSafe: () => boolean): void {
    const needed = new Set(spares);
    if (needed.size === 0) return;
    const hideNeeded = (spot: number): void => {
      const hidden = this.#hidden[spot]!;
      hidden.clear();
      for (const column of this.#first[spot]!) hidden.add(column);
      for (const place of needed) if (this.#numbers.spotOf(place) === spot) this.#hideAt(place);
      this.#print(spot);
    };
    for (let before = -1; needed.size !== before;) {
      // The first time it has just been read.
      if (before !== -1) this.#reading.read();
      before = needed.size;
      for (const spare of [...needed].toReversed()) {
        const spot = this.#numbers.spotOf(spare);
        const told = this.#reading.keep();
        needed.delete(spare);
        hideNeeded(spot);
        this.#reading.readOn(this.#numbers.placesAt(spot));
        if (isSafe()) continue;
        needed.add(spare);
        hideNeeded(spot);
        this.#reading.goBack(told);
      }
    }
  }

  /** What another figure hides is hidden here too, in whichever columns it stands. */
  #hideAsKnown(): void {
    if (this.#known.size === 0) return;
    for (const place of this.#places()) {
      const hidden = this.#hidden[this.#numbers.spotOf(place)]!;
      for (const column of this.#numbers.columnsOf(place))
        if (this.#known.has(column) && hidden.has(column)) this.#hideAt(place);
    }
  }

  /** Of a share that leaves few over the numerator too, wherever it is printed: beside the denominator it would tell how few. */
  #hideBesideFew(): void {
    for (const { x, rest, n, isShare } of this.#numbers.splits) {
      const { isFixed } = this.#spots[this.#numbers.spotOf(x)]!;
      if (!isShare || isFixed || this.#isKnown(x) || !this.#isSmall(rest) || !this.#prints(x))
        continue;
      // A row's share is of the total, which stands below the table.
      const isOfTotal = this.#printsTotal(x, n);
      if (!isOfTotal && !this.#prints(n)) continue;
      const mayGo = !isOfTotal && this.#isSpare(n) && !this.#bearsHeadline(n);
      this.#hideAt(this.#bearsHeadline(x) && mayGo ? n : x);
    }
  }

  /** Whether the denominator of a row's share is the total that the row stands in, and printed there. */
  #printsTotal(x: number, n: number): boolean {
    return this.#reading
      .around(x)
      .some(
        ({ parts, whole, isOfSpots }) =>
          isOfSpots &&
          parts.includes(x) &&
          this.#numbers.values[whole] === this.#numbers.values[n] &&
          this.#prints(whole),
      );
  }

  #bearsHeadline(place: number): boolean {
    return this.#headline !== null && this.#numbers.columnsOf(place).has(this.#headline);
  }

  /** Of what is hidden in a fixed total a part too, and so on: all its parts would give it back. */
  #hideInHidden(): void {
    const waiting = this.#places().filter(
      (place) => this.#isFixed(place) && this.#isHiddenForOthers(place),
    );
    for (const place of waiting)
      for (const { parts, whole, isOfSpots } of this.#reading.around(place)) {
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
    const { cells, known } = this.#spots[spot]!;
    return [...this.#numbers.columnsOf(place)].some(
      (column) =>
        (this.#known.has(column) || known?.has(column)) &&
        cells[column] !== undefined &&
        !this.#hidden[spot]!.has(column),
    );
  }

  #isSmall(place: number): boolean {
    const n = this.#numbers.values[place]!;
    return n > 0 && n <= this.#rule.suppressTo;
  }

  /** Whether some column prints a number, or a statistic with it. */
  #prints(place: number): boolean {
    const hidden = this.#hidden[this.#numbers.spotOf(place)]!;
    for (const column of this.#showing(place)) if (!hidden.has(column)) return true;
    return false;
  }

  /** Columns that print a number, or a statistic with it, unless they are hidden. */
  #showing(place: number): readonly string[] {
    return (this.#showingAt[place] ??= this.#isSmall(place)
      ? []
      : [...this.#numbers.columnsOf(place)].filter((column) =>
          this.#isLargeEnough(this.#spots[this.#numbers.spotOf(place)]!.cells[column]),
        ));
  }

  /** Whether all numbers that a statistic shows are large enough to be printed. */
  #isLargeEnough(statistic: Statistic | undefined): boolean {
    const numbers = numbersIn(statistic);
    if (!numbers) return false;
    const { n, x } = numbers;
    const all = x === null ? [n] : [n, x, n - x];
    return all.every((each) => controlCount(each, this.#rule) !== null);
  }

  /** Tells the reading what is printed at a spot. */
  #print(spot: number): void {
    for (const place of this.#numbers.placesAt(spot))
      this.#reading.print(place, this.#asPrinted(place));
    for (const split of this.#numbers.splitsAt(spot)) this.#printRest(split);
  }

  #asPrinted(place: number): AsPrinted {
    const n = this.#numbers.values[place]!;
    if (this.#numbers.isAside(place)) return hiddenFrom(0);
    // Who joined a queue is told of by many figures.
    if (this.#knowsMore && this.#isQueue && this.#isKnown(place) && this.#prints(place))
      return { isPrinted: true, least: n, most: n };
    if (this.#prints(place))
      return { isPrinted: true, ...meantBy(controlCount(n, this.#rule) ?? n, this.#rule) };
    if (this.#isSmall(place)) return hiddenFrom(1, this.#rule.suppressTo);
    // A fixed total may be told by other tables, hidden though it is.
    const isGiven = this.#isFixed(place) && this.#isHiddenForOthers(place);
    if (this.#knowsMore && isGiven && !this.#leavesFew.has(place)) return hiddenFrom(n, n);
    // What is lost between two steps is told of months by a rule that hides more.
    const few = policies['nhs-sub-national'].narrow?.suppressTo ?? 0;
    if (this.#numbers.columnsOf(place).size === 0)
      return n <= few ? hiddenFrom(0, few) : hiddenFrom(0);
    if (n === 0) return hiddenFrom(0);
    if (!this.#isAskable) return hiddenFrom(1);
    // Hidden for others: whether its people are enough to be filtered by, or to be left out, can be asked.
    const refused = mostRefused(this.#rule);
    return n > refused ? hiddenFrom(refused + 1) : hiddenFrom(this.#rule.suppressTo + 1, refused);
  }

  /** What a printed share leaves over is printed too, in a way: nobody, or more than few. */
  #printRest({ x, rest, n }: Split): void {
    const [part, left, whole] = [x, rest, n].map((place) => this.#reading.asPrinted(place));
    if (left!.isPrinted || !part!.isPrinted || !whole!.isPrinted || this.#isSmall(rest)) return;
    const [over, all] = [this.#numbers.values[rest]!, this.#numbers.values[n]!];
    this.#reading.print(rest, {
      isPrinted: true,
      least: over === 0 ? 0 : Math.max(this.#rule.suppressTo + 1, all - part!.most),
      most: over === 0 ? 0 : all - part!.least,
    });
  }

  /** The smallest printed number that a hidden one follows from, nearest first. */
  #spareFor(secret: number): number | null {
    for (const ring of this.#reading.ringsAround(secret)) {
      let best: number | null = null;
      for (const place of ring)
        if (this.#isSpare(place) && (best === null || this.#isBefore(place, best))) best = place;
      if (best !== null) return best;
    }
    return null;
  }

  /** Whether one number is rather hidden than another. */
  #isBefore(a: number, b: number): boolean {
    const { values } = this.#numbers;
    const order =
      Number(this.#bearsHeadline(a)) - Number(this.#bearsHeadline(b)) ||
      values[a]! - values[b]! ||
      a - b;
    return order < 0;
  }

  #isSpare(place: number): boolean {
    if (this.#numbers.values[place]! <= this.#rule.suppressTo) return false;
    return !this.#isFixed(place) && !this.#isKnown(place) && this.#prints(place);
  }
}
