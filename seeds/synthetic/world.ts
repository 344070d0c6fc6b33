import {
  boroughEthnicity,
  ETHNIC_GROUPS,
  listSizes,
  pcnMembership,
  practices,
  type EthnicGroup,
  type ListSize,
} from '../reference/index.ts';
import { catchment, places, type Place } from './geography.ts';
import { parameters } from './parameters.ts';
import { Random, runningTotals, type Weighted } from './random.ts';
import type { Size } from './sizes.ts';
import { SCALES, type Truths, type WellbeingScale } from './truths.ts';
import { dayOf } from './calendar.ts';

export const NORTH_LEWISHAM = 'U53896';
export const AGE_FROM = [18, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95];
export const SEXES = ['female', 'male'] as const;

/** A PCN as the generator sees it: how its service differs from its neighbours'. */
export interface WorldPcn {
  code: string;
  referral: number;
  wait: number;
  baseline: number;
  followUp: number;
  greenOffer: number;
  declined: number;
  missedAppointment: number;
  swemwbs: number;
  wellbeing: Record<WellbeingScale, number>;
}

export interface WorldPractice {
  index: number;
  code: string;
  /** Its PCN in July 2026, and before. */
  pcn: WorldPcn;
  formerPcn: WorldPcn | undefined;
  pcnSince: number;
  adults: number;
  /** Running totals over sex (female first) and age band. */
  ageSex: Float64Array;
  /** Running totals over areas. */
  homes: Float64Array;
  leavingPerYear: number;
  sendsAppointments: boolean;
}

export interface World {
  practices: WorldPractice[];
  pcns: WorldPcn[];
  /** Running totals over practices of registered adults. */
  byAdults: Float64Array;
  places: Place[];
  ethnicCodes: Record<EthnicGroup, Weighted<string>>;
  ethnicTotals: Float64Array[];
  adults: number;
}

const MANY_SITES = new Set(['G85038', 'G85004']);

/** Code of a practice or PCN in the nth copy of the borough: copies have invented codes. */
export const copiedCode = (code: string, copy: number, order: number): string => {
  if (copy === 0) return code;
  return code.startsWith('U')
    ? `U9${String(copy * 7 + order).padStart(4, '0')}`
    : `Z${String(copy * 28 + order).padStart(5, '0')}`;
};

/** Everything about places that the people are drawn from. */
export function makeWorld(seed: number, size: Size, truths: Truths): World {
  const areas = places();
  const sizes = listSizes().filter((each) => each.asAt === '2026-07-01' && each.sex !== 'all');
  const current = practices().filter((each) => each.closeDate === '');
  const templates = current.map((practice) => ({
    code: practice.practiceCode,
    membership: pcnMembership().filter((each) => each.practiceCode === practice.practiceCode),
    ageSex: adultWeights(sizes, practice.practiceCode),
    homes: catchment(areas, practice.lsoa21, MANY_SITES.has(practice.practiceCode) ? 1.6 : 0.9),
  }));
  const world: WorldPractice[] = [];
  const pcns: WorldPcn[] = [];
  const adults = new Map<string, number>();
  for (const { membership, ageSex } of templates) {
    const code = membership.at(-1)!.pcnCode;
    adults.set(code, (adults.get(code) ?? 0) + ageSex.at(-1)!);
  }
  for (let copy = 0; copy < size.areas; copy += 1) {
    const local = makePcns(seed, copy, truths, adults);
    pcns.push(...local.values());
    for (const [order, { code, membership, ageSex, homes }] of templates.entries()) {
      const now = membership.at(-1)!;
      const before = membership.at(-2);
      const index = world.length;
      const north = now.pcnCode === NORTH_LEWISHAM;
      world.push({
        index,
        code: copiedCode(code, copy, order),
        pcn: local.get(now.pcnCode)!,
        formerPcn: before && local.get(before.pcnCode),
        pcnSince: dayOf(now.startDate),
        adults: ageSex.at(-1)!,
        ageSex,
        homes,
        leavingPerYear: north ? truths.deregistrationNorthLewisham : truths.deregistrationPerYear,
        sendsAppointments: index % size.feedEvery === 0,
      });
    }
  }
  const byAdults = runningTotals(world.map((practice) => practice.adults));
  return {
    practices: world,
    pcns,
    byAdults,
    places: areas,
    ethnicCodes: ethnicCodes(),
    ethnicTotals: areas.map(({ lsoa }) =>
      runningTotals(ETHNIC_GROUPS.map((group) => lsoa.ethnicity[group])),
    ),
    adults: byAdults.at(-1)!,
  };
}

