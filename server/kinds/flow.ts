import type { Column } from '#figure/cell.ts';
import type { DraftRow } from '#figure/draft.ts';
import { missingOf } from '../counting/select.ts';
import type { Selection } from '../counting/select.ts';
import { answerOf } from './answer.ts';
import { anyPeriod, dayReader, latestOf, monthEnds, placeOfDay, stockLabel } from './calendar.ts';
import type { MonthEnd } from './calendar.ts';
import { named, noEnd } from './caseload.ts';
import { countColumn, shareColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import type { KindOf, Question } from './kind.ts';
import { countOf, empty, shareOf } from './statistic.ts';
import type { Cells } from './statistic.ts';

/** How long people have waited at a month end: whole days since referral. */
export const waitingBands = [
  { key: 'to_14', label: 'Up to 14 days', to: 14 },
  { key: 'to_28', label: '15 to 28 days', to: 28 },
  { key: 'to_56', label: '29 to 56 days', to: 56 },
  { key: 'over_56', label: 'More than 56 days', to: Number.POSITIVE_INFINITY },
] as const;
const bandKeys = waitingBands.map(({ key }) => key);
const LONG = 28;

const columns: readonly Column[] = [
  countColumn(
    'waiting',
    'Waiting',
    'referred, not yet seen and not closed at the end of the month',
  ),
  countColumn('in', 'New', 'referrals made in the month'),
  countColumn('seen', 'Seen first', 'first attended contact in the month'),
  countColumn('closed', 'Closed', 'cases closed in the month'),
  ...waitingBands.map((band) =>
    countColumn(band.key, `Waiting: ${band.label.toLowerCase()}`, 'referrals waiting that long'),
  ),
  shareColumn('long', `Waiting more than ${LONG} days`, 'share of those waiting'),
];

/** When a case leaves the queue for first contact; null while it is still in it. */
export function queueLeaving(selection: Selection): (row: number) => number | null {
  const end = selection.snapshot.tables.episode.column('wait_end');
  const days = selection.snapshot.tables.episode.column('wait_days');
  const referred = dayReader(selection, 'referred');
  const missing = missingOf(days);
  return (row) => {
    const day = referred(row);
    const waited = days[row]!;
    if (end[row] === 0) return null;
    // A wait that cannot be right (a contact before the referral) puts nobody in the queue.
    return day === null || waited === missing || waited < 0 ? (day ?? 0) : day + waited;
  };
}

/** In, out and waiting at each month end; or who waits how long at the newest one. */
export const flowKind: KindOf<'flow'> = (question) => {
  const ends = monthEnds(question);
  const latest = latestOf(ends);
  const months = flowMonths(question, ends);
  const at = latest ? ends.indexOf(latest) : -1;
  const newest = months[at];
  const cells = newest ? flowCells(newest) : null;
  const rows =
    question.by === 'month'
      ? ends.map((end, month): DraftRow => {
          const known = end.reached ? months[month] : undefined;
          return { ...named(end), cells: known ? flowCells(known) : notDue };
        })
      : newest
        ? bandRows(newest)
        : [];
  return answerOf(question, {
    columns: question.by === 'month' ? columns : bandColumns,
    rows,
    total: latest && {
      key: '',
      label: stockLabel(latest),
      kind: 'total',
      cells: question.by === 'month' ? (cells ?? {}) : bandTotal(newest),
    },
    flow: [flowStep('waiting', 'Waiting for a first contact', newest?.waiting ?? 0)],
    ...(question.by === 'month'
      ? {
          parts: [{ whole: 'waiting', parts: bandKeys }],
          queue: {
            ...{ waiting: 'waiting', came: 'in', seen: 'seen', closed: 'closed' },
            longest: 'over_56',
          },
          referrals: 'in',
        }
      : {}),
    headlineColumn: 'waiting',
    y: question.by === 'month' ? ['in', 'seen', 'waiting'] : ['waiting'],
    yLabel: 'Referrals',
    ...(latest ? {} : { unavailable: noEnd }),
  });
};

interface MonthFlow {
  in: number;
  seen: number;
  closed: number;
  waiting: number;
  readonly bands: number[];
}

/** Sums for every month end in one pass over the cases; months of disjoint rows may be added. */
function flowMonths(question: Question, ends: readonly MonthEnd[]): readonly MonthFlow[] {
  const every = anyPeriod(question);
  const months = ends.map((): MonthFlow => {
    return { in: 0, seen: 0, closed: 0, waiting: 0, bands: waitingBands.map(() => 0) };
  });
  const placeOf = placeOfDay(ends);
  const within = (day: number | null): MonthFlow | undefined =>
    day === null ? undefined : months[placeOf(day)];
  const [referred, seen, closed] = ['referred', 'first_contact', 'closed'].map((name) =>
    dayReader(every, name),
  );
  const leaving = queueLeaving(every);
  for (const row of every.rows) {
    const begun = referred!(row);
    const came = within(begun);
    if (came) came.in++;
    const met = within(seen!(row));
    if (met) met.seen++;
    const over = within(closed!(row));
    if (over) over.closed++;
    if (begun === null) continue;
    const left = leaving(row);
    const until = left === null ? ends.length : placeOf(left);
    for (let at = Math.max(placeOf(begun), 0); at < until; at++) {
      const waited = ends[at]!.last - begun;
      months[at]!.waiting++;
      months[at]!.bands[waitingBands.findIndex((band) => waited <= band.to)]!++;
    }
  }
  return months;
}

function flowCells(month: MonthFlow): Cells {
  const bands = waitingBands.map((band, at) => [band.key, countOf(month.bands[at] ?? 0)] as const);
  return {
    waiting: countOf(month.waiting),
    in: countOf(month.in),
    seen: countOf(month.seen),
    closed: countOf(month.closed),
    ...Object.fromEntries(bands),
    long: shareOf((month.bands[2] ?? 0) + (month.bands[3] ?? 0), month.waiting),
  };
}

const notDue: Cells = Object.fromEntries(columns.map(({ key }) => [key, empty('not_due')]));

const bandColumns: readonly Column[] = [
  countColumn('waiting', 'Waiting', 'people waiting that long at the end of the month'),
  shareColumn('share', 'Share of those waiting', 'share of everybody waiting'),
];

function bandRows(month: MonthFlow): readonly DraftRow[] {
  return waitingBands.map((band, at) => ({
    key: band.key,
    label: band.label,
    kind: 'group',
    cells: {
      waiting: countOf(month.bands[at] ?? 0),
      share: shareOf(month.bands[at] ?? 0, month.waiting),
    },
  }));
}

function bandTotal(month: MonthFlow | undefined): Cells {
  const waiting = month?.waiting ?? 0;
  return { waiting: countOf(waiting), share: shareOf(waiting, waiting) };
}
