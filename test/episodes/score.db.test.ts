import { describe, expect, it } from 'vitest';
import { scaleOrdinal } from '#metrics/instruments.ts';
import { dateOf, dayNumber } from '#figure/month.ts';
import { withDatabase } from '../support/database.ts';
import { derive } from './hand-made.ts';
import type { Events, Row } from './hand-made.ts';

const database = withDatabase();
const REFERRED = '2024-03-01';
const FIRST_CONTACT = '2024-03-11';
const CLOSED = '2024-06-01';

/** A date some days from another. */
const from = (date: string, days: number): string => dateOf(dayNumber(date) + days);

const score = (assessed_on: string, value: number, more: Row = {}): Row => ({
  person: 'A',
  referral: 'R1',
  assessed_on,
  value,
  ...more,
});

const closedCase: Row = {
  id: 'R1',
  person: 'A',
  referred_on: REFERRED,
  first_contact_on: FIRST_CONTACT,
  status: 'closed',
  closed_on: CLOSED,
};

const scoresOf = async (
  assessments: Row[],
  more: Partial<Events> = {},
  scale = 'life_satisfaction',
) => {
  const { scores } = await derive(database(), { referrals: [closedCase], ...more, assessments });
  return scores.get(`R1 ${scaleOrdinal(scale)}`);
};

describe('baseline', () => {
  it('is the first score from 28 days before referral', async () => {
    expect(await scoresOf([score(from(REFERRED, -29), 3)])).toBeUndefined();
    const edge = await scoresOf([score(from(REFERRED, -28), 4), score(REFERRED, 5)]);
    expect(edge).toMatchObject({ before: 400, before_day: dayNumber(REFERRED) - 28 });
  });

  it('reaches to 42 days after first contact and no further', async () => {
    const last = await scoresOf([score(from(FIRST_CONTACT, 42), 4)]);
    expect(last).toMatchObject({ before: 400, after: null, state: 2 });
    const late = await scoresOf([score(from(FIRST_CONTACT, 43), 4)]);
    expect(late).toMatchObject({ before: null, after: 400, state: 0 });
  });

  it('reaches to 42 days after referral for a person never seen', async () => {
    const unseen = { referrals: [{ ...closedCase, first_contact_on: null }] };
    expect(await scoresOf([score(from(REFERRED, 42), 4)], unseen)).toMatchObject({ state: 2 });
    expect(await scoresOf([score(from(REFERRED, 43), 4)], unseen)).toMatchObject({ state: 0 });
  });
});

describe('follow-up', () => {
  const baseline = score(REFERRED, 4);

  it('is at least 28 days after the baseline', async () => {
    const early = await scoresOf([baseline, score(from(REFERRED, 27), 6)]);
    expect(early).toMatchObject({ after: null, state: 2, any_after: 600 });
    const enough = await scoresOf([baseline, score(from(REFERRED, 28), 6)]);
    expect(enough).toMatchObject({ before: 400, after: 600, state: 3 });
  });

  it('is at most 90 days after closure', async () => {
    const edge = await scoresOf([baseline, score(from(CLOSED, 90), 6)]);
    expect(edge).toMatchObject({ after: 600, after_day: dayNumber(CLOSED) + 90 });
    const late = await scoresOf([baseline, score(from(CLOSED, 91), 6)]);
    expect(late).toMatchObject({ after: null, any_after: 600, state: 2 });
  });

  it('is the last of several; the alternatives are kept beside it', async () => {
    const rows = [baseline, score('2024-04-10', 5), score('2024-05-10', 7), score('2025-01-01', 9)];
    expect(await scoresOf(rows)).toMatchObject({ first_after: 500, after: 700, any_after: 900 });
  });

  it('has no end while the case is open', async () => {
    const open = { referrals: [{ ...closedCase, status: 'active', closed_on: null }] };
    expect(await scoresOf([baseline, score('2025-12-01', 6)], open)).toMatchObject({ after: 600 });
  });
});

