import { ageCodes, ethnicityCodes, greenCodes, quintileCodes, sexCodes } from './bands.ts';
import { codeLists } from './codes.ts';
import type { ListName, ListedCode } from './codes.ts';
import type { Code, Dimension } from './dimension.ts';
import { supportCodes, waysCodes } from './support.ts';

export { ordinalOf } from './dimension.ts';
export type { Code, Dimension } from './dimension.ts';

const fromContract = (list: ListName): readonly Code[] => {
  const listed: readonly ListedCode[] = codeLists[list];
  return listed.map(({ code, label, notRecorded }) =>
    notRecorded ? { code, label, notRecorded } : { code, label },
  );
};

const place = { place: true, demographic: false, codes: [], filter: true } as const;
const coded = { place: false, demographic: false, filter: true } as const;
const person = { place: false, demographic: true, filter: true } as const;

/** Everything a cohort is filtered by or a figure split by, in the order the screens offer it. */
export const dimensions = [
  { id: 'pcn', label: 'Primary Care Network', phrase: 'PCN', column: 'pcn_then', ...place },
  { id: 'practice', label: 'GP practice', phrase: 'practice', column: 'practice', ...place },
  { id: 'team', label: 'Link worker team', phrase: 'team', column: 'team', ...place },
  {
    id: 'source',
    label: 'Who referred',
    phrase: 'referral source',
    column: 'source',
    ...coded,
    codes: fromContract('source_type'),
  },
  {
    id: 'need',
    label: 'Main need',
    phrase: 'main need',
    column: 'need',
    ...coded,
    codes: [
      ...fromContract('need'),
      { code: 'not_recorded', label: 'Not recorded', notRecorded: true },
    ],
  },
  {
    id: 'needs',
    label: 'All needs mentioned',
    phrase: 'need mentioned',
    column: 'needs_mask',
    ...coded,
    multiple: true,
    filter: false,
    codes: fromContract('need'),
  },
  {
    id: 'age',
    label: 'Age at referral',
    phrase: 'age band',
    column: 'age',
    ...person,
    codes: ageCodes,
  },
  {
    id: 'sex',
    label: 'Sex or gender',
    phrase: 'sex or gender',
    column: 'sex',
    ...person,
    codes: sexCodes,
  },
  {
    id: 'ethnicity',
    label: 'Ethnic group',
    phrase: 'ethnic group',
    column: 'ethnicity',
    ...person,
    codes: ethnicityCodes,
  },
  {
    id: 'deprivation',
    label: 'Deprivation (England fifths)',
    phrase: 'national deprivation fifth',
    column: 'deprivation',
    ...person,
    codes: quintileCodes,
  },
  {
    id: 'local_deprivation',
    label: 'Deprivation (Lewisham fifths)',
    phrase: 'local deprivation fifth',
    column: 'local_deprivation',
    ...person,
    codes: quintileCodes,
  },
  {
    id: 'ward',
    label: 'Ward of home',
    phrase: 'ward',
    column: 'ward',
    ...person,
    place: true,
    codes: [],
  },
  {
    id: 'green',
    label: 'Green prescribing',
    phrase: 'green prescribing step',
    column: 'green',
    ...coded,
    codes: greenCodes,
  },
  {
    id: 'closure',
    label: 'Why the case closed',
    phrase: 'closure reason',
    column: 'closure',
    ...coded,
    filter: false,
    codes: fromContract('closure_reason'),
  },
  {
    id: 'status',
    label: 'Case status',
    phrase: 'case status',
    column: 'status',
    ...coded,
    filter: false,
    codes: fromContract('referral_status'),
  },
  {
    id: 'worker',
    label: 'Link worker',
    phrase: 'link worker',
    column: 'worker',
    ...place,
    filter: false,
  },
] as const satisfies readonly Dimension[];

/** Dimensions of the onward table: what activities are split by. Columns are its columns. */
export const onwardDimensions = [
  {
    id: 'support',
    label: 'Kind of support',
    phrase: 'kind of support',
    column: 'support',
    ...coded,
    filter: false,
    codes: supportCodes,
  },
  {
    id: 'ways',
    label: 'Five Ways to Wellbeing',
    phrase: 'way to wellbeing',
    column: 'ways_mask',
    ...coded,
    multiple: true,
    filter: false,
    codes: waysCodes,
  },
  {
    id: 'category',
    label: 'Activity category',
    phrase: 'activity category',
    column: 'category',
    ...coded,
    filter: false,
    codes: fromContract('category'),
  },
  {
    id: 'green_type',
    label: 'Type of green activity',
    phrase: 'green activity type',
    column: 'green_type',
    ...coded,
    filter: false,
    codes: fromContract('green_type'),
  },
  {
    id: 'provider',
    label: 'Provider',
    phrase: 'provider',
    column: 'provider',
    ...place,
    filter: false,
  },
] as const satisfies readonly Dimension[];

/** Throws `unknown dimension: postcode; one of pcn, practice, ...`. */
export function dimensionOf(id: string): Dimension {
  const all: readonly Dimension[] = [...dimensions, ...onwardDimensions];
  const found = all.find((each) => each.id === id);
  if (!found) {
    throw new Error(`unknown dimension: ${id}; one of ${all.map((each) => each.id).join(', ')}`);
  }
  return found;
}
