import type { Column } from '#figure/cell.ts';
import type { DraftRow } from '#figure/draft.ts';
import { countDistinct } from '../counting/distinct.ts';
import { count, vectorOf } from '../counting/count.ts';
import { rowCount } from '../counting/folds.ts';
import { groupBy } from '../counting/group.ts';
import { answerOf } from './answer.ts';
import {
  anyPeriod,
  dayReader,
  latestOf,
  monthEnds,
  openAt,
  placeOfDay,
  stockLabel,
} from './calendar.ts';
import type { MonthEnd } from './calendar.ts';
import { capacityFits, wteByGroup, wteByMonth } from './capacity.ts';
import { countColumn, plainColumn, rateColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import type { Answer, KindOf, Question } from './kind.ts';
import { countOf, empty, plain, rateOf } from './statistic.ts';
import type { Cells } from './statistic.ts';
import { countStretches } from './stretches.ts';
import type { InMonths } from './stretches.ts';

export const noEnd: Answer['unavailable'] = {
  words: 'The data does not reach the end of any month of this period.',
  wayOut: 'Choose an earlier period.',
};

const columns: readonly Column[] = [
  countColumn('cases', 'Open cases', 'referrals accepted and not closed at the end of the month'),
  countColumn('people', 'People', 'different people behind the open cases'),
  plainColumn('wte', 'Whole-time equivalents', 'number1', 'link workers in post that month'),
  rateColumn('per_wte', 'Open cases per WTE', 'open cases for each whole-time equivalent'),
];

/** Cases open at each month end, or by place at the newest month end the data reaches. */
export const caseloadKind: KindOf<'caseload'> = (question) => {
  const ends = monthEnds(question);
  const latest = latestOf(ends);
  const wte = capacityFits(question) ? wteByMonth(question, ends) : new Map<number, number>();
  const open = openByMonth(question, ends);
  const stock = (end: MonthEnd): Cells => {
    const at = ends.indexOf(end);
    return caseCells(open.rows[at] ?? 0, open.people[at] ?? 0, wte.get(end.month) ?? 0);
  };
  const total: DraftRow | null = latest && {
    key: '',
    label: stockLabel(latest),
    kind: 'total',
    cells: stock(latest),
  };
  const rows =
    question.by === 'month'
      ? ends.map((end): DraftRow => ({ ...named(end), cells: end.reached ? stock(end) : notDue }))
      : latest
        ? placeRows(question, latest)
        : [];
  const cells = total?.cells ?? {};
  return answerOf(question, {
    columns,
    rows,
    total,
    flow: [flowStep('open', 'Open cases', counted(cells['cases']))],
    headlineColumn: 'cases',
    yLabel: 'Open cases at the end of the month',
    caveats: caseloadCaveats(question),
    ...(latest ? {} : { unavailable: noEnd }),
  });
};

const counted = (cell: Cells[string] | undefined): number => (cell?.kind === 'count' ? cell.n : 0);
export const named = (end: MonthEnd) =>
  ({ key: end.key, label: end.label, kind: 'group' }) as const;
const notDue: Cells = Object.fromEntries(columns.map(({ key }) => [key, empty('not_due')]));

/** Cases open at each month end, and the people behind them, in one pass. */
function openByMonth(question: Question, ends: readonly MonthEnd[]): InMonths {
  const every = anyPeriod(question);
  const [accepted, closed] = [dayReader(every, 'accepted'), dayReader(every, 'closed')];
  const placeOf = placeOfDay(ends);
  return countStretches(
    every,
    ends.length,
    (row) => {
      const day = accepted(row);
      return day === null ? ends.length : placeOf(day);
    },
    (row) => {
      const day = closed(row);
      return day === null ? ends.length : placeOf(day) - 1;
    },
  );
}

function openCases(question: Question, end: MonthEnd) {
  const every = anyPeriod(question);
  return openAt(every, end.last, dayReader(every, 'accepted'), dayReader(every, 'closed'));
}

function caseCells(cases: number, people: number, wte: number): Cells {
  return {
    cases: countOf(cases),
    people: countOf(people),
    // Whether there are posts is not about people.
    wte: plain(wte > 0 ? wte : null),
    per_wte: wte > 0 ? rateOf(cases, wte, 1) : plain(null),
  };
}

function placeRows(question: Question, latest: MonthEnd): readonly DraftRow[] {
  const open = openCases(question, latest);
  const groups = groupBy(question.snapshot, question.by, question.cohort);
  const cases = count(open, rowCount(), groups);
  const people = countDistinct(open, groups);
  const wte = capacityFits(question) ? wteByGroup(question, [latest]) : new Map<string, number>();
  return groups.groups.flatMap((group, at): DraftRow[] => {
    const n = vectorOf(cases, at)[0] ?? 0;
    const posts = wte.get(group.key) ?? 0;
    if (n === 0 && posts === 0) return [];
    const kind = group.notRecorded ? 'not_recorded' : 'group';
    const cells = caseCells(n, people[at] ?? 0, group.notRecorded ? 0 : posts);
    return [{ key: group.key, label: group.label, kind, cells }];
  });
}

function caseloadCaveats(question: Question): readonly string[] {
  return [
    'Cases and people differ when a person has two cases open at once.',
    ...(capacityFits(question)
      ? []
      : ['Workers are not divided by these filters, so cases per worker are not shown.']),
  ];
}
