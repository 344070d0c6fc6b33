import { describe, expect, it } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import { firstDayOf } from '#figure/month.ts';
import { metrics, registry } from '#metrics';
import { answerFigure } from '../../server/answers/answer.ts';
import type { Asking } from '../../server/answers/asking.ts';
import { summarise } from '../../server/answers/cohort-summary.ts';
import { monthlyReferrals } from '../../server/answers/histogram.ts';
import { scopeFor } from '../../server/access/scope.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import { place, randomFrom } from '../counting/borough.ts';

/** Referrals alike: so many of a month (since 2000-01), a practice and a step of green. */
type Some = readonly [n: number, month: number, practice: number | null, green: number];

const april2025 = 303;
const may2025 = 304;
const july2025 = 306;
const august2025 = 307;

/** People measured twice in a month, five before and six after unless said, in hundredths. */
type Measured = readonly [month: number, scale: number, n: number, before?: number, after?: number];

/** What a commissioner asks of a service of two PCNs, of two practices and of one. */
function askingOf(
  name: string,
  groups: readonly Some[],
  more: { readonly scores?: readonly Measured[] } = {},
): Asking {
  const episode = groups.flatMap(([n, month, practice, green]) =>
    Array.from({ length: n }, () => ({
      referred: firstDayOf(month),
      practice,
      pcn_then: practice === null ? null : practice === 3 ? 2 : 1,
      green,
    })),
  );
  const measured = (more.scores ?? []).flatMap(([month, scale, n, before = 500, after = 600]) =>
    Array.from({ length: n }, () => ({
      ...{ scale, before, after },
      row: { referred: firstDayOf(month), practice: 1, pcn_then: 1, index_referral: 1 },
    })),
  );
  const score = measured.map(({ scale, before, after }, at) => ({
    ...{ episode: episode.length + at, scale, before, after },
  }));
  const dictionaries = {
    practice: [
      null,
      place('P1', 'One', 'N1'),
      place('P2', 'Two', 'N1'),
      place('P3', 'Three', 'N2'),
    ],
    pcn: [null, place('N1', 'North'), place('N2', 'South')],
    ...{ team: [], worker: [], provider: [], ward: [] },
  };
  return {
    snapshot: snapshotFromRows(
      { episode: [...episode, ...measured.map(({ row }) => row)], score },
      {
        version: `surroundings ${name}`,
        // 30 September 2025.
        dataTo: { cases: 20_361, wellbeing: null, appointments: null },
        dictionaries,
      },
    ),
    viewer: { id: 'commissioner', name: 'commissioner', role: 'commissioner', pcns: [] },
    metrics: registry(metrics),
    records: null,
    controlled: 'nhs-sub-national',
    notes: [],
    now: () => new Date(0),
  };
}

const cohort = (from: string, to: string, filters: Cohort['filters'] = {}): Cohort => ({
  basis: 'referred',
  from,
  to,
  pcns: 'then',
  filters,
});
const all = ['2025-04', '2025-09'] as const;

/** Referrals by a split as they are printed; null where hidden. */
async function printed(asking: Asking, by: string, asked: Cohort) {
  const metric = asking.metrics.metricOf('referrals');
  const { rows, total } = await answerFigure({ metric, by, cohort: asked }, asking);
  const numbers = rows.map(({ key, cells }) => [key, cells['n']?.value ?? null] as const);
  return { ...Object.fromEntries(numbers), total: total?.cells['n']?.value ?? null };
}

