import type { Figure } from '#figure/figure.ts';
import { textWidth } from '../../client/charts/text-size.ts';
import { textTables } from './text-table.ts';
import type { TextTable } from './text-table.ts';

/** How the words of a table are set, in points: a page or a slide. */
export interface Setting {
  /** Width of the whole table. */
  readonly room: number;
  /** Size of its words. */
  readonly size: number;
  /** Left and right of the words of a cell. */
  readonly padding: number;
}

/** Words in a column begin this much further from the numbers before them. */
export const apart = 8;

/** An interval is never broken: it stands beside its number, or whole under it. */
export const joined = (text: string): string =>
  text.replace(/\([^()]{1,30}\)/g, (inside) => inside.replaceAll(' ', '\u00a0'));

/** How far from its column's edge a cell's words may begin. */
export const startOf = (
  { numeric }: Pick<TextTable, 'numeric'>,
  at: number,
  padding: number,
): number => padding + (numeric[at] || at === 0 ? 0 : apart);

/** A column of small numbers is not set narrower than this many of its letters where there is room. */
const comfortable = 48 / 9;

/** Short names, such as months, stay on one line up to this share of the room. */
const namesKept = 0.17;

/** What a column needs, in points, from the least it can be set in to all it would use. */
interface Needs {
  /** Its longest word, or an interval, under its number. */
  readonly least: number;
  /** Its numbers on one line, each with its interval. */
  readonly numbers: number;
  /** Everything on one line, its heading on two. */
  readonly natural: number;
}

function needsOf(table: TextTable, at: number, { size, padding, room }: Setting): Needs {
  // The widths are those of Arial; bold runs some 8 % wider.
  const of = (text: string, bold: boolean): number =>
    textWidth(joined(text), size * (bold ? 1.08 : 1.01)) + startOf(table, at, padding) + padding;
  const words = (text: string, bold: boolean): number[] =>
    joined(text)
      .split(' ')
      .map((word) => of(word, bold));
  const head = table.head[at] ?? '';
  const cells = table.rows.map(({ cells: row, total }) => [row[at] ?? '', total] as const);
  const oneLine = Math.max(0, ...cells.map(([text, total]) => of(text, total)));
  const natural = Math.max(comfortable * size, of(head, true) / 2, oneLine);
  const longest = Math.max(
    ...words(head, true),
    ...cells.flatMap(([text, total]) => words(text, total)),
  );
  const least = at === 0 ? Math.max(longest, Math.min(natural, room * namesKept)) : longest;
  return { least, natural, numbers: table.numeric[at] ? Math.max(least, oneLine) : least };
}

const sum = (widths: readonly number[]): number => widths.reduce((a, b) => a + b, 0);

/** Widths with the room that is left shared among the columns that want more, as far as it goes. */
function widened(widths: readonly number[], wanted: readonly number[], room: number): number[] {
  const wants = widths.map((width, at) => Math.max(0, (wanted[at] ?? 0) - width));
  const share = Math.min(1, Math.max(0, room - sum(widths)) / Math.max(1, sum(wants)));
  return widths.map((width, at) => width + share * (wants[at] ?? 0));
}

/**
 * Widths of a table's columns in points. What room is left after the narrowest widths goes to numbers
 * that would be broken over two lines, then to all columns that would use it; numbers stand at equal
 * distances, names take what is left.
 */
export function columnWidths(table: TextTable, setting: Setting): readonly number[] {
  const { room } = setting;
  const needs = table.head.map((_heading, at) => needsOf(table, at, setting));
  const least = needs.map((need) => need.least);
  const whole = widened(
    least,
    needs.map(({ numbers }) => numbers),
    room,
  );
  const fitted = widened(
    whole,
    needs.map(({ natural }) => natural),
    room,
  );
  const squeeze = Math.min(1, room / sum(fitted));
  const tight = fitted.map((width) => width * squeeze);
  // Names get up to half the width.
  const spare = Math.max(0, room - sum(tight));
  const toNames = Math.max(0, Math.min(spare, room / 2 - (tight[0] ?? 0)));
  const each = (spare - toNames) / Math.max(1, tight.length - 1);
  return tight.map((width, at) => width + (at === 0 ? toNames : each));
}

/** Whether no word of a table has to be broken at that size. */
export const fits = (table: TextTable, setting: Setting): boolean =>
  sum(table.head.map((_heading, at) => needsOf(table, at, setting).least)) <= setting.room;

/** The figure's table in as few pieces as the width allows. */
export function tablesFor(figure: Figure, setting: Setting): readonly TextTable[] {
  for (let most = Math.max(1, figure.columns.length + 2); most > 1; most--) {
    const tables = textTables(figure, most);
    if (tables.every((table) => fits(table, setting))) return tables;
  }
  return textTables(figure, 1);
}
