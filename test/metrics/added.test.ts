import { describe, expect, it } from 'vitest';
import { fileFormats } from '#figure/formats.ts';
import { metrics, registry } from '#metrics';
import type { Metric } from '#metrics';
import { dayNumber } from '#figure/month.ts';
import { answerFigure } from '../../server/answers/answer.ts';
import type { Asking } from '../../server/answers/asking.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import { methodLines } from '../../server/exports/figure-facts.ts';
import { makeFile } from '../../server/exports/make-file.ts';
import { DATA_TO, cohortOf, dictionaries } from './support.ts';

/** A metric nobody has heard of: nothing but a definition. */
const seenWithinAMonth = {
  id: 'seen-within-a-month',
  version: 1,
  room: 'access',
  name: 'Seen within a month',
  question: 'How many people are seen within a month of referral?',
  definition: 'Referrals whose first attended contact came within 28 days, among those seen.',
  measure: 'Share of people seen within 28 days',
  population: 'referrals seen',
  direction: 'increase',
  whyItMatters: 'A month is as long as a referrer expects to wait for word.',
  caveats: ['People not seen at all are not in it.'],
  owner: 'Test',
  review: '2027-04-01',
  panels: [
    { by: 'pcn', chart: 'breakdown' },
    { by: 'all', chart: 'table' },
  ],
  statistic: {
    kind: 'share',
    of: { column: 'wait_days', atMost: 28 },
    among: { column: 'wait_end', is: 1 },
    ofWords: 'seen within 28 days',
    amongWords: 'referrals seen',
  },
} as const satisfies Metric;

const referral = (pcn_then: number, wait_days: number) => ({
  referred: dayNumber('2026-01-15'),
  pcn_then,
  practice: pcn_then,
  wait_days,
  wait_end: 1,
});

const snapshot = snapshotFromRows(
  {
    episode: [
      ...Array.from({ length: 30 }, () => referral(0, 10)),
      ...Array.from({ length: 10 }, () => referral(0, 40)),
      ...Array.from({ length: 20 }, () => referral(1, 20)),
      ...Array.from({ length: 20 }, () => referral(1, 50)),
    ],
  },
  { dictionaries, dataTo: { cases: DATA_TO, wellbeing: DATA_TO, appointments: DATA_TO } },
);

const asking: Asking = {
  snapshot,
  viewer: { id: 'm', name: 'Manager', role: 'manager', pcns: [] },
  metrics: registry([...metrics, seenWithinAMonth]),
  records: null,
  controlled: 'nhs-sub-national',
  notes: [],
  now: () => new Date('2026-10-05T06:00:00Z'),
};

const figure = answerFigure(
  { metric: seenWithinAMonth, by: 'pcn', cohort: cohortOf(), policy: 'exact' },
  asking,
);

describe('a metric added on the fly', () => {
  it('is in the catalogue, with its splits', () => {
    const entry = asking.metrics.catalogue().find(({ metric }) => metric === seenWithinAMonth);
    expect(entry?.splits.map(({ by }) => by)).toEqual(
      expect.arrayContaining(['pcn', 'all', 'month', 'practice', 'age']),
    );
  });

  it('is a figure with a finding, rows, a total, a flow and its caveats', async () => {
    const made = await figure;
    expect(made.title).toBe('Seen within a month');
    expect(made.headline).toContain('50 of 80');
    expect(made.caveats).toContain('People not seen at all are not in it.');
    expect(made.rows.map((row) => [row.key, row.cells['share']?.value])).toEqual([
      ['U00001', 0.75],
      ['U00002', 0.5],
      ['U00003', null],
    ]);
    expect(made.total?.cells['share']?.value).toBe(0.625);
    expect(made.flow[0]?.n.value).toBe(80);
  });

  it.each(fileFormats.map((format) => [format.id, format] as const))(
    'leaves as %s',
    async (_, format) => {
      const file = await makeFile(await figure, format);
      expect(file.name).toContain('seen-within-a-month');
      expect(file.bytes.length).toBeGreaterThan(100);
    },
    30_000,
  );

  it('takes its own definition into the notes of files', async () => {
    expect(methodLines(await figure)).toContain(seenWithinAMonth.definition);
  });

  it('has its numbers in the text formats as they are in the figure', async () => {
    for (const id of ['csv', 'json'] as const) {
      const format = fileFormats.find((each) => each.id === id)!;
      const text = Buffer.from((await makeFile(await figure, format)).bytes).toString('utf8');
      expect(text, id).toContain('0.625');
      expect(text, id).toContain('U00002');
    }
  });
});
