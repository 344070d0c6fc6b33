import { describe, expect, it } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import type { FlowStep, Statistic } from '#figure/draft.ts';
import { dayNumber } from '#figure/month.ts';
import { metricOf } from '#metrics';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import type { HandRow } from '../../server/episodes/snapshot-from-rows.ts';
import type { Answer } from '../../server/kinds/index.ts';
import { ask, cohortOf, dictionaries } from '../metrics/support.ts';

/** The rules of metrics.md sections 0, 3 and 5 about days, one test each, worked out by hand. */

const TO = dayNumber('2026-09-30');

const askOf = (
  id: string,
  by: string,
  episode: readonly HandRow[],
  more: Partial<Cohort> = {},
  score: readonly HandRow[] = [],
): Answer => {
  const snapshot = snapshotFromRows(
    { episode: [...episode], score: [...score] },
    { dictionaries, dataTo: { cases: TO, wellbeing: TO, appointments: TO } },
  );
  return ask(metricOf(id), by, snapshot, cohortOf(more));
};

const count = (statistic: Statistic | undefined): number | string =>
  statistic?.kind === 'count'
    ? statistic.n
    : statistic?.kind === 'empty'
      ? statistic.state
      : 'none';

const lost = (flow: readonly FlowStep[], key: string): number | string =>
  count(flow.flatMap((step) => step.lost ?? []).find((each) => each.key === key)?.n);

const referrals = (episode: readonly HandRow[], more: Partial<Cohort> = {}): number | string =>
  count(askOf('referrals', 'all', episode, more).draft.total?.cells['n']);

describe('a period is whole calendar months, half-open', () => {
  it.each([
    ['2026-01-31', 1],
    ['2026-02-01', 0],
    ['2025-12-31', 0],
    ['2026-01-01', 1],
  ])('January 2026 holds %s: %d', (date, n) => {
    const only = { from: '2026-01', to: '2026-01' };
    expect(referrals([{ referred: dayNumber(date) }], only)).toBe(n);
  });

  it('February of a leap year ends on the 29th', () => {
    const days = ['2024-02-28', '2024-02-29', '2024-03-01'].map((date) => ({
      referred: dayNumber(date),
    }));
    expect(referrals(days, { from: '2024-02', to: '2024-02' })).toBe(2);
  });

  it.each([
    ['referred', '2026-01'],
    ['first_contact', '2026-02'],
    ['closed', '2026-04'],
  ] as const)('the date basis %s puts one referral into %s alone', (basis, month) => {
    const episode = [
      {
        referred: dayNumber('2026-01-31'),
        first_contact: dayNumber('2026-02-01'),
        closed: dayNumber('2026-04-30'),
      },
    ];
    for (const each of ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05']) {
      expect(referrals(episode, { basis, from: each, to: each })).toBe(each === month ? 1 : 0);
    }
  });
});

describe('a referral on the last day of the extract', () => {
  const today: HandRow = {
    referred: TO,
    wait_days: 0,
    wait_end: 0,
    index_referral: 1,
    linkage: 0,
    observed_before: 400,
    observed_after: 0,
    not_due_after: 0,
  };

  it('is counted, and waits', () => {
    expect(referrals([today])).toBe(1);
    const { total } = askOf('wait', 'all', [today]).draft;
    expect([count(total?.cells['n']), count(total?.cells['open'])]).toEqual([1, 1]);
  });

  it('is not due for anything that needs later days', () => {
    const reached = askOf('reached', 'all', [today]).draft.total;
    expect(reached?.cells['share']).toEqual({ kind: 'empty', state: 'not_due' });
    const gp = askOf('gp-appointments', 'all', [today]).draft;
    expect(gp.total?.cells['ratio']).toEqual({ kind: 'empty', state: 'not_due' });
    expect(lost(gp.flow, 'not_due')).toBe(1);
    const score = { episode: 0, scale: 0, state: 1, before: 500, before_day: TO };
    const wellbeing = askOf('wellbeing-life-satisfaction', 'all', [today], {}, [score]).draft;
    expect(wellbeing.total?.cells['change']).toEqual({ kind: 'empty', state: 'not_due' });
  });

  it('is due for a first contact 28 days on, and not a day sooner', () => {
    const made = (days: number): HandRow => ({ ...today, referred: TO - days, wait_days: days });
    const share = (days: number) =>
      askOf('reached', 'all', [made(days)]).draft.total?.cells['share'];
    expect(share(27)).toEqual({ kind: 'empty', state: 'not_due' });
    expect(share(28)).toEqual({ kind: 'share', x: 0, n: 1 });
  });
});

describe('people who leave, die or opt out', () => {
  const followed: HandRow = {
    referred: dayNumber('2026-01-15'),
    index_referral: 1,
    linkage: 0,
    observed_before: 400,
    observed_after: 258,
    not_due_after: 258,
    gp_before_182_30: 4,
    gp_after_182: 3,
  };
  const left: HandRow = { ...followed, person: 1, observed_after: 181 };
  const justStayed: HandRow = { ...followed, person: 2, observed_after: 182 };
  const joinedLate: HandRow = { ...followed, person: 3, observed_before: 211 };
  const optedOut: HandRow = {
    ...followed,
    person: 4,
    linkage: 1,
    observed_before: null,
    observed_after: null,
  };

  it('are counted in service figures, and in linked ones only with whole windows', () => {
    const all = [followed, left, justStayed, joinedLate, optedOut].map((row, at) => ({
      ...row,
      person: at,
    }));
    expect(referrals(all)).toBe(5);
    const { total, flow } = askOf('gp-appointments', 'all', all).draft;
    expect(count(total?.cells['n'])).toBe(2);
    expect(lost(flow, 'left')).toBe(1);
    expect(lost(flow, 'short_before')).toBe(1);
    expect(lost(flow, 'opted_out')).toBe(1);
  });

  it('a second referral within a year is counted in service figures alone', () => {
    const again: HandRow = { ...followed, index_referral: 0, referred: dayNumber('2026-02-20') };
    expect(referrals([followed, { ...again, person: 0 }])).toBe(2);
    const { total, flow } = askOf('gp-appointments', 'all', [
      followed,
      { ...again, person: 0 },
    ]).draft;
    expect(count(total?.cells['n'])).toBe(1);
    expect(lost(flow, 'repeat')).toBe(1);
  });
});

describe('PCN then and today', () => {
  const moved: HandRow = { referred: dayNumber('2026-01-15'), pcn_then: 0, pcn_today: 1 };

  it.each([
    ['then', [1, 0, 0]],
    ['today', [0, 1, 0]],
  ] as const)('a practice that moved is in its PCN of %s, and once in all', (pcns, expected) => {
    const { rows, total } = askOf('referrals', 'pcn', [moved], { pcns }).draft;
    expect(rows.map((row) => count(row.cells['n']))).toEqual(expected);
    expect(count(total?.cells['n'])).toBe(1);
    const own = pcns === 'then' ? 'U00001' : 'U00002';
    expect(referrals([moved], { pcns, filters: { pcn: [own] } })).toBe(1);
  });
});
