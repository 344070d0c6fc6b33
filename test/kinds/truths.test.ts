import { describe, expect, it } from 'vitest';
import { findingOf } from '#figure/findings/index.ts';
import { metricOf } from '#metrics';
import { policyOf } from '../../server/disclosure/policy.ts';
import { publish } from '../../server/disclosure/publish.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import { ask, cohortOf } from '../metrics/support.ts';
import {
  cell,
  holds,
  matchedRatio,
  meanOf,
  noEffect,
  planted,
  plantedTruths,
  seedsFrom,
  selections,
  trial,
  withoutEffect,
} from './trials.ts';
import type { Estimated, SelectionName } from './trials.ts';

/**
 * `npm run bench -- --truths` runs the same over 200 seeds and prints the rates. Here each bound is
 * one that a method holding 95 % of the time breaks less than once in 10,000 runs of all seeds.
 */
const seeds = (count: number): readonly number[] => seedsFrom(101, count);

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

describe.each(Object.keys(selections) as SelectionName[])(
  'no effect on appointments, people chosen by %s',
  (how) => {
    const trials = seeds(8)
      .map((seed) => trial(noEffect(how), seed, small))
      .map((snapshot) => ({ ...withoutEffect(snapshot), headline: headline(snapshot) }));

    it('falls by the recipes in circulation, every time', () => {
      for (const { naive, supplier } of trials) {
        expect(naive.upper).toBeLessThan(1);
        expect(supplier.value).toBeLessThan(1);
      }
    });

    it('is no effect against matched patients, on either side of zero', () => {
      const found = trials.map(({ effect }) => effect);
      const below = found.filter(({ upper }) => upper < 0).length;
      const above = found.filter(({ lower }) => lower > 0).length;
      expect(below, 'seen as fewer').toBeLessThanOrEqual(3);
      expect(above, 'seen as more').toBeLessThanOrEqual(4);
      // Half a tenth of an appointment in 6 months, beside a naive fall of a whole one.
      expect(Math.abs(meanOf(found.map(({ value }) => value)))).toBeLessThan(0.3);
    });

    it('says so in the headline where the interval holds zero', () => {
      for (const { effect, headline } of trials) {
        expect(headline.startsWith('No clear difference')).toBe(holds(effect, 0));
      }
    });
  },
);

describe('what is planted is found inside its interval', () => {
  const trials = seeds(12).map((seed) => trial(planted, seed, small));

  it.each(plantedTruths)('$name: $truth', ({ name, truth, of }) => {
    const held = trials.filter((snapshot) => holds(of(snapshot), truth)).length;
    expect(held).toBeGreaterThanOrEqual(name === 'ratio of appointments' ? 7 : 8);
  });

  it('appointments are clearly fewer than matched patients lead to expect', () => {
    for (const snapshot of trials) expect(matchedRatio(snapshot).upper).toBeLessThan(0.9);
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
