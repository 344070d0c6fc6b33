import { firstDayOf } from '#figure/month.ts';
import {
  eventMonthColumn,
  EVENT_MONTHS,
  GP_RUN_INS,
  GP_WINDOWS,
} from '../../../server/episodes/columns.ts';
import { snapshotFromRows } from '../../../server/episodes/snapshot-from-rows.ts';
import type { HandRow } from '../../../server/episodes/snapshot-from-rows.ts';
import type { PlaceCode, Snapshot } from '../../../server/episodes/snapshot.ts';
import { randomFrom } from '../../counting/borough.ts';

type Random = (below: number) => number;
type Row = Record<string, number | null>;

/** Rows of every table, before they become a snapshot: what a pair of services is made from. */
export interface Service {
  readonly episode: readonly Row[];
  readonly score: readonly Row[];
  readonly onward: readonly Row[];
  readonly comparator: readonly Row[];
}

/** April 2024, and the 24 months from it. */
const firstMonth = 291;
const monthsLong = 24;
const dataTo = firstDayOf(firstMonth + monthsLong) - 1;
const practices = [1, 2, 3, 4, 5, 6] as const;
const pcnOf = (practice: number): number => Math.ceil(practice / 2);

/** A code of which the first is common and each further one rarer: some groups hold a handful. */
const skewed = (random: Random, codes: number): number =>
  Math.min(random(codes), random(codes), random(codes));

function appointments(random: Random): Row {
  const a_day = (): number => random(4) * random(3);
  const row: Row = { gp_day0: random(2), gp_after_close_91: a_day() };
  for (const window of GP_WINDOWS) {
    for (const runIn of GP_RUN_INS) row[`gp_before_${window}_${runIn}`] = a_day();
    row[`gp_after_${window}`] = a_day();
    row[`gp_naive_${window}`] = a_day();
  }
  for (let month = -EVENT_MONTHS; month <= EVENT_MONTHS; month++)
    if (month !== 0) row[eventMonthColumn(month)] = random(3) * random(2);
  return row;
}

function referral(random: Random, person: number): Row {
  const referred = firstDayOf(firstMonth + random(monthsLong)) + random(28);
  const practice = random(25) === 0 ? null : 1 + skewed(random, practices.length);
  const pcn = practice === null ? null : pcnOf(practice);
  const wait = random(60);
  const seen = random(10) > 0 && referred + wait <= dataTo;
  const stay = 30 + random(120);
  const closed = seen && referred + wait + stay <= dataTo;
  const after = Math.min(500, Math.max(0, dataTo - referred));
  return {
    person,
    practice,
    pcn_then: pcn,
    pcn_today: pcn,
    team: random(3),
    worker: 1 + skewed(random, 6),
    source: skewed(random, 19),
    need: skewed(random, 25),
    needs_mask: 1 << skewed(random, 20),
    age: skewed(random, 8),
    sex: skewed(random, 4),
    ethnicity: skewed(random, 6),
    deprivation: random(6),
    local_deprivation: random(6),
    ward: random(20) === 0 ? null : 1 + skewed(random, 4),
    green: skewed(random, 3),
    status: skewed(random, 10),
    closure: closed ? skewed(random, 14) : null,
    decision: random(4),
    index_referral: random(8) === 0 ? 0 : 1,
    possible_duplicate: random(40) === 0 ? 1 : 0,
    referred,
    accepted: random(12) === 0 ? null : referred + random(5),
    first_contact: seen ? referred + wait : null,
    closed: closed ? referred + wait + stay : null,
    last_contact: seen ? referred + wait + 14 : null,
    wait_days: seen ? wait : Math.min(dataTo - referred, 400),
    wait_end: seen ? 1 : random(3) === 0 ? 2 : 0,
    service_days: seen ? (closed ? stay : Math.min(500, dataTo - referred - wait)) : null,
    service_end: seen ? (closed ? 1 : 0) : null,
    contacts_attended: seen ? 1 + random(8) : 0,
    contacts_missed: random(3),
    plan: random(2),
    onward: random(4),
    onward_green: random(2),
    green_steps: [0, 0, 1, 3, 7, 15, 31, 32][random(8)] ?? 0,
    linkage: random(12) === 0 ? 1 : random(12) === 0 ? 2 : 0,
    observed_before: 400,
    observed_after: after,
    observed_after_close: closed ? 100 : null,
    not_due_after: after,
    contact_day0: random(2),
    contact_run_in: random(4),
    contact_before: random(9),
    ...appointments(random),
  };
}

function score(random: Random, episode: number, referred: number): Row {
  const state = [3, 3, 3, 2, 1, 0][random(6)] ?? 3;
  const before = state === 0 ? null : 100 * random(11);
  const after = state === 3 || state === 0 ? 100 * random(11) : null;
  return {
    episode,
    scale: skewed(random, 4),
    before,
    after,
    before_day: before === null ? null : referred + 3,
    after_day: after === null ? null : referred + 87,
    state,
    first_after: after,
    any_after: after,
  };
}

const activity = (random: Random, episode: number, referred: number): Row => ({
  episode,
  kind: random(4),
  category: skewed(random, 17),
  support: skewed(random, 8),
  ways_mask: random(32),
  green: random(3),
  green_type: skewed(random, 6),
  provider: 1 + skewed(random, 3),
  response: random(4),
  attended: random(2),
  sustained: random(2),
  offered: referred + 20,
});

