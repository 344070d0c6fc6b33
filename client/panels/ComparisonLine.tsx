import type { Figure } from '#figure/figure.ts';

/** How the headline number differs from that of the other cohort, or who that is where no key says. */
export function ComparisonLine({ figure }: { readonly figure: Figure }) {
  const { comparison } = figure;
  if (!comparison) return null;
  const { finding, cohort } = comparison;
  const words = finding === '' && !cohort.short ? `Compared with: ${cohort.words}.` : finding;
  if (words === '') return null;
  return (
    <p className="comparison">
      <strong>{words}</strong>
    </p>
  );
}
