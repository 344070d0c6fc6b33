import { describe, expect, it } from 'vitest';
import { dimensionOf, ordinalOf } from '#dimensions';
import { monthNumber } from '#figure/month.ts';
import { pcnsOn } from '../../server/episodes/practice-today.ts';
import { withDatabase } from '../support/database.ts';
import { day, derive } from './hand-made.ts';
import type { Events, Row } from './hand-made.ts';

const database = withDatabase();
const sex = (code: string) => ordinalOf(dimensionOf('sex'), code);
const age = (code: string) => ordinalOf(dimensionOf('age'), code);

const list = (
  as_at: string,
  sex: string,
  age_band: string,
  patients: number,
  more: Row = {},
): Row => ({
  practice_no: 1,
  as_at,
  sex,
  age_band,
  patients,
  ...more,
});

type Numbers = Record<string, number | null>;
const read = async (events: Events, table: string, order: string): Promise<Numbers[]> => {
  await derive(database(), { dataTo: '2024-06-30', ...events });
  return database().query<Numbers>('rows', `select * from ${table} order by month, ${order}`);
};
const sizes = (lists: Row[], more: Partial<Events> = {}) =>
  read({ lists, ...more }, 'list_size_month', 'sex, age');

describe('registered patients by month', () => {
  it('roll five-year bands up to the bands of a cohort', async () => {
    const rows = await sizes([
      list('2024-06-01', 'female', '0-4', 1),
      list('2024-06-01', 'female', '15-19', 2),
      list('2024-06-01', 'female', '20-24', 4),
      list('2024-06-01', 'male', '90-94', 8),
      list('2024-06-01', 'male', '95+', 16),
      list('2024-06-01', 'all', 'all', 31),
    ]);
    expect(rows.map((row) => [row['sex'], row['age'], row['patients']])).toEqual([
      [sex('female'), age('0-19'), 3],
      [sex('female'), age('20-34'), 4],
      [sex('male'), age('85+'), 24],
    ]);
  });

  it('take totals, or one breakdown, where a date has no more', async () => {
    const rows = await sizes([
      list('2024-05-01', 'all', 'all', 100),
      list('2024-06-01', 'all', '20-24', 60),
      list('2024-06-01', 'all', 'all', 60),
    ]);
    expect(rows.map((row) => [row['month'], row['sex'], row['age'], row['patients']])).toEqual([
      [monthNumber('2024-05'), sex('not_recorded'), age('not_recorded'), 100],
      [monthNumber('2024-06'), sex('not_recorded'), age('20-34'), 60],
    ]);
  });

  it('stand until the next list, the end of the data, or the practice closes', async () => {
    const lists = [list('2024-01-01', 'all', 'all', 10), list('2024-04-01', 'all', 'all', 12)];
    const months = (rows: Numbers[]) => rows.map((row) => row['patients']);
    expect(months(await sizes(lists))).toEqual([10, 10, 10, 12, 12, 12]);
    const closing = {
      practices: [
        { practice_no: 1, practice_code: 'G85001', practice_name: 'A', close_date: '2024-05-31' },
        { practice_no: 2, practice_code: 'G85002', practice_name: 'B' },
      ],
    };
    expect(months(await sizes(lists, closing))).toEqual([10, 10, 10, 12, 12]);
  });

  it('belong to the PCN of the month, and to the PCN of today', async () => {
    const memberships = [
      { practice_no: 1, pcn_no: 1, start_date: '2019-07-01', end_date: '2024-03-31' },
      { practice_no: 1, pcn_no: 2, start_date: '2024-04-01', end_date: null },
    ];
    const rows = await sizes([list('2024-03-01', 'all', 'all', 10)], { memberships });
    expect(rows.map((row) => [row['pcn_then'], row['pcn_today']])).toEqual([
      [1, 2],
      [2, 2],
      [2, 2],
      [2, 2],
    ]);
  });
});

describe('link workers in post', () => {
  it('are those of the last day of each month, link workers only', async () => {
    const period = (worker_no: number, start_date: string, more: Row = {}): Row => ({
      worker_no,
      start_date,
      pcn_no: 1,
      wte: 0.6,
      role: 'splw',
      ...more,
    });
    const workers = [
      period(1, '2024-04-30'),
      period(2, '2024-01-01', { end_date: '2024-05-30', wte: 1 }),
      period(3, '2024-01-01', { role: 'care_coordinator' }),
      period(4, '2024-06-30', { wte: null }),
    ];
    const rows = await read({ workers }, 'capacity_month', 'worker');
    const recent = rows.filter((row) => row['month']! >= monthNumber('2024-04'));
    expect(recent.map((row) => [row['month'], row['worker'], row['wte']])).toEqual([
      [monthNumber('2024-04'), 1, 60],
      [monthNumber('2024-04'), 2, 100],
      [monthNumber('2024-05'), 1, 60],
      [monthNumber('2024-06'), 1, 60],
    ]);
  });
});

describe('PCN of today', () => {
  const practice = (practice_no: number, practice_code: string, successor_code: string | null) => ({
    practice_no,
    practice_code,
    successor_code,
  });
  const member = (
    practice_no: number,
    pcn_no: number,
    start_date: string,
    end_date: string | null,
  ) => ({
    practice_no,
    pcn_no,
    start_date,
    end_date,
  });

  it('is that of the last day of membership, and not of the day after', () => {
    const members = [member(1, 5, '2020-01-01', '2024-03-31'), member(1, 6, '2024-04-01', null)];
    const on = (date: string) => pcnsOn(day(date), [practice(1, 'A', null)], members).get(1);
    expect(on('2019-12-31')).toBeNull();
    expect(on('2024-03-31')).toBe(5);
    expect(on('2024-04-01')).toBe(6);
  });

  it('goes through successors, and ends where they go in a circle', () => {
    const practices = [
      practice(1, 'A', 'B'),
      practice(2, 'B', 'C'),
      practice(3, 'C', null),
      practice(4, 'D', 'E'),
      practice(5, 'E', 'D'),
    ];
    const found = pcnsOn(day('2024-01-01'), practices, [member(3, 7, '2020-01-01', null)]);
    expect([...found.values()]).toEqual([7, 7, 7, null, null]);
  });
});
