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

export interface Freshness {
  /** Last day the case data covers, ISO. */
  readonly to: string;
  readonly state: 'fresh' | 'late';
  readonly words: string;
}

/** Whether each feed keeps up: late when it ends more than 38 days ago or was never loaded. */
export function freshnessOf(dataTo: CatalogueAnswer['dataTo'], now: Date): Freshness | null {
  const to = dataTo.cases;
  if (to === null) return null;
  const today = Math.floor(now.getTime() / dayLength);
  const late = (Object.keys(feedNames) as (keyof typeof feedNames)[]).flatMap((feed) => {
    const end = dataTo[feed];
    if (end === null) return [`${feedNames[feed]} not loaded`];
    const words = `${feedNames[feed]} to ${dateWords(end, true)}`;
    return today - dayNumber(end) > lateAfterDays ? [words] : [];
  });
  if (late.length === 0) return { to, state: 'fresh', words: 'every feed is up to date' };
  return { to, state: 'late', words: `behind: ${late.join('; ')}` };
}
