import type { Metric } from '#metrics';
import type { Role } from '../shell/session.ts';

export type Span = 'tile' | 'third' | 'half' | 'two-thirds' | 'full';

/** A figure's place on a page: which metric, how it is split at first, and how wide it is. */
export interface Place {
  readonly metric: string;
  readonly by: string;
  readonly span: Span;
  /** Page a tile leads to. */
  readonly to?: string;
}

/** A page of figures: a question, the places that answer it, and the rooms it gathers. */
export interface PageLayout {
  readonly path: string;
  readonly name: string;
  /** What the first screen answers, as its user would ask. */
  readonly question: string;
  /** Metrics of these rooms that have no place of their own are added at the end. */
  readonly rooms: readonly Metric['room'][];
  readonly places: readonly Place[];
  /** Set when the page is not for everyone. */
  readonly roles?: readonly Role[];
}

const place = (metric: string, by: string, span: Span): Place => ({ metric, by, span });
const tile = (metric: string, by: string, to: string): Place => ({ metric, by, span: 'tile', to });

export const pageLayouts: readonly PageLayout[] = [
  {
    path: 'overview',
    name: 'Overview',
    question: 'How is social prescribing doing?',
    rooms: [],
    places: [
      tile('referrals', 'month', 'referrals'),
      tile('wellbeing-change', 'month', 'wellbeing'),
      tile('gp-appointments', 'month', 'gp-appointments'),
      tile('green-uptake', 'month', 'green'),
      place('referrals', 'month', 'two-thirds'),
      place('referral-sources', 'source', 'third'),
      place('wellbeing-change', 'scale', 'half'),
      place('wellbeing-change', 'pcn', 'half'),
      place('follow-up-due', 'due', 'half'),
      place('freshness', 'feed', 'half'),
    ],
  },
  {
    path: 'referrals',
    name: 'Referrals',
    question: 'Who is referred, from where and why?',
    rooms: ['reach'],
    places: [
      place('referrals', 'month', 'two-thirds'),
      place('referral-sources', 'source', 'third'),
      place('referral-rate', 'practice', 'half'),
      place('needs', 'need', 'half'),
      place('people', 'age', 'half'),
    ],
  },
  {
    path: 'workload',
    name: 'Access and workload',
    question: 'Can we cope, how long do people wait, what is coming and who refers?',
    rooms: ['access', 'workload'],
    places: [
      place('annual-people', 'team', 'half'),
      place('wait', 'days', 'half'),
      place('flow', 'month', 'half'),
      place('queue-forecast', 'scenario', 'half'),
      place('referral-rate', 'practice', 'half'),
      place('caseload', 'team', 'half'),
    ],
  },
  {
    path: 'wellbeing',
    name: 'Wellbeing',
    question: 'Did wellbeing change in the people measured twice?',
    rooms: ['wellbeing'],
    places: [
      place('wellbeing-change', 'scale', 'two-thirds'),
      place('wellbeing-change', 'band', 'third'),
    ],
  },
  {
    path: 'gp-appointments',
    name: 'GP appointments',
    question: 'What happens to GP appointments around a referral?',
    rooms: ['gp', 'value'],
    places: [
      place('gp-event-study', 'event_month', 'full'),
      place('gp-appointments', 'all', 'half'),
      place('gp-comparison', 'all', 'half'),
      place('gp-reconciler', 'recipe', 'full'),
    ],
  },
  {
    path: 'green',
    name: 'Green and activities',
    question: 'Who is offered a green activity, who takes it up and who keeps going?',
    rooms: ['green'],
    places: [place('green-uptake', 'step', 'two-thirds'), place('green-share', 'pcn', 'third')],
  },
  {
    path: 'equity',
    name: 'Equity',
    question: 'Who is not being reached?',
    rooms: ['equity'],
    places: [place('equity', 'age', 'half')],
  },
  {
    path: 'data-quality',
    name: 'Data quality',
    question: 'Can these figures be trusted this month?',
    rooms: ['quality'],
    places: [
      place('freshness', 'practice', 'half'),
      place('completeness', 'field', 'half'),
      place('follow-up-due', 'due', 'half'),
    ],
  },
];

/** Pages a role lands on (product.md): a director on the workload of their own PCN. */
export function landingOf(role: Role): string {
  return role === 'director' ? 'workload' : 'overview';
}

/**
 * The places of a page that can be filled now: metrics in the catalogue, each with the split chosen
 * in the address, then what its rooms hold beyond the layout. A place whose metric is split
 * elsewhere on the page keeps its own split.
 */
export function placesOf(
  layout: PageLayout,
  metrics: readonly Metric[],
  show: Readonly<Record<string, string>>,
): readonly Place[] {
  const known = new Map(metrics.map((metric) => [metric.id, metric]));
  const own = layout.places.filter(({ metric }) => known.has(metric));
  const placed = new Set(own.map(({ metric }) => metric));
  const more = metrics
    .filter(
      ({ id, room, offByDefault }) =>
        layout.rooms.includes(room) && !placed.has(id) && !offByDefault,
    )
    .map((metric) => place(metric.id, metric.panels[0]?.by ?? 'all', 'half'));
  const shown = new Set<string>();
  return [...own, ...more].map((each) => {
    const chosen = show[each.metric];
    if (each.span === 'tile' || !chosen || shown.has(each.metric)) return each;
    shown.add(each.metric);
    return { ...each, by: chosen };
  });
}

/** Pages with something to show, in the order of the tabs. */
export function pagesFor(metrics: readonly Metric[], role: Role): readonly PageLayout[] {
  return pageLayouts.filter(
    (layout) => (layout.roles?.includes(role) ?? true) && placesOf(layout, metrics, {}).length > 0,
  );
}
