import { dimensionOf } from '#dimensions';
import type { Predicate } from '../predicate.ts';

/** A field whose recording is counted: when it is filled, and among which referrals it should be. */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly filled: Predicate;
  readonly among: Predicate;
  readonly amongWords: string;
}

const every: Predicate = { all: [] };

/** A code other than "not recorded" (and its like). */
function coded(id: string): Predicate {
  const { column, codes } = dimensionOf(id);
  const none = codes.flatMap((code, ordinal) => (code.notRecorded ? [ordinal] : []));
  return { all: [{ column, present: true }, { not: { column, in: none } }] };
}

const closed: Predicate = { column: 'closed', present: true };
const seen: Predicate = { column: 'first_contact', present: true };

const onAll = (key: string, label: string, filled: Predicate): Field => ({
  key,
  label,
  filled,
  among: every,
  amongWords: 'all referrals',
});

/** What is looked at, in the order it is shown. */
export const fields: readonly Field[] = [
  onAll('practice', 'GP practice', { column: 'practice', present: true }),
  onAll('source', 'Who referred', coded('source')),
  onAll('need', 'Main need', coded('need')),
  onAll('age', 'Age', coded('age')),
  onAll('sex', 'Sex or gender', coded('sex')),
  onAll('ethnicity', 'Ethnic group', coded('ethnicity')),
  onAll('deprivation', 'Home area', coded('deprivation')),
  onAll('worker', 'Link worker', { column: 'worker', present: true }),
  {
    key: 'closure',
    label: 'Why the case closed',
    filled: coded('closure'),
    among: closed,
    amongWords: 'closed cases',
  },
  {
    key: 'contacts',
    label: 'First contact dated',
    filled: seen,
    among: { column: 'plan', is: 1 },
    amongWords: 'cases assessed or offered support',
  },
  {
    key: 'linked',
    label: 'Linked to appointments',
    filled: { column: 'linkage', is: 0 },
    among: { not: { column: 'linkage', is: 1 } },
    amongWords: 'referrals of people who have not opted out',
  },
];
