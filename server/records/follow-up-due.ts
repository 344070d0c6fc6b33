import { scales } from '#metrics/instruments.ts';
import type { Column } from '#figure/cell.ts';
import type { DraftRow } from '#figure/draft.ts';
import { count, vectorOf } from '../counting/count.ts';
import type { Fold } from '../counting/kernel.ts';
import { answerOf, unavailable } from '../kinds/answer.ts';
import { countColumn, plainColumn, shareColumn } from '../kinds/columns.ts';
import type { Answer } from '../kinds/kind.ts';
import { scalesPresent } from '../kinds/paired-fold.ts';
import { countOf, plain, shareOf } from '../kinds/statistic.ts';
import { tabulate } from '../kinds/table.ts';
import type { Vector } from '../kinds/table.ts';
import { caseList } from './follow-up-cases.ts';
import { dueReader } from './follow-up.ts';
import type { DueKind } from './follow-up.ts';
import type { RecordQuestion } from './record-question.ts';

const kinds: readonly { readonly key: DueKind; readonly label: string; readonly todo: string }[] = [
  { key: 'overdue', label: 'Overdue, can still be done', todo: 'call first' },
  { key: 'soon', label: 'Due in the next 14 days', todo: 'plan a call' },
  { key: 'too_late', label: 'Too late: closed more than 90 days ago', todo: 'no longer counts' },
];

/** Places in the vector: the three kinds, then pairs, and first scores whose second is due. */
const PAIRS = kinds.length;
const DUE = PAIRS + 1;

/**
 * Second scores due, on the day the wellbeing data ends, for the first scale of the data; with the
 * share measured twice as it is, and as doing them all would make it. `case` lists the cases.
 */
export async function followUpDue(question: RecordQuestion): Promise<Answer> {
  const [scale] = scalesPresent(question.snapshot);
  const to = question.snapshot.dataTo.wellbeing;
  if (scale === undefined || to === null) {
    const way = 'Load an assessments file.';
    return unavailable(question, placeColumns, 'No wellbeing scores have been loaded.', way);
  }
  if (question.by === 'case') return caseList(question, scale, to);
  const fold = dueFold(question, scale, to);
  const whole = vectorOf(count(question.selection, fold), 0);
  return question.by === 'due' ? kindRows(question, scale, whole) : placeRows(question, fold);
}

function dueFold(question: RecordQuestion, scale: number, to: number): Fold {
  const read = dueReader(question.snapshot, scale, to);
  return {
    table: 'score',
    width: DUE + 1,
    add: (row, out, at) => {
      const found = read(row);
      if (!found) return;
      if (found.kind !== null) out[at + kinds.findIndex(({ key }) => key === found.kind)]!++;
      if (found.paired) out[at + PAIRS]!++;
      if (found.due) out[at + DUE]!++;
    },
  };
}

function kindRows(question: RecordQuestion, scale: number, vector: Vector): Answer {
  const columns: readonly Column[] = [
    countColumn('n', 'Cases', 'cases with a first score and no second'),
    plainColumn('todo', 'What to do', 'text', 'next step'),
    shareColumn('now', 'Measured twice now', 'pairs / first scores whose second is due'),
    shareColumn('if_done', 'If all these were done', 'the same once every case listed has one'),
  ];
  const rows = kinds.map((kind, at): DraftRow => {
    const cells = { n: countOf(vector[at] ?? 0), todo: plain(kind.todo) };
    return { key: kind.key, label: kind.label, kind: 'group', cells };
  });
  return answerOf(question, {
    columns,
    rows,
    total: {
      key: '',
      label: 'Due or overdue',
      kind: 'total',
      cells: {
        n: countOf((vector[0] ?? 0) + (vector[1] ?? 0)),
        todo: plain('call'),
        ...shares(vector),
      },
    },
    flow: [],
    headlineColumn: 'n',
    yLabel: 'Cases',
    chart: 'table',
    references: null,
    caveats: [`Counted for ${scales[scale]!.label}, on the last day the scores cover.`],
  });
}

const placeColumns: readonly Column[] = [
  countColumn('overdue', 'Overdue', 'can still be done'),
  countColumn('soon', 'Due in 14 days', 'due in the next 14 days'),
  shareColumn('now', 'Measured twice now', 'pairs / first scores whose second is due'),
  shareColumn('if_done', 'If all these were done', 'the same once every case listed has one'),
];

function placeRows(question: RecordQuestion, fold: Fold): Answer {
  const table = tabulate(question, {
    fold,
    columns: placeColumns,
    cells: (vector) => ({
      overdue: countOf(vector[0] ?? 0),
      soon: countOf(vector[1] ?? 0),
      ...shares(vector),
    }),
    size: (vector) => (vector[0] ?? 0) + (vector[1] ?? 0) + (vector[DUE] ?? 0),
  });
  return answerOf(question, {
    columns: placeColumns,
    rows: table.rows,
    total: table.total,
    flow: [],
    headlineColumn: 'overdue',
    y: ['overdue', 'soon'],
    yLabel: 'Cases',
    references: null,
  });
}

function shares(vector: Vector) {
  const [overdue = 0, soon = 0] = vector;
  const pairs = vector[PAIRS] ?? 0;
  const due = vector[DUE] ?? 0;
  return {
    now: shareOf(pairs, due),
    if_done: shareOf(pairs + overdue + soon, due + soon),
  };
}
