import { describe, expect, test } from 'vitest';
import { metrics } from '#metrics';
import { followingOf, mostTooRecent, ownPeriodIn, ripePeriod } from '#figure/ripe-period.ts';

const year = (days: number, to: string, first = '2020-04') => ripePeriod({ days, to }, first, 12);

describe('the newest year that has been followed to its end', () => {
  test.each([
    // 31 March 2025 and 360 days is 26 March 2026.
    [360, '2026-03-26', { from: '2024-04', to: '2025-03' }],
    [360, '2026-03-25', { from: '2023-04', to: '2024-03' }],
    [182, '2026-10-31', { from: '2025-04', to: '2026-03' }],
    // 29 February 2024 is among the days: 31 March 2023 and 366 days is 31 March 2024.
    [366, '2024-03-31', { from: '2022-04', to: '2023-03' }],
    [0, '2025-03-31', { from: '2024-04', to: '2025-03' }],
    [0, '2025-03-30', { from: '2023-04', to: '2024-03' }],
  ])('%i days with data to %s', (days, to, expected) => {
    expect(year(days, to)).toEqual(expected);
  });

  test('is none when the data begin too late', () => {
    expect(year(360, '2026-10-31', '2024-05')).toBeNull();
    expect(year(360, '2026-10-31', '2024-04')).not.toBeNull();
  });
});

describe('the newest quarter that has been followed to its end', () => {
  test.each([
    // 31 March 2026 and 182 days is 29 September 2026; 30 June and 182 days is 29 December.
    [182, '2026-10-31', { from: '2026-01', to: '2026-03' }],
    [182, '2026-12-29', { from: '2026-04', to: '2026-06' }],
    [182, '2026-12-28', { from: '2026-01', to: '2026-03' }],
    [0, '2026-12-31', { from: '2026-10', to: '2026-12' }],
  ])('%i days with data to %s', (days, to, expected) => {
    expect(ripePeriod({ days, to }, '2020-04', 3)).toEqual(expected);
  });

  test('is of the feed that follows people', () => {
    const dataTo = { appointments: '2026-10-31', wellbeing: null };
    expect(followingOf({ room: 'gp', followUp: 360 }, dataTo)).toEqual({
      days: 360,
      to: '2026-10-31',
    });
    expect(followingOf({ room: 'wellbeing' }, dataTo)).toBeNull();
    expect(followingOf({ room: 'reach' }, dataTo)).toBeNull();
  });
});

test('a card counts its own months only while they are before those of the report', () => {
  const own = { from: '2026-01', to: '2026-03' };
  expect(ownPeriodIn(own, { to: '2026-09' })).toBe(own);
  expect(ownPeriodIn(own, { to: '2026-03' })).toBeNull();
  expect(ownPeriodIn(own, { to: '1999-12' })).toBeNull();
  expect(ownPeriodIn(undefined, { to: '2026-09' })).toBeNull();
});

describe('another period is offered', () => {
  const flow = (began: number | null, lost: number | null) => ({
    flow: [
      {
        key: 'referrals',
        label: 'Referrals',
        n: { value: began },
        lost: [{ key: 'not_due', label: 'not yet 360 days', n: { value: lost } }],
      },
    ],
  });

  test('when most people are too recent, and never on a hidden number', () => {
    expect(mostTooRecent(flow(100, 51))).toBe(51);
    expect(mostTooRecent(flow(100, 50))).toBeNull();
    expect(mostTooRecent(flow(100, null))).toBeNull();
    expect(mostTooRecent({ flow: [] })).toBeNull();
  });
});

test('a metric says of its follow-up what its window is', () => {
  const windows = metrics.flatMap(({ id, statistic, followUp }) =>
    statistic.kind === 'before-after' ? [{ id, window: statistic.window, followUp }] : [],
  );
  expect(windows).not.toHaveLength(0);
  for (const { window, followUp } of windows) expect(followUp).toBe(window);
});
