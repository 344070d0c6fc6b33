import type { FlowStep } from '#figure/draft.ts';
import { countOf } from './statistic.ts';

/** A step of an eligibility flow from plain numbers; reasons that lost nobody are left out. */
export function flowStep(
  key: string,
  label: string,
  n: number,
  lost: readonly (readonly [key: string, label: string, n: number])[] = [],
): FlowStep {
  const reasons = lost
    .filter(([, , people]) => people > 0)
    .map(([reason, words, people]) => ({ key: reason, label: words, n: countOf(people) }));
  return reasons.length > 0
    ? { key, label, n: countOf(n), lost: reasons }
    : { key, label, n: countOf(n) };
}
