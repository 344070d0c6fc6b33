import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contracts } from '../../../server/imports/contract/index.ts';
import { converterOf, momentHalves } from '../../../server/imports/convert/cells.ts';
import { cachedWriter, momentWriter } from '../../../server/imports/convert/entry.ts';
import type { Entry, RowState } from '../../../server/imports/convert/entry.ts';
import { Findings } from '../../../server/imports/convert/findings.ts';
import { Pseudonyms } from '../../../server/imports/cells/identity.ts';

const column = contracts
  .find(({ name }) => name === 'gp_appointments')!
  .columns.find(({ name }) => name === 'starts_at')!;
const context = {
  pseudonyms: new Pseudonyms(Buffer.alloc(16, 1), 'a'),
  demo: false,
  extractedOn: '2026-10-31',
  extractedAt: null,
  practices: {
    byCode: () => ({ number: 1, placeholder: false, outside: false }),
    codeOfName: () => undefined,
  },
  lsoaOf: () => undefined,
  terms: {},
};

/** What a column of moments becomes: its COPY text, its faults, and all that was noticed. */
function written(cells: readonly string[], inHalves: boolean): unknown {
  const findings = new Findings();
  const row: RowState = { rule: null, column: '', drop: false };
  const seen: (string | undefined)[] = [];
  const convert = converterOf({ column, context, findings, personLevel: true });
  const placed = { place: 0, column: 'starts_at', lead: '\t' };
  const use = (entry: Entry): void => void seen.push(entry.day);
  const whole = cachedWriter(placed, row, convert, use);
  const write = inHalves ? momentWriter(placed, row, momentHalves(convert), whole, use) : whole;
  const texts = cells.map((cell) => {
    row.rule = null;
    return [write([cell]), row.rule];
  });
  return { texts, seen, found: new Set(findings.list()) };
}

const two = (most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
const days = fc.oneof(
  fc.constantFrom('2025-03-30', '2025-10-26', '1900-01-01', '2025-02-30', '2031-01-01', ' 2025-01'),
  fc.tuple(fc.constantFrom('2014', '2025', '26'), two(13), two(32)).map((parts) => parts.join('-')),
  fc.tuple(two(32), two(13), fc.constantFrom('2025', '25')).map((parts) => parts.join('/')),
);
const times = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'T',
    'T01:30',
    ' 01:30:00',
    'T24:00',
    'T9:05',
    'x',
    'T10:00Z',
    'T23:30+0100',
  ),
  fc.tuple(fc.constantFrom('T', ' ', '  '), two(25), two(61)).map(([t, h, m]) => `${t}${h}:${m}`),
  fc.tuple(two(23), two(59), two(59)).map((parts) => `T${parts.join(':')}.5`),
);

describe('moments converted in halves', () => {
  it('become what they become when each is read whole', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(days, times).map(([day, time]) => day + time)), (cells) => {
        expect(written(cells, true)).toEqual(written(cells, false));
      }),
      { numRuns: 500 },
    );
  });

  it('are read whole but once for each day and each time', () => {
    let converted = 0;
    const findings = new Findings();
    const convert = converterOf({ column, context, findings, personLevel: true });
    const counting = (cell: string): Entry => (converted++, convert(cell));
    const row: RowState = { rule: null, column: '', drop: false };
    const placed = { place: 0, column: 'starts_at', lead: '' };
    const whole = cachedWriter(placed, row, counting);
    const write = momentWriter(placed, row, momentHalves(counting), whole);
    for (let minute = 10; minute < 60; minute++)
      write([`2025-06-0${(minute % 5) + 1}T09:${minute}`]);
    expect(converted).toBe(1 + 5);
  });
});
