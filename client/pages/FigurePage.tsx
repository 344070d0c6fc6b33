import { useCallback, useMemo } from 'react';
import { splitLabel, splitsOf } from '#metrics/splits.ts';
import type { Cohort } from '#figure/cohort.ts';
import type { Figure } from '#figure/figure.ts';
import type { Metric } from '#metrics';
import { useCatalogue } from '../cohort/catalogue.ts';
import { FilterBar } from '../cohort/FilterBar.tsx';
import { FilterSheet } from '../cohort/FilterSheet.tsx';
import { figureKey, usePage, usePrefetchPage } from '../cohort/page-query.ts';
import { PrefetchContext } from '../cohort/prefetch-context.ts';
import { useView } from '../cohort/view-context.ts';
import { Card } from '../panels/Card.tsx';
import { Tile } from '../panels/Tile.tsx';
import { phone, useMedia } from '../panels/use-media.ts';
import { Problem } from '../shell/Problem.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { placesOf } from './layouts.ts';
import type { PageLayout, Place } from './layouts.ts';

/** Splits a card offers: those of the metric, worker names for the service's own manager only. */
function splitsFor(metric: Metric, manager: boolean) {
  return splitsOf(metric)
    .filter((by) => manager || by !== 'worker')
    .map((by) => ({ by, label: splitLabel(by) }));
}

/** A page of figures: filters, the question it answers, and its cards. */
export function FigurePage({ layout }: { readonly layout: PageLayout }) {
  const { metrics } = useCatalogue();
  const { view, problems, dismissProblems } = useView();
  const narrow = useMedia(phone);
  const places = useMemo(() => placesOf(layout, metrics, view.show), [layout, metrics, view.show]);
  const page = usePage(places, view);
  const prefetchPage = usePrefetchPage();
  const prefetch = useCallback(
    (next: (cohort: Cohort) => Cohort) =>
      prefetchPage(places, { ...view, cohort: next(view.cohort) }),
    [prefetchPage, places, view],
  );
  usePageTitle(layout.name);
  const Filters = narrow ? FilterSheet : FilterBar;
  return (
    <PrefetchContext value={prefetch}>
      <Filters summary={page.data?.cohort} held={page.held} />
      <main id="main" className="page">
        <h1 className="page-question">{layout.question}</h1>
        {problems.length > 0 && <AddressProblems problems={problems} onDismiss={dismissProblems} />}
        {page.error && (
          <Problem
            failure={page.error}
            onRetry={() => void page.refetch()}
            held={page.data !== undefined}
          />
        )}
        {page.data?.cohort.refused && (
          <div className="notice">
            <p>{page.data.cohort.refused.words}</p>
            <p>{page.data.cohort.refused.wayOut}</p>
          </div>
        )}
        {(page.data || !page.error) && (
          <Grid places={places} figures={page.data?.figures ?? []} held={page.held} />
        )}
      </main>
    </PrefetchContext>
  );
}

function AddressProblems({
  problems,
  onDismiss,
}: {
  readonly problems: readonly string[];
  onDismiss(): void;
}) {
  return (
    <div className="notice" role="status">
      <p>
        <strong>Part of this link could not be used, so it was left out.</strong> The link may be
        old, or a practice or PCN in it may have closed or lie outside what you may see.
      </p>
      <ul>
        {problems.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <button type="button" className="link-button" onClick={onDismiss}>
        Dismiss
      </button>
    </div>
  );
}

interface GridProps {
  readonly places: readonly Place[];
  readonly figures: readonly Figure[];
  readonly held: boolean;
}

/** The last figure of the metric stays in a card until the new split is here. */
function figureFor(place: Place, figures: ReadonlyMap<string, Figure>): Figure | undefined {
  return figures.get(figureKey(place));
}

function Grid({ places, figures, held }: GridProps) {
  const { metric: metricOf, viewer } = useCatalogue();
  const { view, change, address } = useView();
  const byKey = new Map(figures.map((figure) => [figureKey(figure), figure]));
  const tiles = places.filter(({ span }) => span === 'tile');
  const cards = places.filter(({ span }) => span !== 'tile');
  return (
    <>
      {tiles.length > 0 && (
        <div className="tiles">
          {tiles.map((place) => {
            const metric = metricOf(place.metric);
            if (!metric) return null;
            const figure = figureFor(place, byKey);
            const to = `/${place.to ?? ''}?${address}`;
            return (
              <Tile key={figureKey(place)} metric={metric} figure={figure} held={held} to={to} />
            );
          })}
        </div>
      )}
      <div className="cards">
        {cards.map((place, at) => {
          const metric = metricOf(place.metric);
          if (!metric) return null;
          return (
            <div key={`${place.metric} ${at}`} className={`place is-${place.span}`}>
              <Card
                metric={metric}
                by={place.by}
                figure={figureFor(place, byKey)}
                held={held}
                splits={splitsFor(metric, viewer.role === 'manager')}
                compare={view.compare}
                onSplit={(by) =>
                  change((was) => ({ ...was, show: { ...was.show, [place.metric]: by } }))
                }
              />
            </div>
          );
        })}
      </div>
    </>
  );
}
