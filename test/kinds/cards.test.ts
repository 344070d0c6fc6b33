import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import type { Figure } from '#figure/figure.ts';
import { firstDayOf } from '#figure/month.ts';
import { metricOf, metrics, registry, splitsOf } from '#metrics';
import type { Metric } from '#metrics';
import { answerFigure } from '../../server/answers/answer.ts';
import type { Asking } from '../../server/answers/asking.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import type { HandRow } from '../../server/episodes/snapshot-from-rows.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import { DATA_TO, cohortOf, dictionaries, modelledValues } from '../metrics/support.ts';
import { snapshots } from './random-data.ts';
import { forbiddenWords } from '../figure/forbidden-words.ts';
import { sentencesIn } from '../figure/sentences-in.ts';

const counted = metrics.filter(({ statistic }) => statistic.kind !== 'records');
let versions = 0;
/** Answers are kept by data version, so each snapshot gets one of its own. */
const asking = (snapshot: Snapshot, role: 'manager' | 'commissioner'): Asking => ({
  snapshot: { ...snapshot, version: `made-${++versions}` },
  viewer: { id: role, name: role, role, pcns: [] },
  metrics: registry(metrics),
  records: null,
  controlled: 'nhs-sub-national',
  notes: [],
  now: () => new Date('2026-10-05T06:00:00Z'),
  values: modelledValues,
});

