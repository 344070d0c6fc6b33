import type { Figure } from '#figure/figure.ts';

/** How the headline number differs from that of the other cohort. */
export function ComparisonLine({ figure }: { readonly figure: Figure }) {
  const { comparison } = figure;
  if (!comparison || comparison.finding === '') return null;
  return (
    <p className="comparison">
      <strong>{comparison.finding}</strong>
    </p>
  );
}
