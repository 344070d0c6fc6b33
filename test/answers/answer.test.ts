import { describe, expect, it } from 'vitest';
import type { Cell } from '#figure/cell.ts';
import type { Cohort } from '#figure/cohort.ts';
import type { Figure } from '#figure/figure.ts';
import { metrics, registry } from '#metrics';
import { splitsOf } from '#metrics/splits.ts';
import type { Role, Viewer } from '../../server/access/viewer.ts';
import { answerFigure } from '../../server/answers/answer.ts';
import type { Asking } from '../../server/answers/asking.ts';
import { offerOf } from '../../server/answers/context.ts';
import { readingNotes } from '../../server/exports/figure-facts.ts';
import { inventedBorough } from '../counting/borough.ts';
import { forbiddenWords } from '../figure/forbidden-words.ts';
import { sentencesIn } from '../figure/sentences-in.ts';

const snapshot = {
  ...inventedBorough(4000),
  dataTo: { cases: 20543, wellbeing: 20543, appointments: 20543 },
};
const offer = offerOf(snapshot);

const viewer = (role: Role, pcns: readonly string[] = []): Viewer => ({
  id: role,
  name: role,
  role,
  pcns,
});
const askingAs = (who: Viewer): Asking => ({
  snapshot,
  viewer: who,
  metrics: registry(metrics),
  records: null,
  controlled: 'nhs-sub-national',
  notes: [],
  now: () => new Date('2026-10-05T06:00:00Z'),
});
const cohort = (extra: Partial<Cohort> = {}): Cohort => ({
  basis: 'referred',
  ...offer.standard,
  pcns: 'then',
  filters: {},
  ...extra,
});

const counted = metrics.filter((metric) => metric.statistic.kind !== 'records');
const everySplit = counted.flatMap((metric) =>
  splitsOf(metric).map((by) => ({ metric, by, id: metric.id })),
);

function cellsOf(figure: Figure): readonly Cell[] {
  const rows = figure.total ? [...figure.rows, figure.total] : figure.rows;
  return rows.flatMap((row) => Object.values(row.cells));
}

describe.each(['manager', 'commissioner'] as const)('every figure, as %s', (role) => {
  it.each(everySplit)('$id by $by reads well and holds no NaN', async ({ metric, by }) => {
    const figure = await answerFigure({ metric, by, cohort: cohort() }, askingAs(viewer(role)));
    expect(figure.headline).not.toBe('');
    expect(sentencesIn(figure.headline), figure.headline).toBeLessThanOrEqual(2);
    for (const word of forbiddenWords) expect(figure.headline.toLowerCase()).not.toContain(word);
    expect(`${figure.headline} ${figure.altText} ${figure.subtitle}`).not.toMatch(
      /NaN|undefined|null|Infinity/,
    );
    for (const cell of cellsOf(figure)) {
      if (cell.value === null) expect(cell.state).toBeDefined();
      if (typeof cell.value === 'number') expect(Number.isFinite(cell.value)).toBe(true);
    }
    expect(figure.provenance.policy).toBe(role === 'manager' ? 'exact' : 'nhs-sub-national');
  });
});

describe('what each role gets', () => {
  const referrals = registry(metrics).metricOf('referrals');

  it('a commissioner sees no count that is not a multiple of 5', async () => {
    const figure = await answerFigure(
      { metric: referrals, by: 'practice', cohort: cohort() },
      askingAs(viewer('commissioner')),
    );
    for (const row of figure.rows) {
      const value = row.cells['n']?.value;
      if (typeof value === 'number') expect(value % 5).toBe(0);
    }
  });

  it('a director sees exact figures inside own PCNs and controlled ones outside', async () => {
    const [own] = offer.places['pcn'] ?? [];
    const director = askingAs(viewer('director', [own ?? '']));
    const ask = async (filters: Cohort['filters']) => {
      const of = cohort({ filters });
      const figure = await answerFigure({ metric: referrals, by: 'all', cohort: of }, director);
      return figure.provenance.policy;
    };
    expect(await ask({ pcn: [own ?? ''] })).toBe('exact');
    expect(await ask({})).toBe('nhs-sub-national');
  });

  it('an administrator gets no figure', async () => {
    const ask = () =>
      answerFigure({ metric: referrals, by: 'all', cohort: cohort() }, askingAs(viewer('admin')));
    await expect(ask()).rejects.toThrow('no figures for role: admin');
  });

  it('a commissioner is told where counts are shown that need not add up, and so are files', async () => {
    const figure = (id: string, by: string, role: Role) =>
      answerFigure(
        { metric: registry(metrics).metricOf(id), by, cohort: cohort() },
        askingAs(viewer(role)),
      );
    const told = await figure('referrals', 'pcn', 'commissioner');
    expect(told.rounding).toContain('they need not add up');
    expect(readingNotes(told)).toContain(told.rounding);
    expect((await figure('reached', 'month', 'commissioner')).rounding).toBeUndefined();
    expect((await figure('referrals', 'pcn', 'manager')).rounding).toBeUndefined();
  });

  it('a guarded cohort keeps the frame and says what to choose', async () => {
    const figure = await answerFigure(
      { metric: referrals, by: 'month', cohort: cohort({ from: '2024-05', to: '2025-01' }) },
      askingAs(viewer('commissioner')),
    );
    expect(figure.message).toMatchObject({ state: 'guarded' });
    expect(figure.rows).toEqual([]);
  });
});

