import { dimensionOf } from '#dimensions';
import type { Column } from '#figure/cell.ts';
import { rowCount } from '../counting/folds.ts';
import { groupBy } from '../counting/group.ts';
import type { Groups } from '../counting/group.ts';
import type { Fold } from '../counting/kernel.ts';
import { where } from '../counting/predicate.ts';
import { answerOf } from './answer.ts';
import { countColumn, shareColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import type { Answer, KindOf, Question } from './kind.ts';
import { countOf, shareOf } from './statistic.ts';
import { peopleOf, tabulate } from './table.ts';

/**
 * The mix of a cohort over one dimension. Split by that dimension (or by the many-valued one of the
 * same list): one row for each code. Split by anything else: one column for each code.
 * "Not recorded" is its own row and never in a denominator.
 */
export const compositionKind: KindOf<'composition'> = (question, statistic) => {
  const selection = statistic.where
    ? where(question.selection, statistic.where)
    : question.selection;
  const narrowed = { ...question, selection };
  const own = ownSplits(statistic.dimension).includes(question.by);
  return own ? rowsOfMix(narrowed) : columnsOfMix(narrowed, statistic.dimension);
};

/** Splits whose rows are the codes themselves: `need`, and `needs` for every need mentioned. */
export function ownSplits(dimension: string): readonly string[] {
  return dimension === 'need' ? ['need', 'needs'] : [dimension];
}

function rowsOfMix(question: Question): Answer {
  const { by, selection, snapshot, cohort, metric } = question;
  const groups = groupBy(snapshot, by, cohort);
  const mentions = dimensionOf(by).multiple === true;
  const people = peopleOf(selection, groups);
  const recorded = recordedRows(question, groups);
  const columns = [
    shareColumn(
      'share',
      mentions ? 'Share of referrals that mention it' : 'Share of referrals',
      `share of the referrals whose ${dimensionOf(by).phrase} is recorded`,
    ),
    countColumn('n', mentions ? 'Mentions' : 'Referrals', metric.definition),
    countColumn('people', 'People', 'different people behind those referrals'),
  ];
  const table = tabulate(question, {
    fold: rowCount(),
    columns,
    cells: (vector, at) => {
      const n = vector[0] ?? 0;
      const outside = at >= 0 && groups.groups[at]?.notRecorded === true;
      return {
        share:
          at < 0 ? shareOf(recorded, recorded) : shareOf(n, outside ? selection.count : recorded),
        n: countOf(at < 0 ? selection.count : n),
        people: countOf(at < 0 ? people.all : (people.groups[at] ?? 0)),
      };
    },
  });
  return answerOf(question, {
    columns,
    rows: table.rows,
    total: table.total,
    flow: [
      flowStep('referrals', 'Referrals in the period', selection.count),
      flowStep('recorded', `With a recorded ${dimensionOf(by).phrase}`, recorded, [
        ['not_recorded', 'not recorded', selection.count - recorded],
      ]),
    ],
    headlineColumn: 'share',
    yLabel: columns[0]!.label,
    references: null,
    caveats: mentions
      ? ['One referral can mention several needs, so the rows add up to more than the total.']
      : [],
  });
}

/** Rows with at least one recorded code: the denominator of every share. */
function recordedRows({ selection }: Question, groups: Groups): number {
  let recorded = 0;
  for (const row of selection.rows) {
    const group = groups.of(row);
    if (group >= 0 && groups.groups[group]?.notRecorded !== true) recorded++;
  }
  return recorded;
}

function columnsOfMix(question: Question, dimension: string): Answer {
  const mix = groupBy(question.snapshot, dimension, question.cohort);
  const columns: Column[] = [
    countColumn('n', 'Referrals', 'referrals in the group'),
    ...mix.groups.map((code) =>
      shareColumn(code.key, code.label, `share of recorded referrals: ${code.label}`),
    ),
  ];
  const known = mix.groups.flatMap((code, at) => (code.notRecorded ? [] : [at]));
  const table = tabulate(question, {
    fold: mixFold(mix),
    columns,
    cells: (vector) => {
      const recorded = known.reduce((sum, at) => sum + (vector[at + 1] ?? 0), 0);
      const shares = mix.groups.map((code, at) => {
        const of = code.notRecorded ? (vector[0] ?? 0) : recorded;
        const share = shareOf(vector[at + 1] ?? 0, of);
        return [code.key, share.kind === 'share' ? { ...share, isOfCode: true } : share] as const;
      });
      return { n: countOf(vector[0] ?? 0), ...Object.fromEntries(shares) };
    },
  });
  const codes = known.map((at) => mix.groups[at]!.key);
  return answerOf(question, {
    columns,
    rows: table.rows,
    total: table.total,
    flow: [flowStep('referrals', 'Referrals in the period', question.selection.count)],
    codesOf: dimension,
    headlineColumn: codes[0] ?? 'n',
    commonest: codes,
    yLabel: 'Share of referrals',
    references: null,
  });
}

/** Rows in all, then rows of each code. */
function mixFold(mix: Groups): Fold {
  return {
    table: 'episode',
    width: mix.size + 1,
    add: (row, out, at) => {
      out[at]!++;
      const code = mix.of(row);
      if (code >= 0) out[at + 1 + code]!++;
    },
  };
}
