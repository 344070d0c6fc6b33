import { codeLists } from '#dimensions/codes.ts';
import type { ListedCode, ListName } from '#dimensions/codes.ts';
import { fold } from '../cells/text.ts';

/**
 * Where a local term that is in no list lands, so that a new term never blocks an import. `null`
 * leaves the cell blank. A case of unknown standing is only known to have been received; an onward
 * step of unknown kind counts as a signpost, which enters no uptake figure.
 */
const fallback: Readonly<Partial<Record<ListName, string>>> = {
  source_type: 'other',
  referral_status: 'received',
  closure_reason: 'other',
  need: 'other',
  need_stage: 'referral',
  contact_mode: 'other',
  location_type: 'other',
  sex: 'not_known',
  ethnic: '99',
  employment: 'other',
  housing_tenure: 'other',
  category: 'other',
  green_type: 'other_green',
  green: 'unknown',
  onward_kind: 'signpost',
  onward_outcome: 'unknown',
  instrument: 'other',
  appointment_status: 'unknown',
  hcp_group: 'unknown',
  appointment_mode: 'unknown',
  national_category: 'unmapped',
  booking_interval: 'unknown',
  service_setting: 'other',
  gp_system: 'unknown',
  worker_role: 'other',
  date_quality: 'assumed',
};

export const fallbackOf = (list: ListName): string | null => fallback[list] ?? null;

/** The code of "not recorded" in a list, if it has one: what a blank required cell means. */
export function notRecordedCode(list: ListName): string | null {
  const codes: readonly ListedCode[] = codeLists[list];
  return codes.findLast((each) => each.notRecorded)?.code ?? null;
}

const built = new Map<ListName, ReadonlyMap<string, string>>();

/** Folded spellings of a list's codes, labels and synonyms, each to its code. */
export function spellings(list: ListName): ReadonlyMap<string, string> {
  const found = built.get(list);
  if (found) return found;
  const codes: readonly ListedCode[] = codeLists[list];
  const map = new Map<string, string>();
  const add = (term: string, code: string): void => {
    const folded = fold(term);
    if (folded !== '' && !map.has(folded)) map.set(folded, code);
  };
  for (const { code } of codes) add(code, code);
  for (const { code, label } of codes) add(label, code);
  for (const { code, synonyms } of codes) for (const term of synonyms ?? []) add(term, code);
  built.set(list, map);
  return map;
}
