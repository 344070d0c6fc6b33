import { dayNumber, dateWords } from '#figure/month.ts';
import type { CatalogueAnswer } from '../cohort/catalogue.ts';

const dayLength = 86_400_000;
/** A monthly extract arrives within a week of the month's end: later than this, one was missed. */
const lateAfterDays = 38;

const feedNames: Record<keyof CatalogueAnswer['dataTo'], string> = {
  cases: 'case data',
  wellbeing: 'wellbeing scores',
  appointments: 'GP appointments',
};

/** What was loaded, as far as it is known. */
export interface Feeds {
  readonly dataTo: CatalogueAnswer['dataTo'];
  readonly latePractices?: number;
}

export interface Freshness {
  /** Last day the case data covers, ISO. */
  readonly to: string;
  readonly state: 'fresh' | 'late';
  readonly words: string;
}

/**
 * Whether each feed keeps up: late when it ends more than 38 days ago or was never loaded, or when
 * practices are behind the others with their appointments.
 */
export function freshnessOf({ dataTo, latePractices = 0 }: Feeds, now: Date): Freshness | null {
  const to = dataTo.cases;
  if (to === null) return null;
  const today = Math.floor(now.getTime() / dayLength);
  const late = (Object.keys(feedNames) as (keyof typeof feedNames)[]).flatMap((feed) => {
    const end = dataTo[feed];
    if (end === null) return [`${feedNames[feed]} not loaded`];
    const words = `${feedNames[feed]} to ${dateWords(end, true)}`;
    return today - dayNumber(end) > lateAfterDays ? [words] : [];
  });
  if (latePractices > 0)
    late.push(
      `GP appointments of ${latePractices} ${latePractices === 1 ? 'practice' : 'practices'}`,
    );
  if (late.length === 0) return { to, state: 'fresh', words: 'every feed is up to date' };
  return { to, state: 'late', words: `behind: ${late.join('; ')}` };
}
