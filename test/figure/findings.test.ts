import { describe, expect, it } from 'vitest';
import type { Cell, Column, Format, Row } from '#figure/cell.ts';
import { differenceFinding } from '#figure/findings/difference.ts';
import { findingOf } from '#figure/findings/index.ts';
import type { FindingInput } from '#figure/findings/finding.ts';
import { metrics, registry } from '#metrics';

const interval = { level: 0.95, method: 'a method' } as const;
const column = (key: string, format: Format): Column => ({
  key,
  label: key,
  format,
  description: key,
  interval,
});
const row = (
  key: string,
  label: string,
  cells: Row['cells'],
  kind: Row['kind'] = 'group',
): Row => ({
  key,
  label,
  kind,
  cells,
});
const share = (value: number, lower: number, upper: number): Cell => ({ value, lower, upper });
const hidden: Cell = { value: null, state: 'suppressed' };

function input(id: string, more: Partial<FindingInput>): FindingInput {
  return {
    metric: registry(metrics).metricOf(id),
    by: 'all',
    columns: [
      column('share', 'share'),
      column('change', 'signed2'),
      ...['x', 'n', 'pairs'].map((key) => ({
        key,
        label: key,
        format: 'count' as const,
        description: key,
      })),
    ],
    rows: [],
    total: null,
    flow: [],
    headlineColumn: 'share',
    chart: { kind: 'table', y: [], yLabel: '' },
    cohort: { basis: 'referred', from: '2025-04', to: '2026-03', pcns: 'then', filters: {} },
    place: 'all PCNs',
    period: 'Apr 2025 to Mar 2026',
    ...more,
  };
}

const total = (cells: Row['cells']): Row => row('', 'All', cells, 'total');

