import type { Cell, Column, Row } from '../cell.ts';
import { writeCell, writeInterval } from '../format.ts';
import type { FindingInput } from './finding.ts';

/** The column with this key; a finding that names a missing one is a mistake in the template. */
export function columnOf({ columns }: Pick<FindingInput, 'columns'>, key: string): Column {
  const found = columns.find((column) => column.key === key);
  if (!found) {
    throw new Error(`unknown column: ${key}; one of ${columns.map((each) => each.key).join(', ')}`);
  }
  return found;
}

/** A published cell's words: `52%`, or why there is none. */
export function valueWords(input: Pick<FindingInput, 'columns'>, row: Row, key: string): string {
  return writeCell(row.cells[key], columnOf(input, key));
}

/** `52% (51% to 53%)`: value with its interval when it has one. */
export function withInterval(input: Pick<FindingInput, 'columns'>, row: Row, key: string): string {
  const column = columnOf(input, key);
  const interval = writeInterval(row.cells[key], column);
  const value = writeCell(row.cells[key], column);
  return interval === '' ? value : `${value} (${interval})`;
}

/** A number that can be concluded from: present, and not flagged as resting on too few. */
export function isFirm(cell: Cell | undefined): cell is Cell & { readonly value: number } {
  return typeof cell?.value === 'number' && cell.state !== 'too_few';
}

/** Fewer than this say nothing of a share or a mix: their counts are told, and that they are too few. */
export const FEWEST = 10;

/** Whether a share rests on too few people or referrals to conclude from. */
export function restsOnFew(cell: Cell | undefined): boolean {
  return typeof cell?.base === 'number' && cell.base < FEWEST;
}

