import { swemwbsMetric } from '../../server/statistics/swemwbs.ts';
import type { ReferralCase } from './cases.ts';
import type { History } from './history.ts';
import { parameters } from './parameters.ts';
import type { Plan } from './plan.ts';
import { weightedBy, type Random } from './random.ts';
import { ScoreLaw } from './scores.ts';
import { SCALES, type WellbeingScale } from './truths.ts';
import { pcnOn, type WorldPcn } from './world.ts';

export interface Assessment {
  id: string;
  day: number;
  instrument: string;
  items: [item: string, value: number][];
  stage: 'baseline' | 'followup';
  mode: string;
  form: '' | 'raw';
}

const ONS4 = ['life_satisfaction', 'worthwhile', 'happiness', 'anxiety'] as const;
const RAW = Array.from({ length: 29 }, (_, index) => index + 7);
const METRIC = RAW.map((raw) => swemwbsMetric(raw)!);
const VALUES: Record<WellbeingScale, readonly number[]> = {
  life_satisfaction: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  worthwhile: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  happiness: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  anxiety: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  swemwbs: METRIC,
  ucla3: [3, 4, 5, 6, 7, 8, 9],
};
/** -1 where a lower score is better. */
const SIGN: Record<WellbeingScale, 1 | -1> = {
  life_satisfaction: 1,
  worthwhile: 1,
  happiness: 1,
  anxiety: -1,
  swemwbs: 1,
  ucla3: -1,
};
const MODES = weightedBy({ phone: 0.5, face: 0.36, self: 0.09, online: 0.05 });
const GRID = 200;

/** A scale's law: where a baseline is centred, and where a follow-up of a wanted mean is. */
interface ScaleLaw {
  law: ScoreLaw;
  baselineCentre: number;
  baselineSd: number;
  followUpSd: number;
  /** Centres for wanted means, evenly from the least to the most score. */
  centres: Float64Array;
  least: number;
  most: number;
}

/**
 * Makes wellbeing scores. A follow-up's expected score, given the baseline b that was written down,
 * is m + change + correlation * (b - m): the planted change for a person at the mean, and the usual
 * pull towards the mean for everyone else. So the mean change of all who could be asked is the
 * planted one, and the change of those who came back differs from it only by who came back.
 */
export class Wellbeing {
  private readonly plan: Plan;
  private readonly laws: Record<WellbeingScale, ScaleLaw>;
  private readonly centred: Record<WellbeingScale, number>;

  constructor(plan: Plan) {
    this.plan = plan;
    const all = <Value>(of: (scale: WellbeingScale) => Value): Record<WellbeingScale, Value> =>
      Object.fromEntries(SCALES.map((scale) => [scale, of(scale)])) as Record<
        WellbeingScale,
        Value
      >;
    this.laws = all((scale) => makeLaw(scale, plan.truths.wellbeingCorrelation));
    this.centred = all((scale) => pcnMean(plan, scale));
  }

  /** Assessments of one case, baseline first; none for people who did not engage. */
  of(each: ReferralCase, history: History, random: Random): Assessment[] {
    const { truths, to } = this.plan;
    const { firstContact, outcome, pcn } = each;
    if (outcome !== 'engaged' || firstContact === undefined) return [];
    const general = random.normal();
    const recorded = random.chance(Math.min(0.97, truths.baselineRate * pcn.baseline));
    const day = firstContact + Math.min(random.below(15), random.below(15));
    const useSwemwbs = random.chance(Math.min(0.95, parameters.swemwbsUsed * pcn.swemwbs));
    const useUcla3 = each.needs.includes('loneliness_isolation') && random.chance(0.5);
    const scales: WellbeingScale[] = random.chance(0.96) ? [...ONS4] : [];
    if (useSwemwbs) scales.push('swemwbs');
    if (useUcla3) scales.push('ucla3');
    const last = Math.min(to, history.diedOn ?? to);
    if (!recorded || day > last || scales.length === 0) return [];
    const before = scales.map((scale) => this.baseline(scale, general, random));
    const assessments = this.write(each, scales, before, day, 'baseline', random);
    const again = this.followUpDay(each, day, general, random);
    if (again === undefined || again > last) return assessments;
    const shift = random.normal();
    const after = scales.map((scale, index) =>
      this.followUp(scale, before[index]!, shift, pcnOn(each.practice, each.day), random),
    );
    return [...assessments, ...this.write(each, scales, after, again, 'followup', random)];
  }

  private baseline(scale: WellbeingScale, general: number, random: Random): number {
    const { law, baselineCentre, baselineSd } = this.laws[scale];
    const shared = parameters.sharedWellbeing;
    const noise = SIGN[scale] * shared * general + Math.sqrt(1 - shared ** 2) * random.normal();
    return law.nearest(baselineCentre + baselineSd * noise);
  }

