import { count, vectorOf } from '../counting/count.ts';
import { rowCount, sums } from '../counting/folds.ts';
import { groupBy } from '../counting/group.ts';
import { where } from '../counting/predicate.ts';
import { answerOf, unavailable } from './answer.ts';
import { countColumn, plainColumn, rateColumn } from './columns.ts';
import { capitalised } from './count.ts';
import { flowStep } from './flow-step.ts';
import type { KindOf, Question } from './kind.ts';
import { countOf, plain, rateOf } from './statistic.ts';
import { tabulate } from './table.ts';

/** Splits and filters a list size can be counted by; any other has no population to set it against. */
export const exposureSplits = ['all', 'month', 'pcn', 'practice', 'age', 'sex'] as const;
const MONTHS = 12;

/** Referrals over registered patient-years: monthly list sizes, a twelfth of a year each. */
export const rateKind: KindOf<'rate'> = (question, statistic) => {
  const { metric, snapshot, cohort } = question;
  const selection = statistic.where
    ? where(question.selection, statistic.where)
    : question.selection;
  const columns = [
    rateColumn('rate', `Per ${statistic.per.toLocaleString('en-GB')} a year`, metric.definition),
    countColumn('n', capitalised(metric.population), 'numerator'),
    plainColumn('patients', 'Registered patients', 'count', 'mean registered list of the period'),
  ];
  const barrier = noPopulation(question);
  if (barrier) return unavailable(question, columns, ...barrier);
  const fold = sums(snapshot, ['patients'], 'list_size');
  const months = Math.max(monthsWithLists(question), 1);
  const whole = vectorOf(count(selection, fold), 0)[0] ?? 0;
  const groups = question.by === 'all' ? null : groupBy(snapshot, question.by, cohort, 'list_size');
  const byKey = new Map<string, number>();
  if (groups) {
    const sizes = count(selection, fold, groups);
    groups.groups.forEach((group, at) => byKey.set(group.key, vectorOf(sizes, at)[0] ?? 0));
  }
  const episodeGroups = groups && groupBy(snapshot, question.by, cohort);
  const table = tabulate(
    { ...question, selection },
    {
      fold: rowCount(),
      columns,
      cells: (vector, at) => {
        const key = at < 0 ? '' : (episodeGroups?.groups[at]?.key ?? '');
        const patientMonths = at < 0 ? whole : (byKey.get(key) ?? 0);
        const spread = question.by === 'month' && at >= 0 ? 1 : months;
        return {
          rate: rateOf(vector[0] ?? 0, patientMonths / MONTHS, statistic.per),
          n: countOf(vector[0] ?? 0),
          patients: plain(patientMonths > 0 ? Math.round(patientMonths / spread) : null),
        };
      },
    },
  );
  return answerOf(question, {
    columns,
    rows: table.rows,
    total: table.total,
    flow: [flowStep('referrals', 'Referrals in the period', selection.count)],
    headlineColumn: 'rate',
    yLabel: `${capitalised(metric.population)} per ${statistic.per.toLocaleString('en-GB')} registered patients a year`,
    caveats: partCaveats(question),
  });
};

/** Different months of the period for which list sizes are known. */
function monthsWithLists(question: Question): number {
  const months = groupBy(question.snapshot, 'month', question.cohort, 'list_size');
  const sizes = count(
    question.selection,
    sums(question.snapshot, ['patients'], 'list_size'),
    months,
  );
  return sizes.values.reduce((sum, patients) => sum + (patients > 0 ? 1 : 0), 0);
}

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
