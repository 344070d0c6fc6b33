import { describe, expect, it } from 'vitest';
import { scaleMetricId } from '#metrics/wellbeing-change/by-scale.ts';
import { scales } from '#metrics/instruments.ts';
import { metrics, registry, splitsOf } from '#metrics';
import type { Metric } from '#metrics';
import type { Cohort } from '#figure/cohort.ts';
import type { Figure } from '#figure/figure.ts';
import { firstDayOf, monthNumber } from '#figure/month.ts';
import { answerFigure } from '../../server/answers/answer.ts';
import { episodeColumns } from '../../server/episodes/columns.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import type { HandRow } from '../../server/episodes/snapshot-from-rows.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import { DATA_TO, cohortOf, dictionaries, modelledValues } from '../metrics/support.ts';

/** Every metric by every split, of every kind of bad input the issue names. One scale stands for all. */
const sameKind = new Set(scales.slice(1).map(scaleMetricId));
const asked = metrics.filter(
  ({ id, statistic }) => statistic.kind !== 'records' && !sameKind.has(id),
);

interface Rows {
  readonly episode?: readonly HandRow[];
  readonly score?: readonly HandRow[];
  readonly onward?: readonly HandRow[];
}

let versions = 0;
function snapshotOf({ episode = [], score = [], onward = [] }: Rows): Snapshot {
  const months = Array.from({ length: 14 }, (_, at) => monthNumber('2025-08') + at);
  const place = { practice: 0, pcn_then: 0, pcn_today: 0 };
  const snapshot = snapshotFromRows(
    {
      episode: [...episode],
      score: [...score],
      onward: [...onward],
      list_size: months.map((month) => ({ ...place, month, sex: 0, age: 1, patients: 9000 })),
      capacity: months.map((month) => ({ month, worker: 0, team: 0, pcn: 0, wte: 100 })),
    },
    { dictionaries, dataTo: { cases: DATA_TO, wellbeing: DATA_TO, appointments: DATA_TO } },
  );
  return { ...snapshot, version: `bad-${++versions}` };
}

const figureOf = (metric: Metric, by: string, snapshot: Snapshot, cohort: Cohort) =>
  answerFigure(
    { metric, by, cohort },
    {
      snapshot,
      viewer: { id: 'm', name: 'm', role: 'manager', pcns: [] },
      metrics: registry(metrics),
      records: null,
      controlled: 'nhs-sub-national',
      notes: [],
      now: () => new Date('2026-10-05T06:00:00Z'),
      values: modelledValues,
    },
  );

const cellsOf = ({ rows, total }: Figure) =>
  [...rows, ...(total ? [total] : [])].flatMap((row) => Object.values(row.cells));

/** Each column alike; months follow from their days. */
const everyColumn = (value: number | null): HandRow =>
  Object.fromEntries(
    Object.keys(episodeColumns)
      .filter((name) => !name.endsWith('_month'))
      .map((name) => [name, value]),
  );

/** A case as a service would record it: seen, closed, scored twice, with an activity and appointments. */
const known = (at: number, more: HandRow = {}): HandRow => ({
  ...everyColumn(0),
  person: at,
  referred: DATA_TO - 250 - (at % 20),
  accepted: DATA_TO - 245,
  first_contact: DATA_TO - 240,
  closed: DATA_TO - 150,
  last_contact: DATA_TO - 155,
  index_referral: 1,
  decision: 1,
  wait_days: 10,
  wait_end: 1,
  service_days: 90,
  service_end: 1,
  contacts_attended: 6,
  plan: 1,
  onward: 1,
  onward_green: 1,
  green_steps: 31,
  observed_before: 500,
  observed_after: 500,
  observed_after_close: 500,
  not_due_after: 500,
  needs_mask: 1,
  ...more,
});
const scored = (episode: number, before: number | null, after: number | null): HandRow => ({
  episode,
  scale: 0,
  state: 3,
  before,
  after,
  first_after: after,
  any_after: after,
  before_day: DATA_TO - 240,
  after_day: DATA_TO - 150,
});
const activity = (episode: number): HandRow => ({
  episode,
  kind: 0,
  category: 0,
  support: 0,
  ways_mask: 1,
  green: 1,
  green_type: 0,
  provider: 0,
  response: 0,
  attended: 1,
  sustained: 1,
  offered: DATA_TO - 230,
});
const many = (n: number, more: HandRow = {}): HandRow[] =>
  Array.from({ length: n }, (_, at) => known(at, more));

