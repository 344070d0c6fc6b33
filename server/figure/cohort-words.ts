import { dimensionOf } from '../dimensions/index.ts';
import { filterKeys } from './cohort.ts';
import type { Basis, Cohort, FilterKey } from './cohort.ts';
import { periodWords } from './month.ts';

/** Label of a code: places come with the data, the rest from the dimension. */
export type LabelOf = (key: FilterKey, code: string) => string;

/** "A", "A or B", "A, B or C". */
export function orList(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

export const basisWords: Record<Basis, string> = {
  referred: 'by date referred',
  first_contact: 'by date of first contact',
  closed: 'by date closed',
};

/** Labels of the static dimensions; places fall back on `places`. */
export function labeller(
  places: Readonly<Record<string, Readonly<Record<string, string>>>>,
): LabelOf {
  return (key, code) => {
    const dimension = dimensionOf(key);
    if (dimension.place) return places[key]?.[code] ?? code;
    return dimension.codes.find((each) => each.code === code)?.label ?? code;
  };
}

/** A place of the service, whose name says enough; a ward is where the person lives. */
export function isOfService(key: FilterKey): boolean {
  const { place, demographic } = dimensionOf(key);
  return place && !demographic;
}

function filterWords(key: FilterKey, codes: readonly string[], label: LabelOf): string {
  const list = orList(codes.map((code) => label(key, code)));
  return isOfService(key) ? list : `${dimensionOf(key).label.toLowerCase()}: ${list}`;
}

/** Where: "all PCNs", or the places filtered on. */
export function placeWords(cohort: Cohort, label: LabelOf): string {
  const places = (['practice', 'pcn', 'team'] as const).flatMap((key) =>
    cohort.filters[key] ? [filterWords(key, cohort.filters[key], label)] : [],
  );
  return places.length > 0 ? places.join(', ') : 'all PCNs';
}

/** "Referrals April 2025 to March 2026 (by date referred)". */
const referralsWords = ({ from, to, basis }: Cohort): string =>
  `Referrals ${periodWords(from, to)} (${basisWords[basis]})`;

/**
 * The cohort in words, as printed on every figure: period and date basis, or what else the figure
 * counts; places, other filters, and which PCN boundaries apply when they are not those of the day.
 */
export function cohortWords(
  cohort: Cohort,
  label: LabelOf,
  counted = referralsWords(cohort),
): string {
  const others = filterKeys
    .filter((key) => !['pcn', 'practice', 'team'].includes(key))
    .flatMap((key) => (cohort.filters[key] ? [filterWords(key, cohort.filters[key], label)] : []));
  return [
    counted,
    placeWords(cohort, label),
    ...others,
    ...(cohort.pcns === 'today' ? ["today's PCNs applied to all dates"] : []),
  ].join('; ');
}
