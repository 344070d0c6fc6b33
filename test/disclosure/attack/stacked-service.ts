import { dimensionOf } from '#dimensions';
import type { FilterKey } from '#figure/cohort.ts';
import { metrics, registry } from '#metrics';
import type { Asking } from '../../../server/answers/asking.ts';
import { snapshotFromRows } from '../../../server/episodes/snapshot-from-rows.ts';
import { randomFrom } from '../../counting/borough.ts';

/** Two financial quarters: April to September 2025. */
export const months = ['2025-04', '2025-05', '2025-06', '2025-07', '2025-08', '2025-09'] as const;
const firstMonth = 303;

export const splits = ['sex', 'ethnicity', 'green'] as const satisfies readonly FilterKey[];
export const sizes = [2, 3, 3] as const;

export const codeOf = (split: number, value: number): string =>
  dimensionOf(splits[split] ?? '').codes[value]?.code ?? '';

/** People of one month who are alike in every split: what no question can take apart. */
export interface Atom {
  readonly month: number;
  /** Place of each split's code. */
  readonly values: readonly number[];
}

export const atoms: readonly Atom[] = months.flatMap((_, month) =>
  Array.from({ length: 18 }, (_each, at) => ({
    month,
    values: [Math.floor(at / 9), Math.floor(at / 3) % 3, at % 3],
  })),
);

/** A service of half a year with rare groups, and what a commissioner asks it. */
export function serviceOf(seed: number, scale: number): { asking: Asking; truth: number[] } {
  const random = randomFrom(seed);
  const rarity = sizes.map((size) =>
    Array.from({ length: size }, (_, at) => (at === 0 ? 1 : (0.1 + random(60) / 100) ** at)),
  );
  const truth = atoms.map(({ values }) => {
    const usual = values.reduce((mean, value, at) => mean * (rarity[at]?.[value] ?? 0), scale);
    return Math.floor((usual * (50 + random(100))) / 100 + random(100) / 100);
  });
  const episode = atoms.flatMap(({ month, values }, at) =>
    Array.from({ length: truth[at] ?? 0 }, () => ({
      referred_month: firstMonth + month,
      ...Object.fromEntries(splits.map((split, each) => [split, values[each] ?? 0])),
    })),
  );
  const asking: Asking = {
    snapshot: snapshotFromRows(
      { episode },
      {
        version: `stacked-${seed}-${scale}`,
        dataTo: { cases: 20_361, wellbeing: null, appointments: null },
      },
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
