import { practices } from '../../seeds/reference/index.ts';
import type { PlaceList } from '../episodes/snapshot.ts';

/** A practice that closed or merged, for readers of an old link. */
export interface ClosedPractice {
  readonly code: string;
  readonly label: string;
  /** ISO date it closed, or by which it had. */
  readonly on: string;
  /** Whether the date is only the latest it can have been. */
  readonly by: boolean;
  /** Code of the practice its patients moved to, where that is known. */
  readonly successor: string | null;
}

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