export function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The same inside a sentence; names in capitals (`GP`, `ONS4`) stay as they are. */
export function uncapitalise(words: string): string {
  return /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/** What a metric counts, of one: `referral` of referrals, `person referred` of people referred. */
export function oneOf(population: string): string {
  return population.replace(/^people\b/, 'person').replace(/^(\w+)s\b/, '$1');
}

interface Ranked {
  readonly row: Row;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** Groups (not totals, not "not recorded") with a firm value, largest first. */
export function rankedGroups(rows: readonly Row[], key: string): readonly Ranked[] {
  return rows
    .flatMap((row) => {
      const cell = row.cells[key];
      if (row.kind !== 'group' || !isFirm(cell)) return [];
      return [
        {
          row,
          value: cell.value,
          lower: cell.lower ?? cell.value,
          upper: cell.upper ?? cell.value,
        },
      ];
    })
    .toSorted((a, b) => b.value - a.value);
}

/** A group's name inside a sentence: a fifth, or an age, is no name by its numbers alone. */
export function nameOf({ label }: Row, by: string): string {
  if (by === 'age') return `ages ${uncapitalise(label)}`;
  return by.endsWith('deprivation') ? `fifth ${label}` : label;
}

/** `A`, `A and B`, `A, B and C`, `A, B, C and 2 more`. */
export function listWords(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
  return parts.length < 2
    ? (parts[0] ?? '')
    : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** `1 case`, `2 cases`, `a small number of cases`: a counted cell with its noun. */
export function countWords(
  input: Pick<FindingInput, 'columns'>,
  row: Row,
  key: string,
  one: string,
  many = `${one}s`,
): string {
  const cell = row.cells[key];
  if (cell?.state === 'suppressed') return `a small number of ${many}`;
  return `${valueWords(input, row, key)} ${cell?.value === 1 ? one : many}`;
}

/**
 * How much wider limits must be before the highest and lowest of so many groups may be told apart:
 * among twenty alike, two 95 % intervals often lie apart by chance. Bonferroni's z over 1.96, to 1 %.
 */
export const forMany = (groups: number): number => Math.sqrt(1 + 0.46 * Math.log(groups));

interface DifferenceOptions {
  /** How the higher end is called: "Longer" of a wait. */
  readonly more?: string;
  /** Unit after both numbers, when the format has none. */
  readonly unit?: string;
}

/**
 * The highest and the lowest of groups whose limits, so many times as wide, lie apart; else the two
 * that lie furthest apart; null when all overlap.
 */
function endsApart(ranked: readonly Ranked[], wider: number): readonly [Row, Row] | null {
  const least = ({ value, lower }: Ranked): number => value - wider * (value - lower);
  const most = ({ value, upper }: Ranked): number => value + wider * (upper - value);
  const highest = ranked.toSorted((a, b) => least(b) - least(a))[0];
  const lowest = ranked.toSorted((a, b) => most(a) - most(b))[0];
  const pairs = [
    [ranked[0], ranked.at(-1)],
    [highest, lowest],
  ] as const;
  const found = pairs.find(([top, bottom]) => top && bottom && least(top) > most(bottom));
  return found?.[0] && found[1] ? [found[0].row, found[1].row] : null;
}

/**
 * What may be said of a difference between groups: two are named only when their intervals, widened
 * for how many there are, lie apart (metrics.md 1.3), otherwise "no clear difference", and why where
 * the intervals as drawn do lie apart. A group without limits of its own (a median whose curve never
 * passes them) is not compared.
 */
export function differenceWords(
  input: FindingInput,
  key: string,
  plural: string,
  { more = 'Higher', unit = '' }: DifferenceOptions = {},
): string {
  if (columnOf(input, key).interval === undefined) return '';
  const whole = input.rows.filter(({ cells }) => {
    const { lower, upper } = cells[key] ?? {};
    return typeof lower === 'number' && typeof upper === 'number';
  });
  const ranked = rankedGroups(whole, key);
  if (ranked.length < 2) return '';
  const words = (row: Row): string =>
    `${nameOf(row, input.by)}, ${withInterval(input, row, key)}${unit}`;
  const clear = endsApart(ranked, forMany(ranked.length));
  if (clear) return `${more} in ${words(clear[0])}, than in ${words(clear[1])}.`;
  const chance = endsApart(ranked, 1)
    ? `: of ${ranked.length} compared, two can lie this far apart by chance`
    : '';
  return `No clear difference between ${plural}${chance}.`;
}

/**
 * What a monthly series shows against its own limits, in words; empty without limits. The latest
 * month is named when it stands out; when only earlier ones do, they are counted, so that the words
 * never say "no more than usual" beside a marked point.
 */
export function variationWords({ chart, rows }: Pick<FindingInput, 'chart' | 'rows'>): string {
  if (!chart.xmr) return '';
  const { points } = chart.xmr;
  const unusual = points.filter(({ flag }) => flag !== null);
  const last = unusual.at(-1);
  if (!last) return 'The months vary no more than usual.';
  const month = rows.find(({ key }) => key === last.key)?.label ?? last.key;
  if (last === points.at(-1)) return `${month} is ${last.flag}${judgementOf[last.mark] ?? ''}.`;
  const vary = unusual.length === 1 ? 'varies' : 'vary';
  const which = unusual.length === 1 ? month : `the latest ${month}`;
  return `${unusual.length} of ${points.length} months ${vary} more than usual: ${which}.`;
}

const judgementOf: Readonly<Record<string, string>> = {
  improvement: ', a change for the better',
  concern: ', a change for the worse',
};

/** What the groups of a split are called in a sentence. */
export const pluralOf: Readonly<Record<string, string>> = {
  pcn: 'PCNs',
  practice: 'practices',
  team: 'teams',
  worker: 'link workers',
  source: 'referral sources',
  need: 'needs',
  needs: 'needs',
  age: 'age bands',
  sex: 'sexes',
  ethnicity: 'ethnic groups',
  deprivation: 'deprivation fifths',
  local_deprivation: 'deprivation fifths',
  ward: 'wards',
  green: 'groups',
  provider: 'providers',
  scale: 'scales',
  support: 'kinds of support',
  category: 'activity categories',
  ways: 'ways to wellbeing',
  green_type: 'types of green activity',
};

/** The groups of a split, or "groups". */
export const groupsWords = (by: string): string => pluralOf[by] ?? 'groups';

/** Joins sentences, leaving out empty ones. */
export function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
