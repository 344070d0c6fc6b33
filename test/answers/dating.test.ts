import { expect, it } from 'vitest';
import { metricOf, metrics } from '#metrics';
import { countedWords, datesWords, otherDates } from '../../server/answers/dating.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import { dayNumber } from '#figure/month.ts';
import { cohortOf, dictionaries } from '../metrics/support.ts';

const [cases, wellbeing] = [dayNumber('2026-09-10'), dayNumber('2026-09-05')];
const snapshot = snapshotFromRows(
  { episode: [] },
  { dictionaries, dataTo: { cases, wellbeing, appointments: dayNumber('2026-09-20') } },
);
const cohort = cohortOf({ from: '2025-10', to: '2026-09', filters: { sex: ['female'] } });
const ask = (id: string, by: string) => ({ metric: metricOf(id), by, cohort });

it.each([
  ['referrals', 'month', 'Oct 2025 to Sep 2026, by date referred'],
  ['caseload', 'month', 'Oct 2025 to Sep 2026'],
  ['caseload', 'pcn', 'as at 31 Aug 2026'],
  ['flow', 'waiting_band', 'as at 31 Aug 2026'],
  ['annual-people', 'month', 'Oct 2025 to Sep 2026'],
  ['annual-people', 'pcn', '12 months to Aug 2026'],
  ['queue-forecast', 'scenario', 'as at 10 Sep 2026'],
  ['freshness', 'practice', 'as at 20 Sep 2026'],
  ['unmapped', 'list', 'as at 20 Sep 2026'],
  ['follow-up-due', 'due', 'Oct 2025 to Sep 2026, by date referred, as at 5 Sep 2026'],
])('dates %s by %s: %s', (id, by, words) => {
  expect(datesWords(ask(id, by), snapshot)).toBe(words);
});

it.each([
  [
    'referrals',
    'month',
    'Referrals October 2025 to September 2026 (by date referred); all PCNs; sex or gender: Female',
  ],
  [
    'caseload',
    'pcn',
    'All cases, whenever referred, as at 31 August 2026; all PCNs; sex or gender: Female',
  ],
  ['freshness', 'feed', 'The whole service, as at 20 September 2026'],
  [
    'follow-up-due',
    'due',
    'Referrals October 2025 to September 2026 (by date referred); all PCNs; sex or gender: Female; as at 5 September 2026',
  ],
])('says whom %s by %s counts: %s', (id, by, words) => {
  expect(countedWords(ask(id, by), snapshot)).toBe(words);
});

it.each([
  ['referrals', 'Oct 2025 to Sep 2026'],
  ['caseload', '31 Aug 2026'],
  ['annual-people', '12 months to Aug 2026'],
])('names the other side of a comparison of %s: %s', (id, words) => {
  expect(otherDates(ask(id, 'pcn'), snapshot)).toBe(words);
});

it('has a day for every figure that is not counted from referrals of the period', () => {
  const ofDays = ['caseload', 'flow', 'annual-people', 'queue-forecast'];
  const undated = metrics.filter(
    ({ statistic, dated }) => ofDays.includes(statistic.kind) && dated === undefined,
  );
  expect(undated.map(({ id }) => id)).toEqual([]);
});
