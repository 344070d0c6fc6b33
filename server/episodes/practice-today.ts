import { dayNumber } from '#figure/month.ts';

export interface PracticePlace {
  readonly practice_no: number;
  readonly practice_code: string;
  readonly successor_code: string | null;
}

export interface Membership {
  readonly practice_no: number;
  readonly pcn_no: number;
  /** ISO dates; `end_date` is the last day of membership. */
  readonly start_date: string;
  readonly end_date: string | null;
}

/**
 * PCN of each practice on a day: its own membership, else that of the practice that took it over,
 * however many mergers on; null when neither is a member of any.
 */
export function pcnsOn(
  day: number,
  practices: readonly PracticePlace[],
  memberships: readonly Membership[],
): ReadonlyMap<number, number | null> {
  const members = new Map<number, Membership>();
  for (const each of memberships) {
    const started = dayNumber(each.start_date) <= day;
    const ended = each.end_date !== null && dayNumber(each.end_date) < day;
    const other = members.get(each.practice_no);
    if (started && !ended && (!other || other.start_date < each.start_date)) {
      members.set(each.practice_no, each);
    }
  }
  const byCode = new Map(practices.map((practice) => [practice.practice_code, practice]));
  const found = new Map<number, number | null>();
  for (const practice of practices) {
    const seen = new Set<PracticePlace>();
    let at: PracticePlace | undefined = practice;
    while (at && !seen.has(at) && !members.has(at.practice_no)) {
      seen.add(at);
      at = at.successor_code === null ? undefined : byCode.get(at.successor_code);
    }
    found.set(practice.practice_no, (at && members.get(at.practice_no)?.pcn_no) ?? null);
  }
  return found;
}
