import { count, vectorOf } from '../counting/count.ts';
import { groupBy } from '../counting/group.ts';
import type { Groups } from '../counting/group.ts';
import type { Fold } from '../counting/kernel.ts';
import { where } from '../counting/predicate.ts';
import { answerOf, unavailable } from './answer.ts';
import { countColumn, plainColumn, rateColumn } from './columns.ts';
import { capitalised } from './count.ts';
import { flowStep } from './flow-step.ts';
import type { KindOf, Question } from './kind.ts';
import { listedOf, monthsWithoutList, patientsOf } from './listed.ts';
import type { Listed } from './listed.ts';
import { countOf, empty, plain, rateOf } from './statistic.ts';
import type { Cells } from './statistic.ts';
import { groupsOf, tabulate } from './table.ts';

/** Splits and filters a list size can be counted by; any other has no population to set it against. */
export const exposureSplits = ['all', 'month', 'pcn', 'practice', 'age', 'sex'] as const;
const MONTHS = 12;

/**
 * Referrals over registered patient-years: monthly list sizes, a twelfth of a year each. Numerator
 * and denominator are of the same practices and months: referrals whose practice has no list that
 * month are in no rate, and counted as left out.
 */
export const rateKind: KindOf<'rate'> = (question, statistic) => {
  const { metric, snapshot, cohort, by } = question;
  const selection = statistic.where
    ? where(question.selection, statistic.where)
    : question.selection;
  const columns = [
    rateColumn('rate', `Per ${statistic.per.toLocaleString('en-GB')} a year`, metric.definition),
    countColumn('n', capitalised(metric.population), 'numerator: those whose practice has a list'),
    plainColumn('patients', 'Registered patients', 'count', 'mean registered list of the months'),
  ];
  const barrier = noPopulation(question);
  if (barrier) return unavailable(question, columns, ...barrier);
  const asked = { ...question, selection };
  const whole = patientsOf(asked, groupBy(snapshot, 'all', cohort, 'list_size'));
  if (!(whole.patientMonths[0]! > 0)) return unavailable(question, columns, ...noList);
  const groups = by === 'all' ? null : groupBy(snapshot, by, cohort, 'list_size');
  const patients = groups && patientsByKey(asked, groups);
  const listed = listedOf(asked, null);
  const inSplit = groups && (by === 'age' || by === 'sex') ? listedOf(asked, groups) : listed;
  const episodeGroups = groups && groupsOf(question);
  const of = (at: number): Exposure =>
    at < 0
      ? { months: whole.months[0]!, patientMonths: whole.patientMonths[0]! }
      : (patients?.get(episodeGroups?.groups[at]?.key ?? '') ?? none);
  const table = tabulate(asked, {
    fold: listedFold(listed, inSplit),
    columns,
    size: ([rows = 0], at) => rows + of(at).patientMonths,
    cells: ([rows = 0, all = 0, own = 0], at) => {
      const comparable = at < 0 || !episodeGroups?.groups[at]?.notRecorded;
      return rateCells(at < 0 ? all : own, rows, of(at), comparable ? statistic.per : null);
    },
  });
  const n = vectorOf(count(selection, listedFold(listed, listed)), 0)[1] ?? 0;
  return answerOf(question, {
    columns,
    rows: table.rows,
    total: table.total,
    flow: [
      flowStep('referrals', 'Referrals in the period', selection.count),
      flowStep('listed', 'With a list size to set them against', n, [
        ['no_list', 'whose practice has no list size for the month', selection.count - n],
      ]),
    ],
    headlineColumn: 'rate',
    yLabel: `${capitalised(metric.population)} per ${statistic.per.toLocaleString('en-GB')} registered patients a year`,
    caveats: [...listCaveats(asked, listed), ...partCaveats(question)],
  });
};

interface Exposure {
  readonly patientMonths: number;
  readonly months: number;
}
const none: Exposure = { patientMonths: 0, months: 0 };

/** Rows, those with a list for their practice and month, and those with one that the split can use. */
function listedFold(listed: Listed, inSplit: Listed): Fold {
  return {
    table: 'episode',
    width: 3,
    add: (row, out, at) => {
      out[at]!++;
      if (!listed.has(row)) return;
      out[at + 1]!++;
      if (inSplit === listed || inSplit.has(row)) out[at + 2]!++;
    },
  };
}

function patientsByKey(question: Question, groups: Groups): ReadonlyMap<string, Exposure> {
  const { patientMonths, months } = patientsOf(question, groups);
  return new Map(
    groups.groups.map(({ key }, at) => [
      key,
      { patientMonths: patientMonths[at]!, months: months[at]! },
    ]),
  );
}

/** `per` is null where people and patients of a group are not the same kind of people: not known. */
function rateCells(n: number, rows: number, exposure: Exposure, per: number | null): Cells {
  const { patientMonths, months } = exposure;
  const uncounted = n === 0 && rows > 0 && patientMonths === 0;
  return {
    rate: per === null ? empty('missing') : rateOf(n, patientMonths / MONTHS, per),
    n: uncounted ? empty('missing') : countOf(n),
    patients: plain(months > 0 ? Math.round(patientMonths / months) : null),
  };
}

function listCaveats(question: Question, listed: Listed): readonly string[] {
  const months = monthsWithoutList(question, listed);
  return months === null
    ? []
    : [
        `List sizes are known ${months}: referrals of other months are left out of the rate, as are their months.`,
      ];
}

const noList = [
  'No list size is known for these months and places.',
  'Choose months for which list sizes were loaded, or load list_sizes.csv for them.',
] as const;

function noPopulation({ by, snapshot }: Question): readonly [string, string] | null {
  if (snapshot.tables.list_size.rows === 0) {
    return ['No list sizes have been loaded.', 'Load list_sizes.csv for the practices.'];
  }
  if (!(exposureSplits as readonly string[]).includes(by)) {
    return [
      `Registered patients are not counted by ${by.replaceAll('_', ' ')}.`,
      `Split by ${exposureSplits.slice(2).join(', ')} or month.`,
    ];
  }
  return null;
}

function partCaveats({ cohort }: Question): readonly string[] {
  const others = Object.keys(cohort.filters).filter(
    (key) => !(exposureSplits as readonly string[]).includes(key),
  );
  return others.length === 0
    ? []
    : ['The filters narrow the referrals only: the denominator is all patients registered there.'];
}
