import { scales } from '#metrics/instruments.ts';
import type { DraftRow, FlowStep } from '#figure/draft.ts';
import { count, vectorOf } from '../counting/count.ts';
import type { Fold } from '../counting/kernel.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { answerOf, unavailable } from './answer.ts';
import { countColumn, shareColumn } from './columns.ts';
import type { Answer, Question } from './kind.ts';
import { bandNumber, scoreReader } from './paired-fold.ts';
import { shareOf } from './statistic.ts';

/** People by band before (rows) and band after (columns): the shift table, all of it additive. */
function shiftFold(snapshot: Snapshot, ordinal: number): Fold {
  const scale = scales[ordinal]!;
  const bands = scale.bands.length;
  const scaleOf = snapshot.tables.score.column('scale');
  const read = scoreReader(snapshot);
  const band = bandNumber(scale);
  return {
    table: 'score',
    width: bands * bands,
    add: (row, out, at) => {
      if (scaleOf[row] !== ordinal) return;
      const scores = read(row, scale);
      if (!scores || scores.before === null || scores.after === null) return;
      const [from, to] = [band(scores.before), band(scores.after)];
      if (from >= 0 && to >= 0) out[at + from * bands + to]!++;
    },
  };
}

/** Where people measured twice stood before and after, and which band they moved between. */
export function bandTable(question: Question, ordinal: number, flow: readonly FlowStep[]): Answer {
  const { bands, label } = scales[ordinal]!;
  const columns = [
    shareColumn('before', 'Before', 'share of the pairs in the band at the first score'),
    shareColumn('after', 'After', 'share of the pairs in the band at the later score'),
    ...bands.map((band) =>
      countColumn(`to_${band.code}`, `Moved to: ${band.label}`, 'pairs, from the row to this band'),
    ),
  ];
  if (bands.length === 0) {
    return unavailable(
      question,
      columns,
      `${label} has no agreed bands.`,
      'Look at the mean change instead.',
      flow,
    );
  }
  const moves = vectorOf(count(question.selection, shiftFold(question.snapshot, ordinal)), 0);
  const pairs = moves.reduce((sum, people) => sum + people, 0);
  const moved = (from: number, to: number): number => moves[from * bands.length + to] ?? 0;
  const each = bands.map((_, at) => at);
  const rows = bands.map((band, at): DraftRow => {
    const before = each.reduce((sum, to) => sum + moved(at, to), 0);
    const after = each.reduce((sum, from) => sum + moved(from, at), 0);
    const to = bands.map((other, into) => {
      const people = { kind: 'count', n: moved(at, into), isOfCode: true } as const;
      return [`to_${other.code}`, people] as const;
    });
    return {
      key: band.code,
      label: band.label,
      kind: 'group',
      cells: {
        before: shareOf(before, pairs),
        after: shareOf(after, pairs),
        ...Object.fromEntries(to),
      },
    };
  });
  return answerOf(question, {
    columns,
    rows,
    total: null,
    flow,
    headlineColumn: 'after',
    y: ['before', 'after'],
    yLabel: 'Share of people measured twice',
    chart: 'bands',
    references: null,
  });
}
