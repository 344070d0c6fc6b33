import { dateWords } from '../figure/month.ts';
import { writeValue } from '../figure/format.ts';
import type { Metric } from './metric.ts';

/** A figure and the range it may lie in. */
export interface Range {
  readonly low: number;
  readonly central: number;
  readonly high: number;
}

interface Priced {
  /** Pounds; always a range. */
  readonly pounds: Range;
  /** Year the prices are of: `2019`, `2023/24`. */
  readonly priceYear: string;
  readonly source: string;
  /** ISO day it was set; absent in worked examples. */
  readonly setOn?: string;
}

/** What a GP consultation costs: a setting, never a default, with its year and source. */
export interface ConsultationCost extends Priced {
  /** Minutes of a consultation; the pounds are for one of that length. */
  readonly minutes: number;
  /** What the cost holds: "with qualification costs, without prescriptions". */
  readonly includes: string;
}

/** What a point of life satisfaction for a year is taken to be worth. */
export interface WellbyValue extends Priced {
  /** Share of the change put down to the service, 0 to 1. */
  readonly attribution: number;
}

/** Assumptions of the money figures; null leaves the figure switched off. */
export interface ValueAssumptions {
  readonly consultation: ConsultationCost | null;
  readonly wellby: WellbyValue | null;
}

/** HM Treasury's WELLBY in 2019 prices; half of the change put down to the service. */
export const standardWellby: WellbyValue = {
  pounds: { low: 10_000, central: 13_000, high: 16_000 },
  priceYear: '2019',
  source: 'HM Treasury, Wellbeing guidance for appraisal: supplementary Green Book guidance, 2021',
  attribution: 0.5,
};

/** The setting a metric cannot do without; null for metrics that value nothing. */
export function assumptionOf({ statistic }: Metric): keyof ValueAssumptions | null {
  if (statistic.kind === 'gp-time-value') return 'consultation';
  return statistic.kind === 'wellby' ? 'wellby' : null;
}

/** Metrics that may be asked for under these settings: money figures only once they are set. */
export function offeredWith(
  metrics: readonly Metric[],
  values: ValueAssumptions,
): { readonly on: readonly Metric[]; readonly off: readonly Metric[] } {
  const isOff = (metric: Metric): boolean => {
    const key = assumptionOf(metric);
    return key !== null && values[key] === null;
  };
  return { on: metrics.filter((metric) => !isOff(metric)), off: metrics.filter(isOff) };
}

/** Why a money figure is not there, in one line. */
export function whyOff(metric: Metric): string {
  return assumptionOf(metric) === 'consultation'
    ? 'No cost of a GP consultation has been set.'
    : 'No value of a point of life satisfaction has been set.';
}

/** A price in words, pence too where it has them: modelled amounts are rounded, prices are not. */
export function priceWords(pounds: number): string {
  return Number.isInteger(pounds) ? writeValue(pounds, 'money') : `£${pounds.toFixed(2)}`;
}

function rangeWords({ low, central, high }: Range): string {
  return `${priceWords(central)} (${priceWords(low)} to ${priceWords(high)})`;
}

const setWords = (setOn: string | undefined): string =>
  setOn === undefined ? '' : ` Set by the service on ${dateWords(setOn)}.`;

/** The assumptions of a GP time figure as they are printed on its face and in its files. */
export function consultationWords(cost: ConsultationCost): string {
  return `${rangeWords(cost.pounds)} for a GP consultation of ${cost.minutes} minutes, ${cost.includes}; ${cost.priceYear} prices. Source: ${cost.source}.${setWords(cost.setOn)}`;
}

/** The assumptions of a WELLBY figure as they are printed on its face and in its files. */
export function wellbyWords(value: WellbyValue): string {
  return `${rangeWords(value.pounds)} for a point of life satisfaction for a year, ${value.priceYear} prices, not uprated; ${writeValue(value.attribution, 'share')} of the change put down to the service. Source: ${value.source}.${setWords(value.setOn)}`;
}
