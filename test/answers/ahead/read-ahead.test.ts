import { afterEach, describe, expect, it } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import { firstDayOf } from '#figure/month.ts';
import { metrics, registry } from '#metrics';
import { assumptionOf } from '#metrics/value.ts';
import { answerFigure } from '../../../server/answers/answer.ts';
import { questionsAhead } from '../../../server/answers/ahead/questions.ts';
import { readAhead } from '../../../server/answers/ahead/read-ahead.ts';
import type { AheadOptions, ReadAhead } from '../../../server/answers/ahead/read-ahead.ts';
import { keepRead, readQuestions } from '../../../server/answers/ahead/read-questions.ts';
import type { Asking } from '../../../server/answers/asking.ts';
import { offerOf } from '../../../server/answers/context.ts';
import { readingsOf } from '../../../server/answers/readings.ts';
import { snapshotFromRows } from '../../../server/episodes/snapshot-from-rows.ts';
import type { Snapshot } from '../../../server/episodes/snapshot.ts';
import { place, randomFrom } from '../../counting/borough.ts';

const april2025 = 303;
const policy = 'nhs-sub-national';
let ahead: ReadAhead;
let complaints: unknown[];

afterEach(() => ahead?.close());

function begin(options: Partial<AheadOptions> = {}): ReadAhead {
  complaints = [];
  ahead = readAhead({ complain: (failure) => complaints.push(failure), ...options });
  return ahead;
}

/** Half a year of a service of two PCNs, where many counts are small. */
function service(version: string): Snapshot {
  const random = randomFrom(7);
  const episode = Array.from({ length: 400 }, () => {
    const practice = 1 + random(3);
    return {
      referred: firstDayOf(april2025 + random(6)),
      practice,
      pcn_then: practice === 3 ? 2 : 1,
      ...{ sex: random(3), age: random(6), need: random(6), green: random(3) },
      index_referral: 1,
    };
  });
  const score = Array.from({ length: 300 }, (_, at) => ({
    ...{ episode: at, scale: random(2), before: random(1000), after: random(1000) },
  }));
  return snapshotFromRows(
    { episode, score },
    {
      version,
      // 30 September 2025.
      dataTo: { cases: 20_361, wellbeing: 20_361, appointments: null },
      dictionaries: {
        practice: [
          null,
          place('P1', 'One', 'N1'),
          place('P2', 'Two', 'N1'),
          place('P3', 'Three', 'N2'),
        ],
        pcn: [null, place('N1', 'North'), place('N2', 'South')],
        ...{ team: [], worker: [], provider: [], ward: [] },
      },
    },
  );
}

const sizesOf = (snapshot: Snapshot): readonly number[] =>
  Object.values(readingsOf(snapshot)).map(({ size }) => size);

const askingOf = (snapshot: Snapshot): Asking => ({
  snapshot,
  viewer: { id: 'commissioner', name: 'commissioner', role: 'commissioner', pcns: [] },
  metrics: registry(metrics),
  records: null,
  controlled: policy,
  notes: [],
  now: () => new Date(0),
});

/** What rests on a setting is not read ahead, nor is what is read from records. */
const counted = metrics.filter((each) => each.statistic.kind !== 'records' && !assumptionOf(each));

/** Every figure of every period of the filter bar, filtered by what is given. @returns rows shown */
async function click(snapshot: Snapshot, filters: Cohort['filters']): Promise<number> {
  const asking = askingOf(snapshot);
  let rows = 0;
  for (const { from, to } of offerOf(snapshot).presets)
    for (const metric of counted) {
      const cohort: Cohort = { basis: 'referred', from, to, pcns: 'then', filters };
      for (const { by } of metric.panels)
        rows += (await answerFigure({ metric, by, cohort }, asking)).rows.length;
    }
  return rows;
}

