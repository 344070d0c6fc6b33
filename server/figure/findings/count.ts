import { writeCell } from '../format.ts';
import type { Finding, FindingInput } from './finding.ts';
import {
  columnOf,
  isFirm,
  rankedGroups,
  sentences,
  valueWords,
  variationWords,
  withInterval,
} from './words.ts';

/** Counts of referrals or people: how many, and for months whether anything but chance is going on. */
export function countFinding(input: FindingInput): Finding {
  const { metric, total, by, place, period } = input;
  if (!total) return '';
  const many = `${valueWords(input, total, 'n')} ${metric.population}, ${place}, ${period}.`;
  if (by === 'month') return sentences(many, variationWords(input));
  const ranked = rankedGroups(input.rows, 'n');
  const top = ranked[0];
  if (by === 'all' || !top || ranked.length < 2) return many;
  const share = top.row.cells['share'];
  const column = input.columns.find((each) => each.key === 'share');
  const part = isFirm(share) && column ? ` (${writeCell(share, column)} of all)` : '';
  return `${many} The largest group is ${top.row.label}: ${valueWords(input, top.row, 'n')}${part}.`;
}

/** The mix over a dimension: the commonest code, named only when clearly commoner than the next. */
export function compositionFinding(input: FindingInput): Finding {
  const { rows, headlineColumn, total } = input;
  const ranked = rankedGroups(rows, headlineColumn);
  const [first, second] = ranked;
  if (!total || !first) return '';
  if (!('share' in first.row.cells)) {
    const label = columnOf(input, headlineColumn).label;
    return `${label}: ${withInterval(input, total, headlineColumn)} of ${valueWords(input, total, 'n')} referrals.`;
  }
  const of = `of ${valueWords(input, total, 'n')} referrals`;
  if (second && first.lower <= second.upper) {
    return `${first.row.label}, ${valueWords(input, first.row, 'share')}, and ${second.row.label}, ${valueWords(input, second.row, 'share')}, are the commonest, ${of}.`;
  }
  return `${first.row.label}: ${withInterval(input, first.row, 'share')} ${of}, more than any other.`;
}
