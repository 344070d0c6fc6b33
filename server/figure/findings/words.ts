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

export function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
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

/**
 * What may be said of a difference between groups: the ends are named only when their intervals
 * are apart (metrics.md 1.3), otherwise "no clear difference".
 */
export function differenceWords(input: FindingInput, key: string, plural: string): string {
  const ranked = rankedGroups(input.rows, key);
  const [top, bottom] = [ranked[0], ranked.at(-1)];
  if (!top || !bottom || top === bottom) return '';
  if (columnOf(input, key).interval === undefined) return '';
  if (top.lower <= bottom.upper) return `No clear difference between ${plural}.`;
  return `Higher in ${top.row.label}, ${withInterval(input, top.row, key)}, than in ${bottom.row.label}, ${withInterval(input, bottom.row, key)}.`;
}

/** What a monthly series shows against its own limits, in words; empty without limits. */
export function variationWords({ chart }: Pick<FindingInput, 'chart'>): string {
  switch (chart.xmr?.variation) {
    case undefined:
      return '';
    case 'common_cause':
      return 'The months vary no more than usual.';
    case 'improvement_high':
    case 'improvement_low':
      return 'The latest month is part of a change for the better.';
    case 'concern_high':
    case 'concern_low':
      return 'The latest month is part of a change for concern.';
    case 'neutral_high':
      return 'The latest month is part of a run above the usual level.';
    default:
      return 'The latest month is part of a run below the usual level.';
  }
}

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
