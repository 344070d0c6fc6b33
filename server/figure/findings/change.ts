import { scales } from '../../metrics/instruments.ts';
import type { Scale } from '../../metrics/instruments.ts';
import type { Step } from '../../metrics/metric.ts';
import { writeValue } from '../format.ts';
import type { Row } from '../cell.ts';
import { mostTooRecent } from '../ripe-period.ts';
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

/** `Life satisfaction improved by 0.7 points (0.5 to 0.8)`, or got worse, or shows no clear change. */
function changeWords(input: FindingInput, row: Row): string {
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
      return `${row.label} improved by ${size} points (${interval})`;
    case 'fell':
      return `${row.label} got worse by ${size} points (${interval})`;
    default:
      return `${row.label} shows no clear change, ${withInterval(input, row, 'change')} points,`;
  }
}

/** How many were left out for want of a second score. */
function completenessWords(input: FindingInput, row: Row): string {
  const complete = row.cells['complete'];
  if (!complete || complete.value === null) return '';
  return `${withInterval(input, row, 'complete')} of second scores due have been recorded.`;
}

/**
 * Paired wellbeing change: the scale or the whole cohort, its n, and how complete it is, or how it
 * varies by month. Split by group it begins with what the groups show, or every card of a page would
 * begin alike.
 */
export function pairedChangeFinding(input: FindingInput): Finding {
  const { by, rows, total } = input;
  if (by === 'band') return bandsFinding(input);
  if (by === 'rule') return rulesFinding(input);
  const lead = by === 'scale' ? rows.find((row) => isFirm(row.cells['change'])) : total;
  const named = lead && (by === 'scale' ? lead : { ...lead, label: scaleLabel(input) });
  if (!named || !isFirm(named.cells['change'])) return tooFewPairs(input);
  const change = changeWords(input, named);
  const groups = ['month', 'scale', 'all'].includes(by)
    ? ''
    : differenceWords(input, 'change', groupsWords(by));
  if (groups !== '') return `${groups} ${change} overall.`;
  return sentences(
    `${change} among the ${valueWords(input, named, 'pairs')} people measured twice.`,
    by === 'month' ? variationWords(input) : completenessWords(input, named),
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
    return `The same improvement, ${withInterval(input, published, 'change')} points, by each of the ${firm.length} rules for choosing the later score.`;
  const rest = others
    .map((row) => `${valueWords(input, row, 'change')} by the ${uncapitalise(row.label)}`)
    .join('; ');
  return `Improvement of ${withInterval(input, published, 'change')} points by the published rule; ${rest}.`;
}

function tooFewPairs(input: FindingInput): Finding {
  const row = input.total ?? input.rows[0];
  const pairs = row?.cells['pairs'];
  if (!row || !pairs || pairs.value === null)
    return 'Too few people were measured twice to conclude.';
  return `${countWords(input, row, 'pairs', 'person was', 'people were')} measured twice: too few to conclude.`;
}

const regressionWords =
  'Part of any fall is expected without help: most people are referred when they see the GP most.';

/** Appointments before and after: both levels, the ratio, and what groups show or why a fall shows little. */
export function beforeAfterFinding(input: FindingInput): Finding {
  const { total, by } = input;
  if (!total || !isFirm(total.cells['before']) || !isFirm(total.cells['after'])) {
    return 'Too few people could be followed before and after to conclude.';
  }
  const ratio = isFirm(total.cells['ratio'])
    ? `, a ratio of ${withInterval(input, total, 'ratio')}`
    : '';
  const levels = `${valueWords(input, total, 'before')} GP appointments a year before referral and ${valueWords(input, total, 'after')} after${ratio}.`;
  return by === 'all' || by === 'month'
    ? sentences(`${valueWords(input, total, 'n')} people had ${levels}`, regressionWords)
    : sentences(differenceWords(input, 'ratio', groupsWords(by)), `Overall people had ${levels}`);
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
  const people = `${valueWords(input, first, 'n')} people`;
  const recent = mostTooRecent(input);
  if (recent !== null)
    return `Only ${people} could be followed for a year each side: ${writeValue(recent, 'count')} referrals are too recent.`;
  return apart
    ? `GP appointments of ${people} rose before referral, from ${level(first)} in 30 days a year earlier to ${level(peak)}, and were ${level(last)} a year after. A fall from such a peak is expected without any help.`
    : `GP appointments of ${people} show no clear rise before referral: ${level(first)} in 30 days a year before, ${level(last)} a year after.`;
}

/** `88% (85% to 91%) of referrals with an answered green offer accepted it`. */
function shareOfStep(input: FindingInput, row: Row, key: string, step: Step): string {
  const { label, amongWords, didWords } = step;
  const share = `${withInterval(input, row, key)} of ${amongWords}`;
  return didWords === undefined ? `${label}: ${share}` : `${share} ${didWords}`;
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
      return sentences(
        isFirm(parent?.cells['n']) ? `${valueWords(input, parent, 'n')} ${step.amongWords}.` : '',
        hiddenShareWords(step.label),
      );
    const counted = `${valueWords(input, row, 'n')} of ${valueWords(input, parent, 'n')}`;
    return restsOnFew(row.cells['share'])
      ? `${step.label}: ${counted} ${step.amongWords}, too few to conclude.`
      : `${shareOfStep(input, row, 'share', step)}: ${counted}.`;
  }
  const key = `${step.key}_share`;
  // Split by something of the activity itself, the columns are those of activities.
  if (!input.columns.some((column) => column.key === key)) return activitiesFinding(input);
  if (!total) return '';
  if (total.cells[key]?.state === 'suppressed') return hiddenShareWords(step.label);
  if (restsOnFew(total.cells[key])) return `${step.label}: too few to conclude.`;
  return sentences(
    `${shareOfStep(input, total, key, step)}.`,
    by === 'month' ? variationWords(input) : differenceWords(input, key, groupsWords(by)),
  );
}
