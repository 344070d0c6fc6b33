import type { Cohort } from '#figure/cohort.ts';
import { monthNumber, monthOf, monthOfDay } from '#figure/month.ts';
import type { Database } from '../../server/database/connect.ts';
import { count, vectorOf } from '../../server/counting/count.ts';
import { countsWhere, histogram, pairSums, rowCount, sums } from '../../server/counting/folds.ts';
import { groupBy } from '../../server/counting/group.ts';
import type { Fold } from '../../server/counting/kernel.ts';
import { select } from '../../server/counting/select.ts';
import { EVENT_MONTHS, eventMonthColumn } from '../../server/episodes/columns.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import { cohortSql, dimensionSql } from '../counting/as-sql.ts';
import { randomFrom } from '../counting/borough.ts';

/** Milliseconds of one page, over many cohorts. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
}

export interface KernelBench {
  readonly referrals: number;
  readonly cohorts: number;
  readonly kernel: Spread;
  /** The same pages as SQL on the same database, over the first `sqlCohorts` cohorts. */
  readonly sql: Spread;
  readonly sqlCohorts: number;
  /** Time of SQL over time of the kernel, for the cohorts both answered. */
  readonly ratio: number;
}

/** One count of a page: what is folded, by what, and the same in SQL. */
export interface Panel {
  readonly by: string;
  readonly fold: (snapshot: Snapshot) => Fold;
  readonly measures: readonly string[];
}

const months = Array.from({ length: EVENT_MONTHS * 2 }, (_, at) =>
  eventMonthColumn(at < EVENT_MONTHS ? at - EVENT_MONTHS : at - EVENT_MONTHS + 1),
);
const referrals: Omit<Panel, 'by'> = { fold: () => rowCount(), measures: ['count(*)'] };
const appointments: Omit<Panel, 'by'> = {
  fold: (snapshot) => pairSums(snapshot, 'gp_before_182_30', 'gp_after_182'),
  measures: [
    'count(e.gp_after_182)',
    'sum(e.gp_before_182_30)',
    'sum(e.gp_after_182)',
    'sum(e.gp_before_182_30 * e.gp_before_182_30)',
    'sum(e.gp_after_182 * e.gp_after_182)',
    'sum(e.gp_before_182_30 * e.gp_after_182)',
  ],
};

/** What a page of figures asks for: ten splits of referrals, appointments, waits, green steps. */
export const page: readonly Panel[] = [
  ...['month', 'pcn', 'practice', 'source', 'need', 'age', 'sex', 'ethnicity', 'deprivation'].map(
    (by) => ({ by, ...referrals }),
  ),
  ...['all', 'pcn', 'practice'].map((by) => ({ by, ...appointments })),
  {
    by: 'all',
    fold: (snapshot) => histogram(snapshot, 'wait_days', 366),
    measures: ['sum(e.wait_days)', 'count(*) filter (where e.wait_end = 1)'],
  },
  {
    by: 'pcn',
    fold: (snapshot) =>
      countsWhere(
        snapshot,
        [1, 2, 4, 8, 16].map((bit) => ({ column: 'green_steps', bit })),
      ),
    measures: [1, 2, 4, 8, 16].map((bit) => `count(*) filter (where e.green_steps & ${bit} <> 0)`),
  },
  {
    by: 'all',
    fold: (snapshot) => sums(snapshot, months),
    measures: months.map((name) => `sum(e.${name})`),
  },
];

/**
 * Times whole pages of counts for random cohorts, in the kernel and as one GROUP BY for each panel,
 * and checks that both give the same numbers of referrals.
 */
