import { activityLists } from './codes/activity.ts';
import { appointmentLists } from './codes/appointment.ts';
import { caseLists } from './codes/case.ts';
import type { ListedCode } from './codes/listed.ts';
import { measureLists } from './codes/measure.ts';
import { personLists } from './codes/person.ts';
import { placeLists } from './codes/place.ts';

export type { ListedCode } from './codes/listed.ts';

/**
 * The code lists of the import contract (sections 4.1 to 4.15, and the short lists inside section 3).
 * One definition: the importer maps source terms to codes through the synonyms, the database keeps
 * them in `code_list`, pages read the labels. The place in the array is the stored ordinal, so a
 * list only ever grows at its end.
 */
export const codeLists = {
  ...caseLists,
  ...personLists,
  ...activityLists,
  ...measureLists,
  ...appointmentLists,
  ...placeLists,
} as const satisfies Record<string, readonly ListedCode[]>;

export type ListName = keyof typeof codeLists;

/** A code of one list: `CodeOf<'green'>` is `'no' | 'yes' | 'unknown'`. */
export type CodeOf<List extends ListName> = (typeof codeLists)[List][number]['code'];

/** Place of a code in its list, as stored in smallint columns; refuses a code the list does not have. */
export function codeOrdinal(list: ListName, code: string): number {
  const ordinal = codeLists[list].findIndex((each) => each.code === code);
  if (ordinal < 0) {
    const known = codeLists[list].map((each) => each.code).join(', ');
    throw new Error(`unknown ${list}: ${code}; one of ${known}`);
  }
  return ordinal;
}

/** The five-group roll-up of the NHS ethnic category; Chinese (R) counted as Asian, as the 2021 census does. */
export const ethnicGroups: readonly {
  readonly code: string;
  readonly label: string;
  readonly of: readonly string[];
}[] = [
  { code: 'white', label: 'White', of: ['A', 'B', 'C'] },
  { code: 'mixed', label: 'Mixed', of: ['D', 'E', 'F', 'G'] },
  { code: 'asian', label: 'Asian', of: ['H', 'J', 'K', 'L', 'R'] },
  { code: 'black', label: 'Black', of: ['M', 'N', 'P'] },
  { code: 'other', label: 'Other', of: ['S'] },
];
