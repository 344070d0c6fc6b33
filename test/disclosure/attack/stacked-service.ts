import { dimensionOf } from '#dimensions';
import type { Cohort, FilterKey } from '#figure/cohort.ts';
import { metrics, registry } from '#metrics';
import type { ControlledPolicy } from '../../../server/access/scope.ts';
import type { Asking } from '../../../server/answers/asking.ts';
import { snapshotFromRows } from '../../../server/episodes/snapshot-from-rows.ts';
import { place, randomFrom } from '../../counting/borough.ts';

/** Two financial quarters: April to September 2025. */
export const months = ['2025-04', '2025-05', '2025-06', '2025-07', '2025-08', '2025-09'] as const;
const firstMonth = 303;

/** Standard periods of the half year: each month, both quarters, everything. */
export const periods = [
  ...months.map((_, month) => [month, month] as const),
  [0, 2] as const,
  [3, 5] as const,
  [0, 5] as const,
];
export type Span = (typeof periods)[number];

/** What the people of a service differ in. */
export interface Shape {
  readonly splits: readonly { readonly by: FilterKey; readonly size: number }[];
  /** Number of the PCN of each practice; the last practice of a PCN is rare. One practice: no places. */
  readonly practices: readonly number[];
}

/** People of one month and practice who are alike in every split: what no question can take apart. */
export interface Atom {
  readonly month: number;
  readonly practice: number;
  /** Place of each split's code. */
  readonly values: readonly number[];
}

/** Who is asked about: a value of each split or any, and a PCN or a practice or neither. */
export interface Chosen {
  readonly place: { readonly by: 'pcn' | 'practice'; readonly at: number } | null;
  readonly values: readonly (number | null)[];
}

export interface Service {
  readonly shape: Shape;
  readonly atoms: readonly Atom[];
  /** People of each atom. */
  readonly truth: readonly number[];
  readonly asking: Asking;
}

const everyValue = (shape: Shape): readonly (readonly number[])[] =>
  shape.splits.reduce<readonly (readonly number[])[]>(
    (sets, { size }) =>
      sets.flatMap((set) => Array.from({ length: size }, (_, value) => [...set, value])),
    [[]],
  );

/** Code of a value of a split, a PCN or a practice. */
export function codeOf(by: string, at: number): string {
  if (by === 'pcn') return `N${at}`;
  return by === 'practice' ? `P${at}` : (dimensionOf(by).codes[at]?.code ?? '');
}

export function cohortOf({ shape }: Service, [from, to]: Span, chosen: Chosen): Cohort {
  const filters = chosen.values.flatMap((value, at) => {
    const by = shape.splits[at]?.by ?? '';
    return value === null ? [] : [[by, [codeOf(by, value)]] as const];
  });
  const { place: where } = chosen;
  return {
    basis: 'referred',
    from: months[from] ?? '',
    to: months[to] ?? '',
    pcns: 'then',
    filters: Object.fromEntries([
      ...filters,
      ...(where ? [[where.by, [codeOf(where.by, where.at)]]] : []),
    ]),
  };
}

/** Numbers of the atoms that a question is about, ascending. */
export function inside({ shape, atoms }: Service, [from, to]: Span, chosen: Chosen): number[] {
  const { place: where } = chosen;
  return atoms.flatMap(({ month, practice, values }, at) => {
    const own = where?.by === 'pcn' ? shape.practices[practice] : practice;
    return month >= from &&
      month <= to &&
      (where === null || own === where.at) &&
      chosen.values.every((value, i) => value === null || values[i] === value)
      ? [at]
      : [];
  });
}

/** A service of half a year with rare groups, and what a commissioner asks it. */
export function serviceOf(
  shape: Shape,
  seed: number,
  scale: number,
  controlled: ControlledPolicy = 'nhs-sub-national',
): Service {
  const random = randomFrom(seed);
  const rarity = shape.splits.map(({ size }) =>
    Array.from({ length: size }, (_, at) => (at === 0 ? 1 : (0.1 + random(60) / 100) ** at)),
  );
  const { practices } = shape;
  const busy = practices.map((pcn, at) =>
    at > 0 && practices[at + 1] !== pcn ? 0.02 + random(20) / 100 : 0.5 + random(50) / 100,
  );
  const atoms = months.flatMap((_, month) =>
    practices.flatMap((_pcn, practice) =>
      everyValue(shape).map((values) => ({ month, practice, values })),
    ),
  );
  const truth = atoms.map(({ practice, values }) => {
    const usual = values.reduce(
      (mean, value, at) => mean * (rarity[at]?.[value] ?? 0),
      scale * (busy[practice] ?? 0),
    );
    return Math.floor((usual * (50 + random(100))) / 100 + random(10_000) / 10_000);
  });
  return {
    shape,
    atoms,
    truth,
    asking: { ...askingOf(shape, atoms, truth, `${seed}-${scale}`), controlled },
  };
}

function askingOf(
  shape: Shape,
  atoms: readonly Atom[],
  truth: readonly number[],
  name: string,
): Asking {
  const episode = atoms.flatMap(({ month, practice, values }, at) =>
    Array.from({ length: truth[at] ?? 0 }, () => ({
      referred_month: firstMonth + month,
      practice: practice + 1,
      pcn_then: (shape.practices[practice] ?? 0) + 1,
      pcn_today: (shape.practices[practice] ?? 0) + 1,
      ...Object.fromEntries(shape.splits.map(({ by }, each) => [by, values[each] ?? 0])),
    })),
  );
  const pcns = [...new Set(shape.practices)].map((at) => codeOf('pcn', at));
  const snapshot = snapshotFromRows(
    { episode },
    {
      version: `stacked-${JSON.stringify(shape)}-${name}`,
      dataTo: { cases: 20_361, wellbeing: null, appointments: null },
      dictionaries: {
        practice: [
          null,
          ...shape.practices.map((pcn, at) =>
            place(codeOf('practice', at), `Practice ${at}`, codeOf('pcn', pcn)),
          ),
        ],
        pcn: [null, ...pcns.map((code) => place(code, code))],
        team: [],
        worker: [],
        provider: [],
        ward: [],
      },
    },
  );
  return {
    snapshot,
    viewer: { id: 'commissioner', name: 'commissioner', role: 'commissioner', pcns: [] },
    metrics: registry(metrics),
    records: null,
    controlled: 'nhs-sub-national',
    notes: [],
    now: () => new Date(0),
  };
}
