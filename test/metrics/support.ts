import type { Statistic } from '#figure/draft.ts';
import type { Cohort } from '#figure/cohort.ts';
import type { Example, ExpectedCell } from '#metrics/example.ts';
import type { Metric } from '#metrics/metric.ts';
import { standardWellby } from '#metrics/value.ts';
import type { ValueAssumptions } from '#metrics/value.ts';
import { select } from '../../server/counting/select.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import type { PlaceCode, Snapshot } from '../../server/episodes/snapshot.ts';
import { answer } from '../../server/kinds/index.ts';
import type { Answer } from '../../server/kinds/index.ts';

/** 30 September 2026. */
export const DATA_TO = 20726;

const place = (code: string, more: Partial<PlaceCode> = {}): PlaceCode => ({
  code,
  label: code,
  short: code,
  showInCharts: true,
  pcn: null,
  current: true,
  ...more,
});

/** What money figures of the tests assume. */
export const modelledValues: ValueAssumptions = {
  consultation: {
    minutes: 10,
    pounds: { low: 30, central: 40, high: 50 },
    priceYear: '2025/26',
    includes: 'made up',
    source: 'made up',
  },
  wellby: standardWellby,
};

/** Three PCNs, four practices (one tiny), two teams, two workers, two providers. */
export const dictionaries: Snapshot['dictionaries'] = {
  pcn: [place('U00001'), place('U00002'), place('U00003')],
  practice: [
    place('G00001', { pcn: 'U00001' }),
    place('G00002', { pcn: 'U00001' }),
    place('G00003', { pcn: 'U00002' }),
    place('Y00004', { pcn: 'U00002', showInCharts: false }),
  ],
  team: [place('North'), place('South')],
  worker: [place('W1'), place('W2')],
  provider: [place('P1'), place('P2')],
  ward: [place('E05000001'), place('E05000002')],
};

export function cohortOf(more: Partial<Cohort> = {}): Cohort {
  return { basis: 'referred', from: '2025-10', to: '2026-09', pcns: 'then', filters: {}, ...more };
}

export function snapshotOf(example: Example): Snapshot {
  const day = example.dataTo ?? DATA_TO;
  return snapshotFromRows(
    {
      episode: example.episodes,
      score: example.scores ?? [],
      onward: example.onward ?? [],
      comparator: example.comparators ?? [],
      list_size: example.listSizes ?? [],
      capacity: example.capacity ?? [],
    },
    {
      dictionaries,
      dataTo: { cases: day, wellbeing: day, appointments: day },
      areas: (example.areas ?? []).map((area) => ({
        ...area,
        source: 'a made-up census',
        date: '2021-03-21',
      })),
    },
  );
}

export function ask(
  metric: Metric,
  by: string,
  snapshot: Snapshot,
  cohort: Cohort,
  value?: ValueAssumptions,
): Answer {
  const selection = select(snapshot, cohort, { rows: 'everything' });
  return answer({ metric, by, cohort, snapshot, selection, ...(value ? { value } : {}) });
}

export function askExample(metric: Metric, example: Example): Answer {
  const cohort = cohortOf({
    ...(example.basis ? { basis: example.basis } : {}),
    ...(example.from ? { from: example.from } : {}),
    ...(example.to ? { to: example.to } : {}),
    ...(example.filters ? { filters: example.filters } : {}),
  });
  return ask(metric, example.by, snapshotOf(example), cohort, example.value);
}

/** What a statistic says, in the terms an example is written in. */
export function said(statistic: Statistic | undefined): ExpectedCell | null {
  if (!statistic) return null;
  switch (statistic.kind) {
    case 'count':
      return statistic.n;
    case 'share':
      return { x: statistic.x, n: statistic.n };
    case 'rate':
      return (statistic.x / statistic.exposure) * statistic.per;
    case 'estimate':
      return statistic.value;
    case 'plain':
      return statistic.value;
    case 'empty':
      return statistic.state;
  }
}

export function cellOf(answered: Answer, row: string, column: string): Statistic | undefined {
  const { rows, total } = answered.draft;
  const found = row === '' ? total : rows.find((each) => each.key === row);
  return found?.cells[column];
}
