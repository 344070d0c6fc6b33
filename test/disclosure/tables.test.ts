import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attackSums, attackTable } from '../../server/disclosure/auditor.ts';
import { primaryCells, protectTable, roundedCount } from '../../server/disclosure/suppression.ts';
import type { CellAt, CountTable } from '../../server/disclosure/table-flow.ts';

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);

function tableOf(cells: readonly (readonly number[])[]): CountTable {
  return {
    cells,
    rowTotals: cells.map(sum),
    columnTotals: cells[0]!.map((_, j) => sum(cells.map((row) => row[j]!))),
    total: sum(cells.map(sum)),
  };
}

const tables = (most: number, rows: number, columns: number) =>
  fc
    .array(fc.array(fc.nat(most), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    })
    .map(tableOf);

/** Every table of small whole numbers that shows the same: the plainest attack there is. */
function bruteRanges(table: CountTable, hidden: readonly CellAt[], most: number, least: number) {
  const isHidden = (row: CellAt['row'], column: CellAt['column']) =>
    hidden.some((at) => at.row === row && at.column === column);
  const inner = hidden.filter(({ row, column }) => row !== 'total' && column !== 'total');
  const ranges = hidden.map(() => ({ min: Infinity, max: -Infinity }));
  const cells = table.cells.map((row) => [...row]);
  const consistent = (made: CountTable) =>
    made.rowTotals.every((one, i) => isHidden(i, 'total') || one === table.rowTotals[i]) &&
    made.columnTotals.every((one, j) => isHidden('total', j) || one === table.columnTotals[j]) &&
    (isHidden('total', 'total') || made.total === table.total);
  const visit = (at: number): void => {
    if (at < inner.length) {
      const { row, column } = inner[at]! as { row: number; column: number };
      for (let value = least; value <= most; value++) {
        cells[row]![column] = value;
        visit(at + 1);
      }
      return;
    }
    const made = tableOf(cells);
    if (!consistent(made)) return;
    hidden.forEach(({ row, column }, i) => {
      const value =
        row === 'total'
          ? column === 'total'
            ? made.total
            : made.columnTotals[column]!
          : column === 'total'
            ? made.rowTotals[row]!
            : made.cells[row]![column]!;
      ranges[i] = { min: Math.min(ranges[i]!.min, value), max: Math.max(ranges[i]!.max, value) };
    });
  };
  visit(0);
  return ranges;
}

const places: CellAt[] = [0, 1, 'total' as const].flatMap((row) =>
  [0, 1, 'total' as const].map((column) => ({ row, column }) as CellAt),
);

