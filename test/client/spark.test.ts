import { expect, it } from 'vitest';
import { sparkPoints } from '../../client/charts/spark.ts';
import { referralsTrend } from './fixtures/trends.ts';

it('ends the small line of a tile where its months have settled', () => {
  const keys = referralsTrend.rows.map(({ key }) => key);
  const filling = { keys: keys.slice(-2), words: 'not settled' };
  const figure = { ...referralsTrend, chart: { ...referralsTrend.chart, filling } };
  expect(sparkPoints(referralsTrend).at(-1)?.key).toBe(keys.at(-1));
  expect(sparkPoints(figure).at(-1)?.key).toBe(keys.at(-3));
});
