import type { Column } from '#figure/cell.ts';
import type { DraftRow } from '#figure/draft.ts';
import type { ConsultationCost } from '#metrics/value.ts';
import { answerOf, unavailable } from './answer.ts';
import { estimateColumn, plainColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import type { KindOf, Question } from './kind.ts';
import { matchesOf } from './matched.ts';
import { differenceOf } from './matched-comparison.ts';
import { FEWEST_PAIRS, estimateOf, plain } from './statistic.ts';

const HOUR = 60;

const columns: readonly Column[] = [
  estimateColumn('pounds', 'Modelled value of GP time', 'money', 'appointments x cost of each'),
  estimateColumn('hours', 'GP hours', 'number1', 'appointments x minutes of each'),
  estimateColumn('appointments', 'Appointments fewer', 'number1', 'against matched patients'),
  plainColumn('unit', 'Cost of one', 'money', 'setting, with its year and source'),
  plainColumn('assumes', 'Assumes', 'text', 'which end of the range'),
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
      'Load costs.csv with the cost, its year and its source.',
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
  const n = matches.referred.size;
  return answerOf(question, {
    columns,
    rows: valueRows(question, cost),
    total: null,
    flow: [flowStep('matched', 'People matched', n)],
    headlineColumn: 'pounds',
    yLabel: 'Pounds, modelled',
    chart: 'table',
    references: null,
    caveats: [
      `Cost of a consultation of ${cost.minutes} minutes: ${cost.source}, ${cost.priceYear} prices.`,
      'Time is valued, not cash: no appointment slot is closed when one is not used.',
    ],
  });
};

function valueRows({ selection }: Question, cost: ConsultationCost): readonly DraftRow[] {
  const matches = matchesOf(selection);
  const n = matches.referred.size;
  const found = differenceOf(matches);
  const interval = found?.effectInterval ?? null;
  const cases = [
    ['low', 'Low', interval && -interval.upper, cost.pounds.low],
    ['central', 'Central', found && -found.effect, cost.pounds.central],
    ['high', 'High', interval && -interval.lower, cost.pounds.high],
  ] as const;
  return cases.map(([key, label, fewer, pounds]): DraftRow => {
    const many = fewer === null ? null : fewer * n;
    const estimate = (value: number | null) => estimateOf({ n, value, minimum: FEWEST_PAIRS });
    return {
      key,
      label,
      kind: 'group',
      cells: {
        pounds: estimate(many === null ? null : many * pounds),
        hours: estimate(many === null ? null : (many * cost.minutes) / HOUR),
        appointments: estimate(many),
        unit: plain(pounds),
        assumes: plain(assumed[key]),
      },
    };
  });
}

const assumed = {
  low: 'the cautious end of the interval, and the low cost',
  central: 'the estimate, and the central cost',
  high: 'the hopeful end of the interval, and the high cost',
} as const;