describe('findings in words', () => {
  it('name a share with its interval, numerator and denominator', () => {
    const words = findingOf(
      input('reached', {
        total: total({ share: share(0.8, 0.77, 0.83), x: { value: 800 }, n: { value: 1000 } }),
      }),
    );
    expect(words).toBe(
      '80% (77% to 83%) of referrals made at least 28 days ago were reached by a link worker: 800 of 1,000.',
    );
  });

  it('say that a share is hidden, and do not print its parts as if it were shown', () => {
    const words = findingOf(
      input('reached', { total: total({ share: hidden, x: { value: 30 }, n: { value: 30 } }) }),
    );
    expect(words).toContain('too few people');
    expect(words).not.toContain('30');
  });

  it.each([
    [share(0.8, 0.7, 0.9), share(0.75, 0.65, 0.85), 'No clear difference between PCNs.'],
    [
      share(0.9, 0.85, 0.95),
      share(0.5, 0.4, 0.6),
      'Higher in A, 90% (85% to 95%), than in B, 50% (40% to 60%).',
    ],
  ])('never rank PCNs whose intervals overlap', (a, b, words) => {
    const finding = findingOf(
      input('reached', {
        by: 'pcn',
        rows: [row('a', 'A', { share: a }), row('b', 'B', { share: b })],
        total: total({ share: share(0.7, 0.65, 0.75), x: { value: 70 }, n: { value: 100 } }),
      }),
    );
    expect(finding).toContain(words);
  });

  it('say too few to conclude below 30 people measured twice', () => {
    const few: Cell = { value: 1.2, lower: -0.5, upper: 2.9, state: 'too_few' };
    const words = findingOf(
      input('wellbeing-life-satisfaction', {
        headlineColumn: 'change',
        total: total({ change: few, pairs: { value: 18 } }),
      }),
    );
    expect(words).toBe('18 people were measured twice: too few to conclude.');
  });

  it.each([
    [share(0.65, 0.52, 0.78), 'improved by 0.7 points (0.5 to 0.8)'],
    [share(-0.65, -0.78, -0.52), 'got worse by 0.7 points (0.5 to 0.8)'],
    [share(0.1, -0.1, 0.3), 'shows no clear change'],
  ])('judge a change by its interval, not by its point', (change, words) => {
    const finding = findingOf(
      input('wellbeing-life-satisfaction', {
        headlineColumn: 'change',
        total: total({ change, pairs: { value: 300 } }),
      }),
    );
    expect(finding).toContain(words);
  });

  it('want more before they tell apart the ends of many groups', () => {
    const rows = (count: number): Row[] => [
      row('top', 'Top', { share: share(0.6, 0.51, 0.69) }),
      ...Array.from({ length: count - 2 }, (_, at) =>
        row(`g${at}`, `G${at}`, { share: share(0.5, 0.41, 0.59) }),
      ),
      row('low', 'Low', { share: share(0.41, 0.32, 0.5) }),
    ];
    const words = (count: number) =>
      findingOf(
        input('reached', {
          by: 'ward',
          rows: rows(count),
          total: total({ share: share(0.5, 0.48, 0.52), x: { value: 50 }, n: { value: 100 } }),
        }),
      );
    expect(words(20)).toContain('No clear difference between wards.');
  });

  it('say how long half and nine in ten wait, and how many are seen early', () => {
    const words = findingOf(
      input('wait', {
        by: 'days',
        columns: [column('median', 'days'), column('p90', 'days'), column('share', 'share')],
        rows: [row('14', '14 days', { share: share(0.58, 0.55, 0.61) })],
        total: total({
          median: { value: 13, lower: 13, upper: 14 },
          p90: { value: 49, lower: 46, upper: 55 },
        }),
      }),
    );
    expect(words).toBe(
      'Half of people are seen within 13 days (13 to 14) of referral, nine in ten within 49 days (46 to 55); 58% (55% to 61%) within 14 days. Those still waiting are counted.',
    );
  });

  const months = (...flags: (string | null)[]): FindingInput =>
    input('referrals', {
      by: 'month',
      rows: flags.map((_, at) => row(`2026-0${at + 1}`, `Month ${at + 1}`, { n: { value: 1 } })),
      total: total({ n: { value: flags.length } }),
      chart: {
        kind: 'trend',
        y: ['n'],
        yLabel: '',
        xmr: {
          points: flags.map((flag, at) => ({
            key: `2026-0${at + 1}`,
            mean: 1,
            lower: 0,
            upper: 2,
            mark: flag === null ? 'common_cause' : 'neutral_high',
            flag,
          })),
          variation: 'common_cause',
          assurance: null,
          warning: null,
        },
      },
    });

  it.each([
    [[null, null, null], 'The months vary no more than usual.'],
    [[null, 'above the upper limit'], 'Month 2 is above the upper limit.'],
    [['below the lower limit', null, null], '1 of 3 months varies more than usual: Month 1.'],
    [
      ['above the upper limit', 'below the lower limit', null],
      '2 of 3 months vary more than usual: the latest Month 2.',
    ],
  ])('say of months %j what their marks say', (flags, said) => {
    expect(findingOf(months(...flags))).toContain(said);
  });

  it('compare kinds of activity by what is drawn, and begin with a capital', () => {
    const kinds = (made: Cell, y: string[]): string =>
      findingOf(
        input('activities', {
          by: 'support',
          columns: [column('made', 'count'), column('accepted', 'share')],
          rows: [
            row('a', 'Advice', { made: { value: 90 }, accepted: share(0.8, 0.7, 0.9) }),
            row('b', 'Arts', { made: { value: 10 }, accepted: share(0.8, 0.6, 0.9) }),
          ],
          total: total({ made, accepted: { ...share(0.8, 0.75, 0.85), base: 80 } }),
          chart: { kind: 'breakdown', y, yLabel: '' },
        }),
      );
    expect(kinds({ value: 100 }, ['made'])).toBe(
      '100 activities were offered. The largest group is Advice, 90. 80% (75% to 85%) of the offers answered were accepted.',
    );
    expect(kinds({ value: 100 }, ['accepted'])).toContain('No clear difference');
    expect(kinds(hidden, ['made'])).toMatch(/^A small number of activities were offered/);
  });

  it('say once that every rule for the later score gives the same change', () => {
    const rules = (...changes: number[]): string =>
      findingOf(
        input('wellbeing-life-satisfaction', {
          by: 'rule',
          rows: changes.map((change, at) =>
            row(String(at), `Rule ${at}`, { change: share(change, 0.5, 0.9) }),
          ),
        }),
      );
    expect(rules(0.72, 0.72, 0.72)).toContain('the same by each of the 3 rules');
    expect(rules(0.72, 0.72, 0.4)).toContain('+0.40 by the rule 2');
  });

  it('leave groups without limits of their own out of a comparison', () => {
    const open: Cell = { value: 28, lower: 20, upper: null };
    const words = findingOf(
      input('wait', {
        by: 'need',
        headlineColumn: 'median',
        columns: [column('median', 'days'), column('p90', 'days'), column('open', 'count')],
        rows: [
          row('a', 'Getting online', { median: open }),
          row('b', 'Housing', { median: { value: 10, lower: 8, upper: 12 } }),
        ],
        total: total({ median: { value: 13, lower: 13, upper: 14 }, open: { value: 1 } }),
      }),
    );
    expect(words).toBe(
      'Half of people are seen within 13 days (13 to 14) of referral. The 1 still waiting is counted.',
    );
    expect(words).not.toContain('Getting online');
  });

  const effect = (value: number, lower: number, upper: number): FindingInput =>
    input('gp-comparison', {
      headlineColumn: 'effect',
      columns: [column('effect', 'signed2'), column('n', 'count'), column('matched', 'share')],
      total: total({
        effect: { value, lower, upper },
        n: { value: 1681 },
        matched: share(0.99, 0.98, 0.995),
      }),
    });

  it.each([
    [
      effect(-0.39, -0.71, -0.06),
      'After referral people had 0.39 (0.06 to 0.71) fewer GP appointments a year than matched patients lead us to expect. 1,681 people, 99% of those followed, could be matched.',
    ],
    [
      effect(0.5, 0.1, 0.9),
      /^After referral people had 0.50 \(0.10 to 0.90\) more GP appointments/,
    ],
    [
      effect(-0.2, -0.5, 0.1),
      /^No clear difference in GP appointments from matched patients: −0.20 \(−0.50 to \+0.10\) a year\./,
    ],
  ])('set people beside matched patients without a cause', (given, words) => {
    const finding = findingOf(given);
    if (typeof words === 'string') expect(finding).toBe(words);
    else expect(finding).toMatch(words);
  });

  const groups = (first: number, second: number): string =>
    findingOf(
      input('people', {
        by: 'deprivation',
        rows: [
          row('1', '1 (most deprived)', { n: { value: first } }),
          row('2', '2', { n: { value: second } }),
        ],
        total: total({ n: { value: first + second } }),
      }),
    );

  it('say of a share of fewer than 10 that they are too few, with its counts', () => {
    const reached = (x: number, n: number): string =>
      findingOf(
        input('reached', {
          total: total({
            share: { ...share(x / n, 0.1, 0.9), base: n },
            x: { value: x },
            n: { value: n },
          }),
        }),
      );
    expect(reached(1, 1)).toBe(
      '1 of 1 referrals made at least 28 days ago were reached by a link worker: too few to conclude.',
    );
    expect(reached(9, 9)).toContain('too few to conclude');
    expect(reached(9, 10)).toMatch(/^90% \(10% to 90%\) of referrals/);
  });

  it('count one in the singular', () => {
    const of = (id: string, n: number): string =>
      findingOf(input(id, { total: total({ n: { value: n } }) }));
    expect(of('referrals', 1)).toMatch(/^1 referral, all PCNs/);
    expect(of('people', 1)).toMatch(/^1 person referred, all PCNs/);
    expect(of('people', 2)).toMatch(/^2 people referred, all PCNs/);
    expect(groups(1, 0)).not.toContain('largest');
  });

  it('name the largest group alone only when it is clearly larger', () => {
    expect(groups(500, 400)).toContain('The largest group is fifth 1 (most deprived), 500.');
    expect(groups(500, 490)).toContain(
      'The largest groups, not clearly apart, are fifth 1 (most deprived), 500; fifth 2, 490.',
    );
  });

  const sources = (n: number, ...shares: Cell[]): string =>
    findingOf(
      input('referral-sources', {
        by: 'source',
        rows: shares.map((cell, at) => row(`s${at}`, 'ABCDEF'.charAt(at), { share: cell })),
        total: total({ n: { value: n } }),
      }),
    );
  const apart = share(0.5, 0.46, 0.54);
  const near = [share(0.3, 0.26, 0.34), share(0.28, 0.24, 0.32), share(0.27, 0.23, 0.31)];

  it.each([
    [
      900,
      [apart, near[0]!],
      'A is the source of 50% (46% to 54%) of 900 referrals, more than any other.',
    ],
    [900, [share(1, 0.99, 1)], 'A is the source of 100% (99% to 100%) of 900 referrals.'],
    [900, near, 'The commonest, not clearly apart, are A, 30%; B, 28%; C, 27%, of 900 referrals.'],
    [900, [...near, near[2]!], 'None is clearly the commonest, of 900 referrals.'],
    [9, [apart], '9 referrals: too few to conclude what is commonest.'],
    [1, [share(1, 0.21, 1)], '1 referral: too few to conclude what is commonest.'],
  ])('never rank sources that are not clearly apart, or few: of %d', (n, shares, words) => {
    expect(sources(n, ...shares)).toBe(words);
  });

  it.each([
    [
      ['low998', 'high998', 'low998'],
      'Above the limits expected by chance (99.8%): B. Below them: A and C.',
    ],
    [['low998', null, 'high95'], 'Below the limits expected by chance (99.8%): A.'],
    [
      ['low95', null, null],
      'All 3 practices are within the limits expected by chance (99.8%). 1 of them is beyond the 95% limits, as 1 in 20 would be by chance alone.',
    ],
    [[null, null, null], 'All 3 practices are within the limits expected by chance (99.8%).'],
  ] as const)('name places outside a funnel only beyond what chance gives: %j', (outside, said) => {
    const words = findingOf(
      input('reached', {
        by: 'practice',
        rows: ['a', 'b', 'c'].map((key) => row(key, key.toUpperCase(), { share: share(1, 1, 1) })),
        total: total({ share: share(0.5, 0.48, 0.52), x: { value: 50 }, n: { value: 100 } }),
        chart: {
          kind: 'funnel-plot',
          y: ['share'],
          yLabel: '',
          funnel: {
            target: 0.5,
            overdispersed: true,
            curve: [],
            size: 'base',
            sizeLabel: '',
            warning: null,
            points: outside.map((where, at) => ({ key: 'abc'[at] ?? '', outside: where })),
          },
        },
      }),
    );
    expect(words.endsWith(`50 of 100. ${said}`)).toBe(true);
  });

  it('give modelled pounds as a range in two figures, and say when it holds nothing', () => {
    const words = (least: number, most: number): string =>
      findingOf(
        input('gp-time-value', {
          headlineColumn: 'pounds',
          columns: [column('pounds', 'money'), column('n', 'count')],
          rows: [least, most].map((value, at) =>
            row(String(at), String(at), { pounds: { value }, n: { value: 1681 } }),
          ),
        }),
      );
    expect(words(1856, 29_840)).toBe(
      'Modelled, not measured: £1,900 to £30,000 for 1,681 people matched.',
    );
    expect(words(-1856, 29_840)).toContain('−£1,900 to £30,000');
    expect(words(-1856, 29_840)).toContain('Part of the range is a cost');
    expect(words(0, 29_840)).toContain('The range begins at nothing.');
  });

  it('take the chance in a modelled value into its range', () => {
    const pounds = [
      { value: 520_397, lower: 384_940, upper: 655_854 },
      { value: 832_635, lower: 615_904, upper: 1_049_367 },
    ];
    const words = findingOf(
      input('wellby', {
        headlineColumn: 'pounds',
        columns: [column('pounds', 'money'), column('n', 'count')],
        rows: pounds.map((cell, at) => row(String(at), '', { pounds: cell, n: { value: 624 } })),
      }),
    );
    expect(words).toBe(
      'Modelled, not measured: £380,000 to £1,000,000 for 624 people measured twice.',
    );
  });

  it.each([
    [
      'unmapped',
      { terms: { value: 1 }, rows: { value: 27 } },
      '1 local term has no code yet; 27 rows count',
    ],
    [
      'unmapped',
      { terms: { value: 2 }, rows: { value: 1 } },
      '2 local terms have no code yet; 1 row counts',
    ],
  ])('count in the singular and the plural: %s', (id, cells, words) => {
    const columns = [column('terms', 'count'), column('rows', 'count')];
    expect(findingOf(input(id, { columns, total: total(cells) }))).toContain(words);
  });
});

