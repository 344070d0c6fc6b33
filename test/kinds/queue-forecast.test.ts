import { describe, expect, it } from 'vitest';
import { dayNumber } from '#figure/month.ts';
import { metricOf } from '#metrics';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import type { HandRow } from '../../server/episodes/snapshot-from-rows.ts';
import { ask, cohortOf, dictionaries } from '../metrics/support.ts';

const TO = dayNumber('2026-09-30');
const WAITING = 0;
const SEEN = 1;
const OLD = 700;

/** A queue that `seen` leave and `come` join in each of the weeks back from the end of the data. */
function queueOf(weeks: number, come: (week: number) => number, seen: (week: number) => number) {
  const rows: HandRow[] = [];
  for (let week = 0; week < weeks; week++) {
    const back = 7 * week + 3;
    for (let at = 0; at < come(week); at++) {
      rows.push({ referred: TO - back, wait_days: back, wait_end: WAITING });
    }
    for (let at = 0; at < seen(week); at++) {
      rows.push({ referred: TO - OLD, wait_days: OLD - back, wait_end: SEEN });
    }
  }
  return rows;
}

function forecast(episode: readonly HandRow[]) {
  const snapshot = snapshotFromRows(
    { episode: [...episode] },
    { dictionaries, dataTo: { cases: TO, wellbeing: TO, appointments: TO } },
  );
  const answered = ask(metricOf('queue-forecast'), 'scenario', snapshot, cohortOf());
  const { caveats, headlineColumn } = answered;
  const cells = answered.draft.total?.cells ?? {};
  return {
    cells,
    headlineColumn,
    checked: caveats.find((words) => words.startsWith('Checked')) ?? '',
  };
}

describe('a forecast of the queue is checked against itself', () => {
  it('holds every time where weeks are alike', () => {
    const { checked } = forecast(
      queueOf(
        80,
        () => 2,
        () => 3,
      ),
    );
    expect(checked).toContain('on 12 earlier days');
    expect(checked).toContain('held what came in 12 of 12');
  });

  it('fails where the pace turned, and says how often', () => {
    const turned = queueOf(
      80,
      () => 3,
      (week) => (week < 8 ? 9 : 4),
    );
    // Only the newest two checks look at weeks of the new pace; the rest saw none of them.
    expect(forecast(turned).checked).toContain('held what came in 10 of 12');
  });

  it('is checked as far back as there are 13 weeks before', () => {
    const few = (weeks: number): string => {
      const rows = queueOf(
        weeks,
        () => 2,
        () => 0,
      );
      return forecast(rows).checked;
    };
    expect(few(20)).toBe('');
    expect(few(22)).toContain('on 1 earlier day, ');
    expect(few(26)).toContain('on 2 earlier days');
  });
});

describe('a forecast that cannot be given', () => {
  it('is not available, which is not too few, with the reason and the queue in 8 weeks', () => {
    const { cells, headlineColumn } = forecast(
      queueOf(
        30,
        () => 3,
        () => 1,
      ),
    );
    expect(cells['weeks']).toEqual({ kind: 'empty', state: 'missing' });
    expect(cells['note']).toMatchObject({ value: expect.stringContaining('not shrinking') });
    expect(cells['ahead']).toMatchObject({ value: 106, lower: 106, upper: 106, n: 90 });
    expect(headlineColumn).toBe('ahead');
  });

  it('says so of a queue that shrinks too slowly to name a week', () => {
    const { cells } = forecast(
      queueOf(
        30,
        () => 3,
        (week) => (week === 5 ? 4 : 3),
      ),
    );
    expect(cells['note']).toMatchObject({
      value: 'The queue is not clearly shrinking, so when it clears cannot be said.',
    });
  });

  it('after 8 weeks of data is about the queue itself, not about too few people', () => {
    const { headlineColumn, cells } = forecast(
      queueOf(
        8,
        () => 3,
        () => 0,
      ),
    );
    expect(headlineColumn).toBe('waiting');
    expect(cells['note']).toMatchObject({ value: expect.stringContaining('13 weeks of history') });
  });

  it('names nobody waiting as nobody', () => {
    const { cells } = forecast(
      queueOf(
        30,
        () => 0,
        () => 1,
      ),
    );
    expect(cells['weeks']).toEqual({ kind: 'empty', state: 'zero' });
    expect(cells['ahead']).toEqual({ kind: 'empty', state: 'zero' });
  });
});