  private followUp(
    scale: WellbeingScale,
    before: number,
    shift: number,
    pcn: WorldPcn,
    random: Random,
  ): number {
    const { wellbeingChange, wellbeingCorrelation } = this.plan.truths;
    const { law, centres, least, most, followUpSd } = this.laws[scale];
    const { mean } = parameters.baseline[scale];
    const local = parameters.pcnWellbeingSd * (pcn.wellbeing[scale] - this.centred[scale]);
    const wanted =
      mean + wellbeingChange[scale] * (1 + local) + wellbeingCorrelation * (before - mean);
    const place = Math.min(Math.max((wanted - least) / (most - least), 0), 1) * GRID;
    const low = Math.min(GRID - 1, Math.floor(place));
    const centre = centres[low]! + (place - low) * (centres[low + 1]! - centres[low]!);
    const shared = parameters.sharedWellbeing;
    const noise = SIGN[scale] * shared * shift + Math.sqrt(1 - shared ** 2) * random.normal();
    return law.nearest(centre + followUpSd * noise);
  }

  /** Day of the follow-up, or undefined when there is none. */
  private followUpDay(each: ReferralCase, day: number, general: number, random: Random) {
    const { followUpRate, attritionSlope } = this.plan.truths;
    const left = each.closureReason === 'disengaged' || each.closureReason === 'moved_away';
    const rate = Math.min(0.97, followUpRate * each.pcn.followUp * (left ? 0.4 : 1.11));
    const odds = (rate / (1 - rate)) * Math.exp(attritionSlope * general);
    const { mean, sd, earliest } = parameters.followUpDays;
    const after = day + Math.max(earliest, Math.round(mean + sd * random.normal()));
    const latest = each.closed === undefined ? Infinity : each.closed + 85;
    return random.chance(odds / (1 + odds))
      ? Math.max(day + 29, Math.min(after, latest))
      : undefined;
  }

  private write(
    each: ReferralCase,
    scales: readonly WellbeingScale[],
    scores: readonly number[],
    day: number,
    stage: Assessment['stage'],
    random: Random,
  ): Assessment[] {
    const mode = random.weighted(MODES);
    const id = `A${each.id.slice(1)}${stage === 'baseline' ? 0 : 5}`;
    const missing = this.plan.truths.defects ? parameters.gap.wellbeingItem : 0;
    const ons4: [string, number][] = [];
    const others: Assessment[] = [];
    scales.forEach((scale, index) => {
      const score = scores[index]!;
      if (scale === 'swemwbs') {
        const items = swemwbsItems(RAW[METRIC.indexOf(score)]!, each.pcn.code, random);
        others.push({ id: `${id}1`, day, instrument: scale, items, stage, mode, form: 'raw' });
      } else if (scale === 'ucla3') {
        const items: [string, number][] = [['total', score]];
        others.push({ id: `${id}2`, day, instrument: scale, items, stage, mode, form: '' });
      } else if (!random.chance(missing)) ons4.push([scale, score]);
    });
    if (ons4.length === 0) return others;
    return [
      { id: `${id}0`, day, instrument: 'ons4', items: ons4, stage, mode, form: '' },
      ...others,
    ];
  }
}

function makeLaw(scale: WellbeingScale, correlation: number): ScaleLaw {
  const values = VALUES[scale];
  const law = new ScoreLaw(values);
  const { mean, sd } = parameters.baseline[scale];
  const followUpSd = sd * Math.sqrt(1 - correlation ** 2);
  const least = values[0]!;
  const most = values.at(-1)!;
  return {
    law,
    baselineCentre: law.centreFor(mean, sd),
    baselineSd: sd,
    followUpSd,
    least,
    most,
    centres: Float64Array.from({ length: GRID + 1 }, (_, index) =>
      law.centreFor(least + ((most - least) * index) / GRID, followUpSd),
    ),
  };
}

/** Mean of the PCNs' differences, by expected referrals: taken off, so that the planted change is the mean. */
function pcnMean({ world }: Plan, scale: WellbeingScale): number {
  let sum = 0;
  let weight = 0;
  for (const { adults, pcn } of world.practices) {
    sum += adults * pcn.referral * pcn.wellbeing[scale];
    weight += adults * pcn.referral;
  }
  return sum / weight;
}

/** Some PCNs send the total, others the seven answers that add up to it. */
function swemwbsItems(raw: number, pcn: string, random: Random): [string, number][] {
  if (Number(pcn.at(-1)) % 3 !== 0) return [['total', raw]];
  const answers = [1, 1, 1, 1, 1, 1, 1];
  for (let left = raw - 7; left > 0;) {
    const item = random.below(7);
    if (answers[item]! === 5) continue;
    answers[item]! += 1;
    left -= 1;
  }
  return answers.map((answer, index) => [`q${index + 1}`, answer]);
}
