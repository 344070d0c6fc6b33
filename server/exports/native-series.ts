import type { Format, Row } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { paletteOf } from '../../client/charts/palette.ts';
import type { Shape } from '../../client/charts/palette.ts';
import type { Series } from '../../client/charts/readings.ts';

/** How one point differs from its series. */
export interface NativePoint {
  readonly at: number;
  readonly fill: string;
  readonly shape?: Shape;
  /** Rests on too few: hollow, and joined to nothing. */
  readonly few?: boolean;
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
  /** False for one of a pair of lines that the key names once. */
  readonly listed?: boolean;
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
  readonly yTitle: string | null;
  /** What the value axis runs through, as on screen, before it is rounded to its steps. */
  readonly ends: readonly [number, number];
  /** What the axis across runs through, on a scatter. */
  readonly across?: readonly [number, number];
  /** Where bars begin when that is not zero. */
  readonly base?: number;
  /** Share of the width kept for the names of bars, so that each is whole and charts line up. */
  readonly names?: number;
  /** Inches it stands high on its slide. */
  readonly height?: number;
  /** Of charts one under the other the first says what the colours are. */
  readonly legend?: boolean;
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

const palette = paletteOf();

/** The colour of the series in a place: at most four are told apart. */
export const seriesColour = (index: number): string => palette.series[index % 4] ?? palette.ink;

/** What the other cohort's series is called; a cohort of many words is named under the chart alone. */
export function otherName({ comparison }: Figure): string {
  const { short, words = '' } = comparison?.cohort ?? {};
  if (short !== undefined) return `Compared with: ${short}`;
  return words.length > 90 ? 'Compared cohort' : `Compared with: ${words}`;
}
