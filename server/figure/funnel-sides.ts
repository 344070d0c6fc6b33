import type { FunnelMarks } from './figure.ts';

type Side = FunnelMarks['points'][number]['outside'];

/**
 * Whether a place of a funnel plot is marked and named: beyond the 99.8% limits. Chance alone puts
 * one place in twenty beyond the 95% limits, so those are counted in the finding and marked nowhere.
 */
export function standsOut(side: Side | undefined): boolean {
  return side === 'high998' || side === 'low998';
}
