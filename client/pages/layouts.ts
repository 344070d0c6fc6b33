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

/** A place filled: with a name of its own, under which the address keeps the split chosen on it. */
export interface FilledPlace extends Place {
  readonly id: string;
  /** Added because its room has it, not because the page lays it out. */
  readonly extra: boolean;
}

/** A group of places that all show one metric, chosen by the reader from those of a kind. */
export interface Closer {
  readonly title: string;
  readonly label: string;
  /** Key of the choice in the address. */
  readonly key: string;
  offers(metric: Metric): boolean;
  readonly places: readonly Omit<Place, 'metric'>[];
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
  readonly closer?: Closer;
  /** Set when the page is not for everyone. */
  readonly roles?: readonly Role[];
}

const place = (metric: string, by: string, span: Span): Place => ({ metric, by, span });
const tile = (metric: string, by: string, to: string): Place => ({ metric, by, span: 'tile', to });

const oneScale = ({ statistic }: Metric): boolean =>
  statistic.kind === 'paired-change' && statistic.scale !== undefined;

export const pageLayouts: readonly PageLayout[] = [
  {
    path: 'overview',
    name: 'Overview',
    question: 'How is social prescribing doing?',
    rooms: [],
    places: [
      tile('referrals', 'month', 'referrals'),
      tile('wellbeing-life-satisfaction', 'month', 'wellbeing'),
      tile('gp-appointments', 'month', 'gp-appointments'),
      tile('green-uptake', 'month', 'green'),
      place('referrals', 'month', 'two-thirds'),
      place('referral-sources', 'source', 'third'),
      place('wellbeing-change', 'scale', 'half'),
      place('wellbeing-life-satisfaction', 'pcn', 'half'),
      place('follow-up-due', 'due', 'two-thirds'),
      place('freshness', 'practice', 'third'),
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
      place('referrals', 'pcn', 'half'),
    ],
  },
  {
    path: 'workload',
    name: 'Access and workload',
    question: 'Can we cope, how long do people wait, what is coming and who refers?',
    rooms: ['access', 'workload'],
    places: [
      place('annual-people', 'pcn', 'half'),
      place('wait', 'days', 'half'),
      place('flow', 'month', 'half'),
      place('queue-forecast', 'scenario', 'half'),
      place('referral-rate', 'practice', 'half'),
      place('caseload', 'month', 'half'),
      place('contacts', 'month', 'half'),
      place('time-in-service', 'days', 'half'),
    ],
  },
  {
    path: 'wellbeing',
    name: 'Wellbeing',
    question: 'Did wellbeing change in the people measured twice?',
    rooms: ['wellbeing'],
    places: [place('wellbeing-change', 'scale', 'half'), place('attrition-bridge', 'step', 'half')],
    closer: {
      title: 'One measure, closer',
      label: 'Measure',
      key: 'measure',
      offers: oneScale,
      places: [
        { by: 'month', span: 'half' },
        { by: 'band', span: 'half' },
        { by: 'pcn', span: 'half' },
        { by: 'rule', span: 'half' },
      ],
    },
  },
  {
    path: 'gp-appointments',
    name: 'GP appointments',
    question: 'What happens to GP appointments around a referral?',
    rooms: ['gp', 'value'],
    places: [
      place('gp-event-study', 'event_month', 'full'),
      place('gp-appointments', 'all', 'half'),
      place('gp-comparison', 'side', 'half'),
      place('gp-reconciler', 'recipe', 'full'),
      place('gp-sensitivity', 'window', 'half'),
      place('gp-appointments', 'pcn', 'half'),
    ],
  },
  {
    path: 'green',
    name: 'Green and activities',
    question: 'Who is offered a green activity, who takes it up and who keeps going?',
    rooms: ['green'],
    places: [
      place('green-uptake', 'step', 'half'),
      place('green-share', 'pcn', 'half'),
      place('green-uptake', 'green_type', 'half'),
      place('green-uptake', 'local_deprivation', 'half'),
      place('activities', 'support', 'half'),
      place('activities', 'ways', 'half'),
    ],
  },
  {
    path: 'equity',
    name: 'Equity',
    question: 'Who is not being reached?',
    rooms: ['equity'],
    places: [
      place('referral-rate-by-area', 'ward', 'full'),
      place('equity', 'age', 'half'),
      place('equity', 'sex', 'half'),
      place('equity', 'ethnicity', 'half'),
      place('equity', 'local_deprivation', 'half'),
    ],
  },
  {
    path: 'data-quality',
    name: 'Data quality',
    question: 'Can these figures be trusted this month?',
    rooms: ['quality'],
    places: [
      place('freshness', 'practice', 'half'),
      place('completeness', 'field', 'half'),
      place('follow-up-due', 'due', 'two-thirds'),
      place('unmapped', 'list', 'third'),
    ],
  },
];

/** Pages a role lands on (product.md): a director on the workload of their own PCN. */
export function landingOf(role: Role): string {
  return role === 'director' ? 'workload' : 'overview';
}
