import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { firstDayOf } from '#figure/month.ts';
import { metrics, registry } from '#metrics';
import { answerFigure } from '../../../server/answers/answer.ts';
import { serviceOf, type Service } from './paired-service.ts';
import { askingOf, cohort, pairOf } from './pairs.ts';

/** More pairs of services are compared with `ATTACK=full`. */
const full = process.env['ATTACK'] === 'full';
const every = Array.from({ length: 40 }, (_, at) => at + 1);

describe.each([
  // Pairs in which much differs that is hidden.
  { controlled: 'nhs-sub-national', pairs: full ? every : [15], least: 60 },
  { controlled: 'under-5', pairs: full ? every : [18], least: 10 },
] as const)('two services under $controlled', ({ controlled, pairs, least }) => {
  it('whose figures show the same numbers have the same words, order, marks and code', async () => {
    let all = 0;
    for (const pair of pairs) {
      const { hiding } = await pairOf(controlled, pair);
      const unlike = hiding.filter(({ first, second }) => !isDeepStrictEqual(first, second));
      expect([pair, unlike.map(({ first }) => `${first.metric} by ${first.by}`)]).toEqual([
        pair,
        [],
      ]);
      all += hiding.length;
    }
    expect(all).toBeGreaterThanOrEqual(least);
  }, 600_000);
});

it('the commonest of codes that print the same is not told by what is drawn or said first', async () => {
  // Of 30 women 10 came by one way and 11 by another, or the other way round: both print 10.
  const ways = (first: number, second: number): Service => ({
    ...serviceOf(1, 0),
    episode: Array.from({ length: 60 }, (_, at) => ({
      referred: 20_250,
      sex: 0,
      source: at < first ? 6 : at < first + second ? 7 : at % 6,
    })),
  });
  const metric = registry(metrics).metricOf('referral-sources');
  const request = { metric, by: 'sex', cohort: cohort() };
  const [one, other] = [ways(10, 11), ways(11, 10)].map((service) =>
    askingOf(service, 'nhs-sub-national', 'commissioner'),
  );
  const [a, b] = [await answerFigure(request, one!), await answerFigure(request, other!)];
  expect(a).toEqual(b);
  expect(a.chart.y).toHaveLength(4);
});

it('limits of an XmR chart are of what is printed: months that round alike have the same', async () => {
  // 24 months of 20 to 40 people, each up to two more or fewer, so that all print the same.
  const months = (jitter: (month: number) => number): Service => ({
    ...serviceOf(1, 0),
    episode: Array.from({ length: 24 }, (_, month) => month).flatMap((month) =>
      Array.from({ length: 20 + 5 * ((month * 7) % 5) + jitter(month) }, () => ({
        referred: firstDayOf(291 + month),
      })),
    ),
  });
  const request = {
    metric: registry(metrics).metricOf('referrals'),
    by: 'month',
    cohort: cohort({ from: '2024-04' }),
  };
  const [one, other] = [months((at) => (at % 5) - 2), months((at) => ((at * 3) % 5) - 2)].map(
    (service) => askingOf(service, 'nhs-sub-national', 'commissioner'),
  );
  const [a, b] = [await answerFigure(request, one!), await answerFigure(request, other!)];
  expect(a.chart.xmr?.points[0]?.upper).toBeGreaterThan(0);
  expect({ ...a, total: null }).toEqual({ ...b, total: null, provenance: a.provenance });
});
