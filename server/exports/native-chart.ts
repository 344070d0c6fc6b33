import type { Figure } from '#figure/figure.ts';
import { isDrawn } from '../../client/charts/draw.ts';
import { barChart, pairCharts, stepsChart } from './native-bars.ts';
import { lineChart } from './native-lines.ts';
import { nativeScatter } from './native-scatter.ts';
import type { NativeChart } from './native-series.ts';

/**
 * The editable charts of a figure, one under the other: one, or one for each scale where scales differ;
 * none when it is a table, a map, or has nothing to draw.
 */
export function nativeCharts(figure: Figure): readonly NativeChart[] {
  if (!isDrawn(figure)) return [];
  const { kind, y } = figure.chart;
  switch (kind) {
    case 'trend':
    case 'event-study':
      return [lineChart(figure)];
    case 'breakdown':
    case 'bands':
      return [barChart(figure, y)];
    case 'bullet':
      return [barChart(figure, y.slice(0, 1))];
    case 'before-after':
      return pairCharts(figure);
    case 'steps':
      return [stepsChart(figure)];
    case 'survival':
    case 'funnel-plot':
      return nativeScatter(figure);
    default:
      return [];
  }
}
