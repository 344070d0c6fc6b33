import { nextWorkingDay } from './calendar.ts';
import type { ReferralCase } from './cases.ts';
import { parameters } from './parameters.ts';
import { weightedBy, type Random } from './random.ts';

export interface CaseContact {
  day: number;
  /** Minute of the day. */
  minute: number;
  mode: string;
  outcome: string;
  minutes: number;
}

const FIRST_MODES = weightedBy({
  phone: 0.66,
  face_practice: 0.2,
  face_community: 0.08,
  video: 0.06,
});
const MODES = weightedBy({
  phone: 0.54,
  face_practice: 0.17,
  face_community: 0.1,
  face_home: 0.07,
  video: 0.04,
  text: 0.05,
  email: 0.03,
});
const UNANSWERED = weightedBy({ no_answer: 0.7, left_message: 0.3 });

/** A case's contacts in order of day: attempts, the first talk, those that follow, and the missed ones. */
export function drawContacts(random: Random, each: ReferralCase, lastDay: number): CaseContact[] {
  const contacts: CaseContact[] = [];
  const { firstContact, closed } = each;
  const attempts = firstContact === undefined ? ATTEMPTS[each.outcome] : random.poisson(0.35);
  const until = Math.min(firstContact ?? closed ?? lastDay, lastDay);
  const from = Math.max(each.day, each.received);
  for (let left = attempts ?? 0; left > 0 && until > from; left -= 1) {
    const day = nextWorkingDay(from + random.below(until - from));
    if (day < until) contacts.push(contact(random, day, 'phone', random.weighted(UNANSWERED)));
  }
  if (firstContact !== undefined) {
    contacts.push(contact(random, firstContact, random.weighted(FIRST_MODES), 'attended'));
    addLater(random, each, firstContact, contacts);
  }
  return contacts.sort((a, b) => a.day - b.day || a.minute - b.minute);
}

const ATTEMPTS: Partial<Record<ReferralCase['outcome'], number>> = {
  no_contact: 3,
  declined_before_contact: 1,
};

function addLater(
  random: Random,
  each: ReferralCase,
  first: number,
  contacts: CaseContact[],
): void {
  if (each.outcome !== 'engaged' || each.closed === undefined) return;
  const { mean, shape } = parameters.contacts;
  const attended = Math.max(1, random.negativeBinomial(mean, shape)) - 1;
  const span = Math.max(1, each.closed - first);
  const add = (outcome: string, mode: string): void => {
    const day = nextWorkingDay(first + 1 + random.below(span));
    contacts.push(contact(random, Math.min(day, Math.max(first, each.closed!)), mode, outcome));
  };
  for (let left = attended; left > 0; left -= 1) {
    add('attended', random.weighted(MODES));
    if (random.chance(parameters.missedContact)) add('dna', random.weighted(FIRST_MODES));
    if (random.chance(0.04)) add('cancelled_by_person', random.weighted(FIRST_MODES));
    if (random.chance(0.015)) add('cancelled_by_service', random.weighted(FIRST_MODES));
  }
}

function contact(random: Random, day: number, mode: string, outcome: string): CaseContact {
  const brief = mode === 'text' || mode === 'email';
  const attended = outcome === 'attended';
  return {
    day,
    minute: 540 + 15 * random.below(32),
    mode,
    outcome: attended && brief ? 'not_applicable' : outcome,
    minutes: !attended
      ? 0
      : brief
        ? 5
        : mode === 'phone'
          ? 5 * random.between(3, 9)
          : 15 * random.between(2, 5),
  };
}
