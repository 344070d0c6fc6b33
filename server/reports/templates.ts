import type { Month } from '#figure/cohort.ts';
import type { Recipe, RecipeCard } from '#figure/recipe.ts';
import { followingOf, ripePeriod } from '#figure/ripe-period.ts';
import type { Span } from '#figure/ripe-period.ts';
import type { Asking } from '../answers/asking.ts';
import { dataToOf, offerOf } from '../answers/context.ts';

/** A report to begin from: figures in order, and the period it is usually about. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly words: string;
  /** Preset of the filter bar the cohort is frozen to. */
  readonly period: '12m' | 'last-quarter' | 'last-year';
  readonly cards: readonly (readonly [metric: string, by: string])[];
}

export const templates: readonly Template[] = [
  {
    id: 'contract',
    name: 'Quarterly contract report',
    words: 'What the contract asks for: reach, waits, wellbeing, GP appointments, green.',
    period: 'last-quarter',
    cards: [
      ['referrals', 'month'],
      ['referral-sources', 'source'],
      ['wait', 'days'],
      ['wellbeing-change', 'scale'],
      ['gp-appointments', 'all'],
      ['green-uptake', 'step'],
    ],
  },
  {
    id: 'board',
    name: 'PCN board page',
    words: 'Four questions of a PCN board: can we cope, who waits, who refers, what comes of it.',
    period: '12m',
    cards: [
      ['annual-people', 'pcn'],
      ['wait', 'days'],
      ['referral-rate', 'practice'],
      ['gp-appointments', 'all'],
    ],
  },
  {
    id: 'annual',
    name: 'Annual report',
    words: 'Every main figure of the last financial year, with its table.',
    period: 'last-year',
    cards: [
      ['referrals', 'month'],
      ['people', 'age'],
      ['referral-rate', 'pcn'],
      ['referral-sources', 'source'],
      ['needs', 'need'],
      ['equity', 'local_deprivation'],
      ['wait', 'days'],
      ['time-in-service', 'days'],
      ['wellbeing-change', 'scale'],
      ['gp-event-study', 'event_month'],
      ['gp-appointments', 'all'],
      ['gp-comparison', 'side'],
      ['green-share', 'pcn'],
      ['green-uptake', 'step'],
      ['activities', 'support'],
    ],
  },
];

/**
 * The template as a recipe, its period frozen to what the data cover now. A figure that follows
 * people gets the newest period that has been followed to its end, where the report's own has not.
 */
export function recipeOf(template: Template, asking: Asking): Recipe {
  const offer = offerOf(asking.snapshot);
  const period = offer.presets.find(({ id }) => id === template.period) ?? offer.standard;
  return {
    title: template.name,
    contact: '',
    cohort: `from=${period.from}&to=${period.to}`,
    policy: null,
    cards: template.cards.map(([metric, by]): RecipeCard => {
      const own = ownPeriodOf(metric, template, period.to, asking);
      return { metric, by, ...(own ? { period: own } : {}), commentary: '', bound: {} };
    }),
  };
}

function ownPeriodOf(
  id: string,
  template: Template,
  reportTo: Month,
  { metrics, snapshot }: Asking,
): Span | null {
  const metric = metrics.list.find((each) => each.id === id);
  const following = metric && followingOf(metric, dataToOf(snapshot));
  if (!following) return null;
  const months = template.period === 'last-quarter' ? 3 : 12;
  const ripe = ripePeriod(following, offerOf(snapshot).first, months);
  return ripe && ripe.to < reportTo ? ripe : null;
}
