import { ETHNIC_GROUPS } from '../reference/index.ts';
import { parameters } from './parameters.ts';
import type { Random } from './random.ts';
import { AGE_FROM, SEXES, type World, type WorldPractice } from './world.ts';

/** Who a person is, before anything happens. */
export interface Traits {
  practice: WorldPractice;
  female: boolean;
  /** Age on the first day of the referral period; contact rates go by it, and birth years come from it. */
  age: number;
  /** Place in the world's list of areas. */
  area: number;
  ethnicGroup: number;
  ethnicCode: string;
  /** Contact rate from age and sex, mean 1 over registered adults. */
  contactFactor: number;
  /** Chance of referral for one unit of contact, relative; contactFactor * propensity has mean 1. */
  propensity: number;
}

/** Weights that turn a random registered adult into a typical referred one. */
export interface Tilt {
  contact: Float64Array;
  propensity: Float64Array;
  ethnic: number[];
  deprivation: readonly number[];
  scale: number;
  /** Largest contactFactor * propensity, for drawing by rejection. */
  largest: number;
}

/**
 * Works the weights out from the world's own mix, so that the parameters' shares come true.
 * `yearsToReferral` is the mean time from the first day of the period to a referral.
 */
export function makeTilt(world: World, yearsToReferral: number): Tilt {
  const bands = AGE_FROM.length;
  const list = new Float64Array(bands * 2);
  for (const practice of world.practices) {
    practice.ageSex.forEach((total, index) => {
      list[index]! += total - (index === 0 ? 0 : practice.ageSex[index - 1]!);
    });
  }
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const patients = sum(list);
  const target = list.map((_, index) => targetShare(index % bands, index < bands, yearsToReferral));
  const contact = list.map((_, index) => contactRate(index % bands, index < bands));
  const meanContact = contact.reduce((total, rate, i) => total + rate * list[i]!, 0) / patients;
  const targetSum = sum(target);
  const ethnic = ethnicTilt(world);
  const tilt: Tilt = {
    contact: contact.map((rate) => rate / meanContact),
    propensity: list.map(
      (count, index) =>
        target[index]! / targetSum / (count / patients) / (contact[index]! / meanContact),
    ),
    ethnic,
    deprivation: parameters.deprivation,
    scale: 1,
    largest: 0,
  };
  const mean = deprivationMean(world) * pcnMean(world);
  tilt.scale = 1 / mean;
  const ageMost = Math.max(...tilt.contact.map((rate, index) => rate * tilt.propensity[index]!));
  const pcnMost = Math.max(...world.pcns.map((pcn) => pcn.referral));
  tilt.largest =
    ageMost * Math.max(...ethnic) * Math.max(...tilt.deprivation) * pcnMost * tilt.scale;
  return tilt;
}

/** A registered adult at random. */
export function drawAdult(random: Random, world: World, tilt: Tilt): Traits {
  const practice = world.practices[random.fromTotals(world.byAdults)]!;
  const cell = random.fromTotals(practice.ageSex);
  const from = AGE_FROM[cell % AGE_FROM.length]!;
  const area = random.fromTotals(practice.homes);
  const ethnicGroup = random.fromTotals(world.ethnicTotals[area]!);
  const quintile = world.places[area]!.lsoa.imdQuintile;
  return {
    practice,
    female: cell < AGE_FROM.length,
    age: from + random.below(from === 18 ? 2 : from === 95 ? 4 : 5),
    area,
    ethnicGroup,
    ethnicCode: random.weighted(world.ethnicCodes[ETHNIC_GROUPS[ethnicGroup]!]),
    contactFactor: tilt.contact[cell]!,
    propensity:
      tilt.propensity[cell]! *
      tilt.ethnic[ethnicGroup]! *
      tilt.deprivation[quintile - 1]! *
      practice.pcn.referral *
      tilt.scale,
  };
}

/** A registered adult drawn in proportion to the chance of being referred. */
export function drawReferred(random: Random, world: World, tilt: Tilt): Traits {
  for (;;) {
    const traits = drawAdult(random, world, tilt);
    if (random.chance((traits.contactFactor * traits.propensity) / tilt.largest)) return traits;
  }
}

function targetShare(band: number, female: boolean, yearsToReferral: number): number {
  const { mean, sd } = parameters.age;
  const from = AGE_FROM[band]!;
  const middle = from === 18 ? 19 : from + 2.5;
  const width = from === 18 ? 2 : 5;
  const share = female ? parameters.female : 1 - parameters.female;
  return share * width * Math.exp(-0.5 * ((middle + yearsToReferral - mean) / sd) ** 2);
}

function contactRate(band: number, female: boolean): number {
  const age = AGE_FROM[band]!;
  const group = [75, 65, 50, 35].findIndex((from) => age >= from);
  const byAge = group === -1 ? parameters.contactAge[0] : parameters.contactAge[4 - group]!;
  return byAge * parameters.contactSex[SEXES[female ? 0 : 1]];
}

function ethnicTilt(world: World): number[] {
  const totals = ETHNIC_GROUPS.map((group) =>
    world.places.reduce((sum, { lsoa }) => sum + lsoa.ethnicity[group], 0),
  );
  const residents = totals.reduce((sum, count) => sum + count, 0);
  return ETHNIC_GROUPS.map(
    (group, index) => parameters.ethnicity[group] / (totals[index]! / residents),
  );
}

function deprivationMean(world: World): number {
  let weight = 0;
  let residents = 0;
  for (const { lsoa } of world.places) {
    weight += lsoa.residents * parameters.deprivation[lsoa.imdQuintile - 1]!;
    residents += lsoa.residents;
  }
  return weight / residents;
}

function pcnMean(world: World): number {
  const weight = world.practices.reduce((sum, each) => sum + each.adults * each.pcn.referral, 0);
  return weight / world.adults;
}
