import { activities } from './activities/definition.ts';
import { annualPeople } from './annual-people/definition.ts';
import { attritionBridge } from './attrition-bridge/definition.ts';
import { caseload } from './caseload/definition.ts';
import { completeness } from './completeness/definition.ts';
import { contacts } from './contacts/definition.ts';
import { declined } from './declined/definition.ts';
import { discrepancies } from './discrepancies/definition.ts';
import { duplicates } from './duplicates/definition.ts';
import { equity } from './equity/definition.ts';
import { flow } from './flow/definition.ts';
import { followUpDue } from './follow-up-due/definition.ts';
import { freshness } from './freshness/definition.ts';
import { gpAppointments } from './gp-appointments/definition.ts';
import { gpComparison } from './gp-comparison/definition.ts';
import { gpEventStudy } from './gp-event-study/definition.ts';
import { gpReconciler } from './gp-reconciler/definition.ts';
import { gpSensitivity } from './gp-sensitivity/definition.ts';
import { gpTimeValue } from './gp-time-value/definition.ts';
import { greenShare } from './green-share/definition.ts';
import { greenUptake } from './green-uptake/definition.ts';
import { needs } from './needs/definition.ts';
import { people } from './people/definition.ts';
import { queueForecast } from './queue-forecast/definition.ts';
import { reached } from './reached/definition.ts';
import { referralRate } from './referral-rate/definition.ts';
import { referralRateByArea } from './referral-rate-by-area/definition.ts';
import { referralSources } from './referral-sources/definition.ts';
import { referrals } from './referrals/definition.ts';
import { timeInService } from './time-in-service/definition.ts';
import { unmapped } from './unmapped/definition.ts';
import { wait } from './wait/definition.ts';
import { wellbeingChange } from './wellbeing-change/definition.ts';
import { wellby } from './wellby/definition.ts';
import type { Metric } from './metric.ts';
import { registry } from './registry.ts';
import type { Registry } from './registry.ts';
import { offeredWith } from './value.ts';
import type { ValueAssumptions } from './value.ts';
import { wellbeingByScale } from './wellbeing-change/by-scale.ts';

export type { Metric } from './metric.ts';
export { registry } from './registry.ts';
export type { CatalogueEntry, Registry } from './registry.ts';
export { splitLabel, splitsOf } from './splits.ts';

/** Every metric, one line each. Order is the order of lists and menus. */
export const metrics: readonly Metric[] = [
  referrals,
  people,
  referralRate,
  referralSources,
  needs,
  equity,
  referralRateByArea,
  wait,
  reached,
  declined,
  timeInService,
  caseload,
  flow,
  annualPeople,
  contacts,
  queueForecast,
  wellbeingChange,
  ...wellbeingByScale,
  attritionBridge,
  gpEventStudy,
  gpAppointments,
  gpComparison,
  gpReconciler,
  gpSensitivity,
  greenUptake,
  greenShare,
  activities,
  gpTimeValue,
  wellby,
  completeness,
  freshness,
  duplicates,
  unmapped,
  discrepancies,
  followUpDue,
];

export const { metricOf } = registry(metrics);

/** The registry under these settings: money figures only once somebody has set what they assume. */
export function registryWith(values: ValueAssumptions): Registry {
  const { on, off } = offeredWith(metrics, values);
  return registry(on, off);
}
