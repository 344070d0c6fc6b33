import { writeCell, writeValue } from '../format.ts';
import type { Row } from '../cell.ts';
import type { Finding, FindingInput } from './finding.ts';
import {
  FEWEST,
  columnOf,
  countWords,
  differenceWords,
  groupsWords,
  isFirm,
  nameOf,
  oneOf,
  rankedGroups,
  sentences,
  valueWords,
  variationWords,
  withInterval,
} from './words.ts';

/** Two counts this far apart in standard errors are not alike by chance (95 %). */
const APART = 1.96;
/** More groups than this that are not clearly apart are a list, not a finding. */
const NAMED = 3;

/** Counts of referrals or people: how many, and for months whether anything but chance is going on. */
export function countFinding(input: FindingInput): Finding {
  const { metric, total, by } = input;
  if (!total) return '';
  const many = countWords(input, total, 'n', oneOf(metric.population), metric.population);
  if (by === 'month') return sentences(`${many}${eachMonth(input, total)}.`, variationWords(input));
  return by === 'all' ? `${many}.` : sentences(`${many}.`, largestWords(input));
}

/** `, about 370 a month`: of what is counted once in each month, where every month has its number. */
function eachMonth({ metric, rows, columns }: FindingInput, { cells }: Row): string {
  const months = rows.filter((row) => isFirm(row.cells['n']));
  const all = cells['n'];
  const column = columns.find(({ key }) => key === 'n');
  if (metric.statistic.kind !== 'count' || !column || !isFirm(all)) return '';
  if (months.length < 2 || months.length < rows.length || all.value < FEWEST * rows.length)
    return '';
  return `, about ${writeValue(Math.round(all.value / rows.length), column.format)} a month`;
}

/** What the groups of a split are called when one has the most. */
interface Most {
  /** `largest group`, `most common kind of support`. */
  readonly one: string;
  readonly many: string;
  readonly none: string;
}

const largestGroup: Most = {
  one: 'The largest group',
  many: 'The largest groups',
  none: 'No group is clearly the largest.',
};

/** The largest group, alone when it is clearly larger than every other, else with those not clearly apart. */
export function largestWords(input: FindingInput, key = 'n', most: Most = largestGroup): string {
  const groups = rankedGroups(input.rows, key);
  const [first] = groups;
  if (!first || groups.length < 2 || first.value < FEWEST) return '';
  const near = groups.filter(
    ({ value }) => first.value - value <= APART * Math.sqrt(first.value + value),
  );
  const column = input.columns.find((each) => each.key === 'share');
  const words = (row: Row): string => {
    const share = row.cells['share'];
    const part = isFirm(share) && column ? ` (${writeCell(share, column)})` : '';
    return `${nameOf(row, input.by)}, with ${valueWords(input, row, key)}${part}`;
  };
  if (near.length === 1) return `${most.one} is ${words(first.row)}.`;
  if (near.length > NAMED) return most.none;
  const named = near.map(({ row }) => words(row)).join('; ');
  return `${most.many}, not clearly apart, are ${named}.`;
}

/** What a code of the mix is to the referrals that have it. */
const isOf: Readonly<Record<string, string>> = {
  source: 'is the source of',
  need: 'is the main need in',
  needs: 'is mentioned in',
};

/** The mix over a dimension: the commonest code, named alone only when clearly commoner than every other. */
export function compositionFinding(input: FindingInput): Finding {
  const { metric, by, rows, headlineColumn, total } = input;
  if (!total || metric.statistic.kind !== 'composition') return '';
  const counted = countWords(input, total, 'n', 'referral');
  const of = `of ${counted}`;
  const n = total.cells['n']?.value;
  if (typeof n === 'number' && n > 0 && n < FEWEST) {
    return `${counted}: too few to conclude what is commonest.`;
  }
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
  const groups = rankedGroups(rows, headlineColumn);
  const [first] = groups;
  if (!first) return '';
  const near = groups.filter(({ upper }) => upper >= first.lower);
  if (near.length > NAMED) return `None is clearly the commonest, ${of}.`;
  if (near.length > 1) {
    const named = near.map(({ row }) => `${row.label}, ${valueWords(input, row, 'share')}`);
    return `The commonest, not clearly apart, are ${named.join('; ')}, ${of}.`;
  }
  const alone = groups.length > 1 ? ', more than any other' : '';
  return `${first.row.label} ${is} ${withInterval(input, first.row, 'share')} ${of}${alone}.`;
}
