import type { Column } from '#figure/cell.ts';
import type { DraftRow, Statistic } from '#figure/draft.ts';
import { MOST_WEEKS, clearingTime, queueAhead } from '../statistics/clearing-time.ts';
import type { Forecast } from '../statistics/clearing-time.ts';
import { answerOf, unavailable } from './answer.ts';
import { anyPeriod, dayReader, monthEnds } from './calendar.ts';
import { capacityFits, wteByMonth } from './capacity.ts';
import { countColumn, estimateColumn, plainColumn, rateColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import { queueLeaving } from './flow.ts';
import type { KindOf, Question } from './kind.ts';
import { countOf, empty, estimateOf, plain, rateOf } from './statistic.ts';

const WEEK = 7;
const HISTORY = 26;
/** Fewer weeks of history than a quarter of a year say nothing of the next one. */
const FEWEST_WEEKS = 13;
/** Weeks ahead that the queue itself is forecast for. */
const AHEAD = 8;
/** Weeks between one day the forecast is checked on and the next, and how far back the last lies. */
const STEP = 4;
const CHECKED = AHEAD + 11 * STEP;

interface Week {
  readonly in: number;
  readonly out: number;
}

const range = { level: 0.95, method: 'futures of resampled weeks, fixed seed' } as const;
const columns: readonly Column[] = [
  estimateColumn('weeks', 'Weeks to clear the queue', 'weeks', 'queue / (out - in) a week', range),
  plainColumn('note', 'What it says', 'text', 'why a forecast is given or withheld'),
  countColumn('waiting', 'Waiting now', 'waiting for a first contact on the last day of the data'),
  estimateColumn(
    'ahead',
    `Waiting in ${AHEAD} weeks`,
    'count',
    `the queue ${AHEAD} weeks on if weeks go on as they were; forecast whether it shrinks or not`,
    range,
  ),
  rateColumn('in', 'In, a week', 'mean referrals a week over the weeks used'),
  rateColumn('out', 'Out, a week', 'mean first contacts, and cases closed unseen, a week'),
  plainColumn('history', 'Weeks used', 'count', 'weeks of history behind the forecast'),
];

/**
 * Weeks until the queue for first contact is empty if the last 26 weeks go on as they were; the
 * range is of futures made of those weeks. Withheld with under 13 weeks, or when the queue is not shrinking.
 */
export const queueForecastKind: KindOf<'queue-forecast'> = (question) => {
  const to = question.snapshot.dataTo.cases;
  if (to === null) {
    const way = 'Load an extract of the case system with its dates.';
    return unavailable(question, columns, 'How far the case data reaches is not known.', way);
  }
  const queue = queueOn(question, to);
  const wte = capacityAt(question);
  const rows = [forecastRow('as_now', 'As now', queue, 1)];
  if (wte > 0) rows.push(forecastRow('plus_one', 'With 1.0 WTE more', queue, (wte + 1) / wte));
  return answerOf(question, {
    columns,
    rows,
    total: { ...rows[0]!, key: '', kind: 'total' },
    flow: [flowStep('waiting', 'Waiting for a first contact', queue.waiting)],
    headlineColumn: headlineOf(rows[0]!),
    yLabel: 'Weeks',
    chart: 'table',
    references: null,
    caveats: [
      ...backtest(queue),
      ...(wte > 0
        ? ['With 1.0 WTE more assumes a new worker sees as many people as the others do.']
        : ['Link workers in post are not known here, so the effect of one more is not shown.']),
    ],
  });
};

/** What the figure is about: where the week is withheld, the queue that is forecast, or else the queue. */
function headlineOf({ cells }: DraftRow): string {
  const given = ['weeks', 'ahead'].find((key) => {
    const cell = cells[key];
    return cell?.kind === 'estimate' || (cell?.kind === 'empty' && cell.state === 'zero');
  });
  return given ?? 'waiting';
}

/** Weeks back to a day, newest first, from the first of the data; and who waits at the end of the newest. */
function queueOn(question: Question, day: number): Queue {
  const every = anyPeriod(question);
  const referred = dayReader(every, 'referred');
  const leaving = queueLeaving(every);
  const weeks = Array.from({ length: HISTORY + CHECKED }, () => ({ in: 0, out: 0 }));
  let earliest = Number.POSITIVE_INFINITY;
  let waiting = 0;
  for (const row of every.rows) {
    const begun = referred(row);
    if (begun === null || begun > day) continue;
    earliest = Math.min(earliest, begun);
    const came = weeks[Math.floor((day - begun) / WEEK)];
    if (came) came.in++;
    const left = leaving(row);
    if (left === null || left > day) {
      waiting++;
      continue;
    }
    const gone = weeks[Math.floor((day - left) / WEEK)];
    if (gone) gone.out++;
  }
  const known = Number.isFinite(earliest) ? Math.floor((day - earliest + 1) / WEEK) : 0;
  return { waiting, weeks: weeks.slice(0, known) };
}

/** The same queue some weeks earlier: what came since taken off, what left put back. */
function earlier({ waiting, weeks }: Queue, back: number): Queue {
  const since = weeks.slice(0, back);
  const changed = since.reduce((sum, week) => sum + week.in - week.out, 0);
  return { waiting: waiting - changed, weeks: weeks.slice(back) };
}

const recent = ({ weeks }: Queue): readonly Week[] => weeks.slice(0, HISTORY);

const netsOf = (queue: Queue, times = 1): readonly number[] =>
  recent(queue).map((week) => week.out * times - week.in);

function capacityAt(question: Question): number {
  if (!capacityFits(question)) return 0;
  const ends = monthEnds(question);
  const wte = wteByMonth(question, ends);
  return ends.map((end) => wte.get(end.month) ?? 0).findLast((each) => each > 0) ?? 0;
}

interface Queue {
  readonly waiting: number;
  readonly weeks: readonly Week[];
}

/** `times`: how many times as many people can be seen (1 = as now). */
function forecastRow(key: string, label: string, queue: Queue, times: number): DraftRow {
  const { waiting } = queue;
  const weeks = recent(queue);
  const forecast = forecastOf(queue, times);
  const events = (side: keyof Week): number => weeks.reduce((sum, week) => sum + week[side], 0);
  return {
    key,
    label,
    kind: 'group',
    cells: {
      weeks: forecast.weeks,
      waiting: countOf(waiting),
      ahead: aheadOf(queue, times),
      in: rateOf(events('in'), weeks.length, 1),
      out: rateOf(events('out'), weeks.length, times),
      history: plain(weeks.length),
      note: plain(forecast.note),
    },
  };
}

function forecastOf(
  queue: Queue,
  times: number,
): { readonly weeks: Statistic; readonly note: string } {
  const { waiting } = queue;
  if (recent(queue).length < FEWEST_WEEKS) {
    return {
      weeks: empty('too_few'),
      note: `Fewer than ${FEWEST_WEEKS} weeks of history: no forecast is given.`,
    };
  }
  if (waiting === 0) return { weeks: empty('zero'), note: 'Nobody is waiting.' };
  const nets = netsOf(queue, times);
  const { value, lower, upper } = clearingTime(waiting, nets);
  // The range holds "never" when as many people come as are seen in some mix of those weeks.
  if (upper >= MOST_WEEKS) return { weeks: empty('missing'), note: notShrinking(nets) };
  return {
    weeks: estimateOf({ n: waiting, value, interval: { lower, upper } }),
    note: 'Clears if recent weeks go on.',
  };
}

function aheadOf(queue: Queue, times: number): Statistic {
  const { waiting } = queue;
  if (recent(queue).length < FEWEST_WEEKS) return empty('too_few');
  if (waiting === 0) return empty('zero');
  const { value, ...interval } = wholePeople(queueAhead(waiting, netsOf(queue, times), AHEAD));
  return estimateOf({ n: waiting, value, interval });
}

/** A forecast of whole people: a range of 8.4 to 11.6 says 8 to 12. */
const wholePeople = ({ value, lower, upper }: Forecast): Forecast => ({
  value: Math.round(value),
  lower: Math.floor(lower),
  upper: Math.ceil(upper),
});

const notShrinking = (nets: readonly number[]): string =>
  nets.reduce((sum, net) => sum + net, 0) <= 0
    ? 'The queue is not shrinking, so when it clears cannot be said.'
    : 'The queue is not clearly shrinking, so when it clears cannot be said.';

/**
 * The same method used on earlier days, its range for the queue 8 weeks on beside what came: every
 * 4 weeks back for as long as there are 13 weeks before, so two checks next to each other share weeks.
 */
function backtest(queue: Queue): readonly string[] {
  let [checks, held] = [0, 0];
  for (let back = AHEAD; back <= CHECKED; back += STEP) {
    const then = earlier(queue, back);
    if (recent(then).length < FEWEST_WEEKS) break;
    const { lower, upper } = wholePeople(queueAhead(then.waiting, netsOf(then), AHEAD));
    const came = earlier(queue, back - AHEAD).waiting;
    checks++;
    if (lower <= came && came <= upper) held++;
  }
  if (checks === 0) return [];
  const days = checks === 1 ? 'on 1 earlier day' : `on ${checks} earlier days`;
  return [
    `Checked against itself ${days}, ${STEP} weeks apart: its range for the queue ${AHEAD} weeks on held what came in ${held} of ${checks}.`,
  ];
}
