import type { Metric, Room } from './metric.ts';
import { needSplit, splitLabel, splitsOf } from './splits.ts';

/** One line of the catalogue: everything a list, a menu or an About page says of a metric. */
export interface CatalogueEntry {
  readonly metric: Metric;
  readonly splits: readonly { readonly by: string; readonly label: string }[];
}

export interface Registry {
  readonly list: readonly Metric[];
  /** Known, but not to be asked for until switched on. */
  readonly off: readonly Metric[];
  /** Throws `unknown metric: x; one of ...`. */
  metricOf(id: string): Metric;
  ofRoom(room: Room): readonly Metric[];
  catalogue(): readonly CatalogueEntry[];
  needSplit(id: string, by: string): void;
}

/** A registry of any list of metrics: the product's own, or one with a metric added on the fly. */
export function registry(metrics: readonly Metric[], off: readonly Metric[] = []): Registry {
  const byId = new Map(metrics.map((metric) => [metric.id, metric]));
  if (byId.size !== metrics.length) {
    const ids = metrics.map((metric) => metric.id);
    const twice = ids.find((id, at) => ids.indexOf(id) !== at);
    throw new Error(`two metrics are called ${twice}; give each its own id`);
  }
  const metricOf = (id: string): Metric => {
    const metric = byId.get(id);
    if (!metric) throw new Error(`unknown metric: ${id}; one of ${[...byId.keys()].join(', ')}`);
    return metric;
  };
  return {
    list: metrics,
    off,
    metricOf,
    ofRoom: (room) => metrics.filter((metric) => metric.room === room),
    catalogue: () =>
      metrics.map((metric) => ({
        metric,
        splits: splitsOf(metric).map((by) => ({ by, label: splitLabel(by) })),
      })),
    needSplit: (id, by) => needSplit(metricOf(id), by),
  };
}
