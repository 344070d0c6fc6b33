import { describe, expect, it } from 'vitest';
import { metricOf } from '#metrics';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import type { HandRow } from '../../server/episodes/snapshot-from-rows.ts';
import { DATA_TO, ask, cohortOf, dictionaries } from '../metrics/support.ts';

const [OPEN, SEEN, UNSEEN] = [0, 1, 2];
const many = (n: number, wait_days: number, wait_end: number): HandRow[] =>
  Array.from({ length: n }, () => ({ referred: DATA_TO - 100, wait_days, wait_end }));

describe('share seen within 14 days, cases closed unseen taken as never seen', () => {
  const snapshot = snapshotFromRows(
    { episode: [...many(10, 3, UNSEEN), ...many(20, 5, SEEN), ...many(10, 30, OPEN)] },
    { dictionaries, dataTo: { cases: DATA_TO, wellbeing: DATA_TO, appointments: DATA_TO } },
  );
  const cells = ask(metricOf('wait'), 'all', snapshot, cohortOf()).draft.total?.cells ?? {};

  it('is the share of everyone, with limits of its own', () => {
    // 20 of 40; nobody is lost before day 14, so the variance is that of a share: 0.5 x 0.5 / 40.
    const stretch = Math.exp((1.959964 * Math.sqrt(0.25 / 40)) / (0.5 * Math.LN2));
    expect(cells['within_14_all']).toMatchObject({
      n: 40,
      value: expect.closeTo(0.5, 12),
      lower: expect.closeTo(0.5 ** stretch, 6),
      upper: expect.closeTo(0.5 ** (1 / stretch), 6),
    });
  });

  it('is below the share that counts a case closed unseen as still waiting', () => {
    // 20 of the 30 not closed before.
    expect(cells['within_14']).toMatchObject({ n: 40, value: expect.closeTo(20 / 30, 12) });
  });
});
