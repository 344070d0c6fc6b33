import { describe, expect, test } from 'vitest';
import { generateExtract, NO_EFFECT, selectedBy } from '../../../seeds/synthetic/index.ts';
import { countBetween, peopleIn, wholeWindows } from './contacts-of.ts';
import { dayOf, mean, rowsOf, share, standardError } from './read.ts';

/** Fewer rows that nothing here counts, and two years of referrals: the same laws, sooner. */
const LEAN = { otherPerGp: 0.1, uncountedPerContact: 0.05, pcnVariation: 0, defects: false };
const TWO_YEARS = { size: 'tiny', comparison: 0, coversFrom: '2024-11-01' } as const;
const PATIENCE = 60_000;

/** Seeds are fixed, so these either hold or do not; bounds are three to four standard errors wide. */

describe('wellbeing', { timeout: PATIENCE }, () => {
  const pairs = async (truths: Parameters<typeof generateExtract>[0]['truths']) => {
    const extract = generateExtract({
      size: 'tiny',
      referrals: 5000,
      comparison: 0,
      truths: { pcnVariation: 0, defects: false, ...truths },
    });
    const scores = new Map<string, [number, number]>();
    for (const row of await rowsOf(extract, 'assessments.csv')) {
      const key = `${row.referral_id},${row.item}`;
      const both = scores.get(key) ?? [Number.NaN, Number.NaN];
      both[row.stage === 'baseline' ? 0 : 1] = Number(row.value);
      scores.set(key, both);
    }
    return (item: string): [number, number][] =>
      [...scores].filter(([key]) => key.endsWith(`,${item}`)).map(([, both]) => both);
  };
  const changes = (both: [number, number][]): number[] =>
    both.map(([before, after]) => after - before).filter((change) => !Number.isNaN(change));

  test('the planted change is the paired change when follow-up is at random', async () => {
    const of = await pairs({ attritionSlope: 0, followUpRate: 0.85 });
    for (const [item, planted] of [
      ['life_satisfaction', 0.9],
      ['worthwhile', 0.8],
      ['happiness', 1.0],
      ['anxiety', -0.8],
    ] as const) {
      const found = changes(of(item));
      expect(found.length).toBeGreaterThan(1500);
      expect(Math.abs(mean(found) - planted), item).toBeLessThan(3 * standardError(found));
    }
  });

  test('no planted change, no change', async () => {
    const none = { life_satisfaction: 0, worthwhile: 0, happiness: 0, anxiety: 0 };
    const of = await pairs({ attritionSlope: 0, followUpRate: 0.85, wellbeingChange: none });
    for (const item of Object.keys(none)) {
      const found = changes(of(item));
      expect(Math.abs(mean(found)), item).toBeLessThan(3 * standardError(found));
    }
  });

  test('attrition by baseline makes the unpaired difference larger than the paired one', async () => {
    const of = await pairs({ attritionSlope: 0.8 });
    const all = of('happiness');
    const before = all.map(([score]) => score).filter((score) => !Number.isNaN(score));
    const after = all.map(([, score]) => score).filter((score) => !Number.isNaN(score));
    const paired = mean(changes(all));
    expect(mean(after) - mean(before) - paired).toBeGreaterThan(0.25);
  });

  test('about 70 % of engaged people have a baseline and 45 % of those due a follow-up', async () => {
    const extract = generateExtract({
      size: 'tiny',
      referrals: 5000,
      comparison: 0,
      truths: { pcnVariation: 0, defects: false },
    });
    const stages = new Map<string, Set<string>>();
    for (const row of await rowsOf(extract, 'assessments.csv')) {
      stages.set(row.referral_id!, (stages.get(row.referral_id!) ?? new Set()).add(row.stage!));
    }
    const settled = (await rowsOf(extract, 'referrals.csv')).filter(
      (row) => row.assessed_on !== '' && row.assessed_on! < '2026-05-01',
    );
    const withBaseline = settled.filter((row) => stages.has(row.referral_id!));
    expect(withBaseline.length / settled.length).toBeCloseTo(0.7, 1);
    const paired = share(withBaseline, (row) => stages.get(row.referral_id!)!.has('followup'));
    expect(Math.abs(paired - 0.45)).toBeLessThan(0.04);
  });
});

