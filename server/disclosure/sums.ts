import { controlCount, meantBy, mostRefused } from './policy.ts';
import type { CountRule } from './policy.ts';

/** A count, and what a reader can tell of it from what is printed in its place. */
export interface Count {
  readonly n: number;
  readonly least: number;
  readonly most: number;
  readonly isHidden: boolean;
}

/** Places of counts that add up to another. */
export interface Sum {
  readonly parts: readonly number[];
  readonly whole: number;
}

/** Counts that stand in sums. */
export interface Counts {
  readonly size: number;
  readonly sums: readonly Sum[];
  /** What a reader can tell of a count by itself, as it stands or when it is hidden for the sake of others. */
  readonly read: (at: number, isHidden: boolean) => Count;
  /** Whether it must not be told. */
  readonly isSecret: (at: number) => boolean;
  /** Whether to go on hiding where no single count helps: it may take several. */
  readonly isThorough: boolean;
  /** Places of counts to hide for the sake of one, in the order to try them. */
  readonly spares: (beside: number) => readonly number[];
}

type Rule = Pick<CountRule, 'suppressTo' | 'roundTo' | 'hidesZero'>;

/**
 * What a reader can tell of a count under a rule. Of one hidden for others, that it is not nobody, and
 * whether its people are enough to be filtered by.
 */
export function readCount(n: number, isHidden: boolean, rule: Rule): Count {
  const fewest = rule.hidesZero ? 0 : 1;
  const hidden = (most: number): Count => ({ n, least: fewest, most, isHidden: true });
  if (isHidden) {
    const few = mostRefused(rule);
    return n > few ? { ...hidden(Number.POSITIVE_INFINITY), least: few + 1 } : hidden(few);
  }
  const shown = controlCount(n, rule);
  return shown === null ? hidden(rule.suppressTo) : { n, ...meantBy(shown, rule), isHidden: false };
}

/** Counts that are not to be told: nobody too, where nobody and few must look alike. */
export const isSecretCount = (n: number, rule: Rule): boolean =>
  n <= rule.suppressTo && (n > 0 || rule.hidesZero);

/**
 * Hides counts until no secret one can only be one number for a reader who knows the sums: the first
 * that helps.
 *
 * @returns places of the counts hidden for the sake of others
 */
export function hiddenForOthers(counts: Counts): ReadonlySet<number> {
  const every = Array.from({ length: counts.size }, (_, at) => at);
  const secrets = every.filter(counts.isSecret);
  if (secrets.length === 0) return new Set();
  const readAll = (hidden: ReadonlySet<number>): readonly Count[] =>
    narrowed(
      every.map((at) => counts.read(at, hidden.has(at))),
      counts.sums,
    );
  const isOpen = (known: readonly Count[], at: number): boolean =>
    known[at]?.least !== known[at]?.most;
  const beyondHelp = new Set<number>();
  let hidden: ReadonlySet<number> = new Set();
  for (let known = readAll(hidden); ; known = readAll(hidden)) {
    const given = secrets.find((at) => !beyondHelp.has(at) && !isOpen(known, at));
    if (given === undefined) return hidden;
    const spares = counts.spares(given).filter((at) => !hidden.has(at));
    const helps = (at: number): boolean => isOpen(readAll(new Set([...hidden, at])), given);
    const next = spares.find(helps) ?? (counts.isThorough ? spares[0] : undefined);
    if (next === undefined) beyondHelp.add(given);
    else hidden = new Set([...hidden, next]);
  }
}

/**
 * Draws in what can be told of every count by the sums it stands in, until nothing gives way. A whole
 * that is shown is taken to be known exactly, as other figures of the same people narrow it down.
 */
function narrowed(counts: readonly Count[], sums: readonly Sum[]): readonly Count[] {
  const least = counts.map((count) => count.least);
  const most = counts.map((count) => count.most);
  let moved = true;
  const draw = (at: number, low: number, high: number): void => {
    if (low > least[at]!) [least[at], moved] = [low, true];
    if (high < most[at]!) [most[at], moved] = [high, true];
  };
  while (moved) {
    moved = false;
    for (const { parts, whole } of sums) {
      const low = sumOf(parts, least);
      const finite = parts.filter((part) => most[part] !== Number.POSITIVE_INFINITY);
      const [high, boundless] = [sumOf(finite, most), parts.length - finite.length];
      const { n, isHidden } = counts[whole]!;
      const [from, to] = isHidden ? [least[whole]!, most[whole]!] : [n, n];
      for (const part of parts) {
        const isFinite = most[part] !== Number.POSITIVE_INFINITY;
        const others =
          boundless > (isFinite ? 0 : 1)
            ? Number.POSITIVE_INFINITY
            : high - (isFinite ? most[part]! : 0);
        draw(part, from - others, to - (low - least[part]!));
      }
      draw(whole, low, boundless > 0 ? Number.POSITIVE_INFINITY : high);
    }
  }
  return counts.map((count, at) => ({ ...count, least: least[at]!, most: most[at]! }));
}

const sumOf = (places: readonly number[], values: readonly number[]): number =>
  places.reduce((sum, at) => sum + values[at]!, 0);
