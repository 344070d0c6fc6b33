import type { Finding, FindingInput } from './finding.ts';
import {
  capitalise,
  differenceWords,
  groupsWords,
  isFirm,
  listWords,
  restsOnFew,
  valueWords,
  variationWords,
  withInterval,
} from './words.ts';

function comparisonWords(input: FindingInput): string {
  if (input.by === 'all') return '';
  if (input.by === 'month') return variationWords(input);
  if (input.chart.funnel) return funnelWords(input);
  return differenceWords(input, input.headlineColumn, groupsWords(input.by));
}

/**
 * What a funnel plot shows: places outside the 99.8 % limits by name. Beyond the 95 % limits chance
 * alone puts one place in twenty, so those are counted beside what chance would put there.
 */
export function funnelWords({ chart, rows, by }: FindingInput): string {
  const points = chart.funnel?.points ?? [];
  const names = (side: 'high998' | 'low998'): string[] =>
    points.flatMap(({ key, outside }) =>
      outside === side ? [rows.find((row) => row.key === key)?.label ?? key] : [],
    );
  const [above, below] = [names('high998'), names('low998')];
  if (above.length + below.length > 0) {
    const limits = 'the limits expected by chance (99.8%)';
    if (above.length === 0) return `Below ${limits}: ${listWords(below)}.`;
    return `Above ${limits}: ${listWords(above)}${below.length > 0 ? `; below them: ${listWords(below)}` : ''}.`;
  }
  const beyond = points.filter(({ outside }) => outside !== null).length;
  const few =
    beyond > 0
      ? `; ${beyond} ${beyond === 1 ? 'is' : 'are'} beyond the 95% limits, as 1 in 20 would be by chance`
      : '';
  return `All ${points.length} ${groupsWords(by)} are within the limits expected by chance (99.8%)${few}.`;
}

/** A share that is hidden because one side of it is a few people. */
export function hiddenShareWords(what: string): string {
  return `${what}: the share is not shown, as so few people are on one side of it that someone could be identified.`;
}

/** A share with its interval; then what groups or months show, or where none are compared its counts. */
export function shareFinding(input: FindingInput): Finding {
  const { metric, total } = input;
  if (!total || metric.statistic.kind !== 'share') return '';
  const { ofWords, amongWords } = metric.statistic;
  if (total.cells['share']?.state === 'suppressed') return hiddenShareWords(capitalise(ofWords));
  if (!isFirm(total.cells['share'])) return '';
  const counted = `${valueWords(input, total, 'x')} of ${valueWords(input, total, 'n')}`;
  if (restsOnFew(total.cells['share'])) {
    return `${counted} ${amongWords} were ${ofWords}: too few to conclude.`;
  }
  const share = `${withInterval(input, total, 'share')} of ${amongWords} were ${ofWords}`;
  const compared = comparisonWords(input);
  return compared === '' ? `${share}: ${counted}.` : `${share}. ${compared}`;
}
