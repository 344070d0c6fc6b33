import { describe, expect, it } from 'vitest';
import { findingOf } from '#figure/findings/index.ts';
import { metricOf } from '#metrics';
import { policyOf } from '../../server/disclosure/policy.ts';
import { publish } from '../../server/disclosure/publish.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import { ask, cohortOf } from '../metrics/support.ts';
import {
  PLANTED,
  cell,
  effect,
  holds,
  matchedRatio,
  naive,
  noEffect,
  planted,
  selections,
  supplier,
  trial,
  wellbeing,
} from './trials.ts';
import type { Estimated, SelectionName } from './trials.ts';

/**
 * `npm run bench -- --truths` runs the same over 200 seeds and prints the rates. Here each bound is
 * one that a method holding 95 % of the time breaks less than once in 10,000 runs of all seeds.
 */
const seeds = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => 101 + at);

/** Fewer people than the benchmark takes: wider intervals, sooner made. */
const small = { referrals: 1500, comparison: 3000 };
const alone = { referrals: 1500, comparison: 50 };

const headline = (snapshot: Snapshot): string => {
  const metric = metricOf('gp-comparison');
  const cohort = cohortOf({ from: '2023-04', to: '2026-10' });
  const { draft, chart, headlineColumn } = ask(metric, 'all', snapshot, cohort);
  const { columns, rows, total, flow } = publish(draft, policyOf('exact'));
  const place = { place: 'all PCNs', period: 'all' };
  const shown = { columns, rows, total, flow, headlineColumn, chart, cohort, ...place };
  return findingOf({ metric, by: 'all', ...shown });
};

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(Object.keys(selections) as SelectionName[])(
  'no effect on appointments, people chosen by %s',
  (how) => {
    const trials = seeds(8).map((seed) => trial(noEffect(how), seed, small));

    it('falls by the recipes in circulation, every time', () => {
      for (const snapshot of trials) {
        expect(naive(snapshot).upper).toBeLessThan(1);
        expect(supplier(snapshot).value).toBeLessThan(1);
      }
    });

    it('is no effect against matched patients, on either side of zero', () => {
      const found = trials.map(effect);
      const below = found.filter(({ upper }) => upper < 0).length;
      const above = found.filter(({ lower }) => lower > 0).length;
      expect(below, 'seen as fewer').toBeLessThanOrEqual(3);
      expect(above, 'seen as more').toBeLessThanOrEqual(4);
      // Half a tenth of an appointment in 6 months, beside a naive fall of a whole one.
      expect(Math.abs(meanOf(found.map(({ value }) => value)))).toBeLessThan(0.3);
    });

    it('says so in the headline where the interval holds zero', () => {
      for (const snapshot of trials) {
        const clear = !holds(effect(snapshot), 0);
        expect(headline(snapshot).startsWith('No clear difference')).toBe(!clear);
      }
    });
  },
);

describe('what is planted is found inside its interval', () => {
  const trials = seeds(12).map((seed) => trial(planted, seed, small));
  const held = (of: (snapshot: Snapshot) => Estimated, truth: number): number =>
    trials.filter((snapshot) => holds(of(snapshot), truth)).length;

  it('appointments, as a ratio of what matched patients lead to expect', () => {
    expect(held(matchedRatio, PLANTED.ratio)).toBeGreaterThanOrEqual(7);
    for (const snapshot of trials) expect(matchedRatio(snapshot).upper).toBeLessThan(0.9);
  });

  it.each(Object.entries(PLANTED.scales))('wellbeing: %s by %f', (scale, truth) => {
    expect(held((snapshot) => wellbeing(snapshot, scale), truth)).toBeGreaterThanOrEqual(8);
  });
});

describe('who comes back for a second score', () => {
  const bridge = (snapshot: Snapshot, step: string): Estimated =>
    cell(snapshot, 'attrition-bridge', 'step', step, 'points');
  const still = { life_satisfaction: 0, worthwhile: 0, happiness: 0, anxiety: 0, swemwbs: 0 };
  const uneven = { ...planted, attritionSlope: 1.2, followUpRate: 0.45, wellbeingChange: still };
  const trials = seeds(4).map((seed) => trial(uneven, seed, alone));

  it('makes unpaired averages rise where nobody changed, and the bridge says by how much', () => {
    for (const snapshot of trials) {
      const [unpaired, paired] = [bridge(snapshot, 'unpaired'), bridge(snapshot, 'paired')];
      expect(unpaired.lower).toBeGreaterThan(paired.upper);
      expect(paired.lower).toBeLessThan(0);
      const who = bridge(snapshot, 'who_came_back');
      expect(who.upper).toBeLessThan(0);
      expect(unpaired.value + who.value + bridge(snapshot, 'no_first_score').value).toBeCloseTo(
        paired.value,
        9,
      );
    }
  });

  it('moves nothing where it is left to chance', () => {
    const even = seeds(8).map((seed) => trial(planted, seed, alone));
    const held = even.filter((snapshot) => holds(bridge(snapshot, 'who_came_back'), 0)).length;
    expect(held).toBeGreaterThanOrEqual(5);
  });
});
