import type { Figure } from '#figure/figure.ts';
import { writeCell } from '#figure/format.ts';

/** The headline number of the other cohort, and the finding about the difference. */
export function ComparisonLine({ figure }: { readonly figure: Figure }) {
  const { comparison, headlineColumn, columns } = figure;
  if (!comparison) return null;
  const column = columns.find(({ key }) => key === headlineColumn);
  const cell = comparison.total?.cells[headlineColumn];
  if (comparison.finding === '' && !cell) return null;
  return (
    <p className="comparison">
      <strong>{comparison.finding}</strong>{' '}
      {column && cell && <span className="quiet">There: {writeCell(cell, column)}.</span>}
    </p>
  );
}
