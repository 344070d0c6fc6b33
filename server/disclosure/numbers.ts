import type { Parts, Queue, Statistic } from '#figure/draft.ts';
import { sumsOfQueue } from './queue.ts';
import type { ByRow } from './queue.ts';

/** A row of some table of a figure, or a total. */
export interface Spot {
  readonly cells: Readonly<Record<string, Statistic>>;
  /** Columns that are hidden already. */
  readonly hidden: ReadonlySet<string>;
  /** Whether no more of it may be hidden. */
  readonly isFixed: boolean;
  /** Columns whose numbers are printed elsewhere, here; those of every spot are the tables' `known`. */
  readonly known?: ReadonlySet<string>;
}

/** Spots whose people are together those of another. */
export interface SpotSum {
  readonly parts: readonly number[];
  readonly whole: number;
}

/** Tables of one figure that are read together. */
export interface Tables {
  readonly spots: readonly Spot[];
  readonly sums: readonly SpotSum[];
  /** Columns that add up in every row. */
  readonly parts: readonly Parts[];
  /** Columns of which the second counts some of the people of the first. */
  readonly steps: readonly (readonly [of: string, step: string])[];
  /** Of spots that are months one after the other. */
  readonly queue?: Queue;
  /** Columns that are printed elsewhere, so that hiding them helps nobody. */
  readonly known: ReadonlySet<string>;
  /** The column that is hidden last. */
  readonly headline: string | null;
  /** Whether the numbers are those by which the guard decides that people are enough. */
  readonly isAskable: boolean;
}

/** Places of which the first are together the last. */
export interface Relation {
  readonly parts: readonly number[];
  readonly whole: number;
  readonly isOfSpots: boolean;
}

/** Places of a share, or of a step and the one before it, at one spot. */
export interface Split {
  readonly x: number;
  readonly rest: number;
  readonly n: number;
  readonly isShare: boolean;
}

/** Numbers of people by place, and what is known of them beforehand. */
export interface Numbers {
  readonly values: readonly number[];
  readonly spotOf: (place: number) => number;
  /** Columns that show a number or rest on it; none of what a share leaves over. */
  readonly columnsOf: (place: number) => ReadonlySet<string>;
  /** Whether a number stands in relations alone: nothing is shown of it, or left over by what is. */
  readonly isAside: (place: number) => boolean;
  readonly relations: readonly Relation[];
  readonly splits: readonly Split[];
  /** Every place, and every split, of one spot. */
  readonly placesAt: (spot: number) => readonly number[];
  readonly splitsAt: (spot: number) => readonly Split[];
}

/** Numbers of people that a statistic shows or rests on; null where it tells of none. */
export function numbersIn(statistic: Statistic | undefined): {
  readonly n: number;
  readonly x: number | null;
} | null {
  switch (statistic?.kind) {
    // What is of one code lies under a rule of its own (`nearCodes`).
    case 'count':
      return statistic.isOfCode ? null : { n: statistic.n, x: null };
    case 'estimate':
      return { n: statistic.n, x: null };
    case 'share':
      return { n: statistic.n, x: statistic.isOfCode ? null : statistic.x };
    case 'rate':
      return { n: statistic.x, x: null };
    case 'empty':
      return { n: 0, x: 0 };
    default:
      return null;
  }
}

interface Node {
  readonly values: readonly number[];
  readonly columns: Set<string>;
}

/**
 * The numbers of people that tables show, each once: columns with the same numbers in every row show
 * the same people. A place is one number at one spot. Only sums that hold are among the relations.
 */
