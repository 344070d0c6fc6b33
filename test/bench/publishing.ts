import { scopeFor } from '../../server/access/scope.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { askedOf, policyOfQuestion } from '../../server/answers/asked.ts';
import type { Asking } from '../../server/answers/asking.ts';
import { select } from '../../server/counting/select.ts';
import { publish } from '../../server/disclosure/publish.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import { answer } from '../../server/kinds/index.ts';
import { registryWith } from '../../server/metrics/index.ts';
import type { Metric } from '../../server/metrics/metric.ts';
import { randomFrom } from '../counting/borough.ts';
import { randomCohort } from './kernel.ts';

/** What publishing costs beside counting and deriving the same figure. */
export interface PublishingBench {
  readonly viewer: string;
  readonly figures: number;
  /** Milliseconds over all figures: counting and deriving, then all that disclosure control does. */
  readonly counting: number;
  readonly publishing: number;
  /** The metrics whose publishing costs most beside their counting, worst first. */
  readonly worst: readonly { readonly figure: string; readonly ratio: number }[];
}

const manager: Viewer = { id: 'bench', name: 'bench', role: 'manager', pcns: [] };
const commissioner: Viewer = { ...manager, role: 'commissioner' };

const askingOf = (snapshot: Snapshot, viewer: Viewer): Asking => ({
  snapshot,
  viewer,
  metrics: registryWith({ consultation: null, wellby: null }),
  records: null,
  controlled: 'nhs-sub-national',
  notes: [],
  now: () => new Date(),
});

/** Times both halves of every figure's first panel, for a viewer of exact and one of controlled numbers. */
export function benchPublishing(snapshot: Snapshot, cohorts: number): readonly PublishingBench[] {
  return [manager, commissioner].map((viewer) => {
    const asking = askingOf(snapshot, viewer);
    const figures = asking.metrics.list.filter(({ statistic }) => statistic.kind !== 'records');
    timesOf(figures, asking, 3); // until everything is compiled
    const times = timesOf(figures, asking, cohorts);
    const sum = (of: (one: Times) => number) => times.reduce((total, one) => total + of(one), 0);
    return {
      viewer: viewer.role,
      figures: figures.length * cohorts,
      counting: sum(({ counting }) => counting),
      publishing: sum(({ publishing }) => publishing),
      worst: times
        .map(({ figure, counting, publishing }) => ({ figure, ratio: publishing / counting }))
        .toSorted((a, b) => b.ratio - a.ratio)
        .slice(0, 3),
    };
  });
}

interface Times {
  readonly figure: string;
  readonly counting: number;
  readonly publishing: number;
}

function timesOf(figures: readonly Metric[], asking: Asking, cohorts: number): readonly Times[] {
  return figures.map((metric) => {
    const random = randomFrom(2);
    const by = metric.panels[0]?.by ?? 'all';
    let [counting, publishing] = [0, 0];
    for (let at = 0; at < cohorts; at++) {
      const cohort = randomCohort(random, asking.snapshot);
      const { snapshot } = asking;
      const scope = scopeFor(asking.viewer, cohort, { controlled: asking.controlled });
      const started = performance.now();
      const selection = select(snapshot, cohort, scope);
      const { draft } = answer({ metric, by, cohort, snapshot, selection });
      const counted = performance.now();
      const asked = askedOf({ metric, by, cohort }, draft, asking, scope);
      publish(draft, policyOfQuestion(cohort, snapshot, scope), asked);
      counting += counted - started;
      publishing += performance.now() - counted;
    }
    return { figure: `${metric.id} by ${by}`, counting, publishing };
  });
}
