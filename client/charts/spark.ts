import type { Figure } from '#figure/figure.ts';
import { canvasOf, element } from './frame.ts';
import type { ChartOptions } from './frame.ts';
import { shapePath } from './palette.ts';
import { drawnSeries, unbrokenRuns } from './readings.ts';
import type { Point } from './readings.ts';
import { extentOf } from './marks.ts';

/** The months a small line can show: settled ones, with a number that rests on enough people. */
export function sparkPoints(figure: Figure): readonly Point[] {
  const filling = figure.chart.filling?.keys ?? [];
  const rows = figure.rows.filter(({ kind, key }) => kind === 'group' && !filling.includes(key));
  return (drawnSeries(figure, rows)[0]?.points ?? []).filter(({ few }) => !few);
}

/**
 * The months of a figure as a small line without axes, the last point marked: decoration beside a
 * number in words, hidden from assistive technology.
 */
export function sparkChart(figure: Figure, options: ChartOptions): SVGSVGElement {
  const canvas = canvasOf(figure, options);
  const { width, palette } = canvas;
  const height = options.height ?? 44;
  const points = sparkPoints(figure);
  const [first, last] = [points[0]?.key ?? '', points.at(-1)?.key ?? ''];
  const keys = figure.rows.map(({ key }) => key).filter((key) => key >= first && key <= last);
  const [low, high] = extentOf(points.map((point) => ({ ...point, lower: null, upper: null })));
  const x = (key: string) => 4 + (keys.indexOf(key) / Math.max(1, keys.length - 1)) * (width - 12);
  const y = (value: number) => height - 6 - ((value - low) / (high - low || 1)) * (height - 12);
  const size = { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' };
  const svg = element(canvas, 'svg', { class: 'spark', ...size });
  for (const run of unbrokenRuns(keys, points)) {
    const d = run.map(
      ({ key, value }, at) => `${at === 0 ? 'M' : 'L'}${x(key).toFixed(1)},${y(value).toFixed(1)}`,
    );
    svg.append(
      element(canvas, 'path', {
        d: d.join(''),
        fill: 'none',
        stroke: palette.focus,
        'stroke-width': 2,
      }),
    );
  }
  const end = points.at(-1);
  if (end) {
    const at = `translate(${x(end.key).toFixed(1)},${y(end.value).toFixed(1)})`;
    svg.append(
      element(canvas, 'path', { d: shapePath('circle', 4), fill: palette.focus, transform: at }),
    );
  }
  return svg as SVGSVGElement;
}
