import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Draft, DraftRow } from '#figure/draft.ts';
import { attackSums } from '../../server/disclosure/auditor.ts';
import { policyOf } from '../../server/disclosure/policy.ts';
import { publish } from '../../server/disclosure/publish.ts';

const row = (key: string, n: number, kind: DraftRow['kind']): DraftRow => ({
  key,
  label: key,
  kind,
  cells: { n: { kind: 'count', n } },
});

function draftOf(counts: readonly number[]): Draft {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return {
    columns: [{ key: 'n', label: 'People', format: 'count', description: 'people' }],
    rows: counts.map((count, i) => row(`group ${i}`, count, 'group')),
    total: row('', total, 'total'),
    flow: [],
  };
}

/** What a reader of the published table may take each hidden count to be, knowing it is not 0. */
function attack(counts: readonly number[]) {
  const shown = publish(draftOf(counts), policyOf('under-5'));
  const values = shown.rows.map(({ cells }) => cells.n!.value);
  const total = shown.total?.cells.n!.value ?? null;
  const hidden = values.flatMap((value, i) => (value === null ? [i] : []));
  const sums = values.flatMap((value, i) =>
    value === null ? [] : [{ atoms: [i], value: value as number }],
  );
  if (total !== null) {
    sums.push({ atoms: counts.map((_, i) => i), value: (total as number) - hidden.length });
  }
  const targets = hidden.map((i) => [i]);
  return { hidden, ranges: attackSums(sums, targets) };
}

it('publishes no column of counts whose total gives a small one back (under-5)', () => {
  const count = fc.oneof(fc.nat(6), fc.nat(60));
  fc.assert(
    fc.property(fc.array(count, { minLength: 1, maxLength: 8 }), (counts) => {
      const { hidden, ranges } = attack(counts);
      counts.forEach((one, i) => {
        if (one >= 1 && one <= 4) expect(hidden).toContain(i);
      });
      for (const range of ranges) expect(range.max - range.min).toBeGreaterThanOrEqual(1);
    }),
  );
});
