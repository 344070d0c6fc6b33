import { scaleOrdinal, scales } from '#metrics/instruments.ts';
import type { Scale } from '#metrics/instruments.ts';
import type { DraftRow, FlowStep } from '#figure/draft.ts';
import { listWords } from '#figure/findings/words.ts';
import { count, vectorOf } from '../counting/count.ts';
import { countsWhere } from '../counting/folds.ts';
import { answerOf, unavailable } from './answer.ts';
import { flowStep } from './flow-step.ts';
import type { Answer, KindOf, Question } from './kind.ts';
import { bandTable } from './paired-bands.ts';
import { pairedCells, pairedColumns, pairedParts } from './paired-cells.ts';
import { pairedFold, part, scalesPresent } from './paired-fold.ts';
import { ruleTable } from './paired-rules.ts';
import { tabulate } from './table.ts';
import type { Vector } from './table.ts';

/**
 * Wellbeing before and after in the same people, among index referrals. Split `scale`: one row for
 * each scale in the data, never added up. Split `band`: where people stood before and after. Split
 * `rule`: the effect of other rules for choosing the later score. Any other split: one scale.
 */
export const pairedChangeKind: KindOf<'paired-change'> = (question, statistic) => {
  const present = scalesPresent(question.snapshot);
  const ordinal = statistic.scale === undefined ? present[0] : scaleOrdinal(statistic.scale);
  if (ordinal === undefined || !present.includes(ordinal)) return noScores(question, statistic);
  if (question.by === 'scale') {
    return scaleTable(question, statistic.scale === undefined ? present : [ordinal]);
  }
  const scale = scales[ordinal]!;
  const flow = pairedFlow(question, scale, vectorFor(question, ordinal));
  const caveats = scaleCaveats([scale]);
  if (question.by === 'band') return { ...bandTable(question, ordinal, flow), caveats };
  if (question.by === 'rule') return { ...ruleTable(question, ordinal, flow), caveats };
  const table = tabulate(question, {
    fold: pairedFold(question.snapshot, ordinal),
    columns: pairedColumns,
    cells: (vector) => pairedCells(vector, scale),
    size: (vector) => part(vector, 'baselines'),
  });
  const pair = chartOf(question) === 'before-after';
  return answerOf(question, {
    columns: pairedColumns,
    rows: table.rows,
    total: table.total,
    flow,
    parts: pairedParts,
    headlineColumn: 'change',
    y: pair ? ['before', 'after'] : ['change'],
    yLabel: pair ? `${scale.label}, points` : `Improvement in ${scale.label}, points`,
    caveats,
  });
};

const chartOf = ({ metric, by }: Question) => metric.panels.find((panel) => panel.by === by)?.chart;

function vectorFor({ snapshot, selection }: Question, ordinal: number): Vector {
  return vectorOf(count(selection, pairedFold(snapshot, ordinal)), 0);
}

function noScores(question: Question, statistic: { readonly scale?: string }): Answer {
  const what = statistic.scale
    ? scales[scaleOrdinal(statistic.scale)]!.label
    : 'any wellbeing measure';
  return unavailable(
    question,
    pairedColumns,
    `No scores of ${what} have been loaded.`,
    'Load an assessments file that holds them.',
  );
}

function scaleTable(question: Question, ordinals: readonly number[]): Answer {
  const vectors = ordinals.map((ordinal) => vectorFor(question, ordinal));
  const rows = ordinals.map((ordinal, at): DraftRow => {
    const scale = scales[ordinal]!;
    return {
      key: scale.code,
      label: scale.label,
      kind: 'group',
      cells: pairedCells(vectors[at]!, scale),
    };
  });
  return answerOf(question, {
    columns: pairedColumns,
    rows,
    total: null,
    flow: pairedFlow(question, scales[ordinals[0]!]!, vectors[0]!),
    parts: pairedParts,
    headlineColumn: 'change',
    y: ['before', 'after'],
    yLabel: 'Points',
    chart: 'before-after',
    caveats: scaleCaveats(ordinals.map((ordinal) => scales[ordinal]!)),
  });
}

/** Eligible, first score, due, measured twice, for one scale. */
function pairedFlow(question: Question, scale: Scale, vector: Vector): readonly FlowStep[] {
  const counts = vectorOf(
    count(
      question.selection,
      countsWhere(question.snapshot, [{ all: [] }, { column: 'index_referral', is: 1 }]),
    ),
    0,
  );
  const [rows = 0, index = 0] = counts;
  const baselines = part(vector, 'baselines');
  const due = baselines - part(vector, 'notDue');
  return [
    flowStep('referrals', 'Referrals in the period', rows),
    flowStep('index', 'First referral in a year', index, [
      ['repeat', 'with another referral in the 365 days before', rows - index],
    ]),
    flowStep('baseline', `First score recorded (${scale.label})`, baselines, [
      ['no_baseline', 'with no first score', index - baselines],
    ]),
    flowStep('due', 'Second score due', due, [
      ['not_due', 'with less than 12 weeks since the first score', part(vector, 'notDue')],
    ]),
    flowStep('paired', 'Measured twice', part(vector, 'pairs'), [
      ['overdue', 'whose second score is due and not recorded', part(vector, 'overdue')],
    ]),
  ];
}

/**
 * The thresholds, whose bands, and the licence notices, as they must be printed; what goes for several
 * scales is said once.
 */
function scaleCaveats(shown: readonly Scale[]): readonly string[] {
  return [
    ...saidOf(
      shown,
      ({ meaningful: { points, basis } }) =>
        `improved or worse means a move of ${points} or more: ${basis}.`,
    ),
    ...saidOf(shown, ({ better }) =>
      better === 'lower' ? 'a lower score is better, so a fall is an improvement.' : null,
    ),
    ...saidOf(shown, ({ bandSource }) => (bandSource === null ? null : `bands: ${bandSource}.`)),
    ...new Set(shown.map(({ licence }) => licence)),
  ];
}

/** What is said of scales, after the names of all it is said of. */
function saidOf(shown: readonly Scale[], words: (scale: Scale) => string | null): string[] {
  const named = new Map<string, string[]>();
  for (const scale of shown) {
    const said = words(scale);
    if (said !== null) named.set(said, [...(named.get(said) ?? []), scale.label]);
  }
  return [...named].map(([said, names]) => `${listWords(names, names.length)}: ${said}`);
}
