import { existsSync, readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { parseDate, parseMonth } from '../../../server/imports/cells/date.ts';

/** Spelling, expected day, expected minute after midnight. Blank day = missing or refused. */
const cases: [cell: string, day: string, minute?: number][] = [
  ['01/04/2025', '2025-04-01'],
  ['1/4/2025', '2025-04-01'],
  ['01/04/25', '2025-04-01'],
  ['31.12.1969', '1969-12-31'],
  ['2025-04-01', '2025-04-01'],
  ['2025-04-01T09:30:00Z', '2025-04-01', 630],
  ['2025-01-01T23:30:00-02:00', '2025-01-02', 90],
  ['2025-04-01T02:30:00+07:00', '2025-03-31', 1230],
  ['2025-04-01 09:30:00.000', '2025-04-01', 570],
  ['01-Apr-25', '2025-04-01'],
  ['01-Apr-70', '1970-04-01'],
  ['01 Apr 2025', '2025-04-01'],
  ['01 Apr 2025 14:53:28', '2025-04-01', 893],
  ['29 Sept 2011', '2011-09-29'],
  ['01Apr2025', '2025-04-01'],
  ['01APR2025', '2025-04-01'],
  ['20250401', '2025-04-01'],
  ['45748', '2025-04-01'],
  ['45748.395833333336', '2025-04-01', 570],
  ['Tue 01 Apr 2025', '2025-04-01'],
  ['1st April 2025', '2025-04-01'],
  ['29/02/2024', '2024-02-29'],
  ['  2025-04-01 ', '2025-04-01'],
];

const refused = [
  'April 2025',
  '04/2025',
  '2025-02-30',
  '31/02/2025',
  '13/13/2025',
  '04/13/2025',
  '29/02/2025',
  '19999',
  '80001',
  'soon',
  '2025-04-01 25:00',
  '01 Foo 2025',
  '1 Apr',
  '0000-00-00',
];

const absent = [
  '',
  'N/A',
  'null',
  '.',
  '00/00/0000',
  '01/01/1900',
  '1753-01-01',
  '1900-01-01 00:00:00',
];

describe('dates', () => {
  it.each(cases)('reads %s', (cell, day, minute) => {
    const parsed = parseDate(cell);
    expect([parsed.valid, parsed.day, parsed.minute]).toEqual([true, day, minute ?? null]);
  });

  it.each(refused)('refuses %s', (cell) => {
    expect(parseDate(cell)).toMatchObject({ valid: false, day: null });
  });

  it.each(absent)('reads %j as missing', (cell) => {
    expect(parseDate(cell)).toMatchObject({ valid: true, day: null });
  });

  it('says when day and month order is proved, disproved or open', () => {
    expect(['13/04/2025', '04/13/2025', '04/05/2025'].map((cell) => parseDate(cell).order)).toEqual(
      ['uk', 'us', 'either'],
    );
  });

  it('pushes a time that does not exist forward and takes the first of two', () => {
    expect(parseDate('30/03/2025 01:30')).toMatchObject({
      day: '2025-03-30',
      minute: 150,
      doubtful: true,
    });
    expect(parseDate('26/10/2025 01:30')).toMatchObject({
      day: '2025-10-26',
      minute: 90,
      doubtful: true,
    });
    expect(parseDate('29/03/2025 01:30').doubtful).toBeUndefined();
  });

  it('marks a completed year, which no birth may have', () => {
    expect(parseDate('01/04/25').shortYear).toBe(true);
    expect(parseDate('01/04/2025').shortYear).toBeUndefined();
  });

  it.each([
    '2025-10',
    '01OCT2025',
    '2025-10-01',
    'October 2025',
    '10/2025',
    'Oct-2025',
    '17/10/2025',
  ])('reads the month of %s', (cell) => {
    expect(parseMonth(cell)).toMatchObject({ day: '2025-10-01', valid: true });
  });

  const shared = new URL('../../../../shared/reference/messy/date_cases.csv', import.meta.url);
  it.runIf(existsSync(shared))('agrees with the shared date cases', () => {
    const rows = Papa.parse<{ raw: string; expected_iso_date: string }>(
      readFileSync(shared, 'utf8'),
      { header: true, skipEmptyLines: true },
    ).data;
    expect(rows.length).toBeGreaterThan(30);
    const wrong = rows.filter((row) => (parseDate(row.raw).day ?? '') !== row.expected_iso_date);
    expect(wrong.map((row) => row.raw)).toEqual([]);
  });
});
