import { where } from '../counting/predicate.ts';
import { rowCount } from '../counting/folds.ts';
import type { Selection } from '../counting/select.ts';
import { answerOf } from './answer.ts';
import { countColumn, shareColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import type { KindOf, Question } from './kind.ts';
import { countOf, shareOf } from './statistic.ts';
import { groupsOf, isMultiple, keepsEmptyRows, outOfData, peopleOf } from './table.ts';
import { rowOf, tabulate, totalRow } from './table.ts';

/** Referrals (rows) meeting a condition; beside a split that is not time, their share of the cohort. */
export const countKind: KindOf<'count'> = (question, statistic) => {
  const selection = narrowed(question, statistic.where);
  const shares = question.by !== 'all' && question.by !== 'month' && !isMultiple(question.by);
  const of = selection.count;
  const columns = [
    countColumn('n', capitalised(question.metric.population), question.metric.definition),
    ...(shares
      ? [shareColumn('share', 'Share of all', `share of all ${question.metric.population}`)]
      : []),
  ];
  const table = tabulate(
    { ...question, selection },
    {
      fold: rowCount(),
      columns,
      cells: (vector) => {
        const n = countOf(vector[0] ?? 0);
        return shares ? { n, share: shareOf(vector[0] ?? 0, of) } : { n };
      },
    },
  );
  return answerOf(question, {
    columns,
    rows: table.rows,
    total: table.total,
    flow: countFlow(question, selection),
    headlineColumn: 'n',
    yLabel: question.metric.measure,
  });
};

/** Distinct people: counted in each group, so groups may add up to more than the total. */
export const distinctKind: KindOf<'distinct'> = (question, statistic) => {
  const selection = narrowed(question, statistic.where);
  const groups = question.by === 'all' ? null : groupsOf(question);
  const people = peopleOf(selection, groups);
  const columns = [
    countColumn('n', capitalised(question.metric.population), question.metric.definition),
  ];
  const keep = keepsEmptyRows(question.by);
  const rows = (groups?.groups ?? []).flatMap((group, at) => {
    const n = people.groups[at] ?? 0;
    if (!group.showInCharts || (n === 0 && (!keep || group.notRecorded))) return [];
    return [rowOf(group, outOfData(question, group, columns) ?? { n: countOf(n) })];
  });
  return answerOf(question, {
    columns,
    rows,
    total: totalRow({ n: countOf(people.all) }),
    flow: [
      ...countFlow(question, selection),
      flowStep('people', 'Different people', people.all, [
        ['again', 'referrals of people already counted', selection.count - people.all],
      ]),
    ],
    headlineColumn: 'n',
    yLabel: question.metric.measure,
    caveats:
      question.by === 'all'
        ? []
        : ['A person referred more than once can be in several rows; the total counts them once.'],
  });
};

function narrowed(question: Question, predicate: Parameters<typeof where>[1] | undefined) {
  return predicate ? where(question.selection, predicate) : question.selection;
}

function countFlow(question: Question, selection: Selection) {
  const all = flowStep('referrals', 'Referrals in the period', question.selection.count);
  const left = question.selection.count - selection.count;
  if (left === 0) return [all];
  return [
    all,
    flowStep('counted', capitalised(question.metric.population), selection.count, [
      ['other', `not ${question.metric.population}`, left],
    ]),
  ];
}

export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
