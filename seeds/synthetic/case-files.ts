import { isoDay, isoTime } from './calendar.ts';
import type { ReferralCase } from './cases.ts';
import * as defects from './defects.ts';
import type { History } from './history.ts';
import { STREAM } from './history.ts';
import { parameters } from './parameters.ts';
import type { Plan } from './plan.ts';
import { Random } from './random.ts';
import { Teller } from './story.ts';
import { isoOrBlank } from './workforce.ts';

export const personId = (person: number): string => `C${String(person).padStart(7, '0')}`;

/** Lines of people.csv. */
export function* peopleLines(plan: Plan): Generator<string> {
  yield 'person_id,practice_code,practice_from,practice_to,birth_year,sex_or_gender,ethnic_code,lsoa21,main_language,interpreter_needed,disability,carer,lives_alone,ltc_count,deceased_date,ndoo,comparison_sample\n';
  const teller = new Teller(plan);
  const random = new Random(0);
  const missing = plan.truths.defects ? parameters.gap.practiceMissing : 0;
  const withCases: number[] = [];
  for (let person = 0; person < plan.people; person += 1) {
    const { history, details, cases } = teller.of(person);
    if (cases.length > 0) withCases.push(person);
    random.seed(plan.seed, STREAM.rows, person);
    const practice = random.chance(missing) ? '' : history.practice.code;
    yield (
      `${personId(person)},${practice},${isoDay(history.practiceFrom)},${isoOrBlank(history.registeredTo)},` +
      `${details.birthYear},${details.sex},${details.ethnicCode},${details.lsoa21},${details.language},${details.interpreter},` +
      `${details.disability},${details.carer},${details.livesAlone},${details.longTermConditions},` +
      `${isoOrBlank(history.diedOn)},${details.optOut ? 'yes' : 'no'},${history.comparison ? 'yes' : 'no'}\n`
    );
  }
  referredOf.set(plan, withCases);
}

/** Lines of referrals.csv, then the planted defects. */
export function* referralLines(plan: Plan): Generator<string> {
  yield 'referral_id,person_id,referred_on,received_on,accepted_on,first_contact_on,assessed_on,closed_on,source_type,referrer_practice_code,practice_code,worker_id,service,status,closure_reason,urgency,complexity,needs,primary_need,duplicate_of\n';
  const random = new Random(0);
  const first: ReferralCase[] = [];
  for (const { each } of everyCase(plan)) {
    if (first.length < defects.SAMPLES) first.push(each);
    random.seed(plan.seed, STREAM.rows, Number(each.id.slice(1)));
    yield referralLine(plan, each, random, each.id, personId(each.person));
  }
  if (!plan.truths.defects) return;
  for (const [id, person, each] of defects.referrals(first)) {
    yield referralLine(plan, each, random.seed(plan.seed, STREAM.rows), id, person);
  }
}

const MEDICAL = new Set(['gp', 'practice_nurse', 'practice_other', 'pcn_arrs_staff']);

function referralLine(
  plan: Plan,
  each: ReferralCase,
  random: Random,
  id: string,
  person: string,
): string {
  const { gap } = parameters;
  const gaps = plan.truths.defects ? 1 : 0;
  const source = random.chance(gap.unmappedSource * gaps) ? 'Care navigator' : each.source;
  const extra = random.chance(gap.unmappedNeed * gaps) ? ';Cost of living' : '';
  const disordered = random.chance(gap.disorderedDate * gaps) && each.firstContact !== undefined;
  const contact = disordered ? each.day - 5 : each.firstContact;
  const service = each.source === 'proactive_cohort' ? 'Proactive care' : 'Social prescribing';
  return (
    `${id},${person},${isoDay(each.day)},${isoDay(each.received)},${isoOrBlank(each.accepted)},${isoOrBlank(contact)},` +
    `${isoOrBlank(each.assessed)},${isoOrBlank(each.closed)},${source},${MEDICAL.has(each.source) ? each.practice.code : ''},` +
    `${each.practice.code},${each.workerId},${service},${each.status},${each.closureReason},${each.urgency},${each.complexity},` +
    `${each.needs.join(';')}${extra},${each.primaryNeed},${each.duplicateOf}\n`
  );
}

