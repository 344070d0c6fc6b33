import { count } from '../counting/count.ts';
import { countsWhere } from '../counting/folds.ts';
import { answerOf } from '../kinds/answer.ts';
import type { Answer } from '../kinds/kind.ts';
import { countOf, plain } from '../kinds/statistic.ts';
import { reasonColumns, reasonRow } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { seesEveryRecord } from './record-question.ts';
import type { RecordQuestion } from './record-question.ts';

/** Cases left out as duplicates, and those that may be: the latter still counted until settled. */
export async function duplicates(question: RecordQuestion): Promise<Answer> {
  const possible = possibleDuplicates(question);
  const settled = seesEveryRecord(question) ? await settledDuplicates(question) : [];
  return answerOf(question, {
    columns: reasonColumns,
    rows: [possible, ...settled].map(reasonRow),
    total: {
      key: '',
      label: 'Waiting to be settled',
      kind: 'total',
      cells: { n: countOf(possible.n), effect: plain(possible.effect) },
    },
    flow: [],
    headlineColumn: 'n',
    yLabel: 'Cases',
    chart: 'table',
    references: null,
  });
}

/** Counted cases of the cohort with another open case of the person in the 14 days before. */
export function possibleDuplicates({ snapshot, selection }: RecordQuestion): Reason {
  const fold = countsWhere(snapshot, [{ column: 'possible_duplicate', is: 1 }]);
  return {
    key: 'possible',
    label: 'Possible duplicates, not settled',
    n: count(selection, fold).values[0] ?? 0,
    effect: 'counted as they are, until somebody settles them',
  };
}

/** Duplicates somebody or the case system marked. They are in no episode: the whole service's, any date. */
export async function settledDuplicates({ access }: RecordQuestion): Promise<readonly Reason[]> {
  const [found] = await access.records('duplicates settled', (queries) =>
    queries.query<{ marked: number; alone: number; same: number; different: number }>(
      'duplicates settled',
      `select
         marked.marked,
         marked.alone,
         count(*) filter (where d.settled = 'same') as same,
         count(*) filter (where d.settled = 'different') as different
       from (
         select
           count(*) filter (where e.person_key is null) as marked,
           count(e.person_key) as alone
         from referral r
         left join episode e on e.person_key = r.person_key and e.referral_no = r.referral_no
         where r.duplicate_of is not null
       ) marked
       left join possible_duplicate d on true
       group by marked.marked, marked.alone`,
    ),
  );
  return [
    {
      key: 'marked',
      label: 'Marked as duplicates by the case system, all dates',
      n: found?.marked ?? 0,
      effect: 'left out of every figure; their contacts and scores go to the case that stays',
    },
    {
      key: 'alone',
      label: 'Marked as duplicates of a case that is not here or not counted, all dates',
      n: found?.alone ?? 0,
      effect: 'counted once: no other case stands for them',
    },
    {
      key: 'same',
      label: 'Settled as the same case, all dates',
      n: found?.same ?? 0,
      effect: 'counted once',
    },
    {
      key: 'different',
      label: 'Settled as different cases, all dates',
      n: found?.different ?? 0,
      effect: 'counted as two',
    },
  ];
}
