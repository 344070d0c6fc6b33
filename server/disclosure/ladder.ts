import type { Draft, DraftRow } from '#figure/draft.ts';
import type { CountRule } from './policy.ts';
import { tellingOf, together } from './shares.ts';
import type { Columns } from './shares.ts';
import { hiddenForOthers, isSecretCount, readCount } from './sums.ts';
import type { Count, Counts, Sum } from './sums.ts';

/** The same figure of a period and of the shorter periods it is made of, exact. */
export interface Ladder {
  readonly whole: Draft;
  readonly parts: readonly Draft[];
  /** Which of the parts is the figure asked for; -1 for the whole. */
  readonly own: number;
  /** Of tables of practices: the PCN of each, whose count is printed too. */
  readonly pcnOf?: (key: string) => string | null;
  /** Whether the figure asked for is that of the PCNs, which the practices add up to. */
  readonly isOfPcns?: boolean;
}

/** A column whose rows add up to its total: counts by row, and for a share what each is a share of. */
interface Column {
  readonly counts: ReadonlyMap<string, number>;
  readonly of: ReadonlyMap<string, number> | null;
}

/** Counts of a column, or of the numerators of its shares; null unless they add up to their total. */
export function countsThatAddUp(draft: Draft, column: string): Column | null {
  const { rows, total } = draft;
  const whole = total && partsIn(total, column);
  if (!whole) return null;
  const parts = rows.map((row) => [row.key, partsIn(row, column)] as const);
  let [sum, of] = [0, 0];
  for (const [, part] of parts) {
    if (!part) return null;
    sum += part.x;
    of += part.n ?? 0;
  }
  if (sum !== whole.x || (whole.n !== null && of !== whole.n)) return null;
  return {
    counts: new Map(parts.map(([key, part]) => [key, part?.x ?? 0])),
    of: whole.n === null ? null : new Map(parts.map(([key, part]) => [key, part?.n ?? 0])),
  };
}

function partsIn(row: DraftRow, column: string): { x: number; n: number | null } | null {
  const statistic = row.cells[column];
  // What is of one code lies under a rule of its own (`nearCodes`).
  if (statistic && 'isOfCode' in statistic) return null;
  if (statistic?.kind === 'count') return { x: statistic.n, n: null };
  if (statistic?.kind === 'share') return { x: statistic.x, n: statistic.n };
  // A share of nobody: none of none.
  return statistic?.kind === 'empty' ? { x: 0, n: 0 } : null;
}

/**
 * Numbers of a figure to hide because its table, alone or read beside those of the periods it is part
 * of or made of, would give a hidden count back although all is rounded. 22 people of whom 18 are of one
 * kind leave four to share among the others, so four hidden rows are one each; a year of 18 less a
 * quarter of 11 at most leaves 7 at least, and more than 7 would be shown; and the practices of a PCN
 * add up to its count. Totals, PCNs, and over time what is shown of the longest period are taken to be
 * known exactly, as other splits narrow them down; of practices all that is shown, and of a share its
 * denominator. Only columns whose rows add up to their total give anything back. The outcome is the
 * same whichever of the periods was asked for.
 *
 * @returns columns to hide in rows of the own table, beside what hides itself
 */
export function ladderColumns(ladder: Ladder, rule: CountRule): Columns {
  const { whole, parts, own, isOfPcns = false } = ladder;
  const tables = [...parts, whole];
  if (rule.suppressTo === 0) return new Map();
  const period = own < 0 ? parts.length : own;
  const table = tables[period] ?? whole;
  return together(
    whole.columns.flatMap(({ key: column }) => {
      const columns = tables.map((each) => countsThatAddUp(each, column));
      if (columns.some((each) => each === null)) return [];
      const known = columns.filter((each) => each !== null);
      if (known.some(({ of }) => (of === null) !== (known[0]?.of === null))) return [];
      const grid = gridOf(known, rule, ladder.pcnOf);
      const hidden = [...hiddenForOthers(grid)].flatMap((at) => grid.places[at] ?? []);
      const rows = hidden.filter((place) => place.period === period && place.isPcn === isOfPcns);
      if (rows.length === 0) return [];
      const telling = tellingOf(table, column);
      return [new Map(rows.map(({ key }) => [key, telling]))];
    }),
  );
}

/** A row of a table, or what the rows of a PCN or of a whole table add up to. */
interface Place {
  readonly period: number;
  readonly key: string;
  readonly isPcn: boolean;
  readonly x: number;
  /** What it is a share of; null for a count. */
  readonly n: number | null;
}

