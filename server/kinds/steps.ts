import type { Step } from '#metrics/metric.ts';
import type { Column } from '#figure/cell.ts';
import type { DraftRow, Statistic } from '#figure/draft.ts';
import { count, vectorOf } from '../counting/count.ts';
import type { Fold } from '../counting/kernel.ts';
import { compile } from '../counting/predicate.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { activitySplits, activityTable } from './activities.ts';
import { answerOf } from './answer.ts';
import { countColumn, plainColumn, shareColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import type { Answer, KindOf, Question } from './kind.ts';
import { countOf, plain, shareOf } from './statistic.ts';
import { tabulate } from './table.ts';
import type { Vector } from './table.ts';

/**
 * A funnel: each step is a condition on top of the step it is taken among, so a step can never
 * hold more than its denominator. Split `step`: one row a step. Splits of the activity (provider,
 * type): the green activities themselves. Other splits: one column a step.
 */
export const stepsKind: KindOf<'steps'> = (question, { steps }) => {
  if ((activitySplits as readonly string[]).includes(question.by)) {
    return activityTable(question, true);
  }
  const fold = stepsFold(question.snapshot, steps);
  if (question.by === 'step') {
    return stepRows(question, steps, vectorOf(count(question.selection, fold), 0));
  }
  const columns = steps.flatMap((step) => stepColumns(step));
  let whole: Vector = new Float64Array(steps.length);
  const table = tabulate(question, {
    fold,
    columns,
    cells: (vector, at) => {
      if (at < 0) whole = vector;
      return Object.fromEntries(
        steps.flatMap((step, place) => [
          [step.key, countOf(vector[place] ?? 0)],
          [`${step.key}_share`, shareAt(place, steps, vector)],
        ]),
      );
    },
  });
  const headline = headlineStep(steps);
  return answerOf(question, {
    columns,
    rows: table.rows,
    total: table.total,
    flow: stepFlow(steps, whole),
    headlineColumn: `${headline.key}_share`,
    yLabel: `${headline.label}, share of ${headline.amongWords}`,
    references: references(headline),
  });
};

/** Rows that pass a step and the one it is nested in; steps come after the one they are among. */
function stepsFold(snapshot: Snapshot, steps: readonly Step[]): Fold {
  const tests = steps.map((step) => compile(step.of, snapshot));
  const parents = steps.map((step, at) =>
    steps.findIndex((each, place) => each.key === step.among && place < at),
  );
  const passed = steps.map(() => false);
  return {
    table: 'episode',
    width: steps.length,
    add: (row, out, at) => {
      for (let step = 0; step < tests.length; step++) {
        const parent = parents[step]!;
        passed[step] = (parent < 0 || passed[parent]!) && tests[step]!(row);
        if (passed[step]) out[at + step]!++;
      }
    },
  };
}

const denominator = (step: Step, steps: readonly Step[], vector: Vector): number => {
  const at = steps.findIndex((each) => each.key === step.among);
  return at < 0 ? 0 : (vector[at] ?? 0);
};

/** Share of the step before; `not_due` where everybody there is only waiting for time to pass. */
function shareAt(at: number, steps: readonly Step[], vector: Vector): Statistic {
  const step = steps[at]!;
  const before = steps.find((each) => each.key === step.among);
  const waits = before?.lost !== undefined && denominator(before, steps, vector) > 0;
  const among = denominator(step, steps, vector);
  return shareOf(vector[at] ?? 0, among, waits ? 'not_due' : 'missing');
}

/** The step with a benchmark is the one the figure is about; else the last. */
function headlineStep(steps: readonly Step[]): Step {
  return steps.find((step) => step.benchmark) ?? steps.at(-1)!;
}

function references(step: Step) {
  if (!step.benchmark) return null;
  const { label, value, source } = step.benchmark;
  return [{ label, value, source }];
}

function stepColumns(step: Step): Column[] {
  return [
    countColumn(step.key, step.label, `referrals at the step: ${step.label}`),
    shareColumn(
      `${step.key}_share`,
      `${step.label}, share of ${step.amongWords}`,
      `${step.label}, as a share of ${step.amongWords}`,
    ),
  ];
}

function stepRows(question: Question, steps: readonly Step[], vector: Vector): Answer {
  const benchmarked = steps.some((step) => step.benchmark);
  const columns: Column[] = [
    countColumn('n', 'Referrals', 'referrals that reached the step'),
    shareColumn('share', 'Share of its denominator', 'referrals at the step / its denominator'),
    plainColumn('of', 'Denominator', 'text', 'what the share is a share of'),
    ...(benchmarked
      ? [plainColumn('benchmark', 'National figure', 'share', 'beside its own step only')]
      : []),
  ];
  const rows = steps.map((step, at): DraftRow => {
    const first = step.among === step.key;
    return {
      key: step.key,
      label: step.label,
      kind: step.notKnown ? 'not_recorded' : 'group',
      cells: {
        n: countOf(vector[at] ?? 0),
        share: shareAt(at, steps, vector),
        of: plain(first ? 'all referrals' : step.amongWords),
        ...(benchmarked ? { benchmark: plain(step.benchmark?.value ?? null) } : {}),
      },
    };
  });
  const headline = headlineStep(steps);
  return answerOf(question, {
    columns,
    rows,
    total: null,
    flow: stepFlow(steps, vector),
    headlineColumn: 'share',
    y: ['n', 'share'],
    yLabel: 'Referrals',
    chart: 'steps',
    references: null,
    caveats: headline.benchmark
      ? [
          `${headline.benchmark.label} belongs beside "${headline.label}" only: it is a share of ${headline.amongWords}.`,
        ]
      : [],
  });
}

function stepFlow(steps: readonly Step[], vector: Vector) {
  const first = flowStep('referrals', steps[0]?.label ?? 'Referrals in the period', vector[0] ?? 0);
  const timed = steps.flatMap((step, at) => {
    if (step.lost === undefined) return [];
    const [among, n] = [denominator(step, steps, vector), vector[at] ?? 0];
    const before = steps.find((each) => each.key === step.among);
    return [
      flowStep(step.among, before?.label ?? step.amongWords, among),
      flowStep(step.key, step.label, n, [['not_due', step.lost, among - n]]),
    ];
  });
  return [first, ...timed];
}
