import { beside, countsWhere } from '../counting/folds.ts';
import { countDistinct } from '../counting/distinct.ts';
import { where } from '../counting/predicate.ts';
import type { Predicate } from '#metrics/predicate.ts';
import type { Kind } from '#metrics/metric.ts';
import { answerOf } from './answer.ts';
import { countColumn, shareColumn } from './columns.ts';
import { capitalised } from './count.ts';
import { flowStep } from './flow-step.ts';
import type { Answer, KindOf, Question } from './kind.ts';
import { countOf, empty, shareOf } from './statistic.ts';
import { groupsOf, keepsEmptyRows, outOfData, rowOf, tabulate, totalRow } from './table.ts';
import type { Vector } from './table.ts';

type Share = Extract<Kind, { kind: 'share' }>;

const everything: Predicate = { all: [] };

/** Numerator over denominator, both conditions on the same rows; those not due yet stay out. */
export const shareKind: KindOf<'share'> = (question, statistic) => {
  const columns = [
    shareColumn(
      'share',
      `${capitalised(statistic.ofWords)}, share`,
      `${statistic.ofWords}, as a share of ${statistic.amongWords}`,
    ),
    countColumn('x', capitalised(statistic.ofWords), `numerator: ${statistic.ofWords}`),
    countColumn('n', capitalised(statistic.amongWords), `denominator: ${statistic.amongWords}`),
  ];
  if (statistic.unit === 'people') return sharePeople(question, statistic, columns);
  const due = statistic.due ?? everything;
  const among: Predicate = { all: [due, statistic.among ?? everything] };
  const of: Predicate = { all: [among, statistic.of] };
  const fold = beside(countsWhere(question.snapshot, [everything, due, among, of]));
  const table = tabulate(question, { fold, columns, cells: (vector) => cellsOf(vector) });
  const [rows = 0, dueRows = 0, n = 0] = wholeOf(question, fold);
  return answerOf(question, {
    columns,
    rows: table.rows,
    total: table.total,
    flow: shareFlow(statistic, rows, dueRows, n),
    headlineColumn: 'share',
    yLabel: columns[0]!.label,
  });
};

function wholeOf(question: Question, fold: ReturnType<typeof beside>): Vector {
  const out = new Float64Array(fold.width);
  for (const row of question.selection.rows) fold.add(row, out, 0);
  return out;
}

function cellsOf(vector: Vector) {
  const [rows = 0, due = 0, n = 0, x = 0] = vector;
  if (rows > 0 && due === 0) {
    return { share: empty('not_due'), x: empty('not_due'), n: empty('not_due') };
  }
  return { share: shareOf(x, n), x: countOf(x), n: countOf(n) };
}

/** Those on neither side, after their number. */
const restWords = ({ restWords: words, amongWords }: Share): string =>
  words ?? `not among ${amongWords}`;

function shareFlow(statistic: Share, rows: number, due: number, n: number) {
  const all = flowStep('referrals', 'Referrals in the period', rows);
  const outside = flowStep('among', capitalised(statistic.amongWords), n, [
    ['not_due', 'not due yet', rows - due],
    ['outside', restWords(statistic), due - n],
  ]);
  return rows === n ? [all] : [all, outside];
}

/** The same with people in place of referrals: distinct, so counted and never added. */
function sharePeople(question: Question, statistic: Share, columns: Answer['draft']['columns']) {
  const due = statistic.due ?? everything;
  const among = where(question.selection, { all: [due, statistic.among ?? everything] });
  const of = where(among, statistic.of);
  const groups = question.by === 'all' ? null : groupsOf(question);
  const inGroups = groups && {
    n: countDistinct(among, groups),
    x: countDistinct(of, groups),
  };
  const cells = (x: number, n: number) => ({ share: shareOf(x, n), x: countOf(x), n: countOf(n) });
  const keep = keepsEmptyRows(question.by);
  const rows = (groups?.groups ?? []).flatMap((group, at) => {
    const n = inGroups?.n[at] ?? 0;
    if (!group.showInCharts || (n === 0 && (!keep || group.notRecorded))) return [];
    return [rowOf(group, outOfData(question, group, columns) ?? cells(inGroups?.x[at] ?? 0, n))];
  });
  const n = countDistinct(among)[0] ?? 0;
  const everyone = countDistinct(question.selection)[0] ?? 0;
  return answerOf(question, {
    columns,
    rows,
    total: totalRow(cells(countDistinct(of)[0] ?? 0, n)),
    flow: [
      flowStep('people', 'People referred in the period', everyone),
      flowStep('among', capitalised(statistic.amongWords), n, [
        ['outside', restWords(statistic), everyone - n],
      ]),
    ],
    headlineColumn: 'share',
    yLabel: columns[0]!.label,
  });
}
