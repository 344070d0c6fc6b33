import { ContactProcess } from './contact-process.ts';
import { drawAdult, drawReferred, type Traits } from './people.ts';
import { isComparison, type Plan } from './plan.ts';
import { Random } from './random.ts';
import { RECENT_DAYS, ReferralChance, type Mechanism, type Selected } from './selection.ts';
import { monthOf } from './calendar.ts';
import type { WorldPractice } from './world.ts';

/** Purposes of random numbers, one stream each, so that a change in one part leaves the others alone. */
export const STREAM = {
  history: 1,
  person: 2,
  case: 3,
  wellbeing: 4,
  activities: 5,
  rows: 6,
} as const;

/** Later than any day. */
const NEVER = 1 << 24;

/** One person's life as far as the data can see it. Reused from person to person: read, do not keep. */
export interface History {
  person: number;
  traits: Traits;
  comparison: boolean;
  /** The practice the person is registered with last, from when, and the one before it. */
  practice: WorldPractice;
  practiceFrom: number;
  earlierPractice: WorldPractice | undefined;
  /** Last day registered anywhere in the borough; undefined while registered. */
  registeredTo: number | undefined;
  diedOn: number | undefined;
  referral: Selected | undefined;
  contacts: ContactProcess;
  /** First day the service's effect on contacts holds. */
  effectFrom: number;
}

/** Registration around a day on which the person is known to be registered. */
interface Registration {
  from: number;
  left: number | undefined;
  died: number | undefined;
  next: WorldPractice | undefined;
}

/**
 * Makes histories, each from the person's number alone.
 *
 * The random sample is simply simulated, and is referred or not as chance has it. The other people
 * are those of the rest of the list who were referred; simulating everyone to find them would cost
 * twenty times as much, so they are drawn as referred people look: the day of referral first, then
 * the person around it. Seen from a consultation that led to a referral (or that put the person on a
 * frequent-attender list) lasting rates are size-biased, Gamma(k + 1) instead of Gamma(k), and the
 * passing path is raised near it; all other contacts are as usual. By other routes nothing is biased. A draw is kept with the chance
 * that nothing had led to a referral before that day. This is the same law as simulating everyone.
 */
export class Histories {
  private readonly plan: Plan;
  private readonly contacts: ContactProcess;
  private readonly chance: ReferralChance;
  private readonly random = new Random(0);

  constructor(plan: Plan) {
    this.plan = plan;
    this.contacts = new ContactProcess(plan);
    this.chance = new ReferralChance(plan);
  }

  of(person: number): History {
    this.random.seed(this.plan.seed, STREAM.history, person);
    return isComparison(this.plan, person) ? this.sampled(person) : this.referred(person);
  }

  private sampled(person: number): History {
    const { plan, random, contacts } = this;
    const traits = drawAdult(random, plan.world, plan.tilt);
    const seen = random.between(plan.feedFrom, plan.to);
    const registration = this.register(traits, seen, seen);
    const rate = traits.contactFactor * this.lasting(plan.truths.gpShape);
    const from = Math.max(registration.from, plan.feedFrom);
    const last = this.lastDay(registration);
    contacts.drawPassing(random);
    contacts.draw(random, rate, from, last);
    contacts.sort();
    const candidate = { contacts, traits, rate };
    const referral = this.chance.first(random, candidate, Math.max(from, plan.from), last);
    return this.history(person, traits, true, registration, referral);
  }

  private referred(person: number): History {
    const { plan, random } = this;
    for (;;) {
      const day = plan.from - 1 + random.fromTotals(plan.untilDay);
      const mechanism = this.chance.drawMechanism(random);
      const found = this.tryReferred(person, day, mechanism);
      if (found) return found;
    }
  }

  private tryReferred(person: number, day: number, mechanism: Mechanism): History | undefined {
    const { plan, random, contacts, chance } = this;
    const traits = drawReferred(random, plan.world, plan.tilt);
    const cause = mechanism === 'frequent' ? day - random.between(1, RECENT_DAYS) : day;
    const registration = this.register(traits, cause, day);
    const biased = mechanism === 'other' ? 0 : 1;
    const rate = traits.contactFactor * this.lasting(plan.truths.gpShape + biased);
    const from = Math.max(registration.from, plan.feedFrom);
    const seen = mechanism === 'consultation' || mechanism === 'frequent';
    contacts.drawPassing(random, seen ? monthOf(cause) - plan.months.first : undefined);
    contacts.draw(random, rate, from, this.lastDay(registration));
    const kind = chance.drawKind(random);
    if (mechanism === 'frequent' && cause >= from) contacts.add(cause, kind, 0);
    contacts.sort();
    const candidate = { contacts, traits, rate };
    const before = chance.expected(candidate, Math.max(from, plan.from), day - 1);
    if (!random.chance(Math.exp(-before))) return undefined;
    const atConsultation = mechanism === 'consultation';
    if (atConsultation) {
      contacts.add(day, kind, 0);
      contacts.sort();
    }
    const referral = { day, mechanism, contact: atConsultation ? kind : undefined };
    return this.history(person, traits, false, registration, referral);
  }

  /** Lasting rate relative to the mean: Gamma of this shape over the population's shape. */
  private lasting(shape: number): number {
    return this.random.gamma(shape) / this.plan.truths.gpShape;
  }

  /** Registered from before `cause` until after `day`: leaving is equally likely on every day. */
  private register(traits: Traits, cause: number, day: number): Registration {
    const { plan, random } = this;
    const meanStay = 365.25 / traits.practice.leavingPerYear;
    const from = cause - Math.floor(random.exponential(meanStay));
    const left = day + 1 + Math.floor(random.exponential(meanStay));
    const died = day + 1 + Math.floor(random.exponential(365.25 / deathsPerYear(plan, traits.age)));
    const moves = random.chance(plan.truths.moveShare);
    const next = plan.world.practices[random.fromTotals(plan.world.byAdults)]!;
    const stays = left > plan.to || died <= left;
    return {
      from,
      died: died <= plan.to && (stays || moves) ? died : undefined,
      left: stays ? undefined : left,
      next: !stays && moves && next !== traits.practice ? next : undefined,
    };
  }

  private lastDay({ left, died, next }: Registration): number {
    const { to } = this.plan;
    return Math.min(to, died ?? NEVER, left !== undefined && !next ? left : NEVER);
  }

  private history(
    person: number,
    traits: Traits,
    comparison: boolean,
    registration: Registration,
    referral: Selected | undefined,
  ): History {
    const { left, next, died } = registration;
    const moved = left !== undefined && next !== undefined;
    return {
      person,
      traits,
      comparison,
      practice: moved ? next : traits.practice,
      practiceFrom: moved ? left + 1 : registration.from,
      earlierPractice: moved ? traits.practice : undefined,
      registeredTo: died ?? (moved ? undefined : left),
      diedOn: died,
      referral,
      contacts: this.contacts,
      effectFrom: referral ? referral.day + this.plan.truths.effectFromDay : NEVER,
    };
  }
}

/** The practice a person was with on a day. */
export const practiceOn = (history: History, day: number): WorldPractice =>
  history.earlierPractice && day < history.practiceFrom
    ? history.earlierPractice
    : history.practice;

/** Doubling every nine years of age (Gompertz), near the given mean at the ages referred. */
function deathsPerYear(plan: Plan, age: number): number {
  return Math.max(1e-9, plan.truths.deathPerYear * 0.6 * Math.exp((age - 52) * 0.077));
}
