import { describe, expect, it } from 'vitest';
import { ageCodes, sexCodes } from '#dimensions/bands.ts';
import type { Statistic } from '#figure/draft.ts';
import { dayNumber, monthNumber } from '#figure/month.ts';
import { metricOf } from '#metrics';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import type { HandRow } from '../../server/episodes/snapshot-from-rows.ts';
import { DATA_TO, ask, cohortOf, dictionaries } from '../metrics/support.ts';

const referred = (date: string, more: HandRow = {}): HandRow => ({
  referred: dayNumber(date),
  practice: 0,
  pcn_then: 0,
  age: 1,
  sex: 0,
  ...more,
});

/** 1,200 patients of a practice in each month from one to another. */
const lists = (practice: number, from: string, to: string, more: HandRow = {}): HandRow[] =>
  Array.from({ length: monthNumber(to) - monthNumber(from) + 1 }, (_, at) => ({
    practice,
    pcn_then: practice === 2 ? 1 : 0,
    pcn_today: practice === 2 ? 1 : 0,
    month: monthNumber(from) + at,
    sex: 0,
    age: 1,
    patients: 1200,
    ...more,
  }));

function rateOf(by: string, episode: HandRow[], list_size: HandRow[], more = {}) {
  const dataTo = { cases: DATA_TO, wellbeing: DATA_TO, appointments: DATA_TO };
  const snapshot = snapshotFromRows({ episode, list_size }, { dictionaries, dataTo });
  const answered = ask(metricOf('referral-rate'), by, snapshot, cohortOf(more));
  const { rows, total, flow } = answered.draft;
  const row = (key: string) => (key === '' ? total : rows.find((each) => each.key === key));
  return {
    ...answered,
    rows,
    lost: flow.flatMap((step) => step.lost ?? []).map(({ n }) => n),
    rate: (key: string): number | string => perYear(row(key)?.cells['rate']),
    cell: (key: string, column: string) => row(key)?.cells[column],
  };
}

const perYear = (statistic: Statistic | undefined): number | string =>
  statistic?.kind === 'rate'
    ? (statistic.x / statistic.exposure) * statistic.per
    : statistic?.kind === 'empty'
      ? statistic.state
      : 'none';

describe('a rate is of the practices and months that have a list', () => {
  const steady = Array.from({ length: 12 }, (_, at) => {
    const month = (9 + at) % 12;
    return referred(`${at < 3 ? 2025 : 2026}-${String(month + 1).padStart(2, '0')}-10`);
  });

  it('is the same however late the lists begin, where referrals come evenly', () => {
    for (const from of ['2025-10', '2026-01', '2026-08']) {
      expect(rateOf('all', steady, lists(0, from, '2026-09')).rate('')).toBeCloseTo(10, 9);
    }
  });

  it('counts the referrals it leaves out, and says which months have lists', () => {
    const found = rateOf('all', steady, lists(0, '2026-08', '2026-09'));
    expect(found.lost).toEqual([{ kind: 'count', n: 10 }]);
    expect(found.caveats.join(' ')).toContain('known from August 2026 to September 2026');
    const whole = rateOf('all', steady, lists(0, '2025-10', '2026-09'));
    expect(whole.lost).toEqual([]);
    expect(whole.caveats).toEqual([]);
  });

  it('leaves a month without a list without a rate, not at zero', () => {
    const found = rateOf('month', steady, lists(0, '2026-08', '2026-09'));
    expect(found.rate('2026-07')).toBe('missing');
    expect(found.cell('2026-07', 'n')).toEqual({ kind: 'empty', state: 'missing' });
    expect(found.rate('2026-08')).toBeCloseTo(10, 9);
  });

  it('leaves out only the practice whose list has a gap', () => {
    const gap = [...lists(0, '2025-10', '2025-12'), ...lists(0, '2026-07', '2026-09')];
    const both = [...steady, ...steady.map((row) => ({ ...row, practice: 1 }))];
    const found = rateOf('practice', both, [...gap, ...lists(1, '2025-10', '2026-09')]);
    expect(found.rate('G00001')).toBeCloseTo(10, 9);
    expect(found.rate('G00002')).toBeCloseTo(10, 9);
    expect(found.rate('')).toBeCloseTo(10, 9);
    expect(found.lost).toEqual([{ kind: 'count', n: 6 }]);
  });

  it('keeps people whose practice is not known in the whole, and in no group', () => {
    const unplaced = steady.map((row) => ({ ...row, practice: null, pcn_then: null }));
    const found = rateOf('pcn', [...steady, ...unplaced], lists(0, '2025-10', '2026-09'));
    expect(found.rate('')).toBeCloseTo(20, 9);
    expect(found.rate('U00001')).toBeCloseTo(10, 9);
    expect(found.rate('not_known')).toBe('missing');
    expect(found.cell('not_known', 'n')).toEqual({ kind: 'count', n: 12 });
  });

  it('shows a practice that refers nobody as 0, and one without any list as not known', () => {
    const elsewhere = referred('2026-02-01', { practice: 1 });
    const found = rateOf(
      'practice',
      [...steady, elsewhere],
      [...lists(0, '2025-10', '2026-09'), ...lists(2, '2025-10', '2026-09')],
    );
    expect(found.rate('G00003')).toBe(0);
    expect(found.rate('G00002')).toBe('missing');
    expect(found.cell('G00002', 'n')).toEqual({ kind: 'empty', state: 'missing' });
    expect(found.lost).toEqual([{ kind: 'count', n: 1 }]);
  });

  it('by age leaves out practices that publish no ages, the whole does not', () => {
    const ageless = { age: ageCodes.length - 1, sex: sexCodes.length - 1 };
    const found = rateOf(
      'age',
      [...steady, ...steady.map((row) => ({ ...row, practice: 1 }))],
      [...lists(0, '2025-10', '2026-09'), ...lists(1, '2025-10', '2026-09', ageless)],
    );
    expect(found.rate('20-34')).toBeCloseTo(10, 9);
    expect(found.rate('')).toBeCloseTo(10, 9);
  });

  it('says which way out there is when no month of the period has a list', () => {
    const found = rateOf('all', steady, lists(0, '2024-01', '2024-12'));
    expect(found.unavailable?.words).toBe('No list size is known for these months and places.');
  });
});
