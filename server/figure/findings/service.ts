import type { Row } from '../cell.ts';
import { writeInterval } from '../format.ts';
import type { Finding, FindingInput } from './finding.ts';
import {
  columnOf,
  countWords,
  differenceWords,
  groupsWords,
  isFirm,
  sentences,
  valueWords,
  variationWords,
  withInterval,
} from './words.ts';

/** A time to an event: half and nine in ten, and that those who have not had it yet are counted. */
export function survivalFinding(input: FindingInput): Finding {
  const { metric, total, by } = input;
  if (metric.statistic.kind !== 'survival' || !total) return '';
  const { unit, since, ends, within } = metric.statistic;
  if (!isFirm(total.cells['median'])) {
    const early = withinWords(input, within[0], `of ${ends.who} ${ends.how}`);
    if (early === '') return 'Too few people to conclude how long it takes.';
    return `${early}, counting those ${ends.open}.`;
  }
  const half = `Half of ${ends.who} ${ends.how} within ${timeWords(input, total, 'median', unit)} of ${since}`;
  if (!['all', 'month', 'days'].includes(by)) {
    const options = { more: 'Longer', unit: ` ${unit}` };
    return sentences(`${half}.`, differenceWords(input, 'median', groupsWords(by), options));
  }
  const late = withinWords(input, within.at(-1), ends.how);
  const most = isFirm(total.cells['p90'])
    ? ` and nine in ten within ${withInterval(input, total, 'p90')}`
    : '';
  return sentences(
    `${half}${most}, counting those ${ends.open}.`,
    by === 'month' ? variationWords(input) : late && `${late}.`,
  );
}

/** `13 days (13 to 14)`; of many people both ends can be the day itself, which says nothing. */
function timeWords(input: FindingInput, row: Row, key: string, unit: string): string {
  const { value, lower, upper } = row.cells[key] ?? {};
  const words = `${valueWords(input, row, key)} ${value === 1 ? unit.replace(/s$/, '') : unit}`;
  const interval = writeInterval(row.cells[key], columnOf(input, key));
  return interval === '' || (lower === value && upper === value) ? words : `${words} (${interval})`;
}

/** The curve at a threshold of the metric: `58% (55% to 61%) are seen within 14 days`. */
function withinWords(input: FindingInput, days: number | undefined, how: string): string {
  if (input.by !== 'days') return '';
  const row = input.rows.find(({ key }) => key === String(days));
  return row && isFirm(row.cells['share'])
    ? `${withInterval(input, row, 'share')} ${how} within ${row.label}`
    : '';
}

/** ` at 31 October 2026`: of a series of stocks, the day of the one named. */
const dayOf = ({ by }: FindingInput, { label }: Row): string =>
  by === 'month' && label.startsWith('At ') ? ` at ${label.slice('At '.length)}` : '';

/** Open cases at the last month end, the people where they are others, and for each worker. */
export function caseloadFinding(input: FindingInput): Finding {
  const { total } = input;
  if (!total) return '';
  const perWte = isFirm(total.cells['per_wte'])
    ? `, ${valueWords(input, total, 'per_wte')} for each whole-time equivalent`
    : '';
  const people =
    total.cells['people']?.value === total.cells['cases']?.value
      ? ''
      : `, of ${countWords(input, total, 'people', 'person', 'people')}`;
  return sentences(
    `${countWords(input, total, 'cases', 'open case')}${dayOf(input, total)}${people}${perWte}.`,
    input.by === 'month' ? variationWords(input) : '',
  );
}

/** Who is waiting now, and how many have waited long. */
export function flowFinding(input: FindingInput): Finding {
  const { total, by, rows } = input;
  if (!total) return '';
  const waiting = `${countWords(input, total, 'waiting', 'referral was', 'referrals were')} waiting for a first contact${dayOf(input, total)}`;
  if (by !== 'month') {
    const oldest = rows.findLast(
      (row) => isFirm(row.cells['waiting']) && row.cells['waiting'].value > 0,
    );
    return `${waiting}${oldest ? `; ${valueWords(input, oldest, 'waiting')} of them for ${oldest.label.toLowerCase()}` : ''}.`;
  }
  const flow = `${valueWords(input, total, 'in')} came in and ${valueWords(input, total, 'seen')} were first seen in the month`;
  return `${waiting}; ${flow}.`;
}

/** People taken on in 12 months per whole-time equivalent, against the reference band. */
export function annualPeopleFinding(input: FindingInput): Finding {
  const { total, metric } = input;
  const cell = total?.cells['per_wte'];
  if (!total || !isFirm(cell))
    return 'Not enough is known of staffing to say how many people each link worker takes on.';
  const band = metric.benchmarks?.[0];
  const where =
    band?.to === undefined
      ? ''
      : (cell.lower ?? cell.value) > band.to
        ? `, above the reference band of ${band.value} to ${band.to}`
        : (cell.upper ?? cell.value) < band.value
          ? `, below the reference band of ${band.value} to ${band.to}`
          : `; the reference band is ${band.value} to ${band.to}`;
  return `Each whole-time equivalent took on ${withInterval(input, total, 'per_wte')} people in 12 months on average${where}.`;
}

/** Contacts a closed case had, and contacts missed. */
export function contactsFinding(input: FindingInput): Finding {
  const { total, headlineColumn } = input;
  if (!total || !isFirm(total.cells[headlineColumn])) return 'Too few closed cases to conclude.';
  const missed = isFirm(total.cells['missed'])
    ? `${withInterval(input, total, 'missed')} of booked contacts were missed.`
    : '';
  return sentences(
    `${withInterval(input, total, headlineColumn)} attended contacts for each closed case, on average.`,
    missed,
  );
}

/** Weeks to clear the queue, or why no forecast is given and how many would wait in 8 weeks. */
export function queueFinding(input: FindingInput): Finding {
  const { total } = input;
  if (!total) return '';
  const waiting = countWords(
    input,
    total,
    'waiting',
    'referral is waiting',
    'referrals are waiting',
  );
  const pace = `the pace of the last ${valueWords(input, total, 'history')} weeks`;
  if (isFirm(total.cells['weeks'])) {
    return `${waiting}: at ${pace} the queue would clear in ${withInterval(input, total, 'weeks')} weeks.`;
  }
  const note = total.cells['note']?.value;
  const ahead =
    isFirm(total.cells['ahead']) && total.cells['ahead'].value > 0
      ? `; at ${pace} ${withInterval(input, total, 'ahead')} would be waiting in 8 weeks`
      : '';
  return sentences(
    `${waiting}${ahead}.`,
    typeof note === 'string' ? note : 'No forecast can be given.',
  );
}
