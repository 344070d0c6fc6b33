import type { Values } from '../../server/counting/kernel.ts';
import { count } from '../../server/counting/count.ts';
import { groupBy } from '../../server/counting/group.ts';
import { select } from '../../server/counting/select.ts';
import { episodeColumns } from '../../server/episodes/columns.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import type { PlaceCode, Snapshot } from '../../server/episodes/snapshot.ts';
import { columnsOf, emptyColumn } from '../../server/episodes/typed-columns.ts';
import { monthNumber, dayNumber } from '#figure/month.ts';
import { randomFrom } from '../counting/borough.ts';
import { page, randomCohort, spread } from './kernel.ts';
import type { Spread } from './kernel.ts';

const REFERRALS = 5_000_000;
const PRACTICES = 6000;
const PCNS = 1250;
const MONTHS = 60;
const FIRST_MONTH = monthNumber('2021-10');

export interface EnglandBench {
  readonly referrals: number;
  readonly requests: number;
  readonly all: Spread;
  /** Requests of a viewer who sees 30 PCNs. */
  readonly scoped: Spread;
}

/** One request is one panel of a page: its cohort selected and one split counted. */
export function benchEngland(requests = 120): EnglandBench {
  const snapshot = england();
  const random = randomFrom(2);
  const time = (pcns: readonly string[] | null): number[] =>
    Array.from({ length: requests }, (_, at) => {
      const cohort = randomCohort(random, snapshot);
      const panel = page[at % page.length]!;
      const started = performance.now();
      const selection = select(snapshot, cohort, { rows: pcns ? { pcns } : 'everything' });
      count(selection, panel.fold(snapshot), groupBy(snapshot, panel.by, cohort));
      return performance.now() - started;
    });
  time(null);
  const some = Array.from({ length: 30 }, (_, at) => `U${at}`);
  return { referrals: REFERRALS, requests, all: spread(time(null)), scoped: spread(time(some)) };
}

const places = (letter: string, count: number): PlaceCode[] =>
  Array.from({ length: count }, (_, at) => ({
    code: `${letter}${at}`,
    label: `${letter}${at}`,
    short: `${letter}${at}`,
    showInCharts: true,
    pcn: null,
    current: true,
  }));

/** Codes drawn evenly; columns a page does not read share one array, which saves a gigabyte. */
const drawn: Readonly<Record<string, number>> = {
  source: 19,
  need: 25,
  age: 8,
  sex: 4,
  ethnicity: 6,
  deprivation: 6,
  wait_days: 60,
  wait_end: 3,
  green_steps: 32,
  gp_before_182_30: 12,
  gp_after_182: 12,
  gp_month_plus_1: 4,
};

function england(): Snapshot {
  const random = randomFrom(1);
  const shared = {
    int32: emptyColumn('int32', REFERRALS),
    int16: emptyColumn('int16', REFERRALS),
    uint8: emptyColumn('uint8', REFERRALS).fill(1),
  };
  const own = (name: string): boolean => name in drawn || /^(practice|pcn_|.*_month$)/.test(name);
  const values = new Map<string, Values>(
    Object.entries(episodeColumns).map(([name, { type }]) => [
      name,
      own(name) ? emptyColumn(type, REFERRALS) : shared[type],
    ]),
  );
  const set = (name: string, of: (row: number) => number): void => {
    const column = values.get(name)!;
    for (let row = 0; row < REFERRALS; row++) column[row] = of(row);
  };
  for (const [name, codes] of Object.entries(drawn)) set(name, () => random(codes));
  const each = REFERRALS / PRACTICES;
  const practice = (row: number): number => Math.floor(row / each);
  const pcn = (row: number): number => Math.floor((practice(row) * PCNS) / PRACTICES);
  const month = (row: number): number =>
    FIRST_MONTH + Math.floor(((row - practice(row) * each) / each) * MONTHS);
  set('practice', practice);
  set('pcn_then', pcn);
  set('pcn_today', pcn);
  set('referred_month', month);
  set('first_contact_month', (row) => month(row) + random(2));
  set('closed_month', (row) => month(row) + random(6));
  const end = dayNumber('2026-09-30');
  const empty = snapshotFromRows(
    {},
    {
      dataTo: { cases: end, wellbeing: end, appointments: end },
      dictionaries: {
        ward: [],
        practice: places('G', PRACTICES),
        pcn: places('U', PCNS),
        team: [],
        worker: [],
        provider: [],
      },
    },
  );
  const episode = columnsOf('episode', episodeColumns, REFERRALS, values);
  return { ...empty, tables: { ...empty.tables, episode } };
}
