import { isoDay } from './calendar.ts';
import { personId } from './case-files.ts';
import type { ReferralCase } from './cases.ts';
import type { Plan } from './plan.ts';

/** Cases set aside by a writer to make defects from. */
export const SAMPLES = 8;

/** Rows planted so that a load has something true to report. Nothing else should be quarantined. */
export const PLANTED = [
  { file: 'contacts.csv', rule: 'V18', rows: 6, what: 'contact of a referral that does not exist' },
  { file: 'assessments.csv', rule: 'V22', rows: 5, what: 'score above the top of its scale' },
  { file: 'referrals.csv', rule: 'V14', rows: 3, what: 'key repeated with different content' },
  { file: 'referrals.csv', rule: 'V12', rows: 4, what: 'person missing' },
] as const;

const rowsOf = (rule: string): number => PLANTED.find((each) => each.rule === rule)!.rows;

/** Referral id, person id and the case to copy: repeated keys, then rows without a person. */
export function referrals(samples: readonly ReferralCase[]): [string, string, ReferralCase][] {
  const repeated = samples
    .slice(0, rowsOf('V14'))
    .map((each): [string, string, ReferralCase] => [
      each.id,
      personId(each.person),
      { ...each, urgency: each.urgency === 'urgent' ? 'routine' : 'urgent' },
    ]);
  const nobody = samples
    .slice(0, rowsOf('V12'))
    .map((each, order): [string, string, ReferralCase] => [`R99${order}`, '', each]);
  return [...repeated, ...nobody];
}

export function* contacts(plan: Plan): Generator<string> {
  for (let order = 0; order < rowsOf('V18'); order += 1) {
    yield `T99${order},R98${order},${isoDay(plan.from + 30 + order)}T10:00,,phone,out,attended,30,phone\n`;
  }
}

export function* assessments(samples: readonly ReferralCase[]): Generator<string> {
  for (const [order, each] of samples.slice(0, rowsOf('V22')).entries()) {
    yield `A99${order},${personId(each.person)},${each.id},${isoDay(each.firstContact ?? each.day)},ons4,happiness,11,baseline,phone,\n`;
  }
}
