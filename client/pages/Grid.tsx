import { useCallback, useMemo } from 'react';
import { splitLabel, splitsOf } from '#metrics/splits.ts';
import type { Figure } from '#figure/figure.ts';
import type { Metric } from '#metrics';
import { useCatalogue } from '../cohort/catalogue.ts';
import { figureKey } from '../cohort/page-query.ts';
import { useView, useViewActions } from '../cohort/view-context.ts';
import { Card } from '../panels/Card.tsx';
import type { Split } from '../panels/SplitSelect.tsx';
import { Tile } from '../panels/Tile.tsx';
import { useIsClosed } from '../reports/LateNote.tsx';
import { Held } from './Held.tsx';
import type { FilledPlace } from './layouts.ts';

/** Splits a card offers: those of the metric, worker names for the service's own manager only. */
function splitsFor(metric: Metric, manager: boolean): readonly Split[] {
  return splitsOf(metric)
    .filter((by) => manager || by !== 'worker')
    .map((by) => ({ by, label: shortNames[by] ?? splitLabel(by) }));
}

/** Names a menu on a card has no room for. */
const shortNames: Readonly<Record<string, string>> = {
  pcn: 'PCN',
  ways: 'Way to wellbeing',
  green_type: 'Green activity',
  deprivation: 'Deprivation (England)',
  local_deprivation: 'Deprivation (here)',
  rule: 'Rule',
  window: 'Window',
  balance: 'What was compared',
  baseline_use: 'Appointments before',
};

/** The splits of every metric, made once: a card whose props stay the same is not drawn again. */
function useSplits(): ReadonlyMap<string, readonly Split[]> {
  const { metrics, viewer } = useCatalogue();
  return useMemo(
    () => new Map(metrics.map((each) => [each.id, splitsFor(each, viewer.role === 'manager')])),
    [metrics, viewer.role],
  );
}

interface GridProps {
  readonly places: readonly FilledPlace[];
  readonly figures: ReadonlyMap<string, Figure>;
  /** True while the figures are those of the question before. */
  readonly held: boolean;
}

/** Nothing loaded for a figure nobody laid out: it is named below, not given a card. */
const isIdle = (place: FilledPlace, figures: GridProps['figures']): boolean =>
  place.extra && figures.get(figureKey(place))?.message?.state === 'no_data';

/** Tiles, then cards, then the names of figures that have no data yet. */
export function Grid({ places, figures, held }: GridProps) {
  const tiles = places.filter(({ span }) => span === 'tile');
  const cards = places.filter((place) => place.span !== 'tile' && !isIdle(place, figures));
  const idle = places.filter((place) => isIdle(place, figures));
  return (
    <>
      <Tiles places={tiles} figures={figures} held={held} />
      <Cards places={cards} figures={figures} held={held} />
      {idle.length > 0 && <Idle places={idle} />}
    </>
  );
}

function Tiles({ places, figures, held }: GridProps) {
  const { metric: metricOf } = useCatalogue();
  if (places.length === 0) return null;
  return (
    <Held className="tiles" held={held} busy={held || figures.size === 0}>
      {places.map((place) => {
        const metric = metricOf(place.metric);
        if (!metric) return null;
        const figure = figures.get(figureKey(place));
        return <Tile key={place.id} metric={metric} figure={figure} page={place.to ?? ''} />;
      })}
    </Held>
  );
}

function Cards({ places, figures, held }: GridProps) {
  const { metric: metricOf } = useCatalogue();
  const { compare } = useView().view;
  const { change } = useViewActions();
  const splits = useSplits();
  const isClosed = useIsClosed();
  const onSplit = useCallback(
    (place: string, by: string) =>
      change((was) => ({ ...was, show: { ...was.show, [place]: by } })),
    [change],
  );
  return (
    <Held className="cards" held={held} busy={held || figures.size === 0}>
      {places.map((place) => {
        const metric = metricOf(place.metric);
        if (!metric) return null;
        const figure = figures.get(figureKey(place));
        return (
          <div key={place.id} className={`place is-${place.span}`} data-metric={place.metric}>
            <Card
              place={place.id}
              metric={metric}
              by={place.by}
              figure={figure}
              closed={figure !== undefined && isClosed(figure)}
              splits={splits.get(metric.id) ?? []}
              compare={compare}
              onSplit={onSplit}
            />
          </div>
        );
      })}
    </Held>
  );
}

function Idle({ places }: { readonly places: readonly FilledPlace[] }) {
  const { metric } = useCatalogue();
  const names = places.map((place) => metric(place.metric)?.name ?? place.metric);
  return <p className="idle">No data has been loaded for: {names.join('; ')}.</p>;
}
