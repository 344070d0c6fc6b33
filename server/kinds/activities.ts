import type { Column } from '#figure/cell.ts';
import { count, vectorOf } from '../counting/count.ts';
import { ACTIVITY, activityFold } from './activity-fold.ts';
import { answerOf, unavailable } from './answer.ts';
import { countColumn, shareColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import type { Answer, KindOf, Question } from './kind.ts';
import { countOf, shareOf } from './statistic.ts';
import type { Cells } from './statistic.ts';
import { isMultiple, tabulate } from './table.ts';
import type { Vector } from './table.ts';

const columns: readonly Column[] = [
  countColumn('made', 'Activities offered', 'onward referrals, bookings and in-house activities'),
  shareColumn('accepted', 'Accepted', 'accepted, as a share of offers the person answered'),
  shareColumn('attended', 'Attended', 'attended at least once, as a share of those accepted'),
  shareColumn(
    'sustained',
    'Kept up',
    'attended over 5 weeks or more, as a share of those attended whose 5 weeks have passed',
  ),
  countColumn('answered', 'Answered', 'offers the person accepted or declined'),
  countColumn('signposts', 'Signposts', 'information given; in no share'),
];

/** Splits that belong to the activity rather than to the referral. */
export const activitySplits = ['support', 'ways', 'category', 'green_type', 'provider'] as const;

/** Onward activities by their own dimensions, or by those of the referral they came from. */
export const activitiesKind: KindOf<'activities'> = (question) => activityTable(question, false);

export function activityTable(question: Question, greenOnly: boolean): Answer {
  if (question.snapshot.tables.onward.rows === 0) {
    return unavailable(
      question,
      columns,
      'No onward activities have been loaded.',
      'Load onward.csv from the case system.',
    );
  }
  const fold = activityFold(question.snapshot, greenOnly);
  const table = tabulate(question, {
    fold,
    columns,
    cells,
    size: (vector) => (vector[ACTIVITY.made] ?? 0) + (vector[ACTIVITY.signposts] ?? 0),
  });
  const whole = vectorOf(count(question.selection, fold), 0);
  return answerOf(question, {
    columns,
    rows: table.rows,
    total: table.total,
    flow: activityFlow(question, whole),
    headlineColumn: greenOnly ? 'accepted' : 'made',
    yLabel: greenOnly ? 'Accepted, share of answered offers' : 'Activities offered',
    references: null,
    caveats: isMultiple(question.by)
      ? ['An activity can serve several ways to wellbeing, so the rows add up to more than all.']
      : [],
  });
}

function cells(vector: Vector): Cells {
  const at = (key: Exclude<keyof typeof ACTIVITY, 'width'>): number => vector[ACTIVITY[key]] ?? 0;
  return {
    made: countOf(at('made')),
    accepted: shareOf(at('accepted'), at('answered')),
    attended: shareOf(at('attended'), at('accepted')),
    sustained: shareOf(at('sustained'), at('due'), at('attended') > 0 ? 'not_due' : 'missing'),
    answered: countOf(at('answered')),
    signposts: countOf(at('signposts')),
  };
}

function activityFlow({ selection }: Question, vector: Vector) {
  const made = vector[ACTIVITY.made] ?? 0;
  const answered = vector[ACTIVITY.answered] ?? 0;
  const accepted = vector[ACTIVITY.accepted] ?? 0;
  const attended = vector[ACTIVITY.attended] ?? 0;
  const due = vector[ACTIVITY.due] ?? 0;
  return [
    flowStep('referrals', 'Referrals in the period', selection.count),
    flowStep('made', 'Activities offered to them', made),
    flowStep('answered', 'Answered by the person', answered, [
      ['no_answer', 'with no answer, or none yet', made - answered],
    ]),
    flowStep('accepted', 'Accepted', accepted, [['declined', 'declined', answered - accepted]]),
    flowStep('attended', 'Attended at least once', attended, [
      ['never_came', 'not attended, or not recorded', accepted - attended],
    ]),
    flowStep('due', 'Begun 5 weeks or more before the data ends', due, [
      ['not_due', 'begun later: not due yet, and in no share kept up', attended - due],
    ]),
  ];
}