/** Lines of contacts.csv, then contacts of referrals that do not exist. */
export function* contactLines(plan: Plan): Generator<string> {
  yield 'contact_id,referral_id,contact_at,worker_id,mode,direction,outcome,duration_min,location_type\n';
  for (const { each } of everyCase(plan)) {
    let lines = '';
    each.contacts.forEach((contact, order) => {
      lines +=
        `T${each.id.slice(1)}${String(order).padStart(2, '0')},${each.id},${isoTime(contact.day, contact.minute)},${each.workerId},` +
        `${contact.mode},out,${contact.outcome},${contact.minutes},${LOCATIONS[contact.mode]}\n`;
    });
    yield lines;
  }
  if (plan.truths.defects) yield* defects.contacts(plan);
}

const LOCATIONS: Record<string, string> = {
  phone: 'phone',
  text: 'phone',
  email: 'online',
  video: 'online',
  face_practice: 'practice',
  face_home: 'home',
  face_community: 'community',
};

/** Lines of onward.csv. */
export function* onwardLines(plan: Plan): Generator<string> {
  yield 'onward_id,referral_id,kind,offered_on,made_on,provider_id,service_id,activity_name,category,green,green_type,response,provider_response,first_attended_on,last_attended_on,sessions_offered,sessions_attended,outcome\n';
  for (const { each, teller } of everyCase(plan)) {
    let lines = '';
    for (const onward of teller.activities(each)) {
      const { service } = onward;
      const category =
        service.green && service.category !== 'nature_green' ? 'nature_green' : service.category;
      lines +=
        `${onward.id},${each.id},${onward.kind},${isoDay(onward.offered)},${isoDay(onward.made)},${service.provider},${service.id},` +
        `${service.name},${category},${service.green ? 'yes' : 'no'},${service.green},${onward.response},${onward.providerResponse},` +
        `${isoOrBlank(onward.firstAttended)},${isoOrBlank(onward.lastAttended)},${onward.offeredSessions ?? ''},` +
        `${onward.attendedSessions ?? ''},${onward.outcome}\n`;
    }
    yield lines;
  }
}

/** Lines of assessments.csv, then scores that are out of range. */
export function* assessmentLines(plan: Plan): Generator<string> {
  yield 'assessment_id,person_id,referral_id,assessed_on,instrument,item,value,stage,mode,scale_form\n';
  const first: ReferralCase[] = [];
  for (const { each, teller, history } of everyCase(plan)) {
    let lines = '';
    for (const { id, day, instrument, items, stage, mode, form } of teller.assessments(
      each,
      history,
    )) {
      if (stage === 'baseline' && first.length < defects.SAMPLES) first.push(each);
      const start = `${id},${personId(each.person)},${each.id},${isoDay(day)},${instrument},`;
      for (const [item, value] of items)
        lines += `${start}${item},${value},${stage},${mode},${form}\n`;
    }
    yield lines;
  }
  if (plan.truths.defects) yield* defects.assessments(first);
}

function* everyCase(
  plan: Plan,
): Generator<{ each: ReferralCase; teller: Teller; history: History }> {
  const teller = new Teller(plan);
  for (const person of referredOf.get(plan) ?? everyone(plan)) {
    const { cases, history } = teller.of(person);
    for (const each of cases) yield { each, teller, history };
  }
}

/** Who has cases, known once people.csv was written to its end: most of the random sample have none. */
const referredOf = new WeakMap<Plan, readonly number[]>();

function* everyone(plan: Plan): Generator<number> {
  for (let person = 0; person < plan.people; person += 1) yield person;
}
