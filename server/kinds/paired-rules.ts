import { scales } from '#metrics/instruments.ts';
import type { DraftRow, FlowStep } from '#figure/draft.ts';
import { count, vectorOf } from '../counting/count.ts';
import { answerOf } from './answer.ts';
import type { Answer, Question } from './kind.ts';
import { pairedCells, pairedColumns } from './paired-cells.ts';
import { followUpRules, pairedFold } from './paired-fold.ts';
import type { FollowUpRule } from './paired-fold.ts';

const ruleWords: Readonly<Record<FollowUpRule, string>> = {
  after: 'Published rule: last score within 90 days of closing',
  first_after: 'First later score in place of the last',
  any_after: 'Last score of any date after the first',
};

const shown = ['change', 'before', 'after', 'pairs', 'improved', 'worse'];

/** The same people by other rules for the later score: what the published choice does to the figure. */
export function ruleTable(question: Question, ordinal: number, flow: readonly FlowStep[]): Answer {
  const scale = scales[ordinal]!;
  const columns = pairedColumns.filter((column) => shown.includes(column.key));
  const rows = followUpRules.map((rule): DraftRow => {
    const fold = pairedFold(question.snapshot, ordinal, rule);
    const cells = pairedCells(vectorOf(count(question.selection, fold), 0), scale);
    return {
      key: rule,
      label: ruleWords[rule],
      kind: 'group',
      cells: Object.fromEntries(shown.map((key) => [key, cells[key]!])),
    };
  });
  return answerOf(question, {
    columns,
    rows,
    total: null,
    flow,
    headlineColumn: 'change',
    y: ['change'],
    yLabel: `Improvement in ${scale.label}, points`,
    chart: 'breakdown',
    references: null,
  });
}
