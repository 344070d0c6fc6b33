import { scales } from '../../metrics/instruments.ts';
import type { Scale } from '../../metrics/instruments.ts';
import { writeValue } from '../format.ts';
import type { Row } from '../cell.ts';
import type { Finding, FindingInput } from './finding.ts';
import { hiddenShareWords } from './ratio.ts';
import { activitiesFinding } from './reach.ts';
import {
  columnOf,
  countWords,
  differenceWords,
  groupsWords,
  isFirm,
  restsOnFew,
  sentences,
  uncapitalise,
  valueWords,
  variationWords,
  withInterval,
} from './words.ts';

/** Which way a mean moved, judged by its interval and not by its point. */
function movement(row: Row, key: string): 'rose' | 'fell' | 'level' | 'unknown' {
  const cell = row.cells[key];
  if (!isFirm(cell)) return 'unknown';
  const [lower, upper] = [cell.lower ?? cell.value, cell.upper ?? cell.value];
  if (lower > 0) return 'rose';
  return upper < 0 ? 'fell' : 'level';
}

/** The people behind a change, or how few they are. */
function pairsWords(input: FindingInput, row: Row): string {
  return `${valueWords(input, row, 'pairs')} people measured twice`;
}

function scaleSentence(input: FindingInput, row: Row): string {
  const cell = row.cells['change'];
  if (!isFirm(cell)) return '';
  const size = writeValue(Math.abs(cell.value), 'number1');
  const interval = [cell.lower, cell.upper]
    .map((limit) => Math.abs(limit ?? 0))
    .toSorted((a, b) => a - b)
    .map((limit) => writeValue(limit, 'number1'))
    .join(' to ');
  switch (movement(row, 'change')) {
    case 'rose':
      return `${row.label} improved by ${size} points (${interval}) among the ${pairsWords(input, row)}.`;
    case 'fell':
      return `${row.label} got worse by ${size} points (${interval}) among the ${pairsWords(input, row)}.`;
    default:
      return `${row.label} shows no clear change, ${withInterval(input, row, 'change')} points, among the ${pairsWords(input, row)}.`;
  }
}

/** How many were left out for want of a second score. */
function completenessWords(input: FindingInput, row: Row): string {
  const complete = row.cells['complete'];
  if (!complete || complete.value === null) return '';
  return `${withInterval(input, row, 'complete')} of those whose second score was due have one.`;
}

/**
 * Paired wellbeing change: the scale or the whole cohort, its n, and how complete it is. Split by
 * group it begins with what the groups show, or every card of a page would begin alike.
 */
export function pairedChangeFinding(input: FindingInput): Finding {
  const { by, rows, total } = input;
  if (by === 'band') return bandsFinding(input);
  if (by === 'rule') return rulesFinding(input);
  const lead = by === 'scale' ? rows.find((row) => isFirm(row.cells['change'])) : total;
  const named = lead && (by === 'scale' ? lead : { ...lead, label: scaleLabel(input) });
  if (!named || !isFirm(named.cells['change'])) return tooFewPairs(input);
  const whole = ['month', 'scale', 'all'].includes(by);
  return sentences(
    whole ? '' : differenceWords(input, 'change', groupsWords(by)),
    scaleSentence(input, named),
    completenessWords(input, named),
    by === 'month' ? variationWords(input) : '',
  );
}

/** The scale a figure of one scale is about; "Wellbeing" when the metric names none. */
function scaleLabel(input: FindingInput): string {
  return scaleOf(input)?.label ?? 'Wellbeing';
}

function scaleOf({ metric }: FindingInput): Scale | undefined {
  const code = metric.statistic.kind === 'paired-change' ? metric.statistic.scale : undefined;
  return scales.find((scale) => scale.code === code) ?? scales[0];
}

/** Where people were and are: the band of low wellbeing before and after. */
function bandsFinding(input: FindingInput): Finding {
  const firm = input.rows.filter(
    (row) => isFirm(row.cells['before']) && isFirm(row.cells['after']),
  );
  const scale = scaleOf(input);
  const poor = scale?.bands.find((band) => band.low)?.code;
  const row = firm.find(({ key }) => key === poor) ?? firm[0];
  if (!row) return 'Too few people were measured twice to say how bands moved.';
  return `${scaleLabel(input)}: ${valueWords(input, row, 'before')} of people measured twice were in the band "${row.label}" before and ${valueWords(input, row, 'after')} after.`;
}

/** What other rules for choosing the later score would print. */
function rulesFinding(input: FindingInput): Finding {
  const firm = input.rows.filter((row) => isFirm(row.cells['change']));
  const [published, ...others] = firm;
  if (!published || others.length === 0) return tooFewPairs(input);
  const printed = valueWords(input, published, 'change');
  if (others.every((row) => valueWords(input, row, 'change') === printed))
    return `${scaleLabel(input)}: improvement of ${withInterval(input, published, 'change')} points, the same by each of the ${firm.length} rules for choosing the later score.`;
  const rest = others
    .map((row) => `${valueWords(input, row, 'change')} by the ${uncapitalise(row.label)}`)
    .join('; ');
  return `${scaleLabel(input)}: improvement of ${withInterval(input, published, 'change')} points by the published rule; ${rest}.`;
}

