import type { Finding, FindingInput } from './finding.ts';
import {
  capitalise,
  differenceWords,
  groupsWords,
  isFirm,
  listWords,
  sentences,
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

/** What a funnel plot shows: who lies outside the limits that chance alone would give. */
export function funnelWords({ chart, rows, by }: FindingInput): string {
  const outside = (chart.funnel?.points ?? []).filter((point) => point.outside !== null);
  if (outside.length === 0)
    return `All ${groupsWords(by)} are within the limits expected by chance.`;
  const names = (side: 'high' | 'low'): string[] =>
    outside.flatMap(({ key, outside: where }) =>
      where?.startsWith(side) ? [rows.find((row) => row.key === key)?.label ?? key] : [],
    );
  const [above, below] = [names('high'), names('low')];
  return sentences(
    above.length > 0 ? `Above the limits expected by chance: ${listWords(above)}.` : '',
    below.length > 0 ? `Below them: ${listWords(below)}.` : '',
  ).replace(/^Below them/, 'Below the limits expected by chance');
}

/** A share that is hidden because one side of it is a few people. */
export function hiddenShareWords(what: string): string {
  return `${what}: one side is too few people to show a share without risk of identifying someone.`;
}

/** A share: value, interval, numerator and denominator; then groups or months. */
export function shareFinding(input: FindingInput): Finding {
  const { metric, total } = input;
  if (!total || metric.statistic.kind !== 'share') return '';
  const { ofWords, amongWords } = metric.statistic;
  if (total.cells['share']?.state === 'suppressed') return hiddenShareWords(capitalise(ofWords));
  if (!isFirm(total.cells['share'])) return '';
  return sentences(
    `${withInterval(input, total, 'share')} of ${amongWords} were ${ofWords}: ${valueWords(input, total, 'x')} of ${valueWords(input, total, 'n')}.`,
    comparisonWords(input),
  );
}

/** A rate or an average per something: value with interval, then groups or months. */
export function headlineFinding(input: FindingInput): Finding {
  const { metric, total, headlineColumn } = input;
  if (!total) return '';
  return sentences(
    `${metric.name}: ${withInterval(input, total, headlineColumn)}, ${input.place}, ${input.period}.`,
    comparisonWords(input),
  );
}
