import { isoDay } from './calendar.ts';
import { personId } from './case-files.ts';
import type { ReferralCase } from './cases.ts';
import { GP, OTHER_STAFF } from './contact-process.ts';
import { practiceOn, STREAM, type History } from './history.ts';
import { parameters } from './parameters.ts';
import type { Plan } from './plan.ts';
import { Random, runningTotals, type Weighted } from './random.ts';
import { Teller } from './story.ts';
import { pcnOn, type WorldPractice } from './world.ts';

type Row = [
  weight: number,
  status: string,
  group: string,
  role: string,
  mode: string,
  category: string,
  minutes: number,
];

/** The end of a line after the time, by weight: built once, because a million lines use it. */
const tails = (rows: readonly Row[]): Weighted<string> => ({
  values: rows.map((row) => `,${row.slice(1).join(',')}\n`),
  totals: runningTotals(rows.map(([weight]) => weight)),
});

const STAFF = 'Other Practice staff';
const ROUTINE = 'General Consultation Routine';
const ACUTE = 'General Consultation Acute';

/** Consultations with a GP that the counting rule counts; the mix is near Lewisham's GPAD categories. */
const AT_GP = tails([
  [30, 'attended', 'GP', 'GP', 'Face-to-Face', ROUTINE, 12],
  [17, 'attended', 'GP', 'GP', 'Telephone', ROUTINE, 9],
  [2, 'attended', 'GP', 'GP', 'Video Conference/Online', ROUTINE, 10],
  [17, 'attended', 'GP', 'GP', 'Face-to-Face', ACUTE, 11],
  [13, 'attended', 'GP', 'GP', 'Telephone', ACUTE, 8],
  [5, 'attended', 'GP', 'GP', 'Face-to-Face', 'Unplanned Clinical Activity', 10],
  [12, 'attended', 'GP', 'GP', 'Telephone', 'Clinical Triage', 5],
  [2, 'attended', 'GP', 'GP', 'Video Conference/Online', 'Clinical Triage', 5],
  [1, 'attended', 'GP', 'GP', 'Home Visit', 'Home Visit', 30],
  [1, 'attended', 'GP', 'GP', 'Face-to-Face', 'Walk-in', 9],
]);

const AT_OTHERS = tails([
  [22, 'attended', STAFF, 'Practice nurse', 'Face-to-Face', 'Planned Clinics', 15],
  [16, 'attended', STAFF, 'Healthcare assistant', 'Face-to-Face', 'Planned Clinical Procedure', 10],
  [13, 'attended', STAFF, 'Practice nurse', 'Face-to-Face', ROUTINE, 12],
  [9, 'attended', STAFF, 'Clinical pharmacist', 'Telephone', 'Structured Medication Review', 20],
  [8, 'attended', STAFF, 'Clinical pharmacist', 'Telephone', ROUTINE, 10],
  [8, 'attended', STAFF, 'Paramedic', 'Face-to-Face', ACUTE, 15],
  [8, 'attended', STAFF, 'First contact physiotherapist', 'Face-to-Face', ROUTINE, 20],
  [5, 'attended', STAFF, 'Mental health practitioner', 'Telephone', ROUTINE, 25],
  [6, 'attended', STAFF, 'Practice nurse', 'Telephone', 'Clinical Triage', 6],
  [8, 'attended', STAFF, 'Practice nurse', 'Face-to-Face', 'Unmapped', 10],
  [
    2,
    'attended',
    STAFF,
    'Healthcare assistant',
    'Face-to-Face',
    'Group Consultation and Group Education',
    45,
  ],
]);

const MISSED = tails([
  [5, 'dna', 'GP', 'GP', 'Face-to-Face', ROUTINE, 0],
  [2, 'dna', 'GP', 'GP', 'Telephone', ACUTE, 0],
  [5, 'dna', STAFF, 'Practice nurse', 'Face-to-Face', 'Planned Clinics', 0],
  [2, 'dna', STAFF, 'Healthcare assistant', 'Face-to-Face', 'Planned Clinical Procedure', 0],
]);

