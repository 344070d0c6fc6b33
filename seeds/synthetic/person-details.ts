import { parameters } from './parameters.ts';
import type { History } from './history.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';
import { weightedBy } from './random.ts';
import { isoDay } from './calendar.ts';

/** What a people row says beyond registration. Blank = not recorded. */
export interface PersonDetails {
  birthYear: number;
  sex: string;
  ethnicCode: string;
  lsoa21: string;
  language: string;
  interpreter: string;
  disability: string;
  carer: string;
  livesAlone: string;
  longTermConditions: string;
  optOut: boolean;
}

const LANGUAGES = weightedBy({
  English: 0.85,
  Portuguese: 0.025,
  Spanish: 0.025,
  Tamil: 0.02,
  Vietnamese: 0.02,
  Polish: 0.015,
  French: 0.015,
  Turkish: 0.015,
  Arabic: 0.015,
});
const NOT_RECORDED = weightedBy({ Z: 0.5, '99': 0.3, '': 0.2 });

/** Details drawn for a person: the opt-out first, so that no other choice moves it. */
export function personDetails(plan: Plan, history: History, random: Random): PersonDetails {
  const { traits } = history;
  const gaps = plan.truths.defects ? 1 : 0;
  const optOut = random.chance(plan.truths.optOutShare);
  const unrecorded = random.chance(parameters.ethnicityNotRecorded * gaps);
  const language = random.weighted(LANGUAGES);
  const conditions = random.poisson(Math.min(3, Math.max(0.2, (traits.age - 25) / 25)));
  return {
    optOut,
    birthYear: Number(isoDay(plan.from).slice(0, 4)) - traits.age - (random.chance(0.5) ? 1 : 0),
    sex: sexCode(traits.female, random, gaps),
    ethnicCode: unrecorded ? random.weighted(NOT_RECORDED) : traits.ethnicCode,
    lsoa21: random.chance(parameters.gap.lsoa * gaps)
      ? ''
      : plan.world.places[traits.area]!.lsoa.lsoa21,
    language: random.chance(0.2 * gaps) ? '' : language,
    interpreter: language === 'English' ? 'no' : random.chance(0.35) ? 'yes' : 'no',
    disability: yesNo(random, 0.12 + traits.age / 400, 0.15 * gaps),
    carer: yesNo(random, 0.11, 0.2 * gaps),
    livesAlone: yesNo(random, 0.2 + traits.age / 300, 0.25 * gaps),
    longTermConditions: random.chance(0.1 * gaps) ? '' : String(Math.min(9, conditions)),
  };
}

function sexCode(female: boolean, random: Random, gaps: number): string {
  const u = random.uniform();
  if (u < 0.004 * gaps) return 'non_binary';
  if (u < 0.008 * gaps) return 'not_stated';
  return female ? 'female' : 'male';
}

function yesNo(random: Random, share: number, missing: number): string {
  const yes = random.chance(share) ? 'yes' : 'no';
  return random.chance(missing) ? '' : yes;
}
