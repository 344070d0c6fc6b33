import { scales } from '../instruments.ts';
import type { Scale } from '../instruments.ts';
import type { Metric } from '../metric.ts';
import { wellbeingChange } from './definition.ts';

/** `life_satisfaction` becomes `wellbeing-life-satisfaction`. */
export function scaleMetricId(scale: Pick<Scale, 'code'>): string {
  return `wellbeing-${scale.code.replaceAll('_', '-')}`;
}

/** The wellbeing figure of one scale, with every split: words from the instrument's own data. */
export function scaleMetric(scale: Scale): Metric {
  const bands = scale.bands.length > 0 ? ([{ by: 'band', chart: 'bands' }] as const) : [];
  return {
    ...wellbeingChange,
    id: scaleMetricId(scale),
    name: `${scale.label}: before and after`,
    question: `Does ${lowerFirst(scale.label)} change over the time people are supported?`,
    measure: `Improvement in ${scale.label}, points`,
    panels: [
      { by: 'all', chart: 'before-after' },
      { by: 'month', chart: 'trend' },
      { by: 'pcn', chart: 'breakdown' },
      { by: 'need', chart: 'breakdown' },
      { by: 'age', chart: 'breakdown' },
      ...bands,
      { by: 'rule', chart: 'breakdown' },
    ],
    statistic: { kind: 'paired-change', scale: scale.code },
  };
}

const lowerFirst = (words: string): string =>
  /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;

/** One metric for each scale of every instrument. */
export const wellbeingByScale: readonly Metric[] = scales.map(scaleMetric);
