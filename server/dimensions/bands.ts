import type { Code } from './dimension.ts';

/** Shared last code of the bands below. */
const notRecorded: Code = { code: 'not_recorded', label: 'Not recorded', notRecorded: true };

/**
 * Age bands at referral, in whole years. Edges fall on the five-year bands of the published list
 * sizes, so a rate by age has a true denominator; few enough that cells are rarely small.
 */
export const ageBands = [
  { code: '0-19', label: 'Under 20', from: 0, to: 19 },
  { code: '20-34', label: '20 to 34', from: 20, to: 34 },
  { code: '35-49', label: '35 to 49', from: 35, to: 49 },
  { code: '50-64', label: '50 to 64', from: 50, to: 64 },
  { code: '65-74', label: '65 to 74', from: 65, to: 74 },
  { code: '75-84', label: '75 to 84', from: 75, to: 84 },
  { code: '85+', label: '85 and over', from: 85, to: 120 },
] as const;

export const ageCodes: readonly Code[] = [
  ...ageBands.map(({ code, label }) => ({ code, label })),
  notRecorded,
];

/** Ordinal of the age band of a whole number of years; the last ordinal when not known. */
export function ageBandOf(years: number | null): number {
  const at =
    years === null ? -1 : ageBands.findIndex((band) => years >= band.from && years <= band.to);
  return at < 0 ? ageBands.length : at;
}

/** Sex or gender as counted; `given` are the contract's codes (4.6) that fall in each. */
export const sexGroups = [
  { code: 'female', label: 'Female', given: ['female'] },
  { code: 'male', label: 'Male', given: ['male'] },
  { code: 'other', label: 'Another gender', given: ['non_binary', 'other', 'indeterminate'] },
] as const;

export const sexCodes: readonly Code[] = [
  ...sexGroups.map(({ code, label }) => ({ code, label })),
  notRecorded,
];

/**
 * Five ethnic groups from the NHS 16+ codes. Chinese (R) is counted as Asian, as the 2021 census
 * does, so that service and census can be compared (NHS 2001 codes put it under Other).
 */
export const ethnicGroups = [
  { code: 'white', label: 'White', given: ['A', 'B', 'C'] },
  { code: 'black', label: 'Black', given: ['M', 'N', 'P'] },
  { code: 'asian', label: 'Asian', given: ['H', 'J', 'K', 'L', 'R'] },
  { code: 'mixed', label: 'Mixed', given: ['D', 'E', 'F', 'G'] },
  { code: 'other', label: 'Other', given: ['S'] },
] as const;

export const ethnicityCodes: readonly Code[] = [
  ...ethnicGroups.map(({ code, label }) => ({ code, label })),
  notRecorded,
];

const quintileLabels = ['1 (most deprived)', '2', '3', '4', '5 (least deprived)'];

/** Deprivation fifths, 1 = most deprived, then not recorded. */
export const quintileCodes: readonly Code[] = [
  ...quintileLabels.map((label, at) => ({ code: String(at + 1), label, short: String(at + 1) })),
  notRecorded,
];

export const greenCodes: readonly Code[] = [
  { code: 'none', label: 'No green activity offered' },
  { code: 'offered', label: 'Green activity offered, not taken up' },
  { code: 'taken_up', label: 'Green activity taken up' },
];