describe('a commissioner’s figure is controlled beside those around it', () => {
  it('a practice beside its PCN', async () => {
    const asking = askingOf('practices', [
      [64, april2025, 1, 0],
      [1, april2025, 2, 0],
      [40, april2025, 3, 0],
      [70, july2025, 1, 0],
      [2, july2025, 2, 0],
      [45, july2025, 3, 0],
    ]);
    const shown = await printed(asking, 'practice', cohort(...all));
    expect(shown).toMatchObject({ P1: null, P2: null, P3: 85, total: 220 });
  });

  it('a practice by whichever way it is reached', async () => {
    const asking = askingOf('ways to a practice', [
      [83, april2025, 1, 0],
      [10, may2025, 1, 0],
      [46, april2025, 2, 0],
      [58, april2025, 3, 0],
      [40, july2025, 1, 0],
    ]);
    const spring = ['2025-04', '2025-06'] as const;
    const as = async (by: string, filters: Cohort['filters']) =>
      printed(asking, by, cohort(...spring, filters));
    expect(await as('practice', {})).toMatchObject({ P1: 95, P2: 45, P3: 60 });
    expect(await as('practice', { pcn: ['N1'] })).toMatchObject({ P1: 95, P2: 45, total: 140 });
    expect(await as('pcn', { practice: ['P1'] })).toMatchObject({ N1: 95, total: 95 });
    expect((await as('all', { pcn: ['N1'], practice: ['P1'] })).total).toBe(95);
  });

  it('a filtered row beside the same row without the filter', async () => {
    const [few, many] = [6, 60].map((elsewhere) =>
      askingOf(`wider ${elsewhere}`, [
        [40, april2025, 1, 0],
        [40, july2025, 1, 0],
        [60, april2025, 1, 1],
        [60, july2025, 1, 1],
        [elsewhere, april2025, 3, 0],
        [60, april2025, 3, 1],
      ]),
    );
    const inNorth = cohort(...all, { pcn: ['N1'] });
    expect(await printed(few!, 'green', inNorth)).toMatchObject({ none: null, offered: 120 });
    expect(await printed(many!, 'green', inNorth)).toMatchObject({ none: 80, offered: 120 });
  });

  // Of 94 who are 40 and 47 at most, 7 at least are left, and more would be shown.
  const quarters = askingOf('quarters', [
    ...[60, 30, 20].map((n, green): Some => [n, april2025, 1, green]),
    ...[37, 30, 5].map((n, green): Some => [n, july2025, 1, green]),
    ...[10, 10, 2].map((n, green): Some => [n, august2025, 1, green]),
  ]);
  const first = ['2025-04', '2025-06'] as const;
  const second = ['2025-07', '2025-09'] as const;

  it('a quarter beside the year', async () => {
    const shown = await printed(quarters, 'green', cohort(...second));
    expect(shown).toMatchObject({ none: 45, offered: null, taken_up: null, total: 95 });
    // Beside the 27 of the year, these 20 would give back the 7.
    const before = await printed(quarters, 'green', cohort(...first));
    expect(before).toMatchObject({ none: 60, offered: 30, taken_up: null, total: 110 });
  });

  it('a filtered total, in figures and over the page, beside the row that it is', async () => {
    for (const [step, n] of [
      ['offered', null],
      ['none', 45],
    ] as const) {
      const asked = cohort(...second, { green: [step] });
      expect((await printed(quarters, 'all', asked)).total).toBe(n);
      const { counted } = summarise(asked, quarters, scopeFor(quarters.viewer, asked));
      expect(counted.value).toBe(n);
    }
  });

  it('months on the strip that periods are chosen on beside the same months in figures', async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = randomFrom(seed);
      const months = [april2025, may2025, july2025, august2025];
      const groups = months.flatMap((month) =>
        [1, 2, 3].map((practice): Some => [random(30), month, practice, random(2)]),
      );
      const service = askingOf(`strip ${seed}`, groups);
      const metric = service.metrics.metricOf('referrals');
      for (const filters of [{}, { pcn: ['N1'] }, { green: ['offered'] }]) {
        const all = cohort('2025-04', '2025-09', filters);
        const figure = await answerFigure({ metric, by: 'month', cohort: all }, service);
        const shown = figure.rows.map(({ key, cells }) => [key, cells['n']?.value ?? null]);
        const strip = monthlyReferrals(all, service, scopeFor(service.viewer, all));
        const known = new Map(shown.map(([key, n]) => [key, n] as const));
        for (const { month, n } of strip) expect(n.value).toBe(known.get(month) ?? null);
      }
    }
  });

  it('who could not be placed, over the page, beside the row that they are', async () => {
    const line = (name: string, groups: readonly Some[]) => {
      const asking = askingOf(name, groups);
      const asked = cohort(...second, { pcn: ['N1'] });
      const { leftOut, considered } = summarise(asked, asking, scopeFor(asking.viewer, asked));
      return [...leftOut.map(({ n }) => n.value), considered.value];
    };
    const months = [
      [37, july2025, 1, 0],
      [10, august2025, 1, 0],
    ] as const;
    const unplaced = (n: number): Some => [n, july2025, null, 0];
    expect(line('many unplaced', [...months, unplaced(40)])).toEqual([40, 85]);
    const others = [80, july2025, 3, 0] as const;
    expect(line('few unplaced', [...months, others, unplaced(7)])).toEqual([null, null]);
    // Beside 47 and 40 the 7 would follow.
    const besideFew = [...months, unplaced(40), [7, july2025, 3, 0]] as const;
    expect(line('unplaced beside few', besideFew)).toEqual([null, null]);
  });

  it('who opted out, over the page, beside those lost for it', () => {
    const line = (optedOut: number) => {
      const asking = askingOf(`opted out ${optedOut}`, [
        [60, july2025, 1, 0],
        [20, august2025, 1, 1],
      ]);
      const { episode } = asking.snapshot.tables;
      (episode.column('linkage') as Uint8Array).fill(0).fill(1, 0, optedOut);
      (episode.column('index_referral') as Uint8Array).fill(1);
      const asked = cohort(...second);
      return summarise(asked, asking, scopeFor(asking.viewer, asked)).optedOut.value;
    };
    expect(line(0)).toBe(0);
    expect(line(20)).toBe(20);
    expect(line(5)).toBeNull();
    // Of 80 all but 5: how many are linked is hidden, and those lost on the way to it.
    expect(line(75)).toBeNull();
  });

  it('a measure among all measures beside the figure that is of it alone', async () => {
    const service = askingOf('measures', [], {
      scores: [
        ...[april2025, may2025].map((month) => [month, 0, 30] as const),
        [april2025, 1, 7],
        [may2025, 1, 7],
      ],
    });
    const spring = cohort('2025-04', '2025-06');
    const metric = service.metrics.metricOf('wellbeing-change');
    const { rows } = await answerFigure({ metric, by: 'scale', cohort: spring }, service);
    const pairs = rows.map(({ key, cells }) => [key, cells['pairs']?.value ?? null]);
    // 7 in a month is the most that is hidden, so of 14 in two months 7 and 7 would follow.
    expect(Object.fromEntries(pairs)).toMatchObject({ life_satisfaction: 60, worthwhile: null });
  });

  it('a band beside everybody, and not the one that is printed with the measure too', async () => {
    const service = askingOf('a band beside all', [], {
      scores: [april2025, may2025].flatMap((month): readonly Measured[] => [
        [month, 0, 6, 400, 400],
        [month, 0, 30, 500, 600],
        [month, 0, month === april2025 ? 8 : 9, 500, 500],
        [month, 0, month === april2025 ? 3 : 4, 700, 700],
      ]),
    });
    const metric = service.metrics.metricOf('wellbeing-change');
    const spring = cohort('2025-04', '2025-06');
    const bands = await answerFigure({ metric, by: 'band', cohort: spring }, service);
    const before = bands.rows.map(({ key, cells }) => [key, cells['before']?.base ?? null]);
    // Of 96 who are 12 and 77 at most 7 at least are left, and more would be shown.
    const shown = { low: 95, medium: null, high: null, very_high: 95 };
    expect(Object.fromEntries(before)).toEqual(shown);
    const whole = await answerFigure({ metric, by: 'all', cohort: spring }, service);
    expect(whole.total?.cells['low_before']?.base).toBe(95);
  });

  it('people who went from one band to another as people narrowed twice', async () => {
    const scores = [
      [april2025, 0, 10],
      [may2025, 0, 20],
    ] as const;
    const service = askingOf('bands', [], { scores });
    const metric = service.metrics.metricOf('wellbeing-change');
    const asked = cohort('2025-04', '2025-06');
    const { rows } = await answerFigure({ metric, by: 'band', cohort: asked }, service);
    const medium = rows.find(({ key }) => key === 'medium');
    expect(medium?.cells['to_medium']?.value).toBe(30);
    const halves = [april2025, may2025].map((month) => [month, 0, 6] as const);
    const few = askingOf('few in bands', [], { scores: halves });
    const again = await answerFigure({ metric, by: 'band', cohort: asked }, few);
    expect(again.rows.find(({ key }) => key === 'medium')?.cells['to_medium']).toEqual({
      value: null,
      state: 'suppressed',
    });
  });
});