function tooFewPairs(input: FindingInput): Finding {
  const row = input.total ?? input.rows[0];
  const pairs = row?.cells['pairs'];
  if (!row || !pairs || pairs.value === null)
    return 'Too few people were measured twice to conclude.';
  return `${countWords(input, row, 'pairs', 'person was', 'people were')} measured twice: too few to conclude.`;
}

const regressionWords =
  'Most people are referred when they are seeing the GP most, so part of any fall is expected without help.';

/** Appointments before and after: both levels, the ratio, and why a fall alone shows little. */
export function beforeAfterFinding(input: FindingInput): Finding {
  const { total, by } = input;
  if (!total || !isFirm(total.cells['before']) || !isFirm(total.cells['after'])) {
    return 'Too few people could be followed before and after to conclude.';
  }
  const levels = `${valueWords(input, total, 'n')} people had ${valueWords(input, total, 'before')} GP appointments a year before referral and ${valueWords(input, total, 'after')} after`;
  const ratio = isFirm(total.cells['ratio'])
    ? `, a ratio of ${withInterval(input, total, 'ratio')}`
    : '';
  return sentences(
    by === 'all' || by === 'month' ? '' : differenceWords(input, 'ratio', groupsWords(by)),
    `${levels}${ratio}.`,
    regressionWords,
  );
}

/** The event study: the level a year before, the peak before referral, the level a year after. */
export function eventStudyFinding(input: FindingInput): Finding {
  const key = input.headlineColumn;
  const firm = input.rows.filter((row) => isFirm(row.cells[key]));
  const before = firm.filter((row) => row.key.startsWith('-'));
  const after = firm.filter((row) => !row.key.startsWith('-'));
  const [first, last] = [before[0], after.at(-1)];
  if (!first || !last) return 'Too few people could be followed for a year each side to conclude.';
  const peak = before.reduce((most, row) =>
    Number(row.cells[key]?.value) > Number(most.cells[key]?.value) ? row : most,
  );
  const column = columnOf(input, key);
  const level = (row: Row): string => writeValue(row.cells[key]?.value ?? null, column.format);
  const apart = (first.cells[key]?.upper ?? 0) < (peak.cells[key]?.lower ?? 0);
  const rise = apart
    ? `GP appointments rose before referral, from ${level(first)} in 30 days a year earlier to ${level(peak)}, and were ${level(last)} a year after`
    : `GP appointments show no clear rise before referral: ${level(first)} in 30 days a year before, ${level(last)} a year after`;
  return sentences(
    `${rise}, among the ${valueWords(input, first, 'n')} people observed for a year each side.`,
    apart ? 'A fall from such a peak is expected without any help.' : '',
    tooRecentWords(input),
  );
}

/** How many referrals are too recent to be followed, when they are many. */
function tooRecentWords({ flow }: FindingInput): string {
  const recent = flow.flatMap((step) => step.lost ?? []).find((loss) => loss.key === 'not_due');
  const n = recent?.n.value;
  return typeof n === 'number' && n > 0
    ? `${writeValue(n, 'count')} ${n === 1 ? 'referral is' : 'referrals are'} too recent: choose an earlier period to include ${n === 1 ? 'it' : 'them'}.`
    : '';
}

/** Steps: the step that has a benchmark, with its own denominator, then how far people got. */
export function stepsFinding(input: FindingInput): Finding {
  const { metric, by, rows, total } = input;
  if (metric.statistic.kind !== 'steps') return '';
  const step =
    metric.statistic.steps.find((each) => each.benchmark) ?? metric.statistic.steps.at(-1);
  if (!step) return '';
  if (by === 'step') {
    const row = rows.find((each) => each.key === step.key);
    const parent = rows.find((each) => each.key === step.among);
    // A step whose count is hidden is left out of the rows.
    if (!row || !parent || row.cells['share']?.state === 'suppressed')
      return hiddenShareWords(step.label);
    const counted = `${valueWords(input, row, 'n')} of ${valueWords(input, parent, 'n')}`;
    return restsOnFew(row.cells['share'])
      ? `${step.label}: ${counted} ${step.amongWords}, too few to conclude.`
      : `${step.label}: ${withInterval(input, row, 'share')} of ${step.amongWords}, ${counted}.`;
  }
  const key = `${step.key}_share`;
  // Split by something of the activity itself, the columns are those of activities.
  if (!input.columns.some((column) => column.key === key)) return activitiesFinding(input);
  if (!total) return '';
  if (total.cells[key]?.state === 'suppressed') return hiddenShareWords(step.label);
  if (restsOnFew(total.cells[key])) return `${step.label}: too few to conclude.`;
  return sentences(
    `${step.label}: ${withInterval(input, total, key)} of ${step.amongWords}.`,
    by === 'month' ? variationWords(input) : differenceWords(input, key, groupsWords(by)),
  );
}
