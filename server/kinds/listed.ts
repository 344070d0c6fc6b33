import { monthNumber, monthOf, monthWords } from '#figure/month.ts';
import { count } from '../counting/count.ts';
import { sums } from '../counting/folds.ts';
import { groupBy } from '../counting/group.ts';
import type { Groups } from '../counting/group.ts';
import type { Grouping } from '../counting/kernel.ts';
import { basisColumns } from '../counting/select.ts';
import type { Question } from './kind.ts';

/** Registered patients of each group, summed over the months of the period. */
export interface Patients {
  readonly patientMonths: Float64Array;
  /** Months of the period in which the group has a list. */
  readonly months: Float64Array;
}

/** Patients of the groups of a grouping of list sizes. */
export function patientsOf(question: Question, groups: Grouping): Patients {
  const grid = gridOf(question, groups);
  const months = monthsIn(question);
  const patientMonths = new Float64Array(groups.size);
  const listed = new Float64Array(groups.size);
  grid.forEach((patients, at) => {
    const group = Math.floor(at / months);
    patientMonths[group]! += patients;
    if (patients > 0) listed[group]!++;
  });
  return { patientMonths, months: listed };
}

/** Which referrals have registered patients to be set against, and in which months. */
export interface Listed {
  /**
   * Whether the list of the referral's practice is known for its month. A referral whose practice
   * is not known goes by whether any list is: its person is registered somewhere.
   */
  readonly has: (row: number) => boolean;
  /** Places in the period of months with any list, ascending. */
  readonly months: readonly number[];
}

/**
 * Practices and months with registered patients in the groups of the split: a practice that
 * publishes no ages has patients in none of the age bands.
 */
export function listedOf(question: Question, split: Groups | null): Listed {
  const { snapshot, cohort } = question;
  const practices = groupBy(snapshot, 'practice', cohort, 'list_size');
  const recorded = split?.groups.map((group) => !group.notRecorded);
  const lists: Grouping = recorded
    ? { size: practices.size, of: (row) => (recorded[split!.of(row)] ? practices.of(row) : -1) }
    : practices;
  const grid = gridOf(question, lists);
  const months = monthsIn(question);
  const any = Array.from({ length: months }, (_, month) =>
    practices.groups.some((_, practice) => grid[practice * months + month]! > 0),
  );
  const place = groupBy(snapshot, 'practice', cohort);
  const month = snapshot.tables.episode.column(basisColumns[cohort.basis]);
  const from = monthNumber(cohort.from);
  return {
    months: any.flatMap((known, at) => (known ? [at] : [])),
    has: (row) => {
      const practice = place.of(row);
      const at = month[row]! - from;
      return place.groups[practice]?.notRecorded
        ? (any[at] ?? false)
        : grid[practice * months + at]! > 0;
    },
  };
}

/** The months without any list, in words; null when each month of the period has one. */
export function monthsWithoutList({ cohort }: Question, { months }: Listed): string | null {
  const from = monthNumber(cohort.from);
  const all = monthNumber(cohort.to) - from + 1;
  if (months.length === all) return null;
  const words = (at: number): string => monthWords(monthOf(from + at));
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return null;
  return last - first + 1 === months.length
    ? `from ${words(first)} to ${words(last)}`
    : `for ${months.length} of the ${all} months`;
}

function monthsIn({ cohort }: Question): number {
  return monthNumber(cohort.to) - monthNumber(cohort.from) + 1;
}

/** Patients by group and month of the period, month after month of each group. */
function gridOf({ snapshot, selection, cohort }: Question, groups: Grouping): Float64Array {
  const months = groupBy(snapshot, 'month', cohort, 'list_size');
  const cell = (row: number): number => {
    const [group, month] = [groups.of(row), months.of(row)];
    return group < 0 || month < 0 ? -1 : group * months.size + month;
  };
  const size = groups.size * months.size;
  return count(selection, sums(snapshot, ['patients'], 'list_size'), { size, of: cell }).values;
}
