import { describe, expect, it } from 'vitest';
import { freshnessOf } from '../../client/shell/freshness.ts';

const now = new Date('2026-10-20T09:00:00Z');

describe('freshness of the feeds', () => {
  it('is fresh when every feed reaches the last month', () => {
    const dataTo = { cases: '2026-09-30', wellbeing: '2026-09-30', appointments: '2026-09-15' };
    expect(freshnessOf({ dataTo }, now)).toEqual({
      to: '2026-09-30',
      state: 'fresh',
      words: 'every feed is up to date',
    });
  });

  it('names the feeds that are behind or missing', () => {
    const dataTo = { cases: '2026-09-30', wellbeing: null, appointments: '2026-08-31' };
    expect(freshnessOf({ dataTo }, now)).toMatchObject({
      state: 'late',
      words: 'behind: wellbeing scores not loaded; GP appointments to 31 Aug 2026',
    });
  });

  it('counts the practices that are behind although their feed is not', () => {
    const dataTo = { cases: '2026-09-30', wellbeing: '2026-09-30', appointments: '2026-09-30' };
    expect(freshnessOf({ dataTo, latePractices: 1 }, now)).toMatchObject({
      state: 'late',
      words: 'behind: GP appointments of 1 practice',
    });
    expect(freshnessOf({ dataTo, latePractices: 3 }, now)?.words).toContain('of 3 practices');
  });

  it('says nothing before any data', () => {
    expect(
      freshnessOf({ dataTo: { cases: null, wellbeing: null, appointments: null } }, now),
    ).toBeNull();
  });
});
