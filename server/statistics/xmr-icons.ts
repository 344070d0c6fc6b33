import type { XmrLimits } from './xmr-limits.ts';
import { sideOf } from './xmr-limits.ts';
import type { XmrSignal } from './xmr-signals.ts';

/** Which way the measure should go. */
export type XmrAim = 'increase' | 'decrease' | 'neutral';

/** What a point means for the service. */
export type XmrPointType =
  | 'common_cause'
  | 'special_cause_improvement'
  | 'special_cause_concern'
  | 'special_cause_neutral_high'
  | 'special_cause_neutral_low';

/** Variation icon: the type of the last point, with the side (H or L) it lies on. */
export type XmrVariation =
  | 'common_cause'
  | 'improvement_high'
  | 'improvement_low'
  | 'concern_high'
  | 'concern_low'
  | 'neutral_high'
  | 'neutral_low';

/** Assurance icon: will the target be met by this process? `inconsistent` is "hit and miss". */
export type XmrAssurance = 'pass' | 'fail' | 'inconsistent';

const HIGH: ReadonlySet<XmrSignal> = new Set([
  'above_limit',
  'rising',
  'two_in_three_above',
  'shift_above',
]);

/** Above or increasing is high; improvement when that is the aim, concern when it is not. */
export function pointType(signal: XmrSignal | null, aim: XmrAim): XmrPointType {
  if (signal === null) return 'common_cause';
  const high = HIGH.has(signal);
  if (aim === 'neutral') return high ? 'special_cause_neutral_high' : 'special_cause_neutral_low';
  return high === (aim === 'increase') ? 'special_cause_improvement' : 'special_cause_concern';
}

/** Variation icon of the last point. */
export function variationIcon(signal: XmrSignal | null, aim: XmrAim): XmrVariation {
  if (signal === null) return 'common_cause';
  const side = HIGH.has(signal) ? 'high' : 'low';
  if (aim === 'neutral') return `neutral_${side}`;
  return (side === 'high') === (aim === 'increase') ? `improvement_${side}` : `concern_${side}`;
}

/**
 * Assurance icon from limits and target: none without a target or an aim; a target outside the
 * limits is always or never met; on or between them, or without limits, hit and miss.
 */
export function assuranceIcon(
  limits: Pick<XmrLimits, 'lower' | 'upper'>,
  target: number | null,
  aim: XmrAim,
): XmrAssurance | null {
  if (target === null || aim === 'neutral') return null;
  if (limits.lower === null || limits.upper === null) return 'inconsistent';
  if (sideOf(target, limits.upper) > 0) return aim === 'increase' ? 'fail' : 'pass';
  if (sideOf(target, limits.lower) < 0) return aim === 'increase' ? 'pass' : 'fail';
  return 'inconsistent';
}
