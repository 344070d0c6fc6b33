import type { Cohort } from '#figure/cohort.ts';
import type { Metric } from '#metrics';
import { splitsOf } from '#metrics/splits.ts';
import type { Role } from '../shell/session.ts';
import { pageLayouts } from './layouts.ts';
import type { Closer, FilledPlace, PageLayout, Place } from './layouts.ts';
import { splitWithin } from './split-within.ts';

type Show = Readonly<Record<string, string>>;

/** What of an address decides the cards of a page. */
interface Chosen {
  readonly show: Show;
  readonly cohort: Cohort;
}

export interface PagePlaces {
  readonly main: readonly FilledPlace[];
  /** The group about one chosen metric; null on pages without one. */
  readonly closer: {
    readonly layout: Closer;
    readonly offered: readonly Metric[];
    readonly chosen: Metric;
    readonly places: readonly FilledPlace[];
  } | null;
}

/** Names each place after its metric, the second of the same metric `metric~2`, and so on. */
function named(places: readonly Place[], extra: boolean): readonly FilledPlace[] {
  const seen = new Map<string, number>();
  return places.map((each) => {
    const times = (seen.get(each.metric) ?? 0) + (each.span === 'tile' ? 0 : 1);
    seen.set(each.metric, times);
    return { ...each, extra, id: times > 1 ? `${each.metric}~${times}` : each.metric };
  });
}

/** Places of one group only, split by what is inside it; a tile keeps the months of its small line. */
function within<P extends Place>(
  places: readonly P[],
  known: ReadonlyMap<string, Metric>,
  cohort: Cohort,
): readonly P[] {
  const taken = new Map<string, Set<string>>();
  const of = (metric: string): Set<string> => {
    const held = taken.get(metric) ?? new Set();
    taken.set(metric, held);
    return held;
  };
  for (const { metric, by, span } of places) if (span !== 'tile') of(metric).add(by);
  return places.map((place) => {
    const metric = known.get(place.metric);
    if (place.span === 'tile' || !metric) return place;
    const by = splitWithin(metric, place.by, cohort, of(place.metric));
    of(place.metric).add(by);
    return by === place.by ? place : { ...place, by };
  });
}

/** The split the address names for the place, when its metric has it. */
function withShown(
  place: FilledPlace,
  known: ReadonlyMap<string, Metric>,
  show: Show,
): FilledPlace {
  const chosen = show[place.id];
  const metric = known.get(place.metric);
  if (place.span === 'tile' || !chosen || !metric) return place;
  return splitsOf(metric).includes(chosen) ? { ...place, by: chosen } : place;
}

function closerOf(
  layout: Closer | undefined,
  metrics: readonly Metric[],
  known: ReadonlyMap<string, Metric>,
  { show, cohort }: Chosen,
): PagePlaces['closer'] {
  const offered = layout ? metrics.filter((metric) => layout.offers(metric)) : [];
  const chosen = offered.find(({ id }) => id === show[layout?.key ?? '']) ?? offered[0];
  if (!layout || !chosen) return null;
  const wanted = layout.places.map(({ by, span }) => ({ metric: chosen.id, by, span }));
  const places = named(wanted, false).map((place, at) => ({
    ...place,
    id: `${layout.key}~${at + 1}`,
  }));
  const own = places.filter(({ by }) => chosen.panels.some((panel) => panel.by === by));
  const inside = within(own, known, cohort);
  return { layout, offered, chosen, places: inside.map((place) => withShown(place, known, show)) };
}

/**
 * The places of a page that can be filled now: metrics in the catalogue, each with the split chosen
 * in the address or one that says something of the cohort, then what its rooms hold beyond the layout.
 */
export function placesOf(
  layout: PageLayout,
  metrics: readonly Metric[],
  chosen: Chosen,
): PagePlaces {
  const { show, cohort } = chosen;
  const known = new Map(metrics.map((metric) => [metric.id, metric]));
  const own = layout.places.filter(({ metric }) => known.has(metric));
  const placed = new Set(own.map(({ metric }) => metric));
  const more = metrics.filter(
    (metric) =>
      layout.rooms.includes(metric.room) &&
      !placed.has(metric.id) &&
      !layout.closer?.offers(metric),
  );
  const added = more.map(({ id, panels }): Place => ({
    metric: id,
    by: panels[0]?.by ?? 'all',
    span: 'half',
  }));
  const main = [...named(own, false), ...named(added, true)];
  return {
    main: within(main, known, cohort).map((place) => withShown(place, known, show)),
    closer: closerOf(layout.closer, metrics, known, chosen),
  };
}

/** Every figure a page asks for. */
export function wantedBy({ main, closer }: PagePlaces): readonly FilledPlace[] {
  return [...main, ...(closer?.places ?? [])];
}

/** Pages with something to show, in the order of the tabs. An administrator is shown no figures. */
export function pagesFor(metrics: readonly Metric[], role: Role): readonly PageLayout[] {
  return pageLayouts.filter(
    (layout) =>
      role !== 'admin' &&
      (layout.roles?.includes(role) ?? true) &&
      metrics.some(
        ({ id, room }) =>
          layout.rooms.includes(room) || layout.places.some(({ metric }) => metric === id),
      ),
  );
}
