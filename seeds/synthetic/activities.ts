import type { ReferralCase } from './cases.ts';
import { GREEN_SERVICES, OTHER_SERVICES, servicesFor, type Service } from './catalogue.ts';
import { parameters, type OnwardChances } from './parameters.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';

/** An activity offered, referred to or signposted. Days after the end of data are blank. */
export interface Onward {
  id: string;
  kind: 'referral' | 'signpost';
  offered: number;
  /** When the details were passed, or at latest the offer itself. */
  made: number;
  service: Service;
  response: string;
  providerResponse: string;
  firstAttended: number | undefined;
  lastAttended: number | undefined;
  offeredSessions: number | undefined;
  attendedSessions: number | undefined;
  outcome: string;
}

/** Days after an offer within which the person's answer is known. */
const ANSWER_DAYS = 14;
/** Five weeks or more of attendance counts as sustained. */
const SUSTAINED_DAYS = 35;

/** What a case's plan led to. Offers are made only under a plan. */
export function drawActivities(plan: Plan, each: ReferralCase, random: Random): Onward[] {
  if (each.assessed === undefined) return [];
  const made: Onward[] = [];
  const offer = (service: Service, chances: OnwardChances): void => {
    const onward = drawOffer(plan, each, random, service, chances);
    if (onward) made.push({ ...onward, id: onwardId(each.id, made.length) });
  };
  const { green } = plan.truths;
  if (random.chance(Math.min(1, green.offered * each.pcn.greenOffer))) {
    offer(random.weighted(GREEN_SERVICES), green);
    if (random.chance(0.12)) offer(random.weighted(GREEN_SERVICES), green);
  }
  if (random.chance(parameters.onward.offered)) {
    for (let left = 1 + Math.min(3, random.poisson(0.5)); left > 0; left -= 1) {
      const fitting = random.chance(0.75) ? servicesFor(each.primaryNeed) : OTHER_SERVICES;
      offer(random.weighted(fitting), parameters.onward);
    }
  }
  if (random.chance(parameters.signposted)) {
    const signpost = drawSignpost(plan, each, random);
    if (signpost) made.push({ ...signpost, id: onwardId(each.id, made.length) });
  }
  return made;
}

const onwardId = (caseId: string, order: number): string => `O${caseId.slice(1)}${order}`;

function drawSignpost(plan: Plan, each: ReferralCase, random: Random): Onward | undefined {
  const offered = each.assessed! + random.between(0, 30);
  if (offered > plan.to) return undefined;
  const green = random.chance(0.2);
  return {
    ...NOTHING_YET,
    kind: 'signpost',
    offered,
    made: offered,
    service: random.weighted(green ? GREEN_SERVICES : servicesFor(each.primaryNeed)),
    outcome: 'unknown',
  };
}

const NOTHING_YET = {
  id: '',
  kind: 'referral' as const,
  response: '',
  providerResponse: '',
  firstAttended: undefined,
  lastAttended: undefined,
  offeredSessions: undefined,
  attendedSessions: undefined,
  outcome: 'unknown',
};

function drawOffer(
  plan: Plan,
  each: ReferralCase,
  random: Random,
  service: Service,
  chances: OnwardChances,
): Onward | undefined {
  const { to } = plan;
  const offered = each.assessed! + random.between(0, 28);
  if (offered > to) return undefined;
  const start = { ...NOTHING_YET, offered, made: offered, service };
  const answered = random.chance(chances.answered);
  const accepted = random.chance(chances.accepted);
  const attends = random.chance(chances.attended);
  const sustains = random.chance(chances.sustained);
  if (offered + random.between(0, ANSWER_DAYS) > to) return { ...start, response: 'pending' };
  if (!answered) return { ...start, response: 'no_answer' };
  if (!accepted) return { ...start, response: 'declined_by_person', outcome: 'never_started' };
  const taken: Onward = {
    ...start,
    response: 'accepted_by_person',
    providerResponse: random.chance(0.95) ? 'accepted' : 'waiting',
  };
  const first = offered + 3 + Math.round(random.lognormal(service.waitDays, 0.5));
  if (!attends) {
    const settled = first + 30 <= to;
    const rejected = settled && random.chance(0.15);
    return {
      ...taken,
      providerResponse: rejected ? 'rejected' : taken.providerResponse,
      outcome: settled ? 'never_started' : 'unknown',
    };
  }
  if (first > to) return { ...taken, providerResponse: 'waiting' };
  return { ...taken, ...drawAttendance(random, first, sustains, to) };
}

/** Weekly sessions from the first; short stays end before five weeks, long ones go past it. */
function drawAttendance(random: Random, first: number, sustains: boolean, to: number) {
  const weeks = sustains ? 5 + Math.min(30, random.poisson(5)) : random.below(5);
  const planned = Math.max(weeks + 1, 12);
  const ended = first + weeks * 7;
  const ongoing = ended > to;
  const last = first + 7 * Math.floor((Math.min(ended, to) - first) / 7);
  const passed = (last - first) / 7;
  const missed = passed > 2 ? random.below(Math.min(3, passed - 1)) : 0;
  return {
    firstAttended: first,
    lastAttended: last,
    offeredSessions: ongoing ? passed + 1 : planned,
    attendedSessions: passed + 1 - missed,
    outcome: ongoing ? 'ongoing' : weeks * 7 >= SUSTAINED_DAYS ? 'completed' : 'stopped',
  };
}
