import { dateOf, dayNumber } from '#figure/month.ts';
import type { Column } from '#figure/cell.ts';
import type { DraftRow } from '#figure/draft.ts';
import { answerOf } from '../kinds/answer.ts';
import { plainColumn } from '../kinds/columns.ts';
import type { Answer } from '../kinds/kind.ts';
import { empty, plain } from '../kinds/statistic.ts';
import type { Cells } from '../kinds/statistic.ts';
import type { DataTo, PlaceCode } from '../episodes/snapshot.ts';
import type { RecordQuestion } from './record-question.ts';

/** A monthly extract and a week's grace: a feed more days behind the newest than this is stale. */
const STALE = 38;

const columns: readonly Column[] = [
  plainColumn('to', 'Covers to', 'date', 'last day the feed covers'),
  plainColumn('behind', 'Days behind', 'days', 'days behind the newest of the rows'),
  plainColumn('state', 'State', 'text', 'in step with the newest, behind it, or not loaded'),
];

const feeds: readonly (readonly [keyof DataTo, string])[] = [
  ['cases', 'Cases'],
  ['wellbeing', 'Wellbeing scores'],
  ['appointments', 'GP appointments'],
];

/** The last day covered, by feed; or by practice for the appointment feed. Nothing here is of people. */
export async function freshness(question: RecordQuestion): Promise<Answer> {
  const covered = question.by === 'feed' ? feedDays(question) : await practiceDays(question);
  const days = covered.flatMap(({ day }) => (day === null ? [] : [day]));
  const newest = days.length > 0 ? Math.max(...days) : null;
  const rows = covered.map(({ key, label, day }): DraftRow => {
    return { key, label, kind: 'group', cells: cellsOf(day, newest) };
  });
  return answerOf(question, {
    columns,
    rows,
    total: { key: '', label: 'Newest', kind: 'total', cells: cellsOf(newest, newest) },
    flow: [],
    headlineColumn: 'to',
    yLabel: 'Last day covered',
    chart: 'table',
    references: null,
    caveats: staleWords(covered, newest),
  });
}

interface Covered {
  readonly key: string;
  readonly label: string;
  readonly day: number | null;
}

function feedDays({ snapshot }: RecordQuestion): readonly Covered[] {
  return feeds.map(([key, label]) => ({ key, label, day: snapshot.dataTo[key] }));
}

/** What must be known to say how far each practice reaches. */
interface Places {
  readonly snapshot: RecordQuestion['snapshot'];
  readonly access: Pick<RecordQuestion['access'], 'read'>;
}

/** Practices to chase come first: nothing loaded, then the furthest behind. */
async function practiceDays({ snapshot, access }: Places): Promise<readonly Covered[]> {
  const found = await access.read.query<{ practice_no: number; covers_to: string }>(
    'last day of appointments by practice',
    `select practice_no, max(covers_to)::date as covers_to from gp_coverage group by practice_no`,
  );
  const days = new Map(found.map((row) => [row.practice_no, dayNumber(row.covers_to)]));
  return snapshot.dictionaries.practice
    .flatMap((place: PlaceCode | null, number) =>
      place?.current
        ? [{ key: place.code, label: place.label, day: days.get(number) ?? null }]
        : [],
    )
    .toSorted((a, b) => (a.day ?? 0) - (b.day ?? 0) || a.label.localeCompare(b.label, 'en-GB'));
}

/**
 * How many practices open today send appointments and are behind the others, or send none while
 * others do.
 */
export async function latePractices(question: Places): Promise<number> {
  const covered = await practiceDays(question);
  const newest = Math.max(0, ...covered.map(({ day }) => day ?? 0));
  return newest === 0 ? 0 : covered.filter(({ day }) => newest - (day ?? 0) > STALE).length;
}

function cellsOf(day: number | null, newest: number | null): Cells {
  if (day === null || newest === null) {
    return { to: empty('missing'), behind: empty('missing'), state: plain('not loaded') };
  }
  const behind = newest - day;
  return {
    to: plain(dateOf(day)),
    behind: plain(behind),
    state: plain(behind > STALE ? 'behind' : 'in step'),
  };
}

function staleWords(covered: readonly Covered[], newest: number | null): readonly string[] {
  const stale = covered.filter(
    ({ day }) => day !== null && newest !== null && newest - day > STALE,
  );
  const none = covered.filter(({ day }) => day === null);
  const named = (rows: readonly Covered[]): string => rows.map(({ label }) => label).join(', ');
  return [
    ...(stale.length > 0 ? [`More than ${STALE} days behind the newest: ${named(stale)}.`] : []),
    ...(none.length > 0 ? [`Not loaded: ${named(none)}.`] : []),
  ];
}
