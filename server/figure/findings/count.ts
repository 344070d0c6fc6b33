import { writeCell } from '../format.ts';
import type { Row } from '../cell.ts';
import type { Finding, FindingInput } from './finding.ts';
import {
  columnOf,
  differenceWords,
  groupsWords,
  isFirm,
  nameOf,
  rankedGroups,
  sentences,
  valueWords,
  variationWords,
  withInterval,
} from './words.ts';

/** Two counts this far apart in standard errors are not alike by chance (95 %). */
const APART = 1.96;

/** Counts of referrals or people: how many, and for months whether anything but chance is going on. */
export function countFinding(input: FindingInput): Finding {
  const { metric, total, by, place, period } = input;
  if (!total) return '';
  const many = `${valueWords(input, total, 'n')} ${metric.population}, ${place}, ${period}.`;
  if (by === 'month') return sentences(many, variationWords(input));
  return by === 'all' ? many : sentences(many, largestWords(input));
}

/** The largest group, alone when it is clearly larger than the next, else the two together. */
function largestWords(input: FindingInput): string {
  const [first, second] = rankedGroups(input.rows, 'n');
  if (!first || !second) return '';
  const column = input.columns.find((each) => each.key === 'share');
  const words = (row: Row): string => {
    const share = row.cells['share'];
    const part = isFirm(share) && column ? ` (${writeCell(share, column)})` : '';
    return `${nameOf(row, input.by)}, ${valueWords(input, row, 'n')}${part}`;
  };
  if (first.value - second.value <= APART * Math.sqrt(first.value + second.value)) {
    return `The largest groups are ${words(first.row)}, and ${words(second.row)}.`;
  }
  return `The largest group is ${words(first.row)}.`;
}

/** What a code of the mix is to the referrals that have it. */
const isOf: Readonly<Record<string, string>> = {
  source: 'is the source of',
  need: 'is the main need in',
  needs: 'is mentioned in',
};

/** The mix over a dimension: the commonest code, named alone only when clearly commoner than the next. */
export function compositionFinding(input: FindingInput): Finding {
  const { metric, by, rows, headlineColumn, total } = input;
  if (!total || metric.statistic.kind !== 'composition') return '';
  const of = `of ${valueWords(input, total, 'n')} referrals`;
  const own = headlineColumn === 'share';
  const is = isOf[own ? by : metric.statistic.dimension] ?? 'is recorded in';
  if (!own) {
    const code = columnOf(input, headlineColumn).label;
    if (!isFirm(total.cells[headlineColumn])) return '';
    return sentences(
      `${code} ${is} ${withInterval(input, total, headlineColumn)} ${of}.`,
      by === 'all' || by === 'month' ? '' : differenceWords(input, headlineColumn, groupsWords(by)),
    );
  }
  const [first, second] = rankedGroups(rows, headlineColumn);
  if (!first) return '';
  if (second && first.lower <= second.upper) {
    return `${first.row.label}, ${valueWords(input, first.row, 'share')}, and ${second.row.label}, ${valueWords(input, second.row, 'share')}, are the commonest, ${of}.`;
  }
  return `${first.row.label} ${is} ${withInterval(input, first.row, 'share')} ${of}, more than any other.`;
}
