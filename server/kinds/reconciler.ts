import { codeOrdinal } from '../dimensions/codes.ts';
import type { Column } from '#figure/cell.ts';
import type { DraftRow } from '#figure/draft.ts';
import type { Predicate } from '#metrics/predicate.ts';
import { count, vectorOf } from '../counting/count.ts';
import { only, pairSums } from '../counting/folds.ts';
import { compile } from '../counting/predicate.ts';
import { answerOf } from './answer.ts';
import { beforeAfterCells, gpCaveats } from './before-after.ts';
import { countColumn, estimateColumn, plainColumn, ratioInterval } from './columns.ts';
import { completeWindows, eligibleFlow, eligibleFold } from './gp-eligible.ts';
import type { KindOf, Question } from './kind.ts';
import { MATCHED, matchesOf } from './matched.ts';
import { matchedCells } from './matched-comparison.ts';
import { peopleCounted } from './small-ratio.ts';
import { countOf, empty, plain } from './statistic.ts';
import type { Cells } from './statistic.ts';

const columns: readonly Column[] = [
  estimateColumn(
    'ratio',
    'After as a ratio of before',
    'ratio',
    'mean after divided by mean before; 1 is no change',
    ratioInterval,
  ),
  estimateColumn('before', 'Before, a year', 'number1', 'appointments per person per year'),
  estimateColumn('after', 'After, a year', 'number1', 'appointments per person per year'),
  countColumn('n', 'People', 'people the recipe can be worked out for'),
  plainColumn('counts', 'What it counts', 'text', 'the recipe, in words'),
  plainColumn('moves', 'What moves it', 'text', 'why it differs from the row below'),
];

interface Recipe {
  readonly key: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly days: number;
  readonly among: Predicate;
  readonly counts: string;
  readonly moves: string;
}

const index: Predicate = {
  all: [
    { column: 'index_referral', is: 1 },
    { column: 'linkage', is: 0 },
  ],
};

const recipes: readonly Recipe[] = [
  {
    key: 'supplier',
    label: 'Supplier-style recipe',
    before: 'gp_before_91_0',
    after: 'gp_after_close_91',
    days: 91,
    among: {
      all: [
        index,
        { column: 'observed_before', atLeast: 91 },
        { column: 'observed_after_close', atLeast: 91 },
        {
          column: 'closure',
          in: [
            codeOrdinal('closure_reason', 'plan_completed'),
            codeOrdinal('closure_reason', 'goals_met_early'),
          ],
        },
      ],
    },
    counts: '3 months before the referral day, against 3 months after a successful close',
    moves:
      'leaves out the time of support and everybody who did not finish, and starts at the peak that led to referral',
  },
  {
    key: 'referral_visit',
    label: '6 months, referral visit counted',
    before: 'gp_naive_182',
    after: 'gp_after_182',
    days: 182,
    among: {
      all: [
        index,
        { column: 'observed_before', atLeast: 182 },
        { column: 'observed_after', atLeast: 182 },
      ],
    },
    counts: '6 months up to and including the referral day, against 6 months after it',
    moves: 'the appointments that led to the referral are all on the before side',
  },
  {
    key: 'ours',
    label: 'Ours: 6 months, run-in left out',
    before: `gp_before_${MATCHED.window}_${MATCHED.runIn}`,
    after: `gp_after_${MATCHED.window}`,
    days: MATCHED.window,
    among: completeWindows(MATCHED),
    counts: '6 months that end 30 days before referral, against 6 months after it',
    moves: 'people picked because they attended often still fall back with no help',
  },
];

/** The same people by the recipes in circulation, each saying what it counts and what moves it. */
export const reconcilerKind: KindOf<'reconciler'> = (question) => {
  const eligible = eligibleFold(question.snapshot, MATCHED);
  const flow = eligibleFlow(vectorOf(count(question.selection, eligible), 0), MATCHED);
  const rows = [...recipes.map((recipe) => recipeRow(question, recipe)), matchedRow(question)];
  return answerOf(question, {
    columns,
    rows,
    total: null,
    flow,
    headlineColumn: 'ratio',
    yLabel: 'After as a ratio of before',
    chart: 'table',
    references: [{ label: 'No change', value: 1, source: 'definition of the ratio' }],
    caveats: gpCaveats(question),
  });
};

function recipeRow(question: Question, recipe: Recipe): DraftRow {
  const { key, label, counts, moves, days, before, after } = recipe;
  const { snapshot, selection } = question;
  const among = compile(recipe.among, snapshot);
  const sums = vectorOf(count(selection, only(pairSums(snapshot, before, after), among)), 0);
  const people = peopleCounted(selection, { before, after, among });
  const cells: Cells =
    sums[0] === 0 ? nobody : beforeAfterCells(sums, { before: days, after: days }, people);
  return { key, label, kind: 'group', cells: wordsWith(cells, counts, moves) };
}

const nobody: Cells = {
  ratio: empty('missing'),
  before: empty('missing'),
  after: empty('missing'),
  n: countOf(0),
};

function wordsWith(cells: Cells, counts: string, moves: string): Cells {
  const { ratio, before, after, n } = cells;
  return {
    ratio: ratio!,
    before: before!,
    after: after!,
    n: n!,
    counts: plain(counts),
    moves: plain(moves),
  };
}

/** The fourth row: against matched patients, where a sample makes that possible. */
function matchedRow(question: Question): DraftRow {
  const has = question.snapshot.hasComparisonSample;
  const cells = has ? matchedCells(matchesOf(question.selection)) : nobody;
  return {
    key: 'matched',
    label: 'Against matched patients',
    kind: 'group',
    cells: wordsWith(
      cells,
      has
        ? "after, against what it would have been with the matched patients' change"
        : 'needs a sample of registered patients drawn without looking at referral: none is loaded',
      has
        ? 'what is left are differences between the two groups that no record shows'
        : 'not available',
    ),
  };
}