describe('GP appointments with no effect', { timeout: PATIENCE }, () => {
  const WINDOW = 182;
  const falls = async (truths: object) => {
    const extract = generateExtract({
      ...TWO_YEARS,
      referrals: 5000,
      truths: { ...NO_EFFECT, ...LEAN, ...truths },
    });
    const included = wholeWindows((await peopleIn(extract)).values(), WINDOW, 30);
    const sum = (from: number, to: number): number =>
      included.reduce(
        (total, { gp, referred }) => total + countBetween(gp, referred + from, referred + to),
        0,
      );
    const after = sum(1, WINDOW);
    const changes = included.map(
      ({ gp, referred }) =>
        countBetween(gp, referred + 1, referred + WINDOW) -
        countBetween(gp, referred - WINDOW, referred - 1),
    );
    return {
      changes,
      people: included.length,
      naive: after / sum(-WINDOW, 0) - 1,
      runInLeftOut: after / sum(-WINDOW - 30, -31) - 1,
      indexLeftOut: after / sum(-WINDOW, -1) - 1,
    };
  };
  /** Expected counts: mean per window, and the consultation that led to the referral. */
  const perWindow = (5 * WINDOW) / 365.25;
  const sizeBiased = perWindow * (1 + 1 / 0.8);

  test('referral at any consultation: the index contact makes the whole fall', async () => {
    const found = await falls(selectedBy('consultation'));
    expect(found.people).toBeGreaterThan(2500);
    const closedForm = sizeBiased / (sizeBiased * (183 / 182) + 1) - 1;
    expect(closedForm).toBeCloseTo(-0.155, 2);
    expect(Math.abs(found.naive - closedForm)).toBeLessThan(0.03);
    expect(Math.abs(found.runInLeftOut)).toBeLessThan(0.03);
    expect(Math.abs(found.indexLeftOut)).toBeLessThan(0.03);
  });

  test('referral of frequent attenders: leaving out the run-in barely helps', async () => {
    const found = await falls(selectedBy('frequent'));
    const runIn = sizeBiased / (sizeBiased + (WINDOW - 30) / WINDOW) - 1;
    expect(Math.abs(found.naive - -0.15)).toBeLessThan(0.03);
    expect(Math.abs(found.runInLeftOut - runIn)).toBeLessThan(0.03);
  });

  test('passing spells of need make the fall larger: about 21 % and 19 % at sd 0.5', async () => {
    const found = await falls({ ...selectedBy('frequent'), spike: { sd: 0.5, phi: 0.6 } });
    expect(Math.abs(found.naive - -0.21)).toBeLessThan(0.035);
    expect(Math.abs(found.runInLeftOut - -0.19)).toBeLessThan(0.035);
  });

  test('selection by other routes alone leaves nothing to fall back from', async () => {
    const found = await falls({ ...selectedBy('other'), spike: { sd: 0.6, phi: 0.6 } });
    expect(Math.abs(mean(found.changes))).toBeLessThan(3 * standardError(found.changes));
  });

  test.each([0.7, 1.3])(
    'a planted ratio of %d is the ratio from the day it starts',
    async (ratio) => {
      const extract = generateExtract({
        ...TWO_YEARS,
        referrals: 5000,
        truths: { ...NO_EFFECT, ...LEAN, ...selectedBy('other'), appointmentRateRatio: ratio },
      });
      const included = wholeWindows((await peopleIn(extract)).values(), 300, 0);
      const perDay = (from: number, to: number): number =>
        mean(included.map((p) => countBetween(p.gp, p.referred + from, p.referred + to))) /
        (to - from + 1);
      const before = perDay(-300, -1);
      expect(Math.abs(perDay(31, 300) / before - ratio)).toBeLessThan(0.035);
      expect(Math.abs(perDay(1, 30) / before - 1)).toBeLessThan(0.13);
    },
  );
});

describe('the random sample', { timeout: PATIENCE }, () => {
  const whole = generateExtract({
    size: 'tiny',
    referrals: 3000,
    comparison: 9000,
    truths: { appointmentRateRatio: 1, defects: false },
  });
  const sampled = peopleIn(whole).then((people) =>
    [...people.values()].filter((person) => person.comparison),
  );

  test('has the planted rate of GP consultations', async () => {
    const registered = (await sampled).filter((person) => person.to > person.from);
    const contacts = registered.reduce((sum, p) => sum + countBetween(p.gp, p.from, p.to), 0);
    const years = registered.reduce((sum, p) => sum + (p.to - p.from + 1) / 365.25, 0);
    expect(Math.abs(contacts / years / 2.3 - 1)).toBeLessThan(0.05);
  });

  test('includes people referred later, as often as the list is', async () => {
    const sample = await sampled;
    expect(sample).toHaveLength(9000);
    expect(share(sample, (person) => person.referred > 0)).toBeGreaterThan(0.03);
    expect(share(sample, (person) => person.referred > 0)).toBeLessThan(0.07);
  });

  test('top 3 % of attenders: about 79 % attend less in the next half-year', async () => {
    const day = dayOf('2024-06-15');
    const sample = (await sampled)
      .filter((p) => p.from <= day - 182 && p.to >= day + 181)
      .map((p) => [countBetween(p.gp, day - 182, day - 1), countBetween(p.gp, day, day + 181)])
      .sort(([a], [b]) => b! - a!);
    const top = sample.slice(0, Math.round(sample.length * 0.03));
    expect(Math.abs(share(top, ([before, after]) => after! < before!) - 0.793)).toBeLessThan(0.05);
  });
});

test(
  'people drawn as referred look like those referred among people simulated in full',
  async () => {
    const extract = generateExtract({
      size: 'tiny',
      referrals: 9000,
      comparison: 40_000,
      coversFrom: '2024-11-01',
      truths: { ...LEAN, repeatShare: 0, duplicateShare: 0 },
    });
    const windows = wholeWindows((await peopleIn(extract)).values(), 182, 30);
    const before = (comparison: boolean, from: number, to: number): number[] =>
      windows
        .filter((person) => person.comparison === comparison)
        .map(({ gp, referred }) => countBetween(gp, referred + from, referred + to));
    for (const [from, to] of [
      [-212, -31],
      [-30, -1],
      [0, 0],
      [1, 182],
    ] as const) {
      const simulated = before(true, from, to);
      const drawn = before(false, from, to);
      expect(simulated.length).toBeGreaterThan(700);
      const error = Math.hypot(standardError(simulated), standardError(drawn));
      expect(Math.abs(mean(simulated) - mean(drawn)), `days ${from} to ${to}`).toBeLessThan(
        3 * error,
      );
    }
  },
  PATIENCE,
);
