import type { Statistic } from '#figure/draft.ts';
import { metricOf } from '#metrics';
import { NO_EFFECT, selectedBy } from '../../seeds/synthetic/index.ts';
import type { TruthChanges } from '../../seeds/synthetic/index.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import { ask, cohortOf } from '../metrics/support.ts';
import { trialSnapshot } from './trial.ts';

export interface Estimated {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

const everything = cohortOf({ from: '2023-04', to: '2026-10' });
const clean: TruthChanges = { defects: false, duplicateShare: 0 };

/** How people come to be referred while nothing about their appointments changes (domain.md 4.3). */
export const selections = {
  /** A: every consultation has the same small chance, some of them with other staff than GPs. */
  consultation: { ...selectedBy('consultation'), selectionWeight: { gp: 1, other: 0.42 } },
  /** B: people who attended a lot of late. */
  frequent: selectedBy('frequent'),
  mixed: {},
} as const satisfies Record<string, TruthChanges>;
export type SelectionName = keyof typeof selections;

/** What is planted where an effect is looked for. */
export const PLANTED = {
  ratio: 0.7,
  scales: { life_satisfaction: 0.9, worthwhile: 0.8, happiness: 1, anxiety: 0.8, swemwbs: 1.8 },
} as const;

/** People without an effect, chosen one way. */
export const noEffect = (how: SelectionName): TruthChanges => ({
  ...clean,
  appointmentRateRatio: 1,
  ...selections[how],
});

/** Three in ten fewer appointments, and better wellbeing, with second scores lost by chance alone. */
export const planted: TruthChanges = {
  ...NO_EFFECT,
  ...selectedBy('consultation'),
  appointmentRateRatio: PLANTED.ratio,
  effectFromDay: 1,
  attritionSlope: 0,
  followUpRate: 0.7,
};

/** How many people a trial has; tests take fewer than the benchmark. */
export interface TrialSize {
  readonly referrals: number;
  readonly comparison: number;
}
export const usual: TrialSize = { referrals: 2500, comparison: 5000 };

export function trial(truths: TruthChanges, seed: number, size: TrialSize = usual): Snapshot {
  return trialSnapshot({ size: 'tiny', ...size, seed, truths });
}

function estimate(statistic: Statistic | undefined): Estimated {
  if (statistic?.kind !== 'estimate') throw new Error('not an estimate');
  const { value, lower, upper } = statistic;
  return { value: value ?? Number.NaN, lower: lower ?? Number.NaN, upper: upper ?? Number.NaN };
}

/** One estimate of a figure over everybody; row '' is the total. */
export function cell(
  snapshot: Snapshot,
  id: string,
  by: string,
  row: string,
  column: string,
): Estimated {
  const { rows, total } = ask(metricOf(id), by, snapshot, everything).draft;
  const found = row === '' ? total : rows.find((each) => each.key === row);
  return estimate(found?.cells[column]);
}

export const holds = ({ lower, upper }: Estimated, truth: number): boolean =>
  lower <= truth && truth <= upper;

const naive = (snapshot: Snapshot): Estimated =>
  cell(snapshot, 'gp-reconciler', 'recipe', 'referral_visit', 'ratio');
const supplier = (snapshot: Snapshot): Estimated =>
  cell(snapshot, 'gp-reconciler', 'recipe', 'supplier', 'ratio');
const effect = (snapshot: Snapshot): Estimated =>
  cell(snapshot, 'gp-comparison', 'all', '', 'effect');
const adjusted = (snapshot: Snapshot): Estimated =>
  cell(snapshot, 'gp-comparison', 'all', '', 'adjusted');
export const matchedRatio = (snapshot: Snapshot): Estimated =>
  cell(snapshot, 'gp-reconciler', 'recipe', 'matched', 'ratio');
export const wellbeing = (snapshot: Snapshot, scale: string): Estimated =>
  cell(snapshot, 'wellbeing-change', 'scale', scale, 'change');

/** What the figures say of people without an effect. */
export const withoutEffect = (snapshot: Snapshot) => ({
  naive: naive(snapshot),
  supplier: supplier(snapshot),
  effect: effect(snapshot),
  adjusted: adjusted(snapshot),
});

/** Everything planted: what it is called, what it truly is, and the figure that should hold it. */
export const plantedTruths: readonly {
  readonly name: string;
  readonly truth: number;
  readonly of: (snapshot: Snapshot) => Estimated;
}[] = [
  { name: 'ratio of appointments', truth: PLANTED.ratio, of: matchedRatio },
  ...Object.entries(PLANTED.scales).map(([scale, truth]) => ({
    name: scale,
    truth,
    of: (snapshot: Snapshot) => wellbeing(snapshot, scale),
  })),
];

export const seedsFrom = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => first + at);

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
