import type { Format, Row } from '#figure/cell.ts';
import type { Shape } from '../../client/charts/palette.ts';
import type { Series } from '../../client/charts/readings.ts';

/** How one point differs from its series. */
export interface NativePoint {
  readonly at: number;
  readonly fill: string;
  readonly shape?: Shape;
  /** Words written beside the point. */
  readonly label?: string;
  /** Where they stand; right of the point when not said. */
  readonly side?: 't' | 'b' | 'r';
}

export interface NativeSeries {
  readonly name: string;
  /** Scatter only: one per value. */
  readonly x?: readonly number[];
  /** Null where nothing is published: a gap. */
  readonly values: readonly (number | null)[];
  readonly lower?: readonly (number | null)[];
  readonly upper?: readonly (number | null)[];
  readonly fill: string;
  readonly outline?: string;
  readonly line: 'solid' | 'dash' | 'none';
  readonly shape: Shape | 'none';
  readonly points?: readonly NativePoint[];
}

/** A figure as a chart Office programs can edit: its data sheet, and how the series are drawn. */
export interface NativeChart {
  readonly kind: 'bar' | 'line' | 'scatter';
  /** Names of the places, in order; on a scatter, of the first series' points. */
  readonly categories: readonly string[];
  readonly categoryTitle: string;
  readonly series: readonly NativeSeries[];
  readonly format: Format;
  readonly xTitle: string | null;
  readonly yTitle: string;
  /** Values beside the bars: off where intervals stand there. */
  readonly labels: boolean;
}

/** Values and limits of a column in the order of some rows. */
export function valuesIn(
  rows: readonly Row[],
  series: Series,
): Pick<NativeSeries, 'values' | 'lower' | 'upper'> {
  const points = new Map(series.points.map((point) => [point.key, point]));
  const pick = (part: 'value' | 'lower' | 'upper') =>
    rows.map(({ key }) => points.get(key)?.[part] ?? null);
  const limits = { lower: pick('lower'), upper: pick('upper') };
  return { values: pick('value'), ...(series.column.interval ? limits : {}) };
}
