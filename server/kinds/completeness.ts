import { fields } from '#metrics/completeness/fields.ts';
import type { DraftRow } from '#figure/draft.ts';
import { count, vectorOf } from '../counting/count.ts';
import type { Fold } from '../counting/kernel.ts';
import { compile } from '../counting/predicate.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { answerOf } from './answer.ts';
import { countColumn, plainColumn, shareColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import type { KindOf, Question } from './kind.ts';
import { countOf, plain, shareOf } from './statistic.ts';
import { tabulate } from './table.ts';
import type { Vector } from './table.ts';

/** Share of records with a usable value: one row a field, or one column a field by place or month. */
export const completenessKind: KindOf<'completeness'> = (question) => {
  const fold = fieldsFold(question.snapshot);
  const flow = [flowStep('referrals', 'Referrals in the period', question.selection.count)];
  if (question.by === 'field') {
    return fieldRows(question, vectorOf(count(question.selection, fold), 0), flow);
  }
  const columns = [
    shareColumn('overall', 'All fields together', 'values filled / values that should be there'),
    ...fields.map((field) =>
      shareColumn(field.key, field.label, `recorded, as a share of ${field.amongWords}`),
    ),
    countColumn('n', 'Referrals', 'referrals in the group'),
  ];
  const table = tabulate(question, {
    fold,
    columns,
    cells: (vector) => ({
      overall: overall(vector),
      ...Object.fromEntries(fields.map((field, at) => [field.key, share(vector, at)])),
      n: countOf(vector[0] ?? 0),
    }),
  });
  return answerOf(question, {
    columns,
    rows: table.rows,
    total: table.total,
    flow,
    headlineColumn: 'overall',
    yLabel: 'Share of values recorded',
  });
};

/** Rows, then for each field those in which it should be there and those in which it is. */
function fieldsFold(snapshot: Snapshot): Fold {
  const tests = fields.map((field) => ({
    among: compile(field.among, snapshot),
    filled: compile(field.filled, snapshot),
  }));
  return {
    table: 'episode',
    width: 1 + 2 * fields.length,
    add: (row, out, at) => {
      out[at]!++;
      for (let field = 0; field < tests.length; field++) {
        const { among, filled } = tests[field]!;
        if (!among(row)) continue;
        out[at + 1 + 2 * field]!++;
        if (filled(row)) out[at + 2 + 2 * field]!++;
      }
    },
  };
}

const share = (vector: Vector, at: number) =>
  shareOf(vector[2 + 2 * at] ?? 0, vector[1 + 2 * at] ?? 0);

function sumsOf(vector: Vector): { readonly filled: number; readonly due: number } {
  let [filled, due] = [0, 0];
  fields.forEach((_, at) => {
    due += vector[1 + 2 * at] ?? 0;
    filled += vector[2 + 2 * at] ?? 0;
  });
  return { filled, due };
}

function overall(vector: Vector) {
  const { filled, due } = sumsOf(vector);
  return shareOf(filled, due);
}

function wholeCells(vector: Vector) {
  const { filled, due } = sumsOf(vector);
  return {
    share: shareOf(filled, due),
    lacking: countOf(due - filled),
    n: countOf(due),
    of: plain('all values expected'),
  };
}

function fieldRows(question: Question, vector: Vector, flow: ReturnType<typeof flowStep>[]) {
  const columns = [
    shareColumn('share', 'Recorded', 'share of records with a usable value'),
    countColumn('lacking', 'Not recorded', 'records to look at'),
    countColumn('n', 'Should be there', 'records in which the value is expected'),
    plainColumn('of', 'Among', 'text', 'which records the value is expected in'),
  ];
  const rows = fields.map((field, at): DraftRow => {
    const n = vector[1 + 2 * at] ?? 0;
    const filled = vector[2 + 2 * at] ?? 0;
    return {
      key: field.key,
      label: field.label,
      kind: 'group',
      cells: {
        share: shareOf(filled, n),
        lacking: countOf(n - filled),
        n: countOf(n),
        of: plain(field.amongWords),
      },
    };
  });
  return answerOf(question, {
    columns,
    rows,
    total: {
      key: '',
      label: 'All fields together',
      kind: 'total',
      cells: wholeCells(vector),
    },
    flow,
    headlineColumn: 'share',
    yLabel: 'Share of records with a usable value',
  });
}
