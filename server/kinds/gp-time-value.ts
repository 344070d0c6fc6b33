import type { Column } from '#figure/cell.ts';
import type { DraftRow } from '#figure/draft.ts';
import { consultationWords, priceWords } from '#metrics/value.ts';
import type { ConsultationCost } from '#metrics/value.ts';
import { answerOf, unavailable } from './answer.ts';
import { countColumn, estimateColumn, plainColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import type { KindOf } from './kind.ts';
import { matchesOf } from './matched.ts';
import type { Matches } from './matched.ts';
import { differenceOf } from './matched-comparison.ts';
import { FEWEST_PAIRS, countOf, estimateOf, plain } from './statistic.ts';

const HOUR = 60;

const columns: readonly Column[] = [
  estimateColumn('pounds', 'Modelled value of GP time', 'money', 'appointments x cost of each'),
  estimateColumn('hours', 'GP hours', 'number1', 'appointments x minutes of each'),
  estimateColumn(
    'appointments',
    'Appointments fewer',
    'number1',
    'than matched patients had; below zero when there were more',
  ),
  countColumn('n', 'People matched', 'people referred who have at least one matched patient'),
  plainColumn('unit', 'Cost of one', 'text', 'setting, with its year and source'),
];

/**
 * Value of GP time in the 6 months after referral: the difference from matched patients x minutes x
 * the cost that has been set. Modelled, a range, never a saving in cash.
 */
export const gpTimeValueKind: KindOf<'gp-time-value'> = (question) => {
  const cost = question.value?.consultation ?? null;
  if (!cost) {
    return unavailable(
      question,
      columns,
      'No cost of a GP consultation has been set.',
      'A manager or administrator can set one, with its year and source, under Modelled values.',
    );
  }
  if (!question.snapshot.hasComparisonSample) {
    return unavailable(
      question,
      columns,
      'There is no valid comparison, so no value is put on the difference.',
      'Load a sample of registered patients drawn without looking at referral.',
    );
  }
  const matches = matchesOf(question.selection);
  return answerOf(question, {
    columns,
    rows: valueRows(matches, cost),
    total: null,
    flow: [flowStep('matched', 'People matched', matches.referred.size)],
    headlineColumn: 'pounds',
    yLabel: 'Pounds, modelled',
    chart: 'table',
    references: null,
    assumptions: consultationWords(cost),
    caveats: [
      'Time is valued, not cash: no appointment slot is closed when one is not used.',
      'The ends of the range join the ends of the interval to the ends of the cost.',
    ],
  });
};

/** The end of the cost that makes a value least (or most): with more appointments, the dear one. */
function costAt(fewer: number, { low, high }: ConsultationCost['pounds'], least: boolean): number {
  return fewer >= 0 === least ? low : high;
}

function valueRows(matches: Matches, { pounds, minutes }: ConsultationCost): readonly DraftRow[] {
  const n = matches.referred.size;
  const found = differenceOf(matches);
  const interval = found?.effectInterval ?? null;
  const se = found?.effectSe ?? null;
  const low = interval && -interval.upper;
  const high = interval && -interval.lower;
  const cases = [
    ['low', 'Low: cautious ends', low, costAt(low ?? 0, pounds, true)],
    ['central', 'Central', found && -found.effect, pounds.central],
    ['high', 'High: hopeful ends', high, costAt(high ?? 0, pounds, false)],
  ] as const;
  return cases.map(([key, label, fewer, unit]): DraftRow => {
    const times = (by: number) =>
      estimateOf({
        n,
        value: fewer === null ? null : fewer * n * by,
        se: se === null ? null : se * n * by,
        minimum: FEWEST_PAIRS,
      });
    return {
      key,
      label,
      kind: 'group',
      cells: {
        pounds: times(unit),
        hours: times(minutes / HOUR),
        appointments: times(1),
        n: countOf(n),
        unit: plain(priceWords(unit)),
      },
    };
  });
}
