import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft, DraftRow } from '#figure/draft.ts';
import { controlCount, policies, type Policy } from '../../../server/disclosure/policy.ts';
import { publish } from '../../../server/disclosure/publish.ts';
import { Notebook, rangeOf } from './reader.ts';

const nhs = policies['nhs-sub-national'];

const draftOf = (counts: readonly number[]): Draft => {
  const row = (key: string, n: number, kind: DraftRow['kind']): DraftRow => ({
    key,
    label: key,
    kind,
    cells: { n: { kind: 'count', n } },
  });
  const total = counts.reduce((sum, n) => sum + n, 0);
  return {
    columns: [{ key: 'n', label: 'n', format: 'count', description: '' }],
    rows: counts.map((n, at) => row(String(at), n, 'group')),
    total: row('', total, 'total'),
    flow: [],
  };
};

/** What is printed for each row: a number, or null when hidden. */
const printed = (counts: readonly number[]): (number | null)[] =>
  publish(draftOf(counts), nhs).rows.map((row) => {
    const value = row.cells['n']?.value;
    return typeof value === 'number' ? value : null;
  });

/** The same without the protection of the table: each count by itself. */
const alone = (counts: readonly number[]): (number | null)[] =>
  counts.map((n) => controlCount(n, nhs));

/**
 * Small counts a reader works out who knows the rules, every printed row, and the total exactly. A
 * row that is hidden though it is large, the reader cannot tell from a small one; here the reader
 * is told which ones those are, and has that much less to work out.
 */
function derived(
  counts: readonly number[],
  shown: readonly (number | null)[],
  policy: Policy,
): number[] {
  const book = new Notebook();
  const total = counts.reduce((sum, n) => sum + n, 0);
  book.note(
    counts.map((_, at) => at),
    total,
    total,
  );
  shown.forEach((value, at) => {
    const large = (counts[at] ?? 0) > policy.suppressTo;
    if (value === 0) book.note([at], 0, 0);
    else if (value !== null) book.note([at], Math.max(8, value - 2), value + 2);
    else book.note([at], 1, large ? Number.POSITIVE_INFINITY : policy.suppressTo);
  });
  return counts.flatMap((n, at) => {
    if (n < 1 || n > policy.suppressTo) return [];
    const { least, most } = rangeOf(book.known, [at]);
    expect(n).toBeGreaterThanOrEqual(least);
    expect(n).toBeLessThanOrEqual(most);
    return least === most ? [n] : [];
  });
}

describe('one table, its total known', () => {
  it.each(
    [
      [18, 1, 1, 1, 1],
      [23, 1],
      [28, 18, 1, 1, 1, 1],
      [22, 7, 7],
      [12, 7],
      [13, 13, 1],
    ].map((counts) => ({ counts })),
  )('$counts gave a count back when each stood alone, and does not now', ({ counts }) => {
    expect(derived(counts, alone(counts), nhs)).not.toEqual([]);
    expect(derived(counts, printed(counts), nhs)).toEqual([]);
  });

  it('gives no count from 1 to 7 back', () => {
    const count = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 8 }) },
      { weight: 2, arbitrary: fc.integer({ min: 8, max: 60 }) },
    );
    fc.assert(
      fc.property(fc.array(count, { minLength: 2, maxLength: 8 }), (counts) => {
        fc.pre(counts.some((n) => n > nhs.suppressTo));
        expect(derived(counts, printed(counts), nhs)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('hides no more than needed: an ordinary table stays as it is', () => {
    expect(printed([120, 60, 33, 5, 0])).toEqual([120, 60, 35, null, 0]);
    expect(printed([240, 180, 3, 4])).toEqual([240, 180, null, null]);
  });
});