/** Where a figure holds a number that is none; JSON would hide it as null. */
function notNumbers(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: ${value}`];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]) => notNumbers(each, `${path}.${key}`));
}

function check(figure: Figure): void {
  const where = `${figure.metric} by ${figure.by}`;
  expect(notNumbers(figure), where).toEqual([]);
  const words = [figure.headline, figure.subtitle, figure.altText, figure.message?.words ?? 'none'];
  for (const text of [...words, ...figure.caveats]) {
    expect(text.trim(), where).not.toBe('');
    expect(text, where).not.toMatch(/\bNaN\b|undefined|\bnull\b|Infinity/);
  }
  expect(sentencesIn(figure.headline), `${where}: ${figure.headline}`).toBeLessThanOrEqual(2);
  for (const word of forbiddenWords) {
    expect(figure.headline.toLowerCase(), where).not.toContain(word);
  }
  const rows = figure.total ? [...figure.rows, figure.total] : figure.rows;
  for (const cell of rows.flatMap((row) => Object.values(row.cells))) {
    if (cell.value === null) expect(cell.state, where).toBeDefined();
  }
}

describe('every card of thin and faulty data is whole', () => {
  it.each(counted.map((metric) => [metric.id, metric] as const))('%s', async (_, metric) => {
    const by = fc.constantFrom(...splitsOf(metric));
    const role = fc.constantFrom('manager' as const, 'commissioner' as const);
    await fc.assert(
      fc.asyncProperty(snapshots, by, role, async (snapshot, split, who) => {
        const cohort = cohortOf();
        check(await answerFigure({ metric, by: split, cohort }, asking(snapshot, who)));
      }),
      { numRuns: 12, seed: 11 },
    );
  });
});

const figureOf = (
  metric: Metric,
  by: string,
  rows: Parameters<typeof snapshotFromRows>[0],
  cohort: Cohort = cohortOf(),
): Promise<Figure> => {
  const dataTo = { cases: DATA_TO, wellbeing: DATA_TO, appointments: DATA_TO };
  const snapshot = snapshotFromRows(rows, { dictionaries, dataTo });
  return answerFigure({ metric, by, cohort }, asking(snapshot, 'manager'));
};

const seen = (at: number, more: HandRow = {}): HandRow => ({
  person: at,
  referred: DATA_TO - 200 - at,
  index_referral: 1,
  wait_days: 10,
  wait_end: 1,
  ...more,
});

/** What the card says of data that cannot be right, or is not there (issue: bad input). */
describe('bad input is a state in words, never a number', () => {
  it('an impossible score is no score', async () => {
    const score = { episode: 0, scale: 0, state: 3, before: 400, after: 1200 };
    const figure = await figureOf(metricOf('wellbeing-life-satisfaction'), 'all', {
      episode: [seen(0)],
      score: [score],
    });
    expect(figure.total?.cells['pairs']).toEqual({ value: 0, state: 'zero' });
    expect(figure.total?.cells['change']?.value).toBeNull();
    expect(figure.headline).not.toMatch(/improved|worse/);
  });

  it('a negative wait is left out, and counted as left out', async () => {
    const figure = await figureOf(metricOf('wait'), 'all', {
      episode: [...Array.from({ length: 30 }, (_, at) => seen(at)), seen(30, { wait_days: -5 })],
    });
    expect(figure.total?.cells['n']?.value).toBe(30);
    const lost = figure.flow.flatMap((step) => step.lost ?? []);
    expect(lost.find(({ key }) => key === 'no_time')?.n.value).toBe(1);
    expect(figure.headline).toContain('Half of people are seen within 10 days');
  });

  it('a date after the end of the data makes no month of its own', async () => {
    const cohort = cohortOf({ from: '2026-01', to: '2026-12' });
    const later = seen(1, { referred: firstDayOf(26 * 12 + 10) });
    const figure = await figureOf(
      metricOf('referrals'),
      'month',
      { episode: [seen(0), later] },
      cohort,
    );
    expect(figure.rows.find(({ key }) => key === '2026-11')?.cells['n']).toEqual({
      value: null,
      state: 'not_due',
    });
  });

  it.each(counted.map((metric) => [metric.id, metric] as const))(
    'nobody at all, in %s',
    async (_, metric) => {
      const figure = await figureOf(metric, splitsOf(metric)[0] ?? 'all', {});
      expect(figure.headline).not.toMatch(/\d+ (more|fewer)|improved|worse/);
      if (figure.message) {
        expect(['empty', 'not_due', 'no_data', 'too_few']).toContain(figure.message.state);
        expect(figure.message.wayOut).not.toBe('');
      } else check(figure);
    },
  );

  it('one person is too few to conclude', async () => {
    const score = { episode: 0, scale: 0, state: 3, before: 400, after: 600 };
    const figure = await figureOf(metricOf('wellbeing-life-satisfaction'), 'all', {
      episode: [seen(0)],
      score: [score],
    });
    expect(figure.headline).toBe('1 person was measured twice: too few to conclude.');
  });

  it('everything missing is missing, not zero', async () => {
    const figure = await figureOf(metricOf('wait'), 'all', {
      episode: Array.from({ length: 20 }, (_, at) => seen(at, { wait_days: null, wait_end: null })),
    });
    expect(figure.message?.state).toBe('empty');
    expect(figure.headline).toContain('None of the 20 referrals could be counted here');
  });

  it('a constant series has no signals and no limits', async () => {
    const months = Array.from({ length: 14 }, (_, at) => 25 * 12 + 7 + at);
    const episode = months.flatMap((month) =>
      Array.from({ length: 20 }, (_, at) =>
        seen(month * 100 + at, { referred: firstDayOf(month) + at }),
      ),
    );
    const cohort = cohortOf({ from: '2025-08', to: '2026-09' });
    const figure = await figureOf(metricOf('referrals'), 'month', { episode }, cohort);
    expect(figure.rows.map((row) => row.cells['n']?.value)).toEqual(months.map(() => 20));
    const points = figure.chart.xmr?.points ?? [];
    expect(points).toHaveLength(14);
    expect(points.every(({ flag, mean, lower }) => !flag && mean === 20 && lower === null)).toBe(
      true,
    );
    expect(figure.headline).toContain('The months vary no more than usual.');
  });
});

describe('notes of several scales', () => {
  it('say once what goes for all of them', async () => {
    const score = (scale: number) => ({ episode: 0, scale, state: 3, before: 4, after: 6 });
    const figure = await figureOf(metricOf('wellbeing-change'), 'scale', {
      episode: [seen(0)],
      score: [0, 1, 2, 3].map(score),
    });
    const moves = figure.caveats.filter((words) => words.includes('improved or worse means'));
    expect(moves).toHaveLength(1);
    expect(moves[0]).toMatch(
      /^Life satisfaction, Feeling that life is worthwhile, Happiness yesterday and Anxiety yesterday: /,
    );
    expect(figure.caveats).toContain(
      'Anxiety yesterday: a lower score is better, so a fall is an improvement.',
    );
    expect(new Set(figure.caveats).size).toBe(figure.caveats.length);
  });
});
