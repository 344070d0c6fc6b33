import { weekdayOf } from './calendar.ts';
import { GP, OTHER_STAFF, WEEKDAY_LOAD, type ContactProcess } from './contact-process.ts';
import type { Traits } from './people.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';
import type { Selection } from './truths.ts';

/** Days back over which "attended a lot recently" looks. */
export const RECENT_DAYS = 182;

export type Mechanism = keyof Selection;
const MECHANISMS: readonly Mechanism[] = ['consultation', 'frequent', 'need'];

/** A referral as it comes about: the day, why, and the kind of contact it was made at, if at one. */
export interface Selected {
  day: number;
  mechanism: Mechanism;
  contact: number | undefined;
}

/**
 * The chance of being referred, day by day. For a person of relative propensity p on a day that
 * takes share c of all referrals:
 *
 *   c * base * p * (consultation * weight of that day's consultations / mean daily weight
 *                   + frequent * weight of the last 182 days / (182 * mean daily weight)
 *                   + need * the person's lasting rate)
 *
 * so each mechanism brings its share of referrals, whatever else is set.
 */
export class ReferralChance {
  private readonly plan: Plan;
  private readonly weight: [number, number, number];
  private readonly perConsultation: number;
  private readonly perRecentDay: number;
  private readonly perNeed: number;
  private readonly shares: number[];

  constructor(plan: Plan) {
    const { selection, selectionWeight, gpPerYear, otherPerGp } = plan.truths;
    const total = selection.consultation + selection.frequent + selection.need;
    if (!(total > 0)) throw new Error('selection shares add up to 0; give at least one above 0');
    this.plan = plan;
    this.shares = MECHANISMS.map((mechanism) => selection[mechanism] / total);
    this.weight = [selectionWeight.gp, selectionWeight.other, 0];
    const meanPerDay =
      (gpPerYear / 365.25) * (selectionWeight.gp + selectionWeight.other * otherPerGp);
    this.perConsultation = (plan.base * this.shares[0]!) / meanPerDay;
    this.perRecentDay = (plan.base * this.shares[1]!) / (meanPerDay * RECENT_DAYS);
    this.perNeed = plan.base * this.shares[2]!;
  }

  drawMechanism(random: Random): Mechanism {
    const u = random.uniform();
    return u < this.shares[0]!
      ? 'consultation'
      : u < this.shares[0]! + this.shares[1]!
        ? 'frequent'
        : 'need';
  }

  /** Kind of the consultation behind a referral: GP or other staff, by weight and number. */
  drawKind(random: Random): number {
    const other = this.weight[OTHER_STAFF] * this.plan.truths.otherPerGp;
    return random.chance(this.weight[GP] / (this.weight[GP] + other)) ? GP : OTHER_STAFF;
  }

  /** Expected referrals from `from` up to and including `to`, for a person registered throughout. */
  expected(
    contacts: ContactProcess,
    traits: Traits,
    rate: number,
    from: number,
    to: number,
  ): number {
    let sum = this.perNeed * rate * this.share(from, to);
    for (let index = 0; index < contacts.count && contacts.days[index]! <= to; index += 1) {
      const weight = this.weightOf(contacts, index);
      if (weight === 0) continue;
      const day = contacts.days[index]!;
      if (day >= from) sum += weight * this.perConsultation * this.atConsultation(day);
      const until = Math.min(to, day + RECENT_DAYS);
      if (until > day)
        sum += weight * this.perRecentDay * this.share(Math.max(from, day + 1), until);
    }
    return sum * traits.propensity;
  }

  /** The first referral between two days, if there is one. */
  first(
    random: Random,
    contacts: ContactProcess,
    traits: Traits,
    rate: number,
    from: number,
    to: number,
  ): Selected | undefined {
    const luck = random.exponential(1);
    if (from > to || this.expected(contacts, traits, rate, from, to) <= luck) return undefined;
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.expected(contacts, traits, rate, from, middle) > luck) high = middle;
      else low = middle + 1;
    }
    return this.explain(random, contacts, rate, low);
  }

  /** Why a person referred on this day was: by each mechanism's part in that day's chance. */
  private explain(random: Random, contacts: ContactProcess, rate: number, day: number): Selected {
    const onDay = this.share(day, day);
    const need = this.perNeed * rate * onDay;
    let frequent = 0;
    const today: [number, number] = [0, 0];
    for (let index = 0; index < contacts.count && contacts.days[index]! <= day; index += 1) {
      const weight = this.weightOf(contacts, index);
      const when = contacts.days[index]!;
      if (when === day && weight > 0) {
        today[contacts.kinds[index] === GP ? 0 : 1] +=
          weight * this.perConsultation * this.atConsultation(day);
      } else if (day - when <= RECENT_DAYS) frequent += weight * this.perRecentDay * onDay;
    }
    const u = random.uniform() * (today[0] + today[1] + frequent + need);
    if (u < today[0]) return { day, mechanism: 'consultation', contact: GP };
    if (u < today[0] + today[1]) return { day, mechanism: 'consultation', contact: OTHER_STAFF };
    const mechanism = u < today[0] + today[1] + frequent ? 'frequent' : 'need';
    return { day, mechanism, contact: undefined };
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
