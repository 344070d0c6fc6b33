import type { Row } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { capitalise } from '#figure/findings/words.ts';
import { columnOf, seriesOf } from './readings.ts';
import type { Series } from './readings.ts';

/** What the other cohort is called in a key; where it has no short name the card says who it is. */
export const comparedName = ({ comparison }: Figure): string =>
  capitalise(comparison?.cohort.short ?? 'compared cohort');

const isMonth = ({ key }: Row): boolean => /^\d{4}-\d{2}$/.test(key);

/**
 * Rows of the cohort compared with, under the keys of the figure's own: months by their place in the
 * period (the first beside the first), everything else by key. Null without a comparison.
 */
export function comparedRows(figure: Figure): readonly Row[] | null {
  const { comparison } = figure;
  if (!comparison) return null;
  const own = figure.rows.filter(({ kind }) => kind === 'group');
  if (!own.some(isMonth)) return comparison.rows;
  const others = comparison.rows.filter(({ kind }) => kind === 'group');
  return own.flatMap(({ key, label }, at) => {
    const other = others[at];
    return other ? [{ ...other, key, label }] : [];
  });
}

/** The other cohort as one more series of a chart of one column; null where there is none to draw. */
export function comparedSeries(figure: Figure): Series | null {
  const [key, ...more] = figure.chart.y;
  const rows = comparedRows(figure);
  if (!rows || key === undefined || more.length > 0) return null;
  const column = columnOf(figure, key);
  return { ...seriesOf(rows, column), column: { ...column, label: comparedName(figure) } };
}
