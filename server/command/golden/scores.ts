import { swemwbsMetric, swemwbsRaw } from '../../statistics/swemwbs.ts';
import type { GoldenMethod } from './case.ts';
import { inputAs } from './case.ts';

export const swemwbsMethod: GoldenMethod = {
  file: 'swemwbs',
  method: 'SWEMWBS raw total to metric score',
  run(input) {
    const { raw, items } = inputAs<{
      raw?: number | number[];
      items?: (number | null)[];
    }>(input);
    if (Array.isArray(raw)) return { metric: raw.map(swemwbsMetric) };
    if (typeof raw === 'number') return { raw, metric: swemwbsMetric(raw) };
    const total = swemwbsRaw(items ?? []);
    const metric = total === null ? null : swemwbsMetric(total);
    return { raw: total, metric, scored: metric !== null };
  },
};
