import { GP } from './contact-process.ts';
import { drawContacts, type CaseContact } from './case-contacts.ts';
import { practiceOn, type History } from './history.ts';
import { parameters } from './parameters.ts';
import type { Plan } from './plan.ts';
import { runningTotals, type Random, type Weighted } from './random.ts';
import { nextWorkingDay } from './calendar.ts';
import type { Selected } from './selection.ts';
import type { Workforce } from './workforce.ts';
import { pcnOn, type WorldPcn, type WorldPractice } from './world.ts';

export type Outcome = (typeof parameters.outcome.values)[number];
export type Need = (typeof parameters.primaryNeed.values)[number];

/** One referral and what came of it, as the case system would hold it on the last day of data. */
export interface ReferralCase {
  id: string;
  person: number;
  day: number;
  received: number;
  accepted: number | undefined;
  firstContact: number | undefined;
  /** Day a plan was agreed; undefined when there is none. */
  assessed: number | undefined;
  closed: number | undefined;
  practice: WorldPractice;
  pcn: WorldPcn;
  source: string;
  workerId: string;
  status: string;
  closureReason: string;
  urgency: string;
  complexity: string;
  primaryNeed: Need;
  needs: Need[];
  duplicateOf: string;
  contacts: CaseContact[];
  outcome: Outcome;
}

/** Cases of one person, first referral first. */
export function drawCases(
  plan: Plan,
  workforce: Workforce,
  history: History,
  random: Random,
): ReferralCase[] {
  if (!history.referral) return [];
  const first = drawCase(plan, workforce, history, random, history.referral, 0);
  const cases = [first];
  if (random.chance(plan.truths.duplicateShare)) cases.push(duplicateOf(first, random, plan));
  const again = repeatDay(plan, history, first, random);
  if (again !== undefined) {
    const selected: Selected = { day: again, mechanism: 'other', contact: undefined };
    cases.push(drawCase(plan, workforce, history, random, selected, 1));
  }
  return cases;
}

function repeatDay(plan: Plan, history: History, first: ReferralCase, random: Random) {
  const again = random.chance(plan.truths.repeatShare);
  const day = nextWorkingDay((first.closed ?? Infinity) + 60 + Math.round(random.exponential(200)));
  const last = Math.min(plan.to, history.registeredTo ?? plan.to);
  return again && day <= last ? day : undefined;
}

/** The same referral entered twice within a fortnight; half are marked as such. */
function duplicateOf(first: ReferralCase, random: Random, plan: Plan): ReferralCase {
  const marked = random.chance(0.5);
  const day = Math.min(plan.to, nextWorkingDay(first.day + random.between(0, 10)));
  const closed = day + random.between(1, 20);
  return {
    ...first,
    id: caseId(first.person, 2),
    day,
    received: day,
    accepted: undefined,
    firstContact: undefined,
    assessed: undefined,
    closed: closed <= plan.to ? closed : undefined,
    status: closed <= plan.to ? 'closed' : 'received',
    closureReason: closed <= plan.to ? 'duplicate' : '',
    duplicateOf: marked ? first.id : '',
    contacts: [],
    outcome: 'withdrawn',
  };
}

function drawCase(
  plan: Plan,
  workforce: Workforce,
  history: History,
  random: Random,
  selected: Selected,
  ordinal: number,
): ReferralCase {
  const { day } = selected;
  const { gap } = parameters;
  const gaps = plan.truths.defects ? 1 : 0;
  const practice = practiceOn(history, day);
  const pcn = pcnOn(practice, day);
  const late = random.chance(gap.lateEntry * gaps);
  const received = day + (late ? random.between(15, 45) : random.below(2));
  const accepted = received + random.between(0, 4);
  const outcome = random.weighted(outcomes(pcn));
  const needs = drawNeeds(random);
  const team = workforce.onDay(pcn, day);
  const worker = team.length > 0 ? team[random.below(team.length)]!.workerId : '';
  const base: ReferralCase = {
    id: caseId(history.person, ordinal),
    person: history.person,
    day,
    received,
    accepted,
    firstContact: undefined,
    assessed: undefined,
    closed: undefined,
    practice,
    pcn,
    source: drawSource(random, selected),
    workerId: random.chance(gap.worker * gaps) ? '' : worker,
    status: 'closed',
    closureReason: '',
    urgency: random.chance(0.96) ? 'routine' : 'urgent',
    complexity: ['low', 'low', 'medium', 'medium', 'medium', 'high', ''][random.below(7)]!,
    primaryNeed: needs[0]!,
    needs,
    duplicateOf: '',
    contacts: [],
    outcome,
  };
  follow(plan, history, random, base);
  keepOrder(base);
  base.contacts = drawContacts(random, base, plan.to);
  cutAtEndOfData(plan, base, random);
  if (base.status === 'closed' && random.chance(gap.closureReason * gaps)) base.closureReason = '';
  return base;
}

