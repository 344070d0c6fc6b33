import type { Figure } from '#figure/figure.ts';
import { beforeAfterChart } from './before-after.ts';
import { bandsChart, breakdownChart, bulletChart, stepsChart } from './breakdown.ts';
import { eventStudyChart } from './event-study.ts';
import { canvasOf } from './frame.ts';
import type { Canvas, ChartOptions } from './frame.ts';
import { funnelPlotChart } from './funnel-plot.ts';
import { mapChart } from './map.ts';
import { survivalChart } from './survival.ts';
import { trendChart } from './trend.ts';

type Drawn = Exclude<Figure['chart']['kind'], 'table'>;

const kinds: Record<Drawn, (canvas: Canvas) => SVGSVGElement> = {
  trend: trendChart,
  breakdown: breakdownChart,
  steps: stepsChart,
  'before-after': beforeAfterChart,
  'event-study': eventStudyChart,
  bands: bandsChart,
  survival: survivalChart,
  'funnel-plot': funnelPlotChart,
  bullet: bulletChart,
  map: mapChart,
};

/** True when the figure has a picture; otherwise its table is the figure. */
export function isDrawn(figure: Figure): boolean {
  const { kind, map } = figure.chart;
  const rows = figure.rows.some((row) => row.kind === 'group');
  return figure.message === null && rows && kind !== 'table' && (kind !== 'map' || !!map);
}

/**
 * The picture of a published figure: a pure function of the two, in a browser or with jsdom. Only
 * published numbers become geometry. Throws for a figure that is a table (see `isDrawn`).
 */
export function drawFigure(figure: Figure, options: ChartOptions): SVGSVGElement {
  const { kind } = figure.chart;
  if (kind === 'table') {
    throw new Error(`no picture: ${figure.metric} by ${figure.by} is a table; show it as one`);
  }
  return kinds[kind](canvasOf(figure, options));
}
