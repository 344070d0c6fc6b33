import { describe, expect, it } from 'vitest';
import { codeOrdinal } from '#dimensions/codes.ts';
import { dimensionOf, ordinalOf } from '#dimensions';
import { withDatabase } from '../support/database.ts';
import { derive, day } from './hand-made.ts';
import type { Row } from './hand-made.ts';

const database = withDatabase();

const contact = (contact_on: string, more: Row = {}): Row => ({
  person: 'A',
  referral: 'R1',
  contact_on,
  ...more,
});

/** One referral of 1 March 2024 and what came of it, data to 30 September 2026. */
const one = async (
  referral: Row,
  more: { contacts?: Row[]; onward?: Row[]; dataTo?: string } = {},
) => {
  const { episodes } = await derive(database(), {
    ...more,
    referrals: [{ id: 'R1', person: 'A', referred_on: '2024-03-01', ...referral }],
  });
  return episodes.get('R1')!;
};

describe('first contact and wait', () => {
  it('is the first attended contact, not the first attempt', async () => {
    const episode = await one(
      {},
      {
        contacts: [
          contact('2024-03-03', { outcome: 'no_answer' }),
          contact('2024-03-05', { outcome: 'dna' }),
          contact('2024-03-15'),
          contact('2024-03-22'),
        ],
      },
    );
    expect(episode).toMatchObject({
      first_contact: day('2024-03-15'),
      last_contact: day('2024-03-22'),
      first_contact_month: 290,
      wait_days: 14,
      wait_end: 1,
      contacts_attended: 2,
      contacts_missed: 1,
    });
  });

  it('leaves text messages out, and contacts long before the referral', async () => {
    const episode = await one(
      {},
      {
        contacts: [
          contact('2024-02-20'),
          contact('2024-03-02', { mode: 'text' }),
          contact('2024-03-09'),
        ],
      },
    );
    expect(episode).toMatchObject({ first_contact: day('2024-03-09'), contacts_attended: 1 });
  });

  it('is the date given where no contact is recorded, and none where contacts say otherwise', async () => {
    const given = { first_contact_on: '2024-03-10' };
    expect(await one(given)).toMatchObject({ wait_days: 9, wait_end: 1 });
    const missed = await one(given, { contacts: [contact('2024-03-10', { outcome: 'dna' })] });
    expect(missed).toMatchObject({ first_contact: null, wait_end: 0 });
  });

  it('waits on until the data end, or until the case closes unseen', async () => {
    expect(await one({}, { dataTo: '2024-03-31' })).toMatchObject({ wait_days: 30, wait_end: 0 });
    expect(await one({}, { dataTo: '2024-03-01' })).toMatchObject({ wait_days: 0, wait_end: 0 });
    const closed = await one({ status: 'closed', closed_on: '2024-03-20' });
    expect(closed).toMatchObject({
      wait_days: 19,
      wait_end: 2,
      service_days: null,
      service_end: null,
    });
  });

  it('counts days across the change of clocks', async () => {
    const episode = await one({ referred_on: '2024-03-30' }, { contacts: [contact('2024-04-01')] });
    expect(episode).toMatchObject({ wait_days: 2 });
  });
});

describe('time in service', () => {
  it('runs from first contact to closure, or to the end of the data', async () => {
    const contacts = [contact('2024-03-11')];
    const closed = await one({ status: 'closed', closed_on: '2024-05-06' }, { contacts });
    expect(closed).toMatchObject({ service_days: 56, service_end: 1, closed_month: 292 });
    const open = await one({}, { contacts, dataTo: '2024-04-10' });
    expect(open).toMatchObject({ service_days: 30, service_end: 0, closed: null });
  });

  it('of a case ended without a date ends on the last day recorded', async () => {
    const episode = await one({ status: 'closed' }, { contacts: [contact('2024-04-02')] });
    expect(episode).toMatchObject({ closed: day('2024-04-02'), service_days: 0, service_end: 1 });
  });
});

describe('accepted', () => {
  it('falls back to received, then to first contact', async () => {
    const contacts = [contact('2024-03-11')];
    const dates = { accepted_on: '2024-03-05', received_on: '2024-03-02' };
    expect(await one(dates, { contacts })).toMatchObject({ accepted: day('2024-03-05') });
    expect(await one({ received_on: '2024-03-02' }, { contacts })).toMatchObject({
      accepted: day('2024-03-02'),
    });
    expect(await one({}, { contacts })).toMatchObject({ accepted: day('2024-03-11') });
  });

  it('is never guessed for a case that was declined or not accepted', async () => {
    for (const status of ['declined', 'rejected']) {
      expect(await one({ status, received_on: '2024-03-02' })).toMatchObject({ accepted: null });
    }
  });
});

