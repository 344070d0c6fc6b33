import type { Column } from '#figure/cell.ts';
import type { DraftRow } from '#figure/draft.ts';
import { answerOf } from '../kinds/answer.ts';
import { countColumn } from '../kinds/columns.ts';
import type { Answer } from '../kinds/kind.ts';
import { capitalised } from '../kinds/count.ts';
import { countOf } from '../kinds/statistic.ts';
import type { RecordQuestion } from './record-question.ts';

const columns: readonly Column[] = [
  countColumn('rows', 'Rows', 'rows counted under "other" for want of a code'),
  countColumn('terms', 'Different terms', 'terms to settle'),
];

interface Found {
  readonly list: string;
  readonly terms: number;
  readonly rows: number;
}

/**
 * Terms of the newest load that matched no code, by code list. The terms are settled on the mapping page.
 * Terms are counts like any other: seven of them in a hidden number of rows would be a row each.
 */
export async function unmapped(question: RecordQuestion): Promise<Answer> {
  const found = await question.access.read.query<Found>(
    'terms not matched',
    `select list, count(*) as terms, sum(rows)::bigint as rows
     from unmapped_value
     where load_id = (select max(load_id) from import_load where status = 'loaded')
     group by list
     order by list`,
  );
  const cells = (rows: number, terms: number) => ({ rows: countOf(rows), terms: countOf(terms) });
  const sum = (key: 'rows' | 'terms'): number => found.reduce((all, each) => all + each[key], 0);
  return answerOf(question, {
    columns,
    rows: found.map((each): DraftRow => {
      const label = capitalised(each.list.replaceAll('_', ' '));
      return { key: each.list, label, kind: 'group', cells: cells(each.rows, each.terms) };
    }),
    total: { key: '', label: 'All lists', kind: 'total', cells: cells(sum('rows'), sum('terms')) },
    flow: [],
    headlineColumn: 'rows',
    yLabel: 'Rows',
    chart: 'table',
    references: null,
  });
}