describe('the difference of two cohorts in words', () => {
  const words = (cell: Cell, format: Format): string =>
    differenceFinding({
      difference: cell,
      column: column('x', format),
      here: { value: 0.55 },
      there: { value: 0.5 },
      other: 'the year before',
    });

  it.each([
    [
      { value: 0.05, lower: 0.01, upper: 0.09 },
      'share',
      'Higher than the year before: 55% against 50%, +5.0 percentage points (+1.0 to +9.0).',
    ],
    [
      { value: 0.02, lower: -0.01, upper: 0.05 },
      'share',
      'No clear difference from the year before: 55% against 50%, +2.0 percentage points (−1.0 to +5.0).',
    ],
    [
      { value: 0.9, lower: 0.85, upper: 0.95 },
      'ratio',
      'Lower than the year before: 0.55 against 0.50, a ratio of the two of 0.90 (0.85 to 0.95).',
    ],
    [{ value: 0.9, lower: 0.8, upper: 1.01 }, 'ratio', 'No clear difference from the year before:'],
    [{ value: 12 }, 'count', 'Above the year before: 0.6 against 0.5, +12.'],
    [{ value: 0 }, 'days', 'The same as the year before:'],
    [{ value: 1, state: 'too_few' }, 'signed1', 'Too few people to compare with the year before.'],
  ] as const)('%o as %s', (cell, format, said) => {
    expect(words(cell, format).startsWith(said)).toBe(true);
  });

  it('gives a mix no difference of its own: both are 100%', () => {
    const cell = { value: 0, lower: -0.001, upper: 0.001 };
    const whole = { value: 1 };
    expect(
      differenceFinding({
        difference: cell,
        column: column('x', 'share'),
        here: whole,
        there: whole,
        other: 'the year before',
      }),
    ).toBe('Beside the year before.');
  });
});