describe('reading ahead', () => {
  it('comes to what is read when it is asked for, and leaves a click nothing to read', async () => {
    const [there, here] = [service('ahead'), service('ahead')];
    begin().expect(there, policy);
    await ahead.idle();
    expect(complaints).toEqual([]);
    const read = sizesOf(there);
    const questions = questionsAhead(metrics, offerOf(here)).flat();
    const { beside, inRows } = readQuestions(questions, here, registry(metrics), policy);
    expect(read).toEqual([beside.size, inRows.size]);
    expect([...inRows.values()].filter(({ size }) => size > 0).length).toBeGreaterThan(20);
    const found = readingsOf(there);
    for (const [key, columns] of beside) expect(found.beside.get(key), key).toEqual(columns);
    for (const [key, columns] of inRows) expect(found.inRows.get(key), key).toEqual(columns);

    const [pcn, sex] = [['N1'], ['female']];
    for (const filters of [{}, { pcn }, { sex }, { pcn, sex }])
      expect(await click(there, filters)).toBeGreaterThan(0);
    expect(sizesOf(there)).toEqual(read);
  });

  it('is what a click goes by', async () => {
    const snapshot = service('made up');
    const metric = registry(metrics).metricOf('referrals');
    const { from, to } = offerOf(snapshot).standard;
    const unfiltered: Cohort = { basis: 'referred', from, to, pcns: 'then', filters: {} };
    const question = { metric, by: 'pcn', cohort: unfiltered };
    const [key] = readQuestions([question], snapshot, registry(metrics), policy).inRows.keys();
    const hidden = new Map([['N1', new Set(['n'])]]);
    keepRead({ beside: new Map(), inRows: new Map([[key!, hidden]]) }, snapshot);
    const cohort = { ...unfiltered, filters: { pcn: ['N1'] } };
    const figure = await answerFigure({ metric, by: 'all', cohort }, askingOf(snapshot));
    expect(figure.total?.cells['n']).toMatchObject({ value: null, state: 'suppressed' });
  });

  const entry = new URL('./one-reading.js', import.meta.url);

  it('begins again with a new data version, for those expected of the one before', async () => {
    const [first, second, third] = [service('first'), service('second'), service('third')];
    begin({ entry }).follow(first);
    await ahead.idle();
    expect(sizesOf(first)).toEqual([0, 0]);
    ahead.expect(null, policy);
    ahead.follow(second);
    await ahead.idle();
    expect(readingsOf(second).beside.get(`second ${policy}`)).toBeDefined();
    ahead.follow(third);
    await ahead.idle();
    expect(readingsOf(third).beside.get(`third ${policy}`)).toBeDefined();
    expect(complaints).toEqual([]);
  });

  it('is done for one policy after the other', async () => {
    const snapshot = service('policies');
    begin({ entry });
    for (const each of [policy, 'under-5', policy, 'under-5'] as const)
      ahead.expect(snapshot, each);
    await ahead.idle();
    for (const each of [policy, 'under-5'])
      expect(readingsOf(snapshot).beside.get(`policies ${each}`), each).toBeDefined();
    expect(sizesOf(snapshot)).toEqual([2, 0]);
  });

  it('that breaks off is told of once, and all is read when it is asked for', async () => {
    const snapshot = service('broken');
    begin({ entry: new URL('./breaks-off.js', import.meta.url) });
    for (const each of [1, 2]) {
      ahead.expect(snapshot, policy);
      await ahead.idle();
      expect(complaints, String(each)).toEqual([
        expect.objectContaining({ message: 'broken off' }),
      ]);
    }
    expect(await click(snapshot, { pcn: ['N1'] })).toBeGreaterThan(0);
  });

  it('ends when it is told to, without a complaint', async () => {
    const snapshot = service('closed');
    begin().expect(snapshot, policy);
    const idle = ahead.idle();
    await ahead.close();
    await idle;
    ahead.expect(snapshot, 'under-5');
    await ahead.idle();
    expect(complaints).toEqual([]);
    expect(sizesOf(snapshot)).toEqual([0, 0]);
  });
});
