import type { ClosedPractice } from '#figure/closed-practice.ts';
import { practices } from '../../seeds/reference/index.ts';
import type { PlaceList } from '../episodes/snapshot.ts';

/** A practice that took over may since have closed itself: steps followed before giving up. */
const MOST_MERGERS = 20;

/**
 * Every practice known to have closed: those the loaded data say, then those of the published
 * lists (seeds/reference). A successor is the practice open today at the end of the mergers.
 */
export function closedPractices(loaded: PlaceList): readonly ClosedPractice[] {
  const published = practices();
  const latest = new Map(
    published.flatMap(({ practiceCode, closeDate, closedBy }) =>
      closedBy ? [[practiceCode, closeDate] as const] : [],
    ),
  );
  const known = new Map<string, Omit<ClosedPractice, 'code' | 'by'>>();
  for (const { practiceCode, practiceName, closeDate, successorCode } of published) {
    if (closeDate === '') continue;
    const successor = successorCode === '' ? null : successorCode;
    known.set(practiceCode, { label: practiceName, on: closeDate, successor });
  }
  for (const place of loaded) {
    if (place?.closed) known.set(place.code, { label: place.label, ...place.closed });
  }
  const last = (code: string | null, left = MOST_MERGERS): string | null => {
    const next = code === null ? undefined : known.get(code);
    return next && left > 0 ? last(next.successor, left - 1) : code;
  };
  return [...known].map(([code, { label, on, successor }]) => ({
    code,
    label,
    on,
    by: latest.get(code) === on,
    successor: last(successor),
  }));
}