/** The tables of some periods, the whole last, as counts that stand in sums. */
function gridOf(
  tables: readonly Column[],
  rule: CountRule,
  pcnOf: (key: string) => string | null = () => null,
): Counts & { readonly places: readonly Place[] } {
  const keys = [...new Set(tables.flatMap(({ counts }) => [...counts.keys()]))];
  const pcns = [...new Set(keys.map(pcnOf))].filter((pcn) => pcn !== null);
  const within = (pcn: string | null): readonly string[] =>
    keys.filter((key) => pcnOf(key) === pcn);
  const groups = [
    ...keys.map((key) => ({ key, isPcn: false, of: [key] as readonly string[] })),
    ...pcns.map((pcn) => ({ key: pcn, isPcn: true, of: within(pcn) })),
    { key: '', isPcn: false, of: keys },
  ];
  const everyone = groups.length - 1;
  const at = (period: number, group: number): number => period * groups.length + group;
  const sumOver = (of: readonly string[], counts: ReadonlyMap<string, number>): number =>
    of.reduce((sum, each) => sum + (counts.get(each) ?? 0), 0);
  const places = tables.flatMap(({ counts, of: whole }, period) =>
    groups.map(({ key, isPcn, of }): Place => ({
      period,
      key,
      isPcn,
      x: sumOver(of, counts),
      n: whole && sumOver(of, whole),
    })),
  );
  const inTables = tables.flatMap((_, period): readonly Sum[] => {
    const rows = (some: readonly string[]): readonly number[] =>
      some.map((key) => at(period, keys.indexOf(key)));
    const sums = pcns.map((pcn, each) => ({
      parts: rows(within(pcn)),
      whole: at(period, keys.length + each),
    }));
    const whole = at(period, everyone);
    const ofPcns = [...sums.map((sum) => sum.whole), ...rows(within(null))];
    return [
      { parts: rows(keys), whole },
      ...sums,
      ...(pcns.length > 0 ? [{ parts: ofPcns, whole }] : []),
    ];
  });
  const last = tables.length - 1;
  const overTime: readonly Sum[] =
    last === 0
      ? []
      : groups.map((_, group) => ({
          parts: Array.from({ length: last }, (_part, period) => at(period, group)),
          whole: at(last, group),
        }));
  return {
    places,
    size: places.length,
    sums: [...inTables, ...overTime],
    isThorough: tables.every(({ of }) => of === null),
    read: (place, isHidden) => readPlace(places[place]!, isHidden, rule, pcns.length > 0),
    isSecret: (place) => {
      const { x, n } = places[place]!;
      return (
        isSecretCount(x, rule) ||
        (n !== null && x > rule.suppressTo && n > x && isSecretCount(n - x, rule))
      );
    },
    // The number beside a small rest first, then the others.
    spares: (beside) =>
      [beside, ...sparesOf(places, places[beside])].filter((place) => {
        const { x, key } = places[place]!;
        return x > rule.suppressTo && key !== '';
      }),
  };
}

/** What can be told of a count; of the numerator of a share, what its denominator and the rest tell too. */
function readPlace({ x, n }: Place, isHidden: boolean, rule: CountRule, isExact: boolean): Count {
  const own = readCount(x, isHidden, rule);
  if (n === null) return isExact && !own.isHidden ? { ...own, least: x, most: x } : own;
  // A denominator that is itself too small to show tells nothing.
  if (isSecretCount(n, rule) || x === 0) return own;
  const isFew = isSecretCount(n - x, rule);
  const fewest = isFew ? 1 : isHidden || n === x ? 0 : rule.suppressTo + 1;
  return {
    n: x,
    least: isFew ? Math.max(own.least, n - rule.suppressTo) : own.least,
    most: Math.min(own.most, n - fewest),
    isHidden: own.isHidden || isFew,
  };
}

/** Rows, smallest first: those of one period, then of the other parts, then of the whole; PCNs last. */
function sparesOf(places: readonly Place[], beside: Place | undefined): readonly number[] {
  const order = ({ period, isPcn, x }: Place): readonly number[] => [
    isPcn === beside?.isPcn ? 0 : 1,
    period === beside?.period ? 0 : 1 + period,
    x,
  ];
  const compare = (a: readonly number[], b: readonly number[]): number =>
    a.map((each, at) => each - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
  return places
    .flatMap((place, at) => (place.key === '' ? [] : [{ at, by: order(place) }]))
    .toSorted((a, b) => compare(a.by, b.by))
    .map(({ at }) => at);
}