describe('attacking a table', () => {
  it('finds what trying every table finds', () => {
    const hide = fc.subarray(places, { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(tables(3, 2, 2), hide, fc.boolean(), (table, hidden, zerosShown) => {
        const zeroHidden = hidden.some(
          ({ row, column }) =>
            row !== 'total' && column !== 'total' && table.cells[row]![column] === 0,
        );
        fc.pre(!(zerosShown && zeroHidden));
        const least = zerosShown ? 1 : 0;
        const most = table.total + 2;
        const brute = bruteRanges(table, hidden, most, least);
        const found = attackTable(table, hidden, { knowsZerosAreShown: zerosShown });
        found.forEach(({ min, max }, i) => {
          expect(min).toBe(brute[i]!.min);
          // Where no bound is shown the plain attack stops at the largest number that it tries.
          if (max === Infinity) expect(brute[i]!.max).toBeGreaterThanOrEqual(most);
          else expect(max).toBe(brute[i]!.max);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('gives a lone hidden cell away by its row, and never names a value when it refuses', () => {
    const table = tableOf([
      [9, 2],
      [8, 30],
    ]);
    expect(attackTable(table, [{ row: 0, column: 1 }])).toEqual([
      { min: 2, max: 2, recovered: true },
    ]);
    const wrong = { ...table, total: 4711 };
    expect(() => attackTable(wrong, [])).toThrow('table: total must be the sum of its parts');
    expect(() => attackTable(table, [{ row: 7, column: 0 }])).toThrow('no such cell: 7, 0');
  });
});

describe('attacking answered queries', () => {
  it('finds what trying every set of atoms finds', () => {
    const subset = fc.subarray([0, 1, 2, 3], { minLength: 1 });
    fc.assert(
      fc.property(
        fc.array(fc.nat(4), { minLength: 4, maxLength: 4 }),
        fc.array(subset, { minLength: 1, maxLength: 4 }),
        subset,
        (atoms, queries, target) => {
          const of = (list: readonly number[], which: readonly number[]) =>
            sum(which.map((i) => list[i]!));
          const published = queries.map((which) => ({ atoms: which, value: of(atoms, which) }));
          const [found] = attackSums(published, [target]);
          const bounded = target.every((i) => queries.some((which) => which.includes(i)));
          expect(found!.max === Infinity).toBe(!bounded);
          const most = 4 * 4;
          let [min, max] = [Infinity, -Infinity];
          for (let a = 0; a <= most; a++)
            for (let b = 0; b <= most; b++)
              for (let c = 0; c <= most; c++)
                for (let d = 0; d <= most; d++) {
                  const guess = [a, b, c, d];
                  if (!published.every(({ atoms: which, value }) => of(guess, which) === value))
                    continue;
                  min = Math.min(min, of(guess, target));
                  max = Math.max(max, of(guess, target));
                }
          expect(found!.min).toBe(min);
          if (bounded) expect(found!.max).toBe(max);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says when the published numbers cannot all be true', () => {
    const published = [
      { atoms: [0, 1], value: 3 },
      { atoms: [0], value: 5 },
    ];
    expect(() => attackSums(published, [[1]])).toThrow(
      'the published numbers contradict one another',
    );
  });

  it('sees a half that no whole number could be', () => {
    // Halves would let atom 3 be anything from 0 to 1; in whole numbers it can only be 1.
    const odd = [
      { atoms: [0, 1], value: 1 },
      { atoms: [1, 2], value: 1 },
      { atoms: [0, 2, 3], value: 1 },
    ];
    expect(attackSums(odd, [[3], [1]])).toEqual([
      { min: 1, max: 1, recovered: true },
      { min: 1, max: 1, recovered: true },
    ]);
  });
});

describe('protecting a table', () => {
  const widths = fc.constantFrom(1, 3);

  it('hides every small cell and leaves each a range, for a reader who knows zeros are shown', () => {
    fc.assert(
      fc.property(tables(20, 4, 3), widths, (table, width) => {
        const { primary, secondary } = protectTable(table, 4, width);
        expect(primary).toEqual(primaryCells(table, 4));
        if (primary.length === 0) expect(secondary).toEqual([]);
        const ranges = attackTable(table, [...primary, ...secondary], { knowsZerosAreShown: true });
        primary.forEach((_, i) => {
          expect(ranges[i]!.max - ranges[i]!.min).toBeGreaterThanOrEqual(width);
        });
      }),
    );
  });

  it('hides nothing that it need not', () => {
    fc.assert(
      fc.property(tables(20, 3, 3), (table) => {
        const { primary, secondary } = protectTable(table, 4, 2);
        for (const spare of secondary) {
          const rest = secondary.filter((at) => at !== spare);
          const ranges = attackTable(table, [...primary, ...rest], { knowsZerosAreShown: true });
          const safe = primary.every((_, i) => ranges[i]!.max - ranges[i]!.min >= 2);
          expect(safe).toBe(false);
        }
      }),
    );
  });

  it('protects where only totals can: a table of one row, and one of a single cell', () => {
    for (const cells of [
      [[3]],
      [[3, 20]],
      [
        [0, 3],
        [0, 0],
      ],
    ]) {
      const table = tableOf(cells);
      const { primary, secondary } = protectTable(table, 4);
      const ranges = attackTable(table, [...primary, ...secondary]);
      primary.forEach((_, i) => expect(ranges[i]!.recovered).toBe(false));
    }
  });

  it('hides about as few cells as the reference does on its tables', () => {
    interface Case {
      kind: string;
      input: { cells: number[][]; threshold: number };
      expected: { n_reference_hidden: number };
    }
    const path = new URL('../golden/suppression.json', import.meta.url);
    const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: Case[] };
    let [ours, theirs] = [0, 0];
    for (const { kind, input, expected } of cases) {
      if (kind !== 'protect_table') continue;
      const { primary, secondary } = protectTable(tableOf(input.cells), input.threshold, 1);
      ours += primary.length + secondary.length;
      theirs += expected.n_reference_hidden;
    }
    expect(theirs).toBeGreaterThan(0);
    expect(ours).toBeLessThanOrEqual(theirs);
  });

  it('refuses a threshold that hides nothing', () => {
    expect(() => protectTable(tableOf([[9]]), 0)).toThrow(
      'threshold must be a positive whole number: 0',
    );
  });
});

it('prints 0 or 5 for a small count, and rounds the rest to the nearest 5', () => {
  const counts = [0, 1, 7, 8, 12, 13, 1248];
  expect(counts.map((one) => roundedCount(one, 0))).toEqual([0, 0, 0, 10, 10, 15, 1250]);
  expect(counts.map((one) => roundedCount(one, 5))).toEqual([0, 5, 5, 10, 10, 15, 1250]);
});
