import { describe, expect, it } from 'vitest';
import { dateOf, dayNumber } from '#figure/month.ts';
import { gpRule } from '#metrics/gp-rule.ts';
import { codeLists } from '#dimensions/codes.ts';
import {
  EVENT_MONTHS,
  GP_RUN_INS,
  GP_WINDOWS,
  eventMonthColumn,
} from '../../server/episodes/columns.ts';
import { withDatabase } from '../support/database.ts';
import { derive } from './hand-made.ts';
import type { Events, Row } from './hand-made.ts';

const database = withDatabase();
const REFERRED = '2024-06-15';
const at = (days: number): string => dateOf(dayNumber(REFERRED) + days);

const one = async (days: readonly number[], more: Partial<Events> = {}, visit: Row = {}) => {
  const { episodes } = await derive(database(), {
    referrals: [{ id: 'R1', person: 'A', referred_on: REFERRED }],
    appointments: days.map((each) => ({ person: 'A', starts_on: at(each), ...visit })),
    ...more,
  });
  return episodes.get('R1')!;
};

describe('windows', () => {
  it('hold exactly the days they name, for every window and run-in', async () => {
    const edges = new Set<number>([0, 1]);
    for (const window of GP_WINDOWS) {
      for (const runIn of GP_RUN_INS) {
        for (const edge of [runIn, runIn + 1, runIn + window, runIn + window + 1]) edges.add(-edge);
      }
      for (const edge of [window, window + 1]) edges.add(edge);
    }
    const days = [...edges];
    const episode = await one(days);
    const within = (low: number, high: number) => days.filter((d) => d >= low && d <= high).length;
    for (const window of GP_WINDOWS) {
      for (const runIn of GP_RUN_INS) {
        const column = `gp_before_${window}_${runIn}`;
        expect(episode[column], column).toBe(within(-(runIn + window), -(runIn + 1)));
      }
      expect(episode[`gp_after_${window}`]).toBe(within(1, window));
      expect(episode[`gp_naive_${window}`]).toBe(within(-window, 0));
    }
    expect(episode).toMatchObject({ gp_day0: 1, contact_day0: 1 });
  });

  it('are 30-day months each side of the referral day, which is in none', async () => {
    const days = Array.from({ length: 725 }, (_, index) => index - 362);
    const episode = await one(days);
    for (let month = 1; month <= EVENT_MONTHS; month++) {
      expect(episode[eventMonthColumn(month)]).toBe(30);
      expect(episode[eventMonthColumn(-month)]).toBe(30);
    }
    const first = await one([-30, -1, 1, 30]);
    expect(first).toMatchObject({ gp_month_minus_1: 2, gp_month_plus_1: 2, gp_day0: 0 });
    const second = await one([-31, 31]);
    expect(second).toMatchObject({ gp_month_minus_2: 1, gp_month_plus_2: 1, gp_month_minus_1: 0 });
  });

  it('count in days across leap years', async () => {
    const leap = { referrals: [{ id: 'R1', person: 'A', referred_on: '2024-02-29' }] };
    const appointments = [
      '2023-02-24',
      '2023-02-25',
      '2024-02-28',
      '2024-03-01',
      '2025-02-27',
      '2025-02-28',
    ];
    const { episodes } = await derive(database(), {
      ...leap,
      appointments: appointments.map((starts_on) => ({ person: 'A', starts_on })),
    });
    // 2023-03-02 is day -364; 2025-02-27 is day 364.
    expect(episodes.get('R1')).toMatchObject({ gp_before_364_0: 1, gp_after_364: 2 });
  });
});

describe('counted appointments', () => {
  it('are those of the published rule and no others', async () => {
    const counted = async (visit: Row) => (await one([10], {}, visit))['gp_after_91'];
    for (const { code } of codeLists.appointment_status) {
      const expected = gpRule.statuses.some((each) => each.code === code) ? 1 : 0;
      expect(await counted({ status: code }), code).toBe(expected);
    }
    expect(await counted({ staff: 'nurse' })).toBe(0);
    expect(await counted({ category: 'social_prescribing_service' })).toBe(0);
    expect(await counted({ category: 'home_visit' })).toBe(1);
  });

  it('are not the same as practice contacts of any kind, which matching uses', async () => {
    const episode = await one([-212, -31, -30, -1, 0], {}, { status: 'dna', staff: 'nurse' });
    expect(episode).toMatchObject({
      contact_before: 2,
      contact_run_in: 2,
      contact_day0: 1,
      gp_before_182_30: 0,
      gp_day0: 0,
    });
    expect(await one([-213, 1])).toMatchObject({ contact_before: 0, contact_day0: 0 });
  });

  it('after closing start the day after', async () => {
    const referrals = [
      { id: 'R1', person: 'A', referred_on: REFERRED, status: 'closed', closed_on: at(60) },
    ];
    expect(await one([60, 61, 151, 152], { referrals })).toMatchObject({ gp_after_close_91: 2 });
    expect(await one([10])).toMatchObject({ gp_after_close_91: null });
  });
});