describe('decision', () => {
  const decisionOf = async (referral: Row, contacts: Row[] = []) =>
    (await one(referral, { contacts }))['decision'];

  it('is none yet, taken up, declined, or ended without one', async () => {
    expect(await decisionOf({})).toBe(0);
    expect(await decisionOf({}, [contact('2024-03-09')])).toBe(1);
    expect(await decisionOf({ status: 'declined', closed_on: '2024-03-09' })).toBe(2);
    expect(
      await decisionOf({ status: 'closed', closure_reason: 'declined_support' }, [
        contact('2024-03-09'),
      ]),
    ).toBe(2);
    expect(await decisionOf({ status: 'closed', closure_reason: 'could_not_contact' })).toBe(3);
  });

  it('keeps status and closure as the contract has them', async () => {
    const episode = await one({ status: 'closed', closure_reason: 'moved_away' });
    expect(episode).toMatchObject({
      status: codeOrdinal('referral_status', 'closed'),
      closure: codeOrdinal('closure_reason', 'moved_away'),
    });
    expect(await one({})).toMatchObject({ closure: null });
  });
});

describe('onward activities and green steps', () => {
  const offer = (more: Row = {}): Row => ({
    person: 'A',
    referral: 'R1',
    id: 'O1',
    offered_on: '2024-04-01',
    ...more,
  });
  const steps = async (...onward: Row[]) => {
    const episode = await one({}, { onward: onward.map((row, at) => ({ ...row, id: `O${at}` })) });
    return episode['green_steps'];
  };
  const green = (code: string) => ordinalOf(dimensionOf('green'), code);

  it('go from offered to answered, accepted, attended, and kept up for five weeks', async () => {
    expect(await steps(offer({ green: 'no' }))).toBe(0);
    expect(await steps(offer())).toBe(1);
    expect(await steps(offer({ response: 'no_answer' }))).toBe(1);
    expect(await steps(offer({ response: 'declined_by_person' }))).toBe(1 + 2);
    expect(await steps(offer({ response: 'accepted_by_person' }))).toBe(1 + 2 + 4);
    const attended = { response: 'accepted_by_person', first_attended_on: '2024-04-10' };
    expect(await steps(offer({ ...attended, last_attended_on: '2024-05-14' }))).toBe(15);
    expect(await steps(offer({ ...attended, last_attended_on: '2024-05-15' }))).toBe(31);
  });

  it('take five sessions for five weeks where a date is missing', async () => {
    expect(await steps(offer({ sessions_attended: 4 }))).toBe(15);
    expect(await steps(offer({ sessions_attended: 5 }))).toBe(31);
  });

  it('are not due to be kept up while the data ends within 5 weeks of beginning', async () => {
    const began = async (first: string, more: Row = {}) => {
      const { episodes, onward } = await derive(database(), {
        dataTo: '2026-09-30',
        referrals: [{ id: 'R1', person: 'A', referred_on: '2026-07-01' }],
        onward: [offer({ offered_on: '2026-07-10', first_attended_on: first, ...more })],
      });
      return [episodes.get('R1')?.['green_steps'], onward.get('O1')?.['sustained']];
    };
    expect(await began('2026-08-26', { last_attended_on: '2026-09-29' })).toEqual([15, 0]);
    expect(await began('2026-08-27', { last_attended_on: '2026-09-29' })).toEqual([15 + 64, 2]);
    // Sessions without days: five weeks from the offer.
    const sessions = { first_attended_on: null, sessions_attended: 3 };
    expect(await began('', { ...sessions, offered_on: '2026-08-26' })).toEqual([15, 0]);
    expect(await began('', { ...sessions, offered_on: '2026-08-27' })).toEqual([15 + 64, 2]);
  });

  it('leave signposts out and mark an offer that may be green', async () => {
    expect(await steps(offer({ kind: 'signpost' }))).toBe(0);
    expect(await steps(offer({ green: 'unknown' }))).toBe(32);
    expect(await steps(offer({ green: 'unknown' }), offer())).toBe(33);
  });

  it('add up in the episode', async () => {
    const onward = [
      offer({ id: 'O1' }),
      offer({ id: 'O2', green: 'no', category: 'advice_money' }),
      offer({ id: 'O3', kind: 'signpost' }),
    ];
    expect(await one({}, { onward })).toMatchObject({
      onward: 2,
      onward_green: 1,
      plan: 1,
      green: green('offered'),
    });
    expect(await one({})).toMatchObject({ onward: 0, plan: 0, green: green('none') });
    expect(await one({ assessed_on: '2024-03-12' })).toMatchObject({ plan: 1 });
    const taken = offer({ response: 'accepted_by_person' });
    expect(await one({}, { onward: [taken] })).toMatchObject({ green: green('taken_up') });
  });

  it('keep a row each, with the kind of support and the ways to wellbeing it serves', async () => {
    const { onward } = await derive(database(), {
      referrals: [{ id: 'R1', person: 'A', referred_on: '2024-03-01' }],
      onward: [offer({ category: 'nature_green', response: 'pending', made_on: '2024-04-03' })],
    });
    const ways = dimensionOf('ways');
    expect(onward.get('O1')).toMatchObject({
      category: codeOrdinal('category', 'nature_green'),
      support: ordinalOf(dimensionOf('support'), 'arts_outdoors'),
      ways_mask: (1 << ordinalOf(ways, 'be_active')) | (1 << ordinalOf(ways, 'take_notice')),
      green: codeOrdinal('green', 'yes'),
      response: codeOrdinal('onward_response', 'pending'),
      offered: day('2024-04-01'),
      attended: 0,
      sustained: 0,
    });
  });
});