/** Rows that look like consultations and are not: cancelled, unknown, or a GP's other work. */
const NOT_COUNTED = tails([
  [8, 'cancelled', 'GP', 'GP', 'Face-to-Face', ROUTINE, 0],
  [7, 'cancelled', STAFF, 'Practice nurse', 'Face-to-Face', 'Planned Clinics', 0],
  [3, 'unknown', 'GP', 'GP', 'Telephone', ACUTE, 0],
  [2, 'unknown', 'Unknown', '', 'Unknown', 'Inconsistent Mapping', 0],
  [3, 'attended', 'GP', 'GP', 'Face-to-Face', 'Planned Clinics', 15],
  [1, 'attended', 'GP', 'GP', 'Telephone', 'Non-contractual chargeable work', 10],
  [5, 'attended', 'GP', 'GP', 'Telephone', 'Unmapped', 8],
  [
    1,
    'attended',
    'Unknown',
    '',
    'Face-to-Face',
    'Service provided by organisation external to the practice',
    15,
  ],
]);

const LINK_WORKER = tails([
  [
    2,
    'attended',
    STAFF,
    'Social prescribing link worker',
    'Telephone',
    'Social Prescribing Service',
    30,
  ],
  [
    1,
    'attended',
    STAFF,
    'Social prescribing link worker',
    'Face-to-Face',
    'Social Prescribing Service',
    45,
  ],
]);

/** Five-minute slots from half past eight to half past six. */
const SLOTS = Array.from({ length: 120 }, (_, slot) => {
  const minute = 510 + slot * 5;
  return `T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
});

/** Days before the end of data at which the feed of one practice stops, when defects are on. */
export const STALE_FEED = { practice: 'G85711', days: 45 };

/** Last day of a practice's feed, or undefined when it sends none. */
export function feedTo(plan: Plan, practice: WorldPractice): number | undefined {
  if (!practice.sendsAppointments) return undefined;
  const stale = plan.truths.defects && practice.code === STALE_FEED.practice;
  return stale ? plan.to - STALE_FEED.days : plan.to;
}

/** Lines of gp_appointments.csv, person by person. */
export function* appointmentLines(plan: Plan): Generator<string> {
  yield 'appointment_id,person_id,practice_code,starts_at,status,hcp_group,hcp_role,mode,national_category,duration_min\n';
  const teller = new Teller(plan);
  const random = new Random(0);
  const lastDay = plan.world.practices.map((practice) => feedTo(plan, practice) ?? -1);
  for (let person = 0; person < plan.people; person += 1) {
    const { history, cases } = teller.of(person);
    random.seed(plan.seed, STREAM.rows, person, 1);
    yield practiceRows(history, random, lastDay) + linkWorkerRows(history, cases, random, lastDay);
  }
}

/** Ids rise from row to row, as a case system's do: a reader then knows that none comes twice. */
const appointmentId = (person: number, room: 'G' | 'W', row: number): string =>
  `A${String(person).padStart(7, '0')}${room}${String(row).padStart(4, '0')}`;

function practiceRows(history: History, random: Random, lastDay: readonly number[]): string {
  const { contacts, effectFrom, person } = history;
  const id = personId(person);
  let lines = '';
  for (let index = 0; index < contacts.count; index += 1) {
    if (!contacts.happens(index, effectFrom)) continue;
    const day = contacts.days[index]!;
    const practice = practiceOn(history, day);
    if (day > lastDay[practice.index]!) continue;
    const kind = contacts.kinds[index]!;
    const tail =
      kind === GP ? AT_GP : kind === OTHER_STAFF ? AT_OTHERS : uncounted(practice, day, random);
    lines += `${appointmentId(person, 'G', index)},${id},${practice.code},${isoDay(day)}${SLOTS[random.below(120)]!}${random.weighted(tail)}`;
  }
  return lines;
}

/** Missed appointments take the PCN's published share of all rows out of the uncounted ones. */
function uncounted(practice: WorldPractice, day: number, random: Random): Weighted<string> {
  return random.chance(pcnOn(practice, day).missedAppointment / UNCOUNTED_SHARE)
    ? MISSED
    : NOT_COUNTED;
}

const UNCOUNTED_SHARE = 0.138;

function linkWorkerRows(
  history: History,
  cases: readonly ReferralCase[],
  random: Random,
  lastDay: readonly number[],
): string {
  let lines = '';
  let row = 0;
  for (const each of cases) {
    for (const contact of each.contacts) {
      if (contact.outcome !== 'attended' || !random.chance(parameters.recordedInGpSystem)) continue;
      const practice = practiceOn(history, contact.day);
      const registered = contact.day <= (history.registeredTo ?? contact.day);
      if (!registered || contact.day > lastDay[practice.index]!) continue;
      lines += `${appointmentId(each.person, 'W', row++)},${personId(each.person)},${practice.code},${isoDay(contact.day)}${SLOTS[random.below(120)]!}${random.weighted(LINK_WORKER)}`;
    }
  }
  return lines;
}