/** A service of two years whose every table is filled, so that every metric has something to say. */
export function serviceOf(seed: number, referrals: number): Service {
  const random = randomFrom(seed);
  const episode = Array.from({ length: referrals }, (_, at) =>
    referral(random, random(12) === 0 && at > 0 ? random(at) : at),
  );
  const each = (of: (at: number, referred: number) => Row, most: number): Row[] =>
    episode.flatMap(({ referred }, at) =>
      Array.from({ length: random(most) }, () => of(at, referred ?? 0)),
    );
  return {
    episode,
    score: each((at, day) => score(random, at, day), 3),
    onward: each((at, day) => activity(random, at, day), 3),
    comparator: each(
      (at) => ({
        episode: at,
        person: random(5000),
        of: 2,
        before: random(8),
        after: random(8),
        contact_before: random(9),
        contact_run_in: random(4),
        ...Object.fromEntries(
          Object.entries(appointments(random)).filter(([name]) => name.startsWith('gp_month_')),
        ),
      }),
      3,
    ),
  };
}

/**
 * The same service but for one thing about one referral: another code, another outcome, or the
 * referral not being there at all. What a reader must not be able to see when it is hidden.
 */
export function changed(service: Service, seed: number): Service {
  const random = randomFrom(seed);
  const recent = service.episode.flatMap(({ referred }, row) =>
    (referred ?? 0) >= firstDayOf(firstMonth + 12) ? [row] : [],
  );
  const at = recent[random(recent.length)] ?? 0;
  const row = service.episode[at]!;
  const codes = {
    sex: 4,
    age: 8,
    ethnicity: 6,
    need: 25,
    source: 19,
    green: 3,
    ward: 5,
    closure: 14,
  };
  const [name, most] = Object.entries(codes)[random(8)]!;
  const other: readonly Row[] = [
    { ...row, [name]: random(most) },
    { ...row, gp_after_182: random(9), gp_month_plus_3: random(4) },
    { ...row, wait_end: 0, first_contact: null, service_days: null, service_end: null },
    { ...row, green_steps: 31, decision: 1, possible_duplicate: 1 },
  ];
  const kind = random(6);
  if (kind < 4) return { ...service, episode: service.episode.with(at, other[kind]!) };
  if (kind === 4 && service.score.length > 0) {
    const which = random(service.score.length);
    const found = service.score[which]!;
    const after = found['after'] === null ? null : 100 * random(11);
    return { ...service, score: service.score.with(which, { ...found, after, any_after: after }) };
  }
  return without(service, at);
}

/** Children point at their episode by its place in the list. */
function without(service: Service, gone: number): Service {
  const kept = (rows: readonly Row[]): Row[] =>
    rows.flatMap((row) => {
      const episode = row['episode'] ?? 0;
      if (episode === gone) return [];
      return [{ ...row, episode: episode > gone ? episode - 1 : episode }];
    });
  return {
    episode: service.episode.toSpliced(gone, 1),
    score: kept(service.score),
    onward: kept(service.onward),
    comparator: kept(service.comparator),
  };
}

const place = (code: string, label: string, pcn: string | null = null): PlaceCode => ({
  code,
  label,
  short: label,
  showInCharts: true,
  pcn,
  current: true,
});

const numbered = (
  count: number,
  code: string,
  label: string,
  pcn = false,
): (PlaceCode | null)[] => [
  null,
  ...Array.from({ length: count }, (_, at) =>
    place(`${code}${at + 1}`, `${label} ${at + 1}`, pcn ? `U0000${pcnOf(at + 1)}` : null),
  ),
];

const listSizes: readonly HandRow[] = practices.flatMap((practice) =>
  Array.from({ length: monthsLong * 2 }, (_, at) => ({
    practice,
    pcn_then: pcnOf(practice),
    pcn_today: pcnOf(practice),
    month: firstMonth + (at >> 1),
    sex: at & 1,
    age: at % 7,
    patients: 4000 + practice * 100,
  })),
);

const capacity: readonly HandRow[] = Array.from({ length: monthsLong * 3 }, (_, at) => ({
  month: firstMonth + Math.floor(at / 3),
  worker: 1 + (at % 3),
  team: at % 3,
  pcn: 1 + (at % 3),
  wte: 100,
}));

/** A service as the program reads it. */
export function snapshotOf(service: Service, version: string): Snapshot {
  return snapshotFromRows(
    { ...service, list_size: listSizes, capacity },
    {
      version,
      dataTo: { cases: dataTo, wellbeing: dataTo, appointments: dataTo },
      dictionaries: {
        practice: numbered(6, 'G8500', 'Surgery', true),
        pcn: numbered(3, 'U0000', 'PCN'),
        team: [place('a', 'Team A'), place('b', 'Team B'), place('c', 'Team C')],
        worker: numbered(6, 'W', 'Worker'),
        provider: numbered(3, 'P', 'Provider'),
        ward: numbered(4, 'E0500000', 'Ward'),
      },
      populations: (['ethnicity', 'deprivation', 'local_deprivation'] as const).map(
        (dimension) => ({
          dimension,
          people: [9000, 8000, 7000, 4000, 2000, 1000],
          source: 'a made-up census',
          date: '2021-03-21',
        }),
      ),
      areas: [1, 2, 3, 4].map((at) => ({
        code: `E0500000${at}`,
        residents: 9000 + at,
        deprived: 3000,
        source: 'a made-up census',
        date: '2021-03-21',
      })),
    },
  );
}
