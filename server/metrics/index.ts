import { gpAppointments } from './gp-appointments/definition.ts';
import { gpEventStudy } from './gp-event-study/definition.ts';
import { greenUptake } from './green-uptake/definition.ts';
import type { Metric } from './metric.ts';
import { referralSources } from './referral-sources/definition.ts';
import { referrals } from './referrals/definition.ts';
import { registry } from './registry.ts';
import { wellbeingChange } from './wellbeing-change/definition.ts';

export type { Metric } from './metric.ts';
export { registry } from './registry.ts';
export type { CatalogueEntry, Registry } from './registry.ts';
export { splitLabel, splitsOf } from './splits.ts';

/** Every metric, one line each. Order is the order of lists and menus. */
export const metrics: readonly Metric[] = [
  referrals,
  referralSources,
  wellbeingChange,
  gpAppointments,
  gpEventStudy,
  greenUptake,
];

export const { metricOf } = registry(metrics);