describe('due', () => {
  const due = from(REFERRED, 84);

  it('is 12 weeks after the baseline: not due the day before, overdue on the day', async () => {
    const at = (dataTo: string) => scoresOf([score(REFERRED, 4)], { dataTo });
    expect(await at(from(due, -1))).toMatchObject({ state: 1 });
    expect(await at(due)).toMatchObject({ state: 2 });
  });

  it('does not matter to a pair that exists already', async () => {
    const rows = [score(REFERRED, 4), score(from(REFERRED, 30), 5)];
    expect(await scoresOf(rows, { dataTo: from(REFERRED, 40) })).toMatchObject({ state: 3 });
  });
});

describe('the case a score belongs to', () => {
  const two = [
    closedCase,
    {
      ...closedCase,
      id: 'R2',
      referred_on: '2024-05-20',
      closed_on: null,
      status: 'active',
      first_contact_on: null,
    },
  ];

  it('is the one the file names', async () => {
    const { scores } = await derive(database(), {
      referrals: two,
      assessments: [score('2024-05-25', 4)],
    });
    expect([...scores.keys()]).toEqual(['R1 0']);
  });

  it('is otherwise the latest open on the day, before one that was not', async () => {
    const assess = async (date: string) => {
      const { scores } = await derive(database(), {
        referrals: two,
        assessments: [score(date, 4, { referral: null })],
      });
      return [...scores.keys()];
    };
    expect(await assess('2024-03-05')).toEqual(['R1 0']);
    expect(await assess('2024-05-10')).toEqual(['R1 0']); // open in R1; 10 days before R2
    expect(await assess('2024-05-25')).toEqual(['R2 0']);
    expect(await assess('2022-01-01')).toEqual([]);
  });
});

describe('scores from answers', () => {
  const items = (count: number, value: number, more: Row = {}) =>
    Array.from({ length: count }, (_, at) =>
      score(REFERRED, value, { item: `q${at + 1}`, ...more }),
    );
  const together = (rows: Row[], assessment_id = 'one') =>
    rows.map((row) => ({ ...row, assessment_id }));

  it('keep the four ONS questions apart, anxiety as asked', async () => {
    const { scores } = await derive(database(), {
      referrals: [closedCase],
      assessments: ['life_satisfaction', 'worthwhile', 'happiness', 'anxiety'].map((item, at) =>
        score(REFERRED, at + 4, { item, assessment_id: 'one' }),
      ),
    });
    expect([...scores.values()].map((row) => row['before'])).toEqual([400, 500, 600, 700]);
  });

  it('turn a SWEMWBS raw total, or seven answers, into the metric score of each person', async () => {
    const swemwbs = (rows: Row[]) => scoresOf(together(rows), {}, 'swemwbs');
    const total = (value: number, scale_form: string | null) =>
      swemwbs([score(REFERRED, value, { instrument: 'swemwbs', item: 'total', scale_form })]);
    expect(await total(21, 'raw')).toMatchObject({ before: 1925 });
    expect(await total(19.25, 'metric')).toMatchObject({ before: 1925 });
    expect(await total(19.25, null)).toMatchObject({ before: 1925 });
    expect(await total(21, null)).toBeUndefined();
    expect(await swemwbs(items(7, 3, { instrument: 'swemwbs' }))).toMatchObject({ before: 1925 });
    expect(await swemwbs(items(6, 3, { instrument: 'swemwbs' }))).toBeUndefined();
  });

  it("fill up to three missing WEMWBS answers with the person's own mean", async () => {
    const wemwbs = (count: number) =>
      scoresOf(together(items(count, 4, { instrument: 'wemwbs' })), {}, 'wemwbs');
    expect(await wemwbs(14)).toMatchObject({ before: 5600 });
    expect(await wemwbs(11)).toMatchObject({ before: 5600 });
    expect(await wemwbs(10)).toBeUndefined();
  });

  it('leave out what is out of range or superseded', async () => {
    expect(await scoresOf([score(REFERRED, 11)])).toBeUndefined();
    const rows = [score(REFERRED, 3, { superseded: true }), score(from(REFERRED, 1), 5)];
    expect(await scoresOf(rows)).toMatchObject({ before: 500 });
  });
});
