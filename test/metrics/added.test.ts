import { createElement } from 'react';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { fileFormats } from '#figure/formats.ts';
import { metrics, registry } from '#metrics';
import type { Metric } from '#metrics';
import { dayNumber } from '#figure/month.ts';
import { About } from '../../client/panels/About.tsx';
import { FigureTable } from '../../client/table/FigureTable.tsx';
import { answerFigure } from '../../server/answers/answer.ts';
import type { Asking } from '../../server/answers/asking.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import { checkFigure, checkedFormats } from '../../server/export-check/check-figure.ts';
import { methodLines } from '../../server/exports/figure-facts.ts';
import { makeFile } from '../../server/exports/make-file.ts';
import { figurePdf } from '../../server/exports/pdf.ts';
import { readPdf, tablesOf } from '../exports/read-pdf.ts';
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

const wordsIn = (element: ReactElement): string =>
  renderToStaticMarkup(element)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

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
    expect(made.headline).toBe(
      '63% (52% to 72%) of referrals seen were seen within 28 days. No clear difference between PCNs.',
    );
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

  it('is on the About panel, with what it counts and what it leaves out', async () => {
    const made = await figure;
    const words = wordsIn(createElement(About, { figure: made, metric: seenWithinAMonth }));
    expect(words).toContain(seenWithinAMonth.definition);
    expect(words).toContain(seenWithinAMonth.whyItMatters);
    expect(words).toContain('People not seen at all are not in it.');
    expect(words).toContain('80 referrals in the period');
    expect(words).toContain('figure seen-within-a-month 1');
  });

  it('is a table on the screen', async () => {
    const words = wordsIn(createElement(FigureTable, { figure: await figure }));
    for (const each of ['U00002', '75%', '50%', '63%', 'Seen within 28 days']) {
      expect(words).toContain(each);
    }
  });

  it('has the numbers of the screen in every format, read back from the files', async () => {
    const made = await figure;
    const { values, differences } = await checkFigure(made);
    expect(differences).toEqual([]);
    expect(values).toBeGreaterThan(checkedFormats.length * made.rows.length);
    const [table] = tablesOf(await readPdf(await figurePdf(made)));
    expect(table?.rows[1]?.slice(0, 2)).toEqual(['U00002', '50% (35% to 65%)']);
    // A PNG is the SVG painted; every other format there is was read.
    const read = new Set([...checkedFormats, 'pdf', 'png']);
    expect(fileFormats.filter(({ id }) => !read.has(id))).toEqual([]);
  }, 30_000);
});
