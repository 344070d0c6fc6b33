import type { Column } from '#figure/cell.ts';
import type { DraftRow, FlowStep } from '#figure/draft.ts';
import type { Values } from '../counting/kernel.ts';
import { within } from '../counting/related.ts';
import { missingOf } from '../counting/select.ts';
import { eventMonthColumn } from '../episodes/columns.ts';
import { answerOf } from './answer.ts';
import { estimateColumn } from './columns.ts';
import { completeTest } from './gp-eligible.ts';
import type { Answer, Question } from './kind.ts';
import { MATCHED } from './matched.ts';
import { FEWEST_PAIRS, estimateOf } from './statistic.ts';

const columns: readonly Column[] = [
  estimateColumn('referred', 'Referred', 'number2', 'mean of the people referred and matched'),
  estimateColumn('matched', 'Matched', 'number2', 'weighted mean of their matched patients'),
  estimateColumn(
    'difference',
    'Difference, in standard deviations',
    'signed2',
    'difference of the means over the standard deviation of the people referred; below 0.1 is close',
  ),
];

interface Characteristic {
  readonly key: string;
  readonly label: string;
  /** Column of the episode, and of the comparator. */
  readonly own: string;
  readonly other: string;
}

/** Appointments of months well before referral: the trend before it must be alike too. */
const trend: readonly Characteristic[] = [-6, -5, -4, -3, -2].map((month) => ({
  key: `month_${-month}`,
  label: `GP appointments, ${-month} months before`,
  own: eventMonthColumn(month),
  other: eventMonthColumn(month),
}));

const characteristics: readonly Characteristic[] = [
  {
    key: 'contact_before',
    label: 'Practice contacts of any kind, 6 months before',
    own: 'contact_before',
    other: 'contact_before',
  },
  {
    key: 'contact_run_in',
    label: 'Practice contacts of any kind, last 30 days',
    own: 'contact_run_in',
    other: 'contact_run_in',
  },
  {
    key: 'gp_before',
    label: 'GP appointments, 6 months before',
    own: `gp_before_${MATCHED.window}_${MATCHED.runIn}`,
    other: 'before',
  },
  ...trend,
];

/** How alike the two sides were before referral, and month by month: the pre-trend. */
export function balanceTable(question: Question, flow: readonly FlowStep[]): Answer {
  const rows = characteristics.map((each): DraftRow => {
    const { n, own, other, sd } = sidesOf(question, each);
    const difference = sd > 0 ? (own - other) / sd : null;
    const estimate = (value: number | null) => estimateOf({ n, value, minimum: FEWEST_PAIRS });
    return {
      key: each.key,
      label: each.label,
      kind: 'group',
      cells: {
        referred: estimate(own),
        matched: estimate(other),
        difference: estimate(difference),
      },
    };
  });
  return answerOf(question, {
    columns,
    rows,
    total: null,
    flow,
    headlineColumn: 'difference',
    y: ['referred', 'matched'],
    yLabel: 'Mean per person',
    chart: 'table',
    references: null,
  });
}

interface Sides {
  readonly n: number;
  readonly own: number;
  readonly other: number;
  readonly sd: number;
}

/** Means of both sides over matched episodes where both are known; each episode weighs 1. */
function sidesOf({ snapshot, selection }: Question, each: Characteristic): Sides {
  const { episode, comparator } = snapshot.tables;
  const complete = completeTest(snapshot, MATCHED);
  const own: Values = episode.column(each.own);
  const other: Values = comparator.column(each.other);
  const [of, share] = [comparator.column('episode'), comparator.column('of')];
  const [noOwn, noOther] = [missingOf(own), missingOf(other)];
  let [weight, sum, squares, otherSum] = [0, 0, 0, 0];
  for (const row of within(selection, 'comparator').rows) {
    const index = of[row]!;
    if (!complete(index) || own[index] === noOwn || other[row] === noOther) continue;
    const part = 1 / Math.max(share[row]!, 1);
    weight += part;
    sum += part * own[index]!;
    squares += part * own[index]! ** 2;
    otherSum += part * other[row]!;
  }
  if (weight === 0) return { n: 0, own: 0, other: 0, sd: 0 };
  const mean = sum / weight;
  return {
    n: Math.round(weight),
    own: mean,
    other: otherSum / weight,
    sd: Math.sqrt(Math.max(squares / weight - mean * mean, 0)),
  };
}
