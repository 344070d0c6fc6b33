import type { Column } from '#figure/cell.ts';
import type { Predicate } from '#metrics/predicate.ts';
import { compile } from '../counting/predicate.ts';
import type { Fold } from '../counting/kernel.ts';
import { missingOf } from '../counting/select.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { answerOf } from './answer.ts';
import { countColumn, countMeanInterval, estimateColumn, shareColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import type { KindOf } from './kind.ts';
import { countMeanEstimate, countOf, shareOf } from './statistic.ts';
import { tabulate } from './table.ts';

const columns: readonly Column[] = [
  estimateColumn(
    'mean',
    'Contacts per closed case',
    'number1',
    'attended contacts per closed case that had any; text messages not counted',
    countMeanInterval,
  ),
  shareColumn('in_band', 'Cases with 6 to 12 contacts', 'share of closed cases with 6 to 12'),
  shareColumn('missed', 'Contacts missed', 'did not attend / contacts attended or missed'),
  countColumn('n', 'Closed cases', 'closed cases with at least one attended contact'),
];

const [FEWEST, MOST] = [6, 12];

/** Attended contacts of closed cases, and the contacts people did not attend. */
export const contactsKind: KindOf<'contacts'> = (question) => {
  const table = tabulate(question, {
    fold: contactsFold(question.snapshot),
    columns,
    cells: ([rows = 0, n = 0, sum = 0, sumSquares = 0, inBand = 0, missed = 0, booked = 0]) => ({
      mean: countMeanEstimate({ n, sum, sumSquares }, { none: rows > 0 ? 'not_due' : 'missing' }),
      in_band: shareOf(inBand, n, rows > 0 ? 'not_due' : 'missing'),
      missed: shareOf(missed, booked),
      n: countOf(n),
    }),
  });
  const closed = table.total.cells['n'];
  const n = closed?.kind === 'count' ? closed.n : 0;
  return answerOf(question, {
    columns,
    rows: table.rows,
    total: table.total,
    flow: [
      flowStep('referrals', 'Referrals in the period', question.selection.count),
      flowStep('closed', 'Closed after at least one contact', n, [
        ['open', 'still open, or closed without a contact', question.selection.count - n],
      ]),
    ],
    headlineColumn: 'mean',
    yLabel: 'Attended contacts per closed case',
  });
};

const closedSeen: Predicate = {
  all: [
    { column: 'closed', present: true },
    { column: 'contacts_attended', atLeast: 1 },
  ],
};

function contactsFold(snapshot: Snapshot): Fold {
  const attended = snapshot.tables.episode.column('contacts_attended');
  const missed = snapshot.tables.episode.column('contacts_missed');
  const [noAttended, noMissed] = [missingOf(attended), missingOf(missed)];
  const isClosed = compile(closedSeen, snapshot);
  return {
    table: 'episode',
    width: 7,
    add: (row, out, at) => {
      out[at]!++;
      const came = attended[row]! === noAttended ? 0 : attended[row]!;
      const lost = missed[row]! === noMissed ? 0 : missed[row]!;
      out[at + 5]! += lost;
      out[at + 6]! += lost + came;
      if (!isClosed(row)) return;
      out[at + 1]!++;
      out[at + 2]! += came;
      out[at + 3]! += came * came;
      if (came >= FEWEST && came <= MOST) out[at + 4]!++;
    },
  };
}
