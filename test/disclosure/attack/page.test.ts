import { describe, expect, it } from 'vitest';
import { dimensionOf } from '#dimensions';
import type { Cell } from '#figure/cell.ts';
import type { Cohort } from '#figure/cohort.ts';
import { metrics, registry } from '#metrics';
import { answerFigure } from '../../../server/answers/answer.ts';
import type { Asking } from '../../../server/answers/asking.ts';
import { snapshotFromRows } from '../../../server/episodes/snapshot-from-rows.ts';
import { randomFrom } from '../../counting/borough.ts';
import { Notebook, rangeOf } from './reader.ts';

const months = ['2025-04', '2025-05', '2025-06'];
const firstMonth = 303;
const splits = ['sex', 'green', 'ethnicity'] as const;
const codesOf = (split: (typeof splits)[number]): readonly string[] =>
  dimensionOf(split)
    .codes.slice(0, split === 'sex' ? 2 : 3)
    .map(({ code }) => code);

interface Atom {
  readonly month: number;
  readonly sex: number;
  readonly green: number;
  readonly ethnicity: number;
}

const atoms: readonly Atom[] = months.flatMap((_, month) =>
  codesOf('sex').flatMap((_code, sex) =>
    codesOf('green').flatMap((_green, green) =>
      codesOf('ethnicity').map((_ethnicity, ethnicity) => ({ month, sex, green, ethnicity })),
    ),
  ),
);

/** A quarter of a small service: most groups hold a handful of people, a few hold many. */
function quarterOf(seed: number): { asking: Asking; truth: readonly number[] } {
  const random = randomFrom(seed);
  const scale = 2 + random(30);
  const rarity = [1, 0.3, 0.05];
  const truth = atoms.map(({ green, ethnicity }) => {
    const usual = scale * (rarity[green] ?? 0) * (rarity[ethnicity] ?? 0);
    return Math.round(usual * (random(1000) / 1000) * 2);
  });
  const episode = atoms.flatMap(({ month, ...codes }, at) =>
    Array.from({ length: truth[at] ?? 0 }, () => ({
      referred_month: firstMonth + month,
      ...codes,
    })),
  );
  const asking: Asking = {
    snapshot: snapshotFromRows(
      { episode },
      { version: `attack-${seed}`, dataTo: { cases: 20_269, wellbeing: null, appointments: null } },
    ),
    viewer: { id: 'commissioner', name: 'commissioner', role: 'commissioner', pcns: [] },
    metrics: registry(metrics),
    records: null,
    controlled: 'nhs-sub-national',
    notes: [],
    now: () => new Date(0),
  };
  return { asking, truth };
}

/** Every small count that a page shows as hidden, and what the reader can tell of it. */
async function attackPage(seed: number): Promise<{ small: number; derived: number }> {
  const { asking, truth } = quarterOf(seed);
  const cohort: Cohort = {
    basis: 'referred',
    from: months[0] ?? '',
    to: months[2] ?? '',
    pcns: 'then',
    filters: {},
  };
  const book = new Notebook();
  const hidden: { at: readonly number[]; n: number }[] = [];
  const read = (at: readonly number[], cell: Cell | undefined): void => {
    const n = at.reduce((sum, atom) => sum + (truth[atom] ?? 0), 0);
    if (typeof cell?.value === 'number' && cell.value > 0) {
      book.note(at, Math.max(8, cell.value - 2), cell.value + 2);
    } else if (cell?.state === 'suppressed') {
      // The reader is even told which hidden rows are large, and only has the small ones to find.
      book.note(at, 1, n > 7 ? Number.POSITIVE_INFINITY : 7);
      if (n <= 7) hidden.push({ at, n });
    } else {
      expect(n).toBe(0);
      book.note(at, 0, 0);
    }
  };
  const metric = asking.metrics.metricOf('referrals');
  for (const by of ['month', ...splits] as const) {
    const figure = await answerFigure({ metric, by, cohort }, asking);
    read([...atoms.keys()], figure.total?.cells['n']);
    const codes = by === 'month' ? months : codesOf(by);
    codes.forEach((code, group) => {
      const at = atoms.flatMap((atom, index) => (atom[by] === group ? [index] : []));
      read(at, figure.rows.find(({ key }) => key === code)?.cells['n']);
    });
  }
  const derived = hidden.filter(({ at, n }) => {
    const { least, most } = rangeOf(book.known, at);
    expect(least).toBeLessThanOrEqual(n);
    expect(most).toBeGreaterThanOrEqual(n);
    return least === most;
  });
  return { small: hidden.length, derived: derived.length };
}

describe('a page a commissioner opens: one cohort, four splits', () => {
  it('gives back none of the counts it hides', async () => {
    let small = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const page = await attackPage(seed);
      small += page.small;
      expect([seed, page.derived]).toEqual([seed, 0]);
    }
    expect(small).toBeGreaterThan(200);
  });
});
