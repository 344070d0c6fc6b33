import { formatCohort } from '#figure/cohort-url.ts';
import type { Figure } from '#figure/figure.ts';
import type { Against } from '../answers/compare.ts';
import type { FigureRequest } from '../answers/request.ts';

const againstText = (against: Against): string =>
  against.kind === 'cohort' ? formatCohort(against.cohort) : against.kind;

/**
 * The query that asks for a figure again, in the grammar of `/api/figures/:metric`: split, cohort,
 * comparison and the policy it was published under.
 */
export function questionOf(
  { by, cohort, against }: Pick<FigureRequest, 'by' | 'cohort' | 'against'>,
  figure: Figure,
): string {
  const compare = against ? `&compare=${encodeURIComponent(againstText(against))}` : '';
  return `by=${by}&${formatCohort(cohort)}${compare}&policy=${figure.provenance.policy}`;
}
