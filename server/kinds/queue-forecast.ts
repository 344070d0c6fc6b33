import type { Column } from '#figure/cell.ts';
import type { DraftRow } from '#figure/draft.ts';
import type { Statistic } from '#figure/draft.ts';
import { quantile } from '../statistics/quantile.ts';
import { resample } from '../statistics/resample.ts';
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
const BACK = 8;
const DRAWS = 2000;
const SEED = 20250401;
/** Beyond two years a forecast of a queue is none. */
const MOST_WEEKS = 104;

interface Week {
  readonly in: number;
  readonly out: number;
}

const range = { level: 0.95, method: 'resampled weeks, fixed seed' } as const;
const columns: readonly Column[] = [
  estimateColumn('weeks', 'Weeks to clear the queue', 'weeks', 'queue / (out - in) a week', range),
  plainColumn('note', 'What it says', 'text', 'why a forecast is given or withheld'),
  countColumn('waiting', 'Waiting now', 'waiting for a first contact on the last day of the data'),
  rateColumn('in', 'In, a week', 'mean referrals a week over the weeks used'),
  rateColumn('out', 'Out, a week', 'mean first contacts, and cases closed unseen, a week'),
  plainColumn('history', 'Weeks used', 'count', 'weeks of history behind the forecast'),
];

/**
 * Weeks until the queue for first contact is empty if the last 26 weeks go on as they were; the
 * range resamples those weeks. Withheld with under 13 weeks, or when the queue is not shrinking.
 */
export const queueForecastKind: KindOf<'queue-forecast'> = (question) => {
  const to = question.snapshot.dataTo.cases;
  if (to === null) {
    const way = 'Load an extract of the case system with its dates.';
    return unavailable(question, columns, 'How far the case data reaches is not known.', way);
  }
  const queue = { waiting: queueAt(question, to), weeks: weeksBefore(question, to) };
  const wte = capacityAt(question);
  const rows = [forecastRow('as_now', 'As now', queue, 1)];
  if (wte > 0) rows.push(forecastRow('plus_one', 'With 1.0 WTE more', queue, (wte + 1) / wte));
  return answerOf(question, {
    columns,
    rows,
    total: { ...rows[0]!, key: '', kind: 'total' },
    flow: [flowStep('waiting', 'Waiting for a first contact', queue.waiting)],
    headlineColumn: 'weeks',
    yLabel: 'Weeks',
    chart: 'table',
    references: null,
    caveats: [
      ...backtest(question, to),
      ...(wte > 0
        ? ['With 1.0 WTE more assumes a new worker sees as many people as the others do.']
        : ['Link workers in post are not known here, so the effect of one more is not shown.']),
    ],
  });
};

/** In and out of each of the last 26 weeks to a day, newest first; none from before the data began. */
function weeksBefore(question: Question, day: number): readonly Week[] {
  const every = anyPeriod(question);
  const referred = dayReader(every, 'referred');
  const leaving = queueLeaving(every);
  const weeks = Array.from({ length: HISTORY }, () => ({ in: 0, out: 0 }));
  let earliest = Number.POSITIVE_INFINITY;
  for (const row of every.rows) {
    const begun = referred(row);
    if (begun === null || begun > day) continue;
    earliest = Math.min(earliest, begun);
    const came = weeks[Math.floor((day - begun) / WEEK)];
    if (came) came.in++;
    const left = leaving(row);
    if (left === null || left > day) continue;
    const gone = weeks[Math.floor((day - left) / WEEK)];
    if (gone) gone.out++;
  }
  const known = Number.isFinite(earliest) ? Math.floor((day - earliest + 1) / WEEK) : 0;
  return weeks.slice(0, Math.min(known, HISTORY));
}

function queueAt(question: Question, day: number): number {
  const every = anyPeriod(question);
  const referred = dayReader(every, 'referred');
  const leaving = queueLeaving(every);
  let queue = 0;
  for (const row of every.rows) {
    const begun = referred(row);
    if (begun === null || begun > day) continue;
    const left = leaving(row);
    if (left === null || left > day) queue++;
  }
  return queue;
}

function capacityAt(question: Question): number {
  if (!capacityFits(question)) return 0;
  const ends = monthEnds(question);
  const wte = wteByMonth(question, ends);
  return ends.map((end) => wte.get(end.month) ?? 0).findLast((each) => each > 0) ?? 0;
}

const meanOf = (weeks: readonly Week[], side: keyof Week): number =>
  weeks.length === 0 ? 0 : weeks.reduce((sum, week) => sum + week[side], 0) / weeks.length;

interface Queue {
  readonly waiting: number;
  readonly weeks: readonly Week[];
}

/** `times`: how many times as many people can be seen (1 = as now). */
function forecastRow(key: string, label: string, queue: Queue, times: number): DraftRow {
  const { waiting, weeks } = queue;
  const forecast = forecastOf(queue, times);
  const events = (side: keyof Week): number => weeks.reduce((sum, week) => sum + week[side], 0);
  return {
    key,
    label,
    kind: 'group',
    cells: {
      weeks: forecast.weeks,
      waiting: countOf(waiting),
      in: rateOf(events('in'), weeks.length, 1),
      out: rateOf(events('out'), weeks.length, times),
      history: plain(weeks.length),
      note: plain(forecast.note),
    },
  };
}

function forecastOf(
  { waiting, weeks }: Queue,
  times: number,
): { readonly weeks: Statistic; readonly note: string } {
  if (weeks.length < FEWEST_WEEKS) {
    return {
      weeks: empty('too_few'),
      note: `Fewer than ${FEWEST_WEEKS} weeks of history: no forecast is given.`,
    };
  }
  if (waiting === 0) return { weeks: empty('zero'), note: 'Nobody is waiting.' };
  const clearing = (sample: readonly Week[]): number => {
    const net = meanOf(sample, 'out') * times - meanOf(sample, 'in');
    return net > 0 ? Math.min(waiting / net, MOST_WEEKS) : MOST_WEEKS;
  };
  const value = clearing(weeks);
  const draws = resample(weeks, clearing, DRAWS, SEED);
  const [lower, upper] = [quantile(draws, 0.025), quantile(draws, 0.975)];
  // The range holds "never" when as many people come as are seen in some mix of those weeks.
  if (upper >= MOST_WEEKS) return { weeks: empty('missing'), note: notShrinking(value) };
  return {
    weeks: estimateOf({ n: waiting, value, interval: { lower, upper } }),
    note: 'Clears if recent weeks go on.',
  };
}

const notShrinking = (value: number): string =>
  value >= MOST_WEEKS
    ? 'The queue is not shrinking, so no forecast is given.'
    : 'The queue is not clearly shrinking, so no forecast is given.';

/** The same forecast made eight weeks ago for today, beside what came of it. */
function backtest(question: Question, to: number): readonly string[] {
  const then = to - BACK * WEEK;
  const weeks = weeksBefore(question, then);
  if (weeks.length < FEWEST_WEEKS) return [];
  const net = meanOf(weeks, 'out') - meanOf(weeks, 'in');
  const change = net > 0 ? 'shrink' : 'not shrink';
  const truly = queueAt(question, to) < queueAt(question, then) ? 'shrank' : 'did not shrink';
  return [
    `Checked against itself: ${BACK} weeks earlier the same method said the queue would ${change}; it ${truly}.`,
  ];
}
