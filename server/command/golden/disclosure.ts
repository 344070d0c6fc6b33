import type { FeasibleRange } from '../../disclosure/auditor.ts';
import { attackSums, attackTable, isSmallCount } from '../../disclosure/auditor.ts';
import { controlCount, policies } from '../../disclosure/policy.ts';
import { primaryCells, protectTable, roundedCount } from '../../disclosure/suppression.ts';
import type { CellAt, CountTable } from '../../disclosure/table-flow.ts';
import { isInner } from '../../disclosure/table-flow.ts';
import type { GoldenMethod, JsonObject } from './case.ts';
import { inputAs } from './case.ts';

type Place = readonly [row: string, column: string];

interface TableInput {
  cells: number[][];
  row_totals: number[];
  column_totals: number[];
  total: number;
  threshold: number;
  hidden?: Place[];
}

const TOTAL = 'Total';
const indexOf = (name: string) => (name === TOTAL ? 'total' : Number(name.slice(1)) - 1);
const cellAt = ([row, column]: Place): CellAt => ({ row: indexOf(row), column: indexOf(column) });
const nameOf = (index: number | 'total', letter: string) =>
  index === 'total' ? TOTAL : `${letter}${index + 1}`;
const placeOf = ({ row, column }: CellAt): Place => [nameOf(row, 'r'), nameOf(column, 'c')];

/** The reference lists cells column by column, totals first. */
function inReferenceOrder(cells: readonly CellAt[]): Place[] {
  const rank = (index: number | 'total') => (index === 'total' ? -1 : index);
  return cells
    .toSorted((a, b) => rank(a.column) - rank(b.column) || rank(a.row) - rank(b.row))
    .map(placeOf);
}

function tableOf(given: TableInput): CountTable {
  return {
    cells: given.cells,
    rowTotals: given.row_totals,
    columnTotals: given.column_totals,
    total: given.total,
  };
}

function valueAt(table: CountTable, { row, column }: CellAt): number {
  if (row === 'total') return column === 'total' ? table.total : table.columnTotals[column]!;
  return column === 'total' ? table.rowTotals[row]! : table.cells[row]![column]!;
}

function attack(given: TableInput, places: readonly Place[]) {
  const table = tableOf(given);
  const hidden = places.map(cellAt);
  const plain = attackTable(table, hidden);
  const zeroHidden = hidden.some((at) => isInner(at) && valueAt(table, at) === 0);
  const knowing = zeroHidden ? null : attackTable(table, hidden, { knowsZerosAreShown: true });
  const small = hidden.map((at) => isSmallCount(valueAt(table, at), given.threshold));
  const lost = (ranges: readonly FeasibleRange[]) =>
    ranges.filter((range, i) => range.recovered && small[i]).length;
  return {
    intervals: places.map(([row, column], i) => ({
      row,
      column,
      ...plain[i],
      ...(knowing && {
        min_if_zeros_shown: knowing[i]!.min,
        max_if_zeros_shown: knowing[i]!.max,
        recovered_if_zeros_shown: knowing[i]!.recovered,
      }),
      primary: small[i],
    })),
    primary_recovered: lost(plain),
    primary_recovered_if_zeros_shown: knowing ? lost(knowing) : lost(plain),
  };
}

/** Any pattern will do that hides every small cell and gives none away: ours is attacked here. */
function protect(given: TableInput, expected: JsonObject) {
  const table = tableOf(given);
  const { primary, secondary } = protectTable(table, given.threshold);
  const ours = attack(given, [...primary, ...secondary].map(placeOf));
  if (ours.primary_recovered + ours.primary_recovered_if_zeros_shown > 0) {
    throw new Error('our pattern gives a small cell away');
  }
  const found = primaryCells(table, given.threshold);
  if (found.length !== primary.length) throw new Error('our pattern leaves a small cell shown');
  return {
    primary: inReferenceOrder(primary),
    n_primary: primary.length,
    reference_attack: attack(given, expected.reference_hidden as unknown as Place[]),
  };
}

interface QueryInput {
  published: { atoms: number[]; value: number }[];
  targets: number[][];
  threshold: number;
}

function attackQueries({ published, targets, threshold }: QueryInput) {
  const ranges = attackSums(published, targets).map((found) => ({
    ...found,
    small_count_recovered: found.recovered && isSmallCount(found.min, threshold),
  }));
  return { ranges };
}

const asShown = (count: number | null) => (count === null ? '*' : String(count));

/** The reference names its rules by their numbers: hide_1_4, nhs_1_7_round5, le7_to_0_round5. */
function displayRule(rule: string): (count: number) => string {
  const hidden = /^(?:hide|nhs)_1_(\d+)(?:_round(\d+))?$/.exec(rule);
  if (hidden) {
    const [suppressTo, roundTo] = [Number(hidden[1]), Number(hidden[2] ?? 1)];
    return (count) => asShown(controlCount(count, { ...policies.exact, suppressTo, roundTo }));
  }
  const printed = /^le(\d+)_to_(\d+)_round(\d+)$/.exec(rule);
  if (!printed) throw new Error(`unknown rule: ${rule}; such as hide_1_4 or le7_to_0_round5`);
  const [smallTo, smallAs, base] = printed.slice(1).map(Number) as [number, number, number];
  return (count) => String(roundedCount(count, smallAs, smallTo, base));
}

function display({ rule, counts }: { rule: string; counts: number[] }) {
  return { display: counts.map(displayRule(rule)) };
}

export const suppressionMethod: GoldenMethod = {
  file: 'suppression',
  method: 'Small-number suppression, secondary suppression, differencing',
  leftOut: ['reference_hidden', 'n_reference_hidden', 'reference_algorithm'],
  run(input, { kind, expected }) {
    switch (kind) {
      case 'attack_table': {
        const given = inputAs<TableInput>(input);
        return attack(given, given.hidden ?? []);
      }
      case 'protect_table':
        return protect(inputAs<TableInput>(input), expected);
      case 'attack_queries':
        return attackQueries(inputAs<QueryInput>(input));
      case 'display':
        return display(inputAs<{ rule: string; counts: number[] }>(input));
      default:
        throw new Error(
          `unknown kind: ${kind}; one of attack_table, protect_table, attack_queries, display`,
        );
    }
  },
};