export function numbersOf({ spots, sums, parts, steps, queue }: Tables): Numbers {
  const nodes = new NodesOf(spots);
  const columns = new Set(spots.flatMap(({ cells }) => Object.keys(cells)));
  const splits = new Map<string, { x: number; rest: number; n: number; isShare: boolean }>();
  const split = (x: number, n: number, isShare: boolean): void => {
    const rest = nodes.less(n, x);
    if (x !== n && rest !== null && !splits.has(`${x} ${n}`))
      splits.set(`${x} ${n}`, { x, rest, n, isShare });
  };
  for (const column of columns) {
    const numbers = spots.map(({ cells }) => numbersIn(cells[column]));
    if (numbers.every((each) => each === null)) continue;
    const n = nodes.of(numbers.map((each) => each?.n ?? 0));
    nodes.show(n, column);
    const isShare = ({ cells }: Spot): boolean =>
      cells[column]?.kind === 'share' && !cells[column].isOfCode;
    if (!spots.some(isShare)) continue;
    const x = nodes.of(numbers.map((each) => each?.x ?? 0));
    nodes.show(x, column);
    split(x, n, true);
  }
  for (const [of, step] of steps) {
    const [n, x] = [nodes.ofColumn(of), nodes.ofColumn(step)];
    if (n !== null && x !== null) split(x, n, false);
  }
  const at = (node: number, spot: number): number => node * spots.length + spot;
  const inQueue = queue ? queueRelations(queue, nodes, spots) : [];
  const values = nodes.all.flatMap((node) => node.values);
  const places = [...splits.values()].flatMap(({ x, rest, n, isShare }) =>
    spots.map((_, spot) => ({ x: at(x, spot), rest: at(rest, spot), n: at(n, spot), isShare })),
  );
  const splitOf = (x: number, n: number) => splits.get(`${x} ${n}`);
  const together = parts.flatMap((each) => {
    const whole = nodes.ofColumn(each.whole);
    const some = each.parts.map((column) => nodes.numeratorOf(column));
    if (whole === null) return [];
    const known = some.filter((part) => part !== null);
    if (known.length < some.length) return [];
    // What one leaves over is the others.
    const rests = known.flatMap((part) => {
      const rest = splitOf(part, whole)?.rest;
      return rest === undefined ? [] : [{ of: known.filter((one) => one !== part), whole: rest }];
    });
    return [{ of: known, whole }, ...rests].flatMap(({ of, whole: sum }) =>
      spots.map((_, spot) => ({
        parts: of.map((part) => at(part, spot)),
        whole: at(sum, spot),
        isOfSpots: false,
      })),
    );
  });
  const relations = [
    ...places.map(({ x, rest, n }) => ({ parts: [x, rest], whole: n, isOfSpots: false })),
    ...together,
    ...inQueue,
    ...nodes.all.flatMap((_, node) =>
      sums.map((sum) => ({
        parts: sum.parts.map((spot) => at(node, spot)),
        whole: at(node, sum.whole),
        isOfSpots: true,
      })),
    ),
  ];
  const rests = new Set([...splits.values()].map(({ rest }) => rest));
  const nodeAt = (place: number): number => Math.floor(place / spots.length);
  const splitsBySpot = spots.map((_, spot) => places.filter(({ x }) => x % spots.length === spot));
  const sumOf = (some: readonly number[]): number =>
    some.reduce((sum, place) => sum + (values[place] ?? 0), 0);
  return {
    values,
    spotOf: (place) => place % spots.length,
    columnsOf: (place) => nodes.all[nodeAt(place)]?.columns ?? new Set(),
    isAside: (place) => nodes.all[nodeAt(place)]?.columns.size === 0 && !rests.has(nodeAt(place)),
    relations: relations.filter((each) => sumOf(each.parts) === values[each.whole]),
    splits: places,
    placesAt: (spot) => nodes.all.map((_, node) => at(node, spot)),
    splitsAt: (spot) => splitsBySpot[spot] ?? [],
  };
}

/** Those of the numbers of a queue from month to month. */
function queueRelations(queue: Queue, nodes: NodesOf, spots: readonly Spot[]): Relation[] {
  const column = (key: string): ByRow =>
    spots.map(({ cells }) => (cells[key]?.kind === 'count' ? cells[key].n : null));
  const placesOf = (numbers: readonly ByRow[], later: number) => {
    const known = numbers.map((each) => nodes.of(each.map((n) => n ?? 0)));
    return (spot: number): readonly number[] | null => {
      if (spot < later) return [];
      if (numbers.some((each) => (each[spot - later] ?? null) === null)) return null;
      return known.map((node) => node * spots.length + spot - later);
    };
  };
  return sumsOfQueue(queue, column).flatMap(({ before, parts, whole }) => {
    const of = {
      ...{ before: placesOf(before, 1), parts: placesOf(parts, 0), whole: placesOf([whole], 0) },
    };
    return spots.flatMap((_, spot) => {
      const [earlier, own, sum] = [of.before(spot), of.parts(spot), of.whole(spot)];
      if (!earlier || !own || sum?.[0] === undefined) return [];
      return [{ parts: [...earlier, ...own], whole: sum[0], isOfSpots: false }];
    });
  });
}

/** Numbers at every spot, each kept once. */
class NodesOf {
  readonly all: Node[] = [];
  readonly #known = new Map<string, number>();
  readonly #spots: readonly Spot[];

  constructor(spots: readonly Spot[]) {
    this.#spots = spots;
  }

  of(values: readonly number[]): number {
    const key = values.join(' ');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.all.length);
    this.all.push({ values, columns: new Set() });
    return this.all.length - 1;
  }

  show(node: number, column: string): void {
    this.all[node]?.columns.add(column);
  }

  /** The difference of two; null when it is not that of some people. */
  less(n: number, x: number): number | null {
    const rest = (this.all[n]?.values ?? []).map(
      (each, at) => each - (this.all[x]?.values[at] ?? 0),
    );
    return rest.every((each) => each >= 0) ? this.of(rest) : null;
  }

  ofColumn(column: string): number | null {
    const numbers = this.#spots.map(({ cells }) => numbersIn(cells[column])?.n ?? 0);
    return this.#known.get(numbers.join(' ')) ?? null;
  }

  numeratorOf(column: string): number | null {
    const numbers = this.#spots.map(({ cells }) => {
      const found = numbersIn(cells[column]);
      return found?.x ?? found?.n ?? 0;
    });
    return this.#known.get(numbers.join(' ')) ?? null;
  }
}
