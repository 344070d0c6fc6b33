import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import type { PlaceCode, Snapshot } from '../../server/episodes/snapshot.ts';

/** A place of the dictionaries. */
export const place = (code: string, label: string, pcn: string | null = null): PlaceCode => ({
  code,
  label,
  short: label,
  showInCharts: true,
  pcn,
  current: true,
});

/** A small deterministic source of random numbers (mulberry32), so that a failing case repeats. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** First month of the invented borough: April 2024, months since 2000-01. */
export const FIRST_MONTH = 291;
export const MONTHS = 24;

/**
 * An invented borough of 3 PCNs and 6 practices. Practice 6 moved from PCN 1 to PCN 3 half-way,
 * so that "then" and "today" differ; one referral in twenty has no practice.
 */
export function inventedBorough(referrals: number, seed = 1): Snapshot {
  const random = randomFrom(seed);
  const maybe = (share: number, value: number): number | null =>
    random(100) < share ? value : null;
  const episode = Array.from({ length: referrals }, () => {
    const month = FIRST_MONTH + random(MONTHS);
    const practice = random(20) === 0 ? null : 1 + random(6);
    const before = practice === null ? null : Math.ceil(practice / 2);
    const moved = practice === 6;
    return {
      person: random(Math.ceil(referrals / 2)),
      practice,
      pcn_then: moved && month < FIRST_MONTH + 12 ? 1 : before,
      pcn_today: before,
      team: maybe(90, random(3)),
      worker: maybe(90, 1 + random(9)),
      source: random(19),
      need: random(25),
      needs_mask: random(1 << 24),
      age: random(8),
      sex: random(4),
      ethnicity: random(6),
      deprivation: random(6),
      local_deprivation: random(6),
      ward: maybe(90, 1 + random(2)),
      green: random(3),
      status: random(10),
      closure: maybe(60, random(14)),
      index_referral: random(2),
      referred_month: month,
      first_contact_month: maybe(80, month + random(3)),
      closed_month: maybe(60, month + 3 + random(4)),
      wait_days: random(90),
      gp_before_182_30: maybe(80, random(12)),
      gp_after_182: maybe(80, random(12)),
    };
  });
  const children = (each: (at: number) => Record<string, number | null>) =>
    episode.flatMap((_, at) =>
      Array.from({ length: random(4) }, () => ({ episode: at, ...each(at) })),
    );
  const list_size = [1, 2, 3, 4, 5, 6].flatMap((practice) =>
    Array.from({ length: MONTHS * 2 }, (_, at) => ({
      practice,
      pcn_then: practice === 6 && at >> 1 < 12 ? 1 : Math.ceil(practice / 2),
      pcn_today: Math.ceil(practice / 2),
      month: FIRST_MONTH + (at >> 1),
      sex: at & 1,
      age: random(7),
      patients: random(5000),
    })),
  );
  return snapshotFromRows(
    {
      episode,
      score: children(() => ({
        scale: random(4),
        before: maybe(80, random(1000)),
        after: maybe(50, random(1000)),
      })),
      onward: children(() => ({
        category: random(17),
        support: random(9),
        ways_mask: random(32),
        provider: maybe(90, 1 + random(4)),
      })),
      list_size,
    },
    {
      dataTo: { cases: 20_544, wellbeing: 20_544, appointments: 20_500 },
      dictionaries: {
        ward: [null, place('E05000001', 'Heath'), place('E05000002', 'Hill')],
        practice: [null, ...[1, 2, 3, 4, 5, 6].map((n) => place(`G8500${n}`, `Surgery ${n}`))],
        pcn: [
          null,
          place('U00001', 'North PCN'),
          place('U00002', 'Middle PCN'),
          place('U00003', 'South PCN'),
        ],
        team: [place('a', 'Team A'), place('b', 'Team B'), place('c', 'Team C')],
        worker: [null, ...Array.from({ length: 9 }, (_, at) => place(`W${at}`, `Worker ${at}`))],
        provider: [
          null,
          ...Array.from({ length: 4 }, (_, at) => place(`P${at}`, `Provider ${at}`)),
        ],
      },
    },
  );
}
