import type { Draft, DraftRow } from '#figure/draft.ts';
import type { CountRule } from './policy.ts';
import { tellingOf, together } from './shares.ts';
import type { Columns } from './shares.ts';
import { hiddenForOthers, isSecretCount, readCount } from './sums.ts';
import type { Count, Counts, Sum } from './sums.ts';

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
 * Numbers of a table to hide because it would give a hidden count back although all is rounded. 22 people
 * of whom 18 are of one kind leave four to share among the others, so four hidden rows are one each; and
 * the practices of a PCN add up to its count. Totals and PCNs are taken to be known exactly, as other
 * splits narrow them down, of practices all that is shown, and of a share its denominator. Only columns
 * whose rows add up to their total give anything back.
 *
 * @param pcnOf of a table of practices: the PCN of each, whose count is printed too
 * @returns columns to hide in rows, beside what hides itself
 */
export function columnsInTable(
  draft: Draft,
  rule: CountRule,
  pcnOf: (key: string) => string | null = () => null,
): Columns {
  if (rule.suppressTo === 0) return new Map();
  return together(
    draft.columns.flatMap(({ key: column }) => {
      const known = countsThatAddUp(draft, column);
      if (!known) return [];
      const grid = gridOf(known, rule, pcnOf);
      const places = [...hiddenForOthers(grid)].flatMap((at) => grid.places[at] ?? []);
      const rows = places.filter((place) => !place.isPcn);
      if (rows.length === 0) return [];
      const telling = tellingOf(draft, column);
      return [new Map(rows.map(({ key }) => [key, telling]))];
    }),
  );
}

/** A row of a table, or what the rows of a PCN or of a whole table add up to. */
interface Place {
  readonly key: string;
  readonly isPcn: boolean;
  readonly x: number;
  /** What it is a share of; null for a count. */
  readonly n: number | null;
}

/** A table as counts that stand in sums: of its rows in their PCNs and its total. */
function gridOf(
  { counts, of: whole }: Column,
  rule: CountRule,
  pcnOf: (key: string) => string | null,
): Counts & { readonly places: readonly Place[] } {
  const keys = [...counts.keys()];
  const pcns = [...new Set(keys.map(pcnOf))].filter((pcn) => pcn !== null);
  const within = (pcn: string | null): readonly string[] =>
    keys.filter((key) => pcnOf(key) === pcn);
  const groups = [
    ...keys.map((key) => ({ key, isPcn: false, of: [key] as readonly string[] })),
    ...pcns.map((pcn) => ({ key: pcn, isPcn: true, of: within(pcn) })),
    { key: '', isPcn: false, of: keys },
  ];
  const everyone = groups.length - 1;
  const sumOver = (of: readonly string[], some: ReadonlyMap<string, number>): number =>
    of.reduce((sum, each) => sum + (some.get(each) ?? 0), 0);
  const places = groups.map(({ key, isPcn, of }): Place => ({
    key,
    isPcn,
    x: sumOver(of, counts),
    n: whole && sumOver(of, whole),
  }));
  const rows = (some: readonly string[]): readonly number[] => some.map((key) => keys.indexOf(key));
  const ofPcns = pcns.map((pcn, each): Sum => ({
    parts: rows(within(pcn)),
    whole: keys.length + each,
  }));
  const outside = [...ofPcns.map((sum) => sum.whole), ...rows(within(null))];
  return {
    places,
    size: places.length,
    sums: [
      { parts: rows(keys), whole: everyone },
      ...ofPcns,
      ...(pcns.length > 0 ? [{ parts: outside, whole: everyone }] : []),
    ],
    isThorough: whole === null,
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

/** Rows, smallest first; PCNs after practices, or before them beside a PCN. */
function sparesOf(places: readonly Place[], beside: Place | undefined): readonly number[] {
  const order = ({ isPcn }: Place): number => (isPcn === beside?.isPcn ? 0 : 1);
  return places
    .flatMap((place, at) => (place.key === '' ? [] : [{ at, by: order(place), x: place.x }]))
    .toSorted((a, b) => a.by - b.by || a.x - b.x)
    .map(({ at }) => at);
}
