import type { Cohort, FilterKey } from '#figure/cohort.ts';
import { firstDayOf, monthNumber, monthOf } from '#figure/month.ts';
import { metrics, registry } from '#metrics';
import type { ControlledPolicy } from '../../../server/access/scope.ts';
import { NOT_KNOWN } from '../../../server/counting/codes.ts';
import type { Asking } from '../../../server/answers/asking.ts';
import { snapshotFromRows } from '../../../server/episodes/snapshot-from-rows.ts';
import type { HandRow } from '../../../server/episodes/snapshot-from-rows.ts';
import type { Snapshot } from '../../../server/episodes/snapshot.ts';
import { place, randomFrom } from '../../counting/borough.ts';

/** One thing that people differ in: what it writes into the rows of those who have it. */
export interface Trait {
  readonly episode?: HandRow;
  readonly onward?: readonly HandRow[];
  readonly score?: readonly HandRow[];
  /** Columns that hold days, by how many days after the first of the month of referral. */
  readonly after?: Readonly<Record<string, number>>;
  /** Referred once more, so many months later, if that is within the data. */
  readonly again?: number;
  /** How common it is, 1 being usual; 0: nobody has it, which the reader does not know. */
  readonly usual?: number;
}

/** A service of few kinds of people, small enough to be solved as a whole. */
export interface JointShape {
  readonly name: string;
  /** Months in which people are referred. */
  readonly months: readonly string[];
  /** Number of the PCN of each practice; one practice: no places. */
  readonly practices: readonly number[];
  /** How many there are, beside those of a practice, of whom none is known. */
  readonly unplaced?: number;
  readonly traits: readonly (readonly Trait[])[];
  readonly metrics: readonly string[];
  /** What is filtered by, and how many codes of it there are. */
  readonly filters: readonly (readonly [key: FilterKey, codes: readonly string[]])[];
  /** What is split by, where a metric can be; months and places always. */
  readonly splits: readonly string[];
  /** Last day of the data. */
  readonly dataTo: number;
}

/** People alike in everything. */
interface Kind {
  /** The first referral, and those that follow it. */
  readonly episodes: readonly HandRow[];
  readonly onward: readonly HandRow[];
  readonly score: readonly HandRow[];
}

export interface JointService {
  readonly shape: JointShape;
  readonly kinds: readonly Kind[];
  /** People of each kind. */
  readonly truth: readonly number[];
  readonly asking: Asking;
}

export function jointService(
  shape: JointShape,
  seed: number,
  scale: number,
  controlled: ControlledPolicy = 'nhs-sub-national',
): JointService {
  const random = randomFrom(seed);
  const { practices, months } = shape;
  const places = practices.map((pcn, at): Trait => {
    const isRare = at > 0 && practices[at + 1] !== pcn;
    return {
      episode: { practice: at + 1, pcn_then: pcn + 1, pcn_today: pcn + 1 },
      usual: isRare ? 0.02 + random(20) / 100 : 0.5 + random(50) / 100,
    };
  });
  if (shape.unplaced !== undefined) places.push({ usual: shape.unplaced });
  const whens = months.map((month): Trait => ({ episode: { referred_month: monthNumber(month) } }));
  const varied = shape.traits.map((trait) =>
    trait.map((one) =>
      one.usual === 0 ? one : { ...one, usual: ((one.usual ?? 1) * (60 + random(80))) / 100 },
    ),
  );
  const all = [whens, places, ...varied].reduce<readonly (readonly Trait[])[]>(
    (sets, trait) => sets.flatMap((set) => trait.map((one) => [...set, one])),
    [[]],
  );
  const kinds = all.map((set) => ({
    episodes: referralsOf(set, shape),
    onward: set.flatMap(({ onward }) => onward ?? []),
    score: set.flatMap(({ score }) => score ?? []),
  }));
  const truth = all.map((set) => {
    const usual = set.reduce((product, one) => product * (one.usual ?? 1), scale);
    if (usual === 0) return 0;
    return Math.floor((usual * (50 + random(100))) / 100 + random(10_000) / 10_000);
  });
  const snapshot = snapshotOf(shape, kinds, truth, `joint ${shape.name} ${seed} ${scale}`);
  const asking: Asking = {
    snapshot,
    viewer: { id: 'commissioner', name: 'commissioner', role: 'commissioner', pcns: [] },
    metrics: registry(metrics),
    records: null,
    controlled,
    notes: [],
    now: () => new Date(0),
  };
  return { shape, kinds, truth, asking };
}

