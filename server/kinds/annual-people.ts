import type { Column } from '#figure/cell.ts';
import type { DraftRow } from '#figure/draft.ts';
import { countDistinct } from '../counting/distinct.ts';
import { groupBy } from '../counting/group.ts';
import type { Selection } from '../counting/select.ts';
import { answerOf } from './answer.ts';
import { anyPeriod, dayReader, latestOf, monthEnds, placeOfDay } from './calendar.ts';
import type { MonthEnd } from './calendar.ts';
import { capacityFits, wteByGroup, wteByMonth } from './capacity.ts';
import { named, noEnd } from './caseload.ts';
import { countColumn, plainColumn, rateColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import type { KindOf, Question } from './kind.ts';
import { countOf, empty, plain, rateOf } from './statistic.ts';
import type { Cells } from './statistic.ts';
import { countStretches } from './stretches.ts';
import type { InMonths } from './stretches.ts';
import { monthState } from './table.ts';

const YEAR = 12;

const columns: readonly Column[] = [
  rateColumn('per_wte', 'People a year per WTE', 'people taken on in 12 months per WTE in post'),
  countColumn('people', 'People taken on in 12 months', 'different people accepted in 12 months'),
  plainColumn('wte', 'Mean whole-time equivalents', 'number1', 'mean of the 12 month ends'),
];

/** People taken on in the 12 months to each month end, per whole-time equivalent in post. */
export const annualPeopleKind: KindOf<'annual-people'> = (question) => {
  const ends = monthEnds(question, YEAR - 1);
  const wte = capacityFits(question) ? wteByMonth(question, ends) : new Map<number, number>();
  const every = anyPeriod(question);
  const taken = takenOn(every, ends);
  const cellsAt = (at: number): Cells => {
    const year = ends.slice(at - YEAR + 1, at + 1);
    const [first, last] = [year[0], year.at(-1)];
    if (!first || !last?.reached) return allEmpty('not_due');
    if (monthState(question.snapshot, first.key) === 'missing') return allEmpty('missing');
    return yearCells(taken.people[at] ?? 0, meanOf(year.map((end) => wte.get(end.month) ?? 0)));
  };
  const latest = latestOf(ends.slice(YEAR - 1));
  const newest = latest ? ends.indexOf(latest) : -1;
  const total: DraftRow | null = latest && {
    key: '',
    label: `12 months to ${latest.label}`,
    kind: 'total',
    cells: cellsAt(newest),
  };
  const rows =
    question.by === 'month'
      ? ends
          .slice(YEAR - 1)
          .map((end, at): DraftRow => ({ ...named(end), cells: cellsAt(at + YEAR - 1) }))
      : placeRows(question, every, ends.slice(newest - YEAR + 1, newest + 1));
  const people = total?.cells['people'];
  return answerOf(question, {
    columns,
    rows,
    total,
    flow: [
      flowStep('people', 'People taken on in 12 months', people?.kind === 'count' ? people.n : 0),
    ],
    headlineColumn: 'per_wte',
    yLabel: 'People taken on in 12 months per WTE',
    caveats: capacityFits(question)
      ? []
      : ['Workers are not divided by these filters, so people per worker are not shown.'],
    ...(latest ? {} : { unavailable: noEnd }),
  });
};

const allEmpty = (state: 'not_due' | 'missing'): Cells =>
  Object.fromEntries(columns.map(({ key }) => [key, empty(state)]));

/** A month without any worker recorded is a missing return, never none: it gives no mean. */
function meanOf(wte: readonly number[]): number {
  return wte.length > 0 && wte.every((each) => each > 0)
    ? wte.reduce((sum, each) => sum + each, 0) / wte.length
    : 0;
}

function yearCells(people: number, wte: number): Cells {
  return {
    per_wte: rateOf(people, wte, 1),
    people: countOf(people),
    wte: wte > 0 ? plain(wte) : empty('missing'),
  };
}

/** People taken on in the 12 months to each month end: an acceptance counts in its month and 11 more. */
function takenOn(every: Selection, ends: readonly MonthEnd[]): InMonths {
  const accepted = dayReader(every, 'accepted');
  const placeOf = placeOfDay(ends);
  const place = (row: number): number => {
    const day = accepted(row);
    return day === null ? ends.length : placeOf(day);
  };
  // Before the first month is no place of its own: such a year has not all its months here.
  return countStretches(every, ends.length, place, (row) => {
    const from = place(row);
    return from < 0 ? -1 : from + YEAR - 1;
  });
}

function acceptedIn(selection: Selection, first: MonthEnd, last: MonthEnd): Selection {
  const accepted = dayReader(selection, 'accepted');
  const rows = selection.rows.filter((row) => {
    const day = accepted(row);
    return day !== null && day >= first.first && day <= last.last;
  });
  return { ...selection, rows, count: rows.length };
}

function placeRows(
  question: Question,
  every: Selection,
  year: readonly MonthEnd[],
): readonly DraftRow[] {
  const [first, last] = [year[0], year.at(-1)];
  if (!first || !last || year.length < YEAR) return [];
  const groups = groupBy(question.snapshot, question.by, question.cohort);
  const people = countDistinct(acceptedIn(every, first, last), groups);
  const wte = capacityFits(question) ? wteByGroup(question, year) : new Map<string, number>();
  return groups.groups.flatMap((group, at): DraftRow[] => {
    const n = people[at] ?? 0;
    const posts = group.notRecorded ? 0 : (wte.get(group.key) ?? 0);
    if (n === 0 && posts === 0) return [];
    const kind = group.notRecorded ? 'not_recorded' : 'group';
    return [{ key: group.key, label: group.label, kind, cells: yearCells(n, posts) }];
  });
}