export async function benchKernel(
  snapshot: Snapshot,
  database: Database,
  options: { readonly cohorts: number; readonly sqlCohorts: number },
): Promise<KernelBench> {
  const random = randomFrom(1);
  const cohorts = Array.from({ length: options.cohorts }, () => randomCohort(random, snapshot));
  for (const cohort of cohorts.slice(0, 20)) kernelPage(snapshot, cohort);
  const kernel = cohorts.map((cohort) => timed(() => kernelPage(snapshot, cohort)));
  const sql: number[] = [];
  for (const [at, cohort] of cohorts.slice(0, options.sqlCohorts).entries()) {
    const started = performance.now();
    const counted = await sqlPage(database, cohort);
    sql.push(performance.now() - started);
    if (counted !== kernel[at]!.result) {
      throw new Error(`kernel and SQL differ: ${kernel[at]!.result} and ${counted} referrals`);
    }
  }
  const total = (times: readonly number[]): number => times.reduce((a, b) => a + b, 0);
  const times = kernel.map(({ time }) => time);
  return {
    referrals: snapshot.tables.episode.rows,
    cohorts: cohorts.length,
    kernel: spread(times),
    sql: spread(sql),
    sqlCohorts: sql.length,
    ratio: total(sql) / total(times.slice(0, sql.length)),
  };
}

function timed(work: () => number): { readonly time: number; readonly result: number } {
  const started = performance.now();
  const result = work();
  return { time: performance.now() - started, result };
}

/** @returns referrals counted, so that nothing can be left undone */
function kernelPage(snapshot: Snapshot, cohort: Cohort): number {
  const selection = select(snapshot, cohort, { rows: 'everything' });
  let counted = 0;
  for (const { by, fold } of page) {
    const counts = count(selection, fold(snapshot), groupBy(snapshot, by, cohort));
    if (by === 'sex') {
      for (let group = 0; group < counts.size; group++) counted += vectorOf(counts, group)[0]!;
    }
  }
  return counted;
}

async function sqlPage(database: Database, cohort: Cohort): Promise<number> {
  let counted = 0;
  for (const { by, measures } of page) {
    const key =
      by === 'all' ? '0' : by === 'month' ? `e.${cohort.basis}_month` : dimensionSql(by, cohort);
    const rows = await database.query<{ m0: number }>(
      `page by ${by}`,
      `select ${key} as key, ${measures.map((sql, at) => `(${sql})::float8 as m${at}`).join(', ')}
       from episode e where ${cohortSql(cohort)} group by 1`,
    );
    if (by === 'sex') counted = rows.reduce((sum, { m0 }) => sum + m0, 0);
  }
  return counted;
}

/** A cohort as people make them: often the last year, none to three filters. */
export function randomCohort(random: (below: number) => number, snapshot: Snapshot): Cohort {
  const last = monthOfDay(snapshot.dataTo.cases ?? 0);
  const length = [12, 12, 3, 24, 120][random(5)]!;
  const to = last - random(12);
  const places = (list: 'pcn' | 'practice'): readonly string[] => {
    const codes = snapshot.dictionaries[list].flatMap((place) => (place ? [place.code] : []));
    return codes.filter(() => random(3) === 0);
  };
  const filters: Record<string, readonly string[]> = {};
  const choices: readonly (readonly [string, () => readonly string[]])[] = [
    ['pcn', () => places('pcn')],
    ['practice', () => places('practice')],
    ['sex', () => [['female', 'male'][random(2)]!]],
    ['age', () => ['35-49', '50-64', '65-74'].slice(random(3))],
    ['source', () => ['gp', 'self', 'social_care'].slice(random(3))],
    ['ethnicity', () => ['white', 'black', 'asian'].slice(random(3))],
    ['deprivation', () => ['1', '2'].slice(random(2))],
  ];
  for (let times = random(4); times > 0; times--) {
    const [key, codes] = choices[random(choices.length)]!;
    const chosen = codes();
    if (chosen.length > 0) filters[key] = chosen;
  }
  return {
    basis: random(4) === 0 ? 'closed' : 'referred',
    from: monthOf(Math.max(to - length + 1, monthNumber('2015-01'))),
    to: monthOf(to),
    pcns: random(4) === 0 ? 'today' : 'then',
    filters,
  };
}

export function spread(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => {
    const index = Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1);
    return Math.round(sorted[index]! * 1000) / 1000;
  };
  return { p50: at(0.5), p95: at(0.95), most: at(1) };
}