describe('observation', () => {
  const seen = async (more: Partial<Events>) => {
    const episode = await one([], more);
    return [episode['observed_before'], episode['observed_after']];
  };
  const person = (more: Row): Partial<Events> => ({ people: [{ person: 'A', ...more }] });

  it('is capped at 500 days each way', async () => {
    expect(await seen({})).toEqual([500, 500]);
  });

  it('starts with registration and ends with leaving or death', async () => {
    expect(await seen(person({ practice_from: at(-212) }))).toEqual([212, 500]);
    expect(await seen(person({ practice_from: at(-211), practice_to: at(182) }))).toEqual([
      211, 182,
    ]);
    expect(await seen(person({ deceased_date: at(181) }))).toEqual([500, 181]);
    expect(await seen(person({ practice_to: at(90), deceased_date: at(40) }))).toEqual([500, 40]);
  });

  it('is nothing when the person was not registered on the day', async () => {
    expect(await seen(person({ practice_from: at(1) }))).toEqual([0, 0]);
    expect(await seen(person({ practice_to: at(-1) }))).toEqual([0, 0]);
  });

  it('stops at a gap in the feed, and joins periods that touch', async () => {
    const cover = (...spans: [number, number][]): Partial<Events> => ({
      coverage: spans.map(([a, b]) => ({ practice_no: 1, covers_from: at(a), covers_to: at(b) })),
    });
    expect(await seen(cover([-400, -101], [-100, 120]))).toEqual([400, 120]);
    expect(await seen(cover([-400, -102], [-100, 120]))).toEqual([100, 120]);
    expect(await seen(cover([-400, 50], [-30, 20], [51, 80]))).toEqual([400, 80]);
    expect(await seen(cover([10, 300]))).toEqual([0, 0]);
  });

  it('tells what is not yet due from what was lost', async () => {
    expect(await one([], { dataTo: at(100) })).toMatchObject({ not_due_after: 100 });
    expect(await one([], { dataTo: at(0) })).toMatchObject({ not_due_after: 0 });
    expect(await one([], {})).toMatchObject({ not_due_after: 500 });
  });

  it('after closing is counted from the closing day', async () => {
    const closed = (days: number): Partial<Events> => ({
      referrals: [
        { id: 'R1', person: 'A', referred_on: REFERRED, status: 'closed', closed_on: at(days) },
      ],
      ...person({ practice_to: at(150) }),
    });
    expect(await one([], closed(60))).toMatchObject({ observed_after_close: 90 });
    expect(await one([], closed(200))).toMatchObject({ observed_after_close: 0 });
    expect(await one([], {})).toMatchObject({ observed_after_close: null });
  });
});

describe('linkage', () => {
  it('leaves opted-out people out of linked analysis but counts their referral', async () => {
    const episode = await one([-40, 10], { people: [{ person: 'A', ndoo: true }] });
    expect(episode).toMatchObject({
      linkage: 1,
      observed_before: null,
      gp_after_91: null,
      contact_before: null,
      index_referral: 1,
    });
  });

  it('says when the practice sends no feed, or registration is not known', async () => {
    expect(
      await one([10], {
        people: [{ person: 'A', practice_no: 2 }],
        coverage: [{ practice_no: 1, covers_from: at(-500), covers_to: at(500) }],
      }),
    ).toMatchObject({ linkage: 2, gp_after_91: null });
    expect(await one([10], { people: [{ person: 'A', practice_from: null }] })).toMatchObject({
      linkage: 3,
    });
  });

  it('counts nought for a linked person without appointments', async () => {
    expect(await one([])).toMatchObject({ linkage: 0, gp_before_182_30: 0, gp_after_182: 0 });
  });
});
