import { splitsOf } from '#metrics/splits.ts';
import type { Cohort } from '#figure/cohort.ts';
import type { Metric } from '#metrics';
import type { Role } from '../shell/session.ts';
import type { PageLayout } from './layouts.ts';
import { placesOf, wantedBy } from './places.ts';

type Show = Readonly<Record<string, string>>;

/** A split the address asks for that this reader's page does not have. */
export interface RefusedSplit {
  /** Its key in the address. */
  readonly key: string;
  readonly words: string;
}

/** Names of link workers are for the service's own manager only (metrics.md 4). */
function refusalOf(metric: Metric, by: string, role: Role): string | null {
  if (by === 'worker' && role !== 'manager')
    return `${metric.name} by link worker: names are shown to the service manager only`;
  return splitsOf(metric).includes(by) ? null : `${metric.name}: unknown split: ${by}`;
}

/**
 * The splits in the address that the page can show, and those it cannot, in words: a link of
 * someone who sees more, or an old one. Keys that no card has are left out without a word.
 */
export function offeredShow(
  layout: PageLayout,
  metrics: readonly Metric[],
  { show, cohort }: { readonly show: Show; readonly cohort: Cohort },
  role: Role,
): { readonly show: Show; readonly refused: readonly RefusedSplit[] } {
  const places = placesOf(layout, metrics, { show, cohort });
  const known = new Map(metrics.map((metric) => [metric.id, metric]));
  const refused = wantedBy(places).flatMap(({ id, metric: name, span }): RefusedSplit[] => {
    const by = show[id];
    const metric = known.get(name);
    if (span === 'tile' || !by || !metric) return [];
    const words = refusalOf(metric, by, role);
    return words ? [{ key: id, words }] : [];
  });
  const keys = new Set(refused.map(({ key }) => key));
  const kept = Object.entries(show).filter(([key]) => !keys.has(key));
  return { show: Object.fromEntries(kept), refused };
}
