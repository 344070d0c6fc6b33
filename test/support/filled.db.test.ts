import { expect, test } from 'vitest';
import { cloneDatabase } from './database.ts';

test('two files that ask for demonstration data at once get a copy each', async () => {
  const [one, two] = await Promise.all([
    cloneDatabase({ from: 'tiny' }),
    cloneDatabase({ from: 'tiny' }),
  ]);
  const count = 'select count(*)::int as n from episode';
  const [before] = await two.database.query<{ n: number }>('episodes', count);
  expect(before?.n).toBeGreaterThan(100);
  await one.database.query('empty one', 'truncate episode cascade');
  expect(await two.database.query('episodes', count)).toEqual([before]);
  await Promise.all([one.drop(), two.drop()]);
});