function referralsOf(set: readonly Trait[], { months }: JointShape): readonly HandRow[] {
  const episode = Object.assign({}, ...set.map((trait) => trait.episode)) as HandRow;
  const month = episode['referred_month'] ?? 0;
  const days = set.flatMap(({ after }) => Object.entries(after ?? {}));
  const dates = days.map(([name, day]) => [name, firstDayOf(month) + day] as const);
  const last = Math.max(...months.map(monthNumber));
  const later = set.flatMap(({ again }) =>
    again === undefined || month + again > last ? [] : [month + again],
  );
  return [
    { ...episode, ...Object.fromEntries(dates) },
    ...later.map((referred_month) => ({ ...episode, referred_month })),
  ];
}

/** The month in which people of a kind are first referred. */
export const firstMonth = ({ episodes }: Kind): number => Number(episodes[0]?.['referred_month']);

/** First month of which referrals come in late. */
export const lateFrom = ({ months }: JointShape): number =>
  Math.max(...months.map(monthNumber)) - 2;

/** The service as the next load finds it: a few people of its newest months have come in late. */
export function afterLoad(service: JointService, seed: number): JointService {
  const random = randomFrom(seed);
  const { shape, kinds, truth, asking } = service;
  const newest = lateFrom(shape);
  const later = truth.map((people, at) =>
    people > 0 && firstMonth(kinds[at]!) >= newest && random(3) === 0 ? people + random(3) : people,
  );
  const version = `${asking.snapshot.version} later`;
  const snapshot = snapshotOf(shape, kinds, later, version);
  return { ...service, truth: later, asking: { ...asking, snapshot } };
}

/** A snapshot with so many people of each kind. */
export function snapshotOf(
  shape: JointShape,
  kinds: readonly Kind[],
  people: readonly number[],
  version: string,
): Snapshot {
  const each = kinds.flatMap((kind, at) => Array.from({ length: people[at] ?? 0 }, () => kind));
  const firsts: number[] = [];
  const episodes = each.flatMap((kind, person) => {
    firsts.push((firsts.at(-1) ?? 0) + (each[person - 1]?.episodes.length ?? 0));
    return kind.episodes.map((episode) => ({ person, ...episode }));
  });
  const of = (rows: (kind: Kind) => readonly HandRow[]): HandRow[] =>
    each.flatMap((kind, person) => rows(kind).map((row) => ({ episode: firsts[person]!, ...row })));
  const { practices, dataTo } = shape;
  const pcns = [...new Set(practices)].map((at) => `N${at}`);
  return snapshotFromRows(
    {
      episode: episodes,
      onward: of(({ onward }) => onward),
      score: of(({ score }) => score),
    },
    {
      version,
      dataTo: { cases: dataTo, wellbeing: dataTo, appointments: null },
      dictionaries: {
        practice: [
          null,
          ...practices.map((pcn, at) => place(`P${at}`, `Practice ${at}`, `N${pcn}`)),
        ],
        pcn: [null, ...pcns.map((code) => place(code, code))],
        team: [],
        worker: [],
        provider: [],
        ward: [],
      },
    },
  );
}

/** Every cohort that may be asked for: standard periods by places and filters, two conditions at most. */
export function everyCohort({ shape }: JointService): readonly Cohort[] {
  const numbers = shape.months.map(monthNumber);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const all = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const spans = new Map<string, readonly [number, number]>();
  const add = (from: number, to: number): void => {
    spans.set(`${from} ${to}`, [Math.max(from, first), Math.min(to, last)]);
  };
  for (const month of all) {
    add(month, month);
    const [quarter, year] = [3 * Math.floor(month / 3), 12 * Math.floor((month - 3) / 12) + 3];
    add(Math.max(quarter, first), Math.min(quarter + 2, last));
    add(Math.max(year, first), Math.min(year + 11, last));
  }
  add(first, last);
  if (last - first >= 12) add(last - 11, last);
  const unplaced = shape.unplaced === undefined ? [] : [NOT_KNOWN];
  const pcns = [...[...new Set(shape.practices)].map((at) => `N${at}`), ...unplaced];
  const keys: readonly (readonly [FilterKey, readonly string[]])[] = [
    ...(pcns.length > 1 ? [['pcn', pcns] as const] : []),
    ...(shape.practices.length > 1
      ? [['practice', [...shape.practices.map((_, at) => `P${at}`), ...unplaced]] as const]
      : []),
    ...shape.filters,
  ];
  const one = keys.flatMap(([key, codes]) => codes.map((code) => ({ [key]: [code] })));
  const two = keys.flatMap(([a, as], at) =>
    keys
      .slice(at + 1)
      .flatMap(([b, bs]) =>
        as.flatMap((first_) => bs.map((second) => ({ [a]: [first_], [b]: [second] }))),
      ),
  );
  return [...spans.values()].flatMap(([from, to]) =>
    [{}, ...one, ...two].map((filters): Cohort => ({
      basis: 'referred',
      from: monthOf(from),
      to: monthOf(to),
      pcns: 'then',
      filters,
    })),
  );
}
