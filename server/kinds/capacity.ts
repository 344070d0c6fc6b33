import { monthOf } from '#figure/month.ts';
import { count, vectorOf } from '../counting/count.ts';
import { sums } from '../counting/folds.ts';
import { groupBy } from '../counting/group.ts';
import { select } from '../counting/select.ts';
import type { MonthEnd } from './calendar.ts';
import type { Question } from './kind.ts';

/** Hundredths of a whole-time equivalent, as stored. */
const WTE = 100;

/** Filters that say nothing of how many workers there are: with one, per-worker figures are withheld. */
export function capacityFits({ cohort }: Question): boolean {
  return Object.keys(cohort.filters).every((key) => key === 'pcn' || key === 'team');
}

/** Whole-time equivalents in post, by month number of the month ends given, within filters and scope. */
export function wteByMonth(
  question: Question,
  ends: readonly MonthEnd[],
): ReadonlyMap<number, number> {
  const cohort = spanning(question, ends);
  if (!cohort) return new Map();
  const { snapshot, selection } = question;
  const wide = select(snapshot, cohort, selection.scope);
  const months = groupBy(snapshot, 'month', cohort, 'capacity');
  const counts = count(wide, sums(snapshot, ['wte'], 'capacity'), months);
  return new Map(ends.map((end, at) => [end.month, (vectorOf(counts, at)[0] ?? 0) / WTE] as const));
}

/** The same by place (team, PCN, worker), summed over the months given and divided by their number. */
export function wteByGroup(
  question: Question,
  ends: readonly MonthEnd[],
): ReadonlyMap<string, number> {
  const cohort = spanning(question, ends);
  if (!cohort) return new Map();
  const { snapshot, selection, by } = question;
  const wide = select(snapshot, cohort, selection.scope);
  const groups = groupBy(snapshot, by, cohort, 'capacity');
  const counts = count(wide, sums(snapshot, ['wte'], 'capacity'), groups);
  return new Map(
    groups.groups.map((group, at) => [
      group.key,
      (vectorOf(counts, at)[0] ?? 0) / WTE / ends.length,
    ]),
  );
}

function spanning({ cohort }: Question, ends: readonly MonthEnd[]) {
  const [first, last] = [ends[0], ends.at(-1)];
  return first && last ? { ...cohort, from: monthOf(first.month), to: monthOf(last.month) } : null;
}