/** Dates, status and reason, as if data never ended. */
function follow(plan: Plan, history: History, random: Random, each: ReferralCase): void {
  const { wait } = plan.truths;
  const waited = Math.round(random.lognormal(wait.medianDays * each.pcn.wait, wait.sdLog));
  const first = nextWorkingDay(each.day + waited);
  const ending = ENDINGS[each.outcome];
  each.status = ending.status;
  each.closureReason = ending.reason;
  if (ending.contacted) each.firstContact = first;
  each.closed = (ending.contacted ? first : each.day) + random.between(...ending.days);
  if (each.outcome === 'engaged') {
    const { medianDays, sdLog } = parameters.duration;
    each.assessed = first + random.between(0, 14);
    each.closed = Math.max(each.assessed, first + Math.round(random.lognormal(medianDays, sdLog)));
    each.closureReason = random.weighted(parameters.closure);
  }
  const { diedOn, registeredTo } = history;
  if (diedOn !== undefined && each.closed > diedOn) {
    each.closed = diedOn + random.between(1, 21);
    each.status = 'closed';
    each.closureReason = 'deceased';
    stopAt(each, diedOn);
  } else if (registeredTo !== undefined && each.closed > registeredTo && random.chance(0.6)) {
    each.closed = Math.max(each.day, registeredTo) + random.between(0, 14);
    each.status = 'closed';
    each.closureReason = 'moved_away';
    stopAt(each, each.closed);
  }
}

/** A case is received and accepted before anything comes of it. */
function keepOrder(each: ReferralCase): void {
  const latest = Math.min(each.firstContact ?? Infinity, each.closed ?? Infinity);
  each.received = Math.min(each.received, latest);
  if (each.accepted !== undefined) each.accepted = Math.min(each.accepted, latest);
}

function stopAt(each: ReferralCase, day: number): void {
  if (each.firstContact !== undefined && each.firstContact > day) each.firstContact = undefined;
  if (each.assessed !== undefined && each.assessed > day) each.assessed = undefined;
}

/** Hides what had not happened by the last day, and gives an open case its status. */
function cutAtEndOfData(plan: Plan, each: ReferralCase, random: Random): void {
  const { to } = plan;
  const forgotten = each.outcome === 'engaged' && random.chance(0.015);
  const open = each.closed === undefined || each.closed > to || forgotten;
  if (each.received > to) each.received = to;
  if (each.accepted !== undefined && each.accepted > to) each.accepted = undefined;
  stopAt(each, to);
  each.contacts = each.contacts.filter((contact) => contact.day <= to);
  if (!open) return;
  each.closed = undefined;
  each.closureReason = '';
  if (each.firstContact !== undefined) each.status = random.chance(0.04) ? 'on_hold' : 'active';
  else if (each.contacts.length > 0) each.status = 'contacting';
  else each.status = each.accepted === undefined ? 'received' : 'waiting';
}

interface Ending {
  status: string;
  reason: string;
  contacted: boolean;
  /** Days to closure, from first contact or, without one, from referral. */
  days: [number, number];
}

const ENDINGS: Record<Outcome, Ending> = {
  engaged: { status: 'closed', reason: '', contacted: true, days: [0, 0] },
  declined_after_contact: {
    status: 'declined',
    reason: 'declined_support',
    contacted: true,
    days: [0, 7],
  },
  signposted: { status: 'closed', reason: 'signposted_only', contacted: true, days: [0, 14] },
  no_contact: { status: 'closed', reason: 'could_not_contact', contacted: false, days: [25, 60] },
  declined_before_contact: {
    status: 'declined',
    reason: 'declined_support',
    contacted: false,
    days: [3, 25],
  },
  rejected: {
    status: 'rejected',
    reason: 'inappropriate_referral',
    contacted: false,
    days: [1, 12],
  },
  withdrawn: { status: 'withdrawn', reason: 'other', contacted: false, days: [1, 30] },
  referred_elsewhere: {
    status: 'closed',
    reason: 'referred_elsewhere',
    contacted: false,
    days: [1, 20],
  },
};

const outcomesOf = new WeakMap<WorldPcn, Weighted<Outcome>>();

/** Outcome weights of a PCN: refusal differs between PCNs. */
function outcomes(pcn: WorldPcn): Weighted<Outcome> {
  const known = outcomesOf.get(pcn);
  if (known) return known;
  const { values, totals } = parameters.outcome;
  const weights = values.map((outcome, index) => {
    const weight = totals[index]! - (index === 0 ? 0 : totals[index - 1]!);
    return outcome.startsWith('declined') ? weight * pcn.declined : weight;
  });
  const made = { values, totals: runningTotals(weights) };
  outcomesOf.set(pcn, made);
  return made;
}

function drawNeeds(random: Random): Need[] {
  const needs = [random.weighted(parameters.primaryNeed)];
  for (let left = Math.min(4, random.poisson(parameters.furtherNeeds)); left > 0; left -= 1) {
    const need = random.weighted(parameters.primaryNeed);
    if (!needs.includes(need)) needs.push(need);
  }
  return needs;
}

function drawSource(random: Random, { mechanism, contact }: Selected): string {
  if (mechanism === 'other' || mechanism === 'hidden') {
    return random.weighted(parameters.sourceOther);
  }
  if (mechanism === 'frequent') return random.weighted(parameters.sourceFrequent);
  return random.weighted(contact === GP ? parameters.sourceAtGp : parameters.sourceAtPractice);
}

const caseId = (person: number, ordinal: number): string =>
  `R${String(person * 3 + ordinal).padStart(7, '0')}`;
