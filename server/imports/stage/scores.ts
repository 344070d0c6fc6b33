import { swemwbsMetric } from '../../statistics/swemwbs.ts';
import { scales } from '#metrics/instruments.ts';
import type { Scale } from '#metrics/instruments.ts';

/** What a stored value of one item may be. */
export interface ItemRange {
  readonly instrument: string;
  readonly item: string;
  readonly lowest: number;
  readonly highest: number;
  readonly whole: boolean;
}

/** Measures whose single answers may be given in parts of a point. */
const fractional = new Set(['eq5d5l', 'pam13', 'wellbeing_star']);

function rangesOf({ instrument, score, min, max }: Scale): ItemRange[] {
  const whole = !fractional.has(instrument);
  if (score.kind === 'item')
    return [{ instrument, item: score.item, lowest: min, highest: max, whole }];
  const items = score.items.map((item) => ({
    instrument,
    item,
    lowest: score.itemMin,
    highest: score.itemMax,
    whole: true,
  }));
  // A SWEMWBS total may be a metric score, which has decimals.
  const total = {
    instrument,
    item: score.total,
    lowest: min,
    highest: max,
    whole: whole && instrument !== 'swemwbs',
  };
  return [...items, total];
}

/** Every item of every known measure, from the instruments of the metrics, plus ONS life satisfaction alone. */
export const itemRanges: readonly ItemRange[] = [
  ...scales.flatMap(rangesOf),
  { instrument: 'ons1', item: 'life_satisfaction', lowest: 0, highest: 10, whole: true },
];

/** Other names of items, compared folded with underscores. */
export const itemNames: Readonly<Record<string, string>> = {
  satisfaction: 'life_satisfaction',
  satisfied: 'life_satisfaction',
  life_satisfied: 'life_satisfaction',
  worth_while: 'worthwhile',
  happy: 'happiness',
  happy_yesterday: 'happiness',
  anxious: 'anxiety',
  anxious_yesterday: 'anxiety',
  score: 'total',
  sum: 'total',
  total_score: 'total',
};

/** Metric scores of raw SWEMWBS totals 7 to 35: what a total with decimals must be one of. */
export const swemwbsMetricScores: readonly number[] = Array.from({ length: 29 }, (_, index) =>
  swemwbsMetric(index + 7),
).filter((metric) => metric !== null);
