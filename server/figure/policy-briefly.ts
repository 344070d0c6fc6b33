import type { PolicyId } from './figure.ts';

/** What was done about small numbers, where there is room for a few words only. */
export const policyBriefly: Readonly<Record<PolicyId, string>> = {
  exact: 'exact numbers, not for publication',
  'nhs-sub-national': 'small numbers hidden',
  'under-5': 'small numbers hidden',
};
