import type { SyntheticExtract } from '../../../seeds/synthetic/index.ts';
import { dayOf, rowsOf, textOf, type Row } from './read.ts';

const COUNTED = new Set([
  'General Consultation Acute',
  'General Consultation Routine',
  'Unplanned Clinical Activity',
  'Clinical Triage',
  'Home Visit',
  'Walk-in',
]);

/** One person as the files tell it: registration inside the feed, first referral, contacts by day. */
export interface Person {
  id: string;
  row: Row;
  from: number;
  to: number;
  comparison: boolean;
  /** Day of the first referral; NaN when there is none. */
  referred: number;
  /** GP consultations that count, and every practice contact of any kind, in order of day. */
  gp: number[];
  any: number[];
}

/** Reads people, referrals and appointments with no help from the generator's own code. */
export async function peopleIn(extract: SyntheticExtract): Promise<Map<string, Person>> {
  const [coverage] = await rowsOf(extract, 'gp_coverage.csv');
  const feed = { from: dayOf(coverage!.covers_from!), to: dayOf(extract.manifest.covers_to!) };
  const people = new Map<string, Person>();
  for (const row of await rowsOf(extract, 'people.csv')) {
    const left = row.practice_to === '' ? feed.to : dayOf(row.practice_to!);
    people.set(row.person_id!, {
      id: row.person_id!,
      row,
      from: Math.max(feed.from, dayOf(row.practice_from!)),
      to: Math.min(feed.to, left),
      comparison: row.comparison_sample === 'yes',
      referred: Number.NaN,
      gp: [],
      any: [],
    });
  }
  for (const row of await rowsOf(extract, 'referrals.csv')) {
    const person = people.get(row.person_id!);
    const day = dayOf(row.referred_on!);
    if (person && !(person.referred <= day)) person.referred = day;
  }
  readContacts(await textOf(extract, 'gp_appointments.csv'), people);
  return people;
}

function readContacts(text: string, people: Map<string, Person>): void {
  for (const line of text.trimEnd().split('\n').slice(1)) {
    const [, id, , at, status, group, , , category] = line.split(',');
    if (category === 'Social Prescribing Service') continue;
    const person = people.get(id!)!;
    const day = dayOf(at!);
    person.any.push(day);
    if (status === 'attended' && group === 'GP' && COUNTED.has(category!)) person.gp.push(day);
  }
}

/** How many of these days fall between two days, both included. */
export function countBetween(days: readonly number[], from: number, to: number): number {
  let count = 0;
  for (const day of days) if (day >= from && day <= to) count += 1;
  return count;
}

/** Referred people registered and covered for the whole of both windows. */
export const wholeWindows = (people: Iterable<Person>, window: number, runIn: number): Person[] =>
  [...people].filter(
    (person) =>
      person.referred - window - runIn >= person.from && person.referred + window <= person.to,
  );
