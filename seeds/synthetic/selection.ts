import { weekdayOf } from './calendar.ts';
import { GP, OTHER_STAFF, WEEKDAY_LOAD, type ContactProcess } from './contact-process.ts';
import type { Traits } from './people.ts';
import type { Plan } from './plan.ts';
import { runningTotals, type Random } from './random.ts';
import type { Selection } from './truths.ts';

/** Days back over which "attended a lot recently" looks. */
export const RECENT_DAYS = 182;

export type Mechanism = keyof Selection;
const MECHANISMS: readonly Mechanism[] = ['consultation', 'frequent', 'other', 'hidden'];

/** A referral as it comes about: the day, why, and the kind of contact it was made at, if at one. */
export interface Selected {
  day: number;
  mechanism: Mechanism;
  contact: number | undefined;
}

/** A person who may be referred. */
export interface Candidate {
  contacts: ContactProcess;
  traits: Traits;
  /** Lasting contact rate relative to the mean, from age, sex and the person's own factor. */
  rate: number;
}

/**
 * The chance of being referred, day by day. For a person of relative propensity p on a day that
 * takes share c of all referrals:
 *
 *   c * base * p * (consultation * weight of that day's consultations / mean daily weight
 *                   + frequent * weight of the last 182 days / (182 * mean daily weight)
 *                   + other * mean rate of the person's age and sex
 *                   + hidden * the person's own lasting rate)
 *
 * so each mechanism brings its share of referrals, whatever else is set.
 */
export class ReferralChance {
  private readonly plan: Plan;
  private readonly weight: [number, number, number];
  private readonly perConsultation: number;
  private readonly perRecentDay: number;
  private readonly perOther: number;
  private readonly perHidden: number;
  private readonly shares: Float64Array;

  constructor(plan: Plan) {
    const { selection, selectionWeight, gpPerYear, otherPerGp } = plan.truths;
    const given = MECHANISMS.map((mechanism) => selection[mechanism]);
    const total = given.reduce((sum, share) => sum + share, 0);
    if (!(total > 0)) throw new Error('selection shares add up to 0; give at least one above 0');
    const meanPerDay =
      (gpPerYear / 365.25) * (selectionWeight.gp + selectionWeight.other * otherPerGp);
    const perShare = plan.base / total;
    this.plan = plan;
    this.shares = runningTotals(given);
    this.weight = [selectionWeight.gp, selectionWeight.other, 0];
    this.perConsultation = (perShare * selection.consultation) / meanPerDay;
    this.perRecentDay = (perShare * selection.frequent) / (meanPerDay * RECENT_DAYS);
    this.perOther = perShare * selection.other;
    this.perHidden = perShare * selection.hidden;
  }

  drawMechanism(random: Random): Mechanism {
    return MECHANISMS[random.fromTotals(this.shares)]!;
  }

  /** Kind of the consultation behind a referral: GP or other staff, by weight and number. */
  drawKind(random: Random): number {
    const other = this.weight[OTHER_STAFF] * this.plan.truths.otherPerGp;
    return random.chance(this.weight[GP] / (this.weight[GP] + other)) ? GP : OTHER_STAFF;
  }

  /** Expected referrals from `from` up to and including `to`, for a person registered throughout. */
  expected(candidate: Candidate, from: number, to: number): number {
    const { contacts, traits } = candidate;
    let sum = this.steady(candidate) * this.share(from, to);
    for (let index = 0; index < contacts.count && contacts.days[index]! <= to; index += 1) {
      const weight = this.weightOf(contacts, index);
      if (weight === 0) continue;
      const day = contacts.days[index]!;
      if (day >= from) sum += weight * this.perConsultation * this.atConsultation(day);
      const until = Math.min(to, day + RECENT_DAYS);
      if (until > day) {
        sum += weight * this.perRecentDay * this.share(Math.max(from, day + 1), until);
      }
    }
    return sum * traits.propensity;
  }

  /** The first referral between two days, if there is one. */
  first(random: Random, candidate: Candidate, from: number, to: number): Selected | undefined {
    const luck = random.exponential(1);
    if (from > to || this.expected(candidate, from, to) <= luck) return undefined;
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.expected(candidate, from, middle) > luck) high = middle;
      else low = middle + 1;
    }
    return this.explain(random, candidate, low);
  }

  /** Why a person referred on this day was: by each mechanism's part in that day's chance. */
  private explain(random: Random, candidate: Candidate, day: number): Selected {
    const { contacts, traits, rate } = candidate;
    const onDay = this.share(day, day);
    const parts = [
      0,
      0,
      0,
      this.perOther * traits.contactFactor * onDay,
      this.perHidden * rate * onDay,
    ];
    for (let index = 0; index < contacts.count && contacts.days[index]! <= day; index += 1) {
      const weight = this.weightOf(contacts, index);
      const when = contacts.days[index]!;
      if (when === day && weight > 0) {
        parts[contacts.kinds[index]!]! += weight * this.perConsultation * this.atConsultation(day);
      } else if (day - when <= RECENT_DAYS) parts[2]! += weight * this.perRecentDay * onDay;
    }
    const part = random.fromTotals(runningTotals(parts));
    if (part <= OTHER_STAFF) return { day, mechanism: 'consultation', contact: part };
    return { day, mechanism: MECHANISMS[part - 1]!, contact: undefined };
  }

  private steady({ traits, rate }: Candidate): number {
    return this.perOther * traits.contactFactor + this.perHidden * rate;
  }

  private weightOf(contacts: ContactProcess, index: number): number {
    return contacts.happens(index, Infinity) ? this.weight[contacts.kinds[index]!]! : 0;
  }

  /** Share of the period's referrals that fall between two days. */
  private share(from: number, to: number): number {
    const { untilDay, from: start } = this.plan;
    const last = untilDay.length - 1;
    const before = untilDay[Math.min(Math.max(from - start, 0), last)]!;
    const until = untilDay[Math.min(Math.max(to - start + 1, 0), last)]!;
    return Math.max(0, until - before);
  }

  /** A day's share of referrals for one consultation: busy months and weekdays are not counted twice. */
  private atConsultation(day: number): number {
    const { months, onDay, from, feedFrom } = this.plan;
    const share = onDay[day - from + 1] ?? 0;
    const load = WEEKDAY_LOAD[weekdayOf(day)]! * months.season[months.ofDay[day - feedFrom]!]!;
    return share === 0 ? 0 : share / load;
  }
}
