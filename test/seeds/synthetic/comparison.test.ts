import { describe, expect, test } from 'vitest';
import { generateExtract, selectedBy, type TruthChanges } from '../../../seeds/synthetic/index.ts';
import { countBetween, peopleIn, type Person } from './contacts-of.ts';
import { mean, standardError } from './read.ts';

/**
 * A small matched comparison, written from its description and not from the product's code. It checks
 * that the files hold what such a comparison needs: people like the referred ones, drawn without
 * looking at referral, whose contacts follow the same law.
 */

const WINDOW = 182;
const RUN_IN = 30;
const YEAR = 365.25;

/** The sampled people vary too: over five seeds effects spread twice as wide as the referred people alone say. */
const SAMPLE_NOISE = 2;

type Key = (person: Person, day: number) => string;

const band = (person: Person, day: number): string => {
  const age = 1970 + day / YEAR - Number(person.row.birth_year);
  return `${person.row.sex_or_gender}${age < 35 ? 0 : age < 50 ? 1 : age < 65 ? 2 : age < 75 ? 3 : 4}`;
};
const before = (days: readonly number[], day: number): number =>
  countBetween(days, day - WINDOW - RUN_IN, day - RUN_IN - 1);

const runIn = (person: Person, day: number): number =>
  Math.min(4, countBetween(person.any, day - RUN_IN, day - 1));

/** A contact on the day, and with a GP; contacts in the run-in; GP consultations before it. */
const countedKey: Key = (person, day) =>
  [
    person.any.includes(day),
    person.gp.includes(day),
    runIn(person, day),
    Math.min(15, before(person.gp, day)),
    band(person, day),
  ].join();

/** The same with contacts of any kind in place of GP consultations. */
const anyContactKey: Key = (person, day) =>
  [
    person.any.includes(day),
    runIn(person, day),
    Math.min(15, before(person.any, day)),
    band(person, day),
  ].join();

/** The usual mistake: only the count before. */
const earlierCountKey: Key = (person, day) =>
  [Math.min(15, before(person.gp, day)), band(person, day)].join();

const change = (person: Person, day: number): number =>
  countBetween(person.gp, day + 1, day + WINDOW) - before(person.gp, day);

const observed = (person: Person, day: number): boolean =>
  day - WINDOW - RUN_IN >= person.from && day + WINDOW <= person.to;

/** Mean change of people like each key: every sampled person at days before their own referral. */
function changesByKey(sample: readonly Person[], key: Key, days: readonly number[]) {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const person of sample) {
    for (const day of new Set([...days, ...person.any])) {
      if (!observed(person, day) || person.referred <= day) continue;
      if (day < days[0]! || day > days.at(-1)!) continue;
      const found = key(person, day);
      const cell = sums.get(found) ?? { sum: 0, count: 0 };
      cell.sum += change(person, day);
      cell.count += 1;
      sums.set(found, cell);
    }
  }
  return sums;
}

async function effects(truths: TruthChanges) {
  const extract = generateExtract({
    size: 'tiny',
    referrals: 5000,
    comparison: 8000,
    coversFrom: '2024-04-01',
    truths: { repeatShare: 0, duplicateShare: 0, defects: false, ...truths },
  });
  const people = [...(await peopleIn(extract)).values()];
  const referred = people.filter((person) => observed(person, person.referred));
  const sample = people.filter((person) => person.comparison);
  const start = Math.min(...referred.map((person) => person.referred));
  const end = Math.max(...referred.map((person) => person.referred));
  const days = Array.from({ length: 8 }, (_, index) =>
    Math.round(start + ((end - start) * index) / 7),
  );
  return (key: Key) => {
    const like = changesByKey(sample, key, days);
    const differences: number[] = [];
    for (const person of referred) {
      const cell = like.get(key(person, person.referred));
      if (cell) differences.push(change(person, person.referred) - cell.sum / cell.count);
    }
    return {
      matched: differences.length / referred.length,
      effect: mean(differences),
      error: SAMPLE_NOISE * standardError(differences),
      after: mean(referred.map((p) => countBetween(p.gp, p.referred + 1, p.referred + WINDOW))),
    };
  };
}

describe('a matched comparison with the random sample', { timeout: 120_000 }, () => {
  const byConsultation = effects({ ...selectedBy('consultation'), appointmentRateRatio: 1 });
  const byFrequency = effects({ ...selectedBy('frequent'), appointmentRateRatio: 1 });

  test.each([
    ['any GP consultation', byConsultation],
    ['frequent GP attendance', byFrequency],
    ['other routes', effects({ ...selectedBy('other'), appointmentRateRatio: 1 })],
    ['a mixture, other staff too', effects({ appointmentRateRatio: 1 })],
  ])('selected by %s, no effect: covers 0', async (_, selected) => {
    const { matched, effect, error } = (await selected)(countedKey);
    expect(matched).toBeGreaterThan(0.95);
    expect(Math.abs(effect)).toBeLessThan(2 * error);
  });

  test('matching on the earlier count alone makes the service look harmful', async () => {
    const { effect, error } = (await byConsultation)(earlierCountKey);
    expect(effect).toBeGreaterThan(2 * error);
  });

  test('contacts of any kind do not stand for GP consultations when frequent attenders are picked', async () => {
    const { effect, error } = (await byFrequency)(anyContactKey);
    expect(effect).toBeLessThan(-2 * error);
  });

  test('a lasting need that no file shows cannot be matched away', async () => {
    const of = await effects({ ...selectedBy('hidden'), appointmentRateRatio: 1 });
    const { effect, error } = of(countedKey);
    expect(effect).toBeGreaterThan(2 * error);
  });

  test('a planted ratio is found: its share of what would have been', async () => {
    const ratio = 0.75;
    const of = await effects({ appointmentRateRatio: ratio });
    const { effect, error, after } = of(countedKey);
    const planted = -((after * (1 - ratio) * 152) / 182) / (1 - ((1 - ratio) * 152) / 182);
    expect(effect).toBeLessThan(-2 * error);
    expect(Math.abs(effect - planted)).toBeLessThan(2 * error);
  });
});