const cases: Readonly<Record<string, Snapshot>> = {
  'an empty cohort': snapshotOf({ episode: many(3, { referred: DATA_TO - 3000 }) }),
  'one person': snapshotOf({
    episode: [known(0)],
    score: [scored(0, 400, 600)],
    onward: [activity(0)],
  }),
  'everything missing': snapshotOf({
    episode: many(30).map((_, at) => ({
      ...everyColumn(null),
      person: at,
      referred: DATA_TO - 250,
    })),
    score: many(30).map((_, at) => ({ episode: at, scale: 0 })),
    onward: many(30).map((_, at) => ({ episode: at })),
  }),
  'impossible scores': snapshotOf({
    episode: many(40),
    score: many(40).map((_, at) => scored(at, at % 2 ? 32_000 : -900, 1100 + at)),
  }),
  'negative waits': snapshotOf({ episode: many(40, { wait_days: -5, service_days: -9 }) }),
  'future dates': snapshotOf({
    episode: many(40).map((row, at) => ({
      ...row,
      referred: DATA_TO + 40 + at,
      first_contact: DATA_TO + 60,
      accepted: DATA_TO + 50,
      closed: DATA_TO + 90,
    })),
    score: many(40).map((_, at) => ({ ...scored(at, 400, 600), before_day: DATA_TO + 70 })),
    onward: many(40).map((_, at) => ({ ...activity(at), offered: DATA_TO + 70 })),
  }),
  'a constant series': snapshotOf(constant()),
};

/** Twenty cases alike in each of 14 months: nothing varies, so nothing can be judged by chance. */
function constant(): Rows {
  const episode = Array.from({ length: 14 * 20 }, (_, at) => {
    const referred = firstDayOf(monthNumber('2025-08') + Math.floor(at / 20)) + 3;
    const later = { accepted: referred + 5, first_contact: referred + 10, closed: referred + 100 };
    return known(at, { referred, ...later });
  });
  return { episode, score: episode.map((_, at) => scored(at, 500, 500)) };
}

const empty = ['empty', 'not_due', 'no_data', 'too_few'];

/** What must hold of every card, whatever was put in. */
function check(figure: Figure, where: string): void {
  expect(JSON.stringify(figure), where).not.toMatch(/\bNaN\b|undefined|Infinity/);
  for (const cell of cellsOf(figure)) {
    if (typeof cell.value === 'number') expect(Number.isFinite(cell.value), where).toBe(true);
    if (cell.value === null) expect(cell.state, where).toBeDefined();
    for (const limit of [cell.lower, cell.upper]) {
      if (typeof limit === 'number') expect(Number.isFinite(limit), where).toBe(true);
    }
  }
  expect(figure.headline, where).not.toBe('');
  if (figure.message) {
    expect(empty, where).toContain(figure.message.state);
    expect(figure.message.wayOut, where).not.toBe('');
  }
}

/** Words that would conclude something: of nobody, of one, of what never changed. */
const concludes =
  /improved|worse|better|(more|fewer|higher|lower|longer) (in|than)|part of a (change|run)/i;

const extra: Readonly<Record<string, (figure: Figure, where: string) => void>> = {
  'an empty cohort': (figure, where) => expect(figure.headline, where).not.toMatch(concludes),
  'one person': (figure, where) => expect(figure.headline, where).not.toMatch(concludes),
  'everything missing': (figure, where) => expect(figure.headline, where).not.toMatch(concludes),
  'impossible scores': ({ total, headline }, where) => {
    const pairs = total?.cells['pairs'];
    if (pairs) expect(pairs, where).toEqual({ value: 0, state: 'zero' });
    expect(headline, where).not.toMatch(/improved|worse|points/);
  },
  'negative waits': ({ metric, total }, where) => {
    if (metric !== 'wait' && metric !== 'time-in-service') return;
    expect(total?.cells['n']?.value ?? 0, where).toBe(0);
    expect(total?.cells['median']?.value ?? null, where).toBeNull();
  },
  'future dates': (figure, where) => {
    if (figure.by !== 'month') return;
    const later = figure.rows.filter((row) => row.key > '2026-09');
    for (const cell of later.flatMap((row) => Object.values(row.cells))) {
      expect(cell, where).toEqual({ value: null, state: 'not_due' });
    }
  },
  'a constant series': (figure, where) => {
    expect(
      (figure.chart.xmr?.points ?? []).filter(({ flag }) => flag),
      where,
    ).toEqual([]);
    expect(figure.headline, where).not.toMatch(/part of a (change|run)|improved|worse/);
  },
};

const long: Cohort = cohortOf({ from: '2025-08', to: '2026-12' });

describe.each(Object.entries(cases))('%s', (name, snapshot) => {
  it.each(asked.map((metric) => [metric.id, metric] as const))('in %s', async (_, metric) => {
    for (const by of splitsOf(metric)) {
      const where = `${metric.id} by ${by}: ${name}`;
      const figure = await figureOf(metric, by, snapshot, long);
      check(figure, where);
      extra[name]?.(figure, where);
    }
  });
});