/** The PCN a practice belonged to on a day. */
export const pcnOn = (practice: WorldPractice, day: number): WorldPcn =>
  practice.formerPcn && day < practice.pcnSince ? practice.formerPcn : practice.pcn;

type Differing =
  'referral' | 'wait' | 'baseline' | 'followUp' | 'greenOffer' | 'declined' | 'swemwbs';

/** Spread of each difference between PCNs, on the log scale. */
const SPREAD: Record<Differing, number> = {
  referral: parameters.pcnReferralSd,
  wait: 0.22,
  baseline: 0.1,
  followUp: 0.15,
  greenOffer: 0.3,
  declined: 0.15,
  swemwbs: 0.5,
};

/** The PCNs of one copy: each difference has mean 1 over registered adults, so that planted shares hold. */
function makePcns(
  seed: number,
  copy: number,
  truths: Truths,
  adults: ReadonlyMap<string, number>,
): Map<string, WorldPcn> {
  const random = new Random(seed, 101, copy);
  const missed: Record<string, number> = parameters.missedAppointments;
  const codes = Object.keys(missed).sort();
  const all = codes.reduce((sum, code) => sum + adults.get(code)!, 0);
  const spread = (sd: number): number[] => {
    const drawn = codes.map(() => Math.exp(truths.pcnVariation * sd * random.normal()));
    const mean =
      drawn.reduce((sum, each, order) => sum + each * adults.get(codes[order]!)!, 0) / all;
    return drawn.map((each) => each / mean);
  };
  const differences = mapValues(SPREAD, spread);
  return new Map(
    codes.map((code, order) => [
      code,
      {
        code: copiedCode(code, copy, order),
        ...mapValues(differences, (values) => values[order]!),
        missedAppointment: missed[code]!,
        wellbeing: Object.fromEntries(
          SCALES.map((scale) => [scale, truths.pcnVariation * random.normal()]),
        ) as Record<WellbeingScale, number>,
      },
    ]),
  );
}

function mapValues<Key extends string, From, To>(
  record: Record<Key, From>,
  change: (value: From) => To,
): Record<Key, To> {
  const entries = Object.entries<From>(record).map(([key, value]) => [key, change(value)]);
  return Object.fromEntries(entries) as Record<Key, To>;
}

/** Registered adults by sex and band as running totals; 18 and 19 are two fifths of their band. */
function adultWeights(sizes: readonly ListSize[], practiceCode: string): Float64Array {
  const mine = sizes.filter((each) => each.practiceCode === practiceCode);
  const count = (sex: string, from: number): number => {
    const band = from === 95 ? '95+' : from === 18 ? '15-19' : `${from}-${from + 4}`;
    const patients = mine.find((each) => each.sex === sex && each.ageBand === band)?.patients ?? 0;
    return from === 18 ? patients * 0.4 : patients;
  };
  return runningTotals(SEXES.flatMap((sex) => AGE_FROM.map((from) => count(sex, from))));
}

/** NHS ethnic codes within each census group, in the borough's proportions. */
function ethnicCodes(): World['ethnicCodes'] {
  const codesOf = (group: EthnicGroup): Weighted<string> => {
    const mine = boroughEthnicity().filter((row) => row.group === group);
    return {
      values: mine.map((row) => row.nhsCode),
      totals: runningTotals(mine.map((row) => row.residents)),
    };
  };
  return {
    white: codesOf('white'),
    mixed: codesOf('mixed'),
    asian: codesOf('asian'),
    black: codesOf('black'),
    other: codesOf('other'),
  };
}
