import type { Basis } from '#figure/cohort.ts';
import type { CohortContext } from '#figure/cohort-url.ts';
import { labeller } from '#figure/cohort-words.ts';
import type { LabelOf } from '#figure/cohort-words.ts';
import { dateOf, monthOf, monthOfDay } from '#figure/month.ts';
import { periodPresets } from '#figure/periods.ts';
import type { Period } from '#figure/periods.ts';
import { NOT_KNOWN } from '../counting/codes.ts';
import { basisColumns } from '../counting/select.ts';
import type { Reach } from '../disclosure/wider.ts';
import type { PlaceList, Snapshot } from '../episodes/snapshot.ts';

/** What a data version offers to a question: months, places, words. Made once per version. */
export interface Offer extends CohortContext {
  readonly presets: readonly Period[];
  readonly label: LabelOf;
}

const placeKeys = ['pcn', 'practice', 'team', 'ward'] as const;

function codesOf(list: PlaceList): readonly string[] {
  return [...list.flatMap((place) => (place ? [place.code] : [])), NOT_KNOWN];
}

function labelsOf(list: PlaceList): Record<string, string> {
  return {
    ...Object.fromEntries(list.flatMap((place) => (place ? [[place.code, place.label]] : []))),
    [NOT_KNOWN]: 'Not known',
  };
}

/** First month with a referral, and the last month the case data covers to its end. */
function monthsOf(snapshot: Snapshot): { first: number; last: number } {
  const episodes = snapshot.tables.episode;
  const months = episodes.column('referred_month');
  let first = Number.POSITIVE_INFINITY;
  let newest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < episodes.rows; row++) {
    const month = months[row] as number;
    if (month < first) first = month;
    if (month > newest) newest = month;
  }
  const to = snapshot.dataTo.cases;
  if (!Number.isFinite(first)) first = newest = to === null ? 0 : monthOfDay(to);
  // A month whose last day is not yet covered is not whole, so no preset ends in it.
  const whole = to === null ? newest : monthOfDay(to + 1) - 1;
  return { first, last: Math.max(first, whole) };
}

const offers = new WeakMap<Snapshot, Offer>();

/** The offer of a snapshot; the standard period is the last 12 whole months. */
export function offerOf(snapshot: Snapshot): Offer {
  const known = offers.get(snapshot);
  if (known) return known;
  const { first, last } = monthsOf(snapshot);
  const presets = periodPresets(monthOf(first), monthOf(last));
  const offer: Offer = {
    first: monthOf(first),
    last: monthOf(last),
    presets,
    standard: presets[0] ?? { from: monthOf(first), to: monthOf(last) },
    places: Object.fromEntries(placeKeys.map((key) => [key, codesOf(snapshot.dictionaries[key])])),
    label: labeller(
      Object.fromEntries(placeKeys.map((key) => [key, labelsOf(snapshot.dictionaries[key])])),
    ),
  };
  offers.set(snapshot, offer);
  return offer;
}

/** How far the data reach, and which PCN each practice is in. */
export function reachOf(snapshot: Snapshot): Reach {
  const known = reaches.get(snapshot);
  if (known) return known;
  const { first, last } = offerOf(snapshot);
  const { practice } = snapshot.dictionaries;
  const months = new Map<Basis, ReadonlySet<number>>();
  const reach: Reach = {
    first,
    last,
    pcnOf: (code) => practice.find((place) => place?.code === code)?.pcn ?? null,
    peopled: (basis) => {
      const some = months.get(basis) ?? monthsWithPeople(snapshot, basis);
      months.set(basis, some);
      return some;
    },
  };
  reaches.set(snapshot, reach);
  return reach;
}

const reaches = new WeakMap<Snapshot, Reach>();

function monthsWithPeople(snapshot: Snapshot, basis: Basis): ReadonlySet<number> {
  const episodes = snapshot.tables.episode;
  const months = episodes.column(basisColumns[basis]);
  return new Set(months.subarray(0, episodes.rows));
}

/** ISO dates of a snapshot's data-to days. */
export function dataToOf(snapshot: Snapshot): {
  cases: string | null;
  wellbeing: string | null;
  appointments: string | null;
} {
  const iso = (day: number | null): string | null => (day === null ? null : dateOf(day));
  const { cases, wellbeing, appointments } = snapshot.dataTo;
  return { cases: iso(cases), wellbeing: iso(wellbeing), appointments: iso(appointments) };
}