describe('provenance', () => {
  const referrals = registry(metrics).metricOf('referrals');
  const ask = (extra: Partial<Cohort> = {}, who: Role = 'manager') =>
    answerFigure({ metric: referrals, by: 'month', cohort: cohort(extra) }, askingAs(viewer(who)));

  it('gives equal figures equal codes, and different ones different codes', async () => {
    expect((await ask()).provenance.code).toMatch(
      /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/,
    );
    expect((await ask()).provenance.code).toBe((await ask()).provenance.code);
    expect((await ask({ filters: { sex: ['female'] } })).provenance.code).not.toBe(
      (await ask()).provenance.code,
    );
    expect((await ask({}, 'commissioner')).provenance.code).not.toBe((await ask()).provenance.code);
  });

  it('prints the cohort with its date basis', async () => {
    expect((await ask({ basis: 'closed' })).cohort.words).toContain('by date closed');
    expect((await ask()).subtitle).toContain('by date referred');
  });
});

describe('comparisons', () => {
  const referrals = registry(metrics).metricOf('referrals');

  it('set the previous period beside the cohort, with the difference', async () => {
    const figure = await answerFigure(
      {
        metric: referrals,
        by: 'all',
        cohort: cohort({ from: '2025-07', to: '2025-09' }),
        against: { kind: 'previous' },
      },
      askingAs(viewer('manager')),
    );
    const b = figure.comparison?.total?.cells['n']?.value as number;
    const a = figure.total?.cells['n']?.value as number;
    expect(figure.comparison?.cohort.key).toContain('from=2025-04&to=2025-06');
    expect(figure.comparison?.differences['']?.value).toBe(a - b);
  });

  it('of a mix name what differs, never the whole, which is alike by its making', async () => {
    const ask = async (id: string, by: string) => {
      const metric = registry(metrics).metricOf(id);
      const against = { kind: 'last-year' } as const;
      const question = { metric, by, cohort: cohort(), against };
      return (await answerFigure(question, askingAs(viewer('manager')))).comparison;
    };
    const year = 'Apr 2024 to Mar 2025';
    for (const [id, by] of [
      ['referral-sources', 'source'],
      ['needs', 'needs'],
      ['equity', 'age'],
      ['equity', 'sex'],
    ] as const) {
      const comparison = await ask(id, by);
      expect(comparison?.cohort.short).toBe(year);
      expect(comparison?.finding).toMatch(/^$|^Differs (most )?from Apr 2024 to Mar 2025 in /);
    }
    expect((await ask('equity', 'age'))?.finding).not.toBe('');
  });

  it('the rest of the borough and the cohort make the whole', async () => {
    const [pcn = ''] = offer.places['pcn'] ?? [];
    const own = cohort({ filters: { pcn: [pcn] } });
    const ask = (of: Cohort) =>
      answerFigure(
        { metric: referrals, by: 'all', cohort: of, against: { kind: 'rest' } },
        askingAs(viewer('manager')),
      );
    const figure = await ask(own);
    const whole = (await ask(cohort())).total?.cells['n']?.value;
    const a = figure.total?.cells['n']?.value as number;
    const b = figure.comparison?.total?.cells['n']?.value as number;
    expect(a + b).toBe(whole);
  });
});
