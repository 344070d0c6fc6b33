import { afterEach, describe, expect, it } from 'vitest';
import type { Manifest } from '../../server/imports/extract.ts';
import type { LoadOptions } from '../../server/imports/load.ts';
import { rules } from '../../server/imports/rules.ts';
import { cloneDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { adding, findings, load, tiny, tinyWith } from './tiny.ts';
import type { Files } from './tiny.ts';

interface Case {
  readonly rule: keyof typeof rules;
  readonly what: string;
  /** Loaded before, where a rule compares with what was there. */
  readonly before?: { readonly files: Files; readonly over?: Partial<Manifest> };
  readonly files: Files;
  readonly over?: Partial<Manifest>;
  readonly options?: Partial<LoadOptions>;
  /** Findings that must be there, as `V18 Q 1 contacts.csv referral_id`. */
  readonly finds: readonly string[];
  readonly status?: 'loaded' | 'unchanged' | 'refused';
}

const replacing =
  (from: string | RegExp, to: string) =>
  (lines: string[]): string[] =>
    lines.map((line) => line.replace(from, to));

const header = (file: string): string => tiny()[file]![0]!;
const long = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, index) => `a local term that is really somebody’s notes about a visit and number ${index}`,
  );

const quarantined = (
  rule: Case['rule'],
  what: string,
  file: string,
  row: string,
  column: string,
): Case => ({
  rule,
  what,
  files: tinyWith(file, adding(row)),
  finds: [`${rule} Q 1 ${file} ${column}`.trim()],
});

const cases: readonly Case[] = [
  {
    rule: 'V01',
    what: 'a required column is missing',
    status: 'refused',
    files: tinyWith('contacts.csv', replacing('contact_at', 'something')),
    finds: ['V01 F 0 contacts.csv contact_at'],
  },
  {
    rule: 'V01',
    what: 'appointments come without coverage',
    status: 'refused',
    files: Object.fromEntries(
      Object.entries(tiny()).filter(([name]) => name !== 'gp_coverage.csv'),
    ),
    finds: ['V01 F 0 gp_appointments.csv'],
  },
  {
    rule: 'V01',
    what: 'a file is of no known kind',
    status: 'refused',
    files: { ...tiny(), 'pets.csv': ['cat,dog', '1,2'] },
    finds: ['V01 F 0 pets.csv'],
  },
  {
    rule: 'V02',
    what: 'a heading in use is there twice',
    status: 'refused',
    files: tinyWith('people.csv', (lines) =>
      lines.map((line, index) => (index === 0 ? `${line},birth_year` : `${line},1950`)),
    ),
    finds: ['V02 F 0 people.csv birth_year'],
  },
  {
    rule: 'V03',
    what: 'a header and no rows',
    status: 'refused',
    files: { ...tiny(), 'contacts.csv': [header('contacts.csv')] },
    finds: ['V03 F 0 contacts.csv'],
  },
  {
    rule: 'V03',
    what: 'an empty file',
    status: 'refused',
    files: { ...tiny(), 'contacts.csv': Buffer.alloc(0) },
    finds: ['V03 F 0 contacts.csv'],
  },
  {
    rule: 'V03',
    what: 'no rows in a delta are no fault',
    over: { mode: 'delta' },
    status: 'loaded',
    files: { ...tiny(), 'contacts.csv': [header('contacts.csv')] },
    finds: ['V03 I 1 contacts.csv'],
  },
  {
    rule: 'V04',
    what: 'too much text',
    status: 'refused',
    options: { limits: { bytes: 1000 } },
    files: tiny(),
    finds: ['V04 F 0 referrals.csv'],
  },
  {
    rule: 'V04',
    what: 'too many rows',
    status: 'refused',
    options: { limits: { rows: 50 } },
    files: tiny(),
    finds: ['V04 F 0 assessments.csv'],
  },
  {
    rule: 'V04',
    what: 'too many columns',
    status: 'refused',
    options: { limits: { columns: 13 } },
    files: tiny(),
    finds: ['V04 F 0 referrals.csv'],
  },
  {
    rule: 'V04',
    what: 'a cell of more than 64 KiB',
    status: 'refused',
    files: tinyWith(
      'contacts.csv',
      adding(`T99,R01,2025-03-01,W1,${'x'.repeat(70_000)},attended,30`),
    ),
    finds: ['V04 F 0 contacts.csv'],
  },
  {
    rule: 'V05',
    what: 'a spreadsheet with the name of a CSV',
    status: 'refused',
    files: { ...tiny(), 'contacts.csv': Buffer.from('PK\x03\x04 and so on') },
    finds: ['V05 F 0 contacts.csv'],
  },
  {
    rule: 'V05',
    what: 'a web page with the name of a CSV',
    status: 'refused',
    files: { ...tiny(), 'contacts.csv': Buffer.from('<!DOCTYPE html><html><table>') },
    finds: ['V05 F 0 contacts.csv'],
  },
  {
    rule: 'V06',
    what: 'more than a tenth of the rows',
    status: 'refused',
    files: tinyWith(
      'contacts.csv',
      adding('T97,R97,2025-03-01', 'T98,R98,2025-03-01', 'T99,R99,2025-03-01').bind(null),
    ),
    finds: ['V06 F 0 contacts.csv'],
  },
  {
    rule: 'V07',
    what: 'far fewer rows than last time',
    status: 'refused',
    before: { files: tiny() },
    files: tinyWith('contacts.csv', (lines) => lines.slice(0, 12)),
    finds: ['V07 F 0 contacts.csv'],
  },
  {
    rule: 'V07',
    what: 'far fewer rows, confirmed',
    status: 'loaded',
    before: { files: tiny() },
    options: { confirm: ['V07'] },
    files: tinyWith('contacts.csv', (lines) => lines.slice(0, 12)),
    finds: [],
  },
  {
    rule: 'V08',
    what: 'the same files again',
    status: 'unchanged',
    before: { files: tiny() },
    files: tiny(),
    finds: ['V08 I 1 contacts.csv', 'V08 I 1 gp_appointments.csv'],
  },
  {
    rule: 'V09',
    what: 'live people into a demonstration',
    status: 'refused',
    before: { files: tiny() },
    files: tinyWith('contacts.csv', adding('T99,R01,2025-03-01,W1,phone,attended,30')),
    over: { demo: false },
    finds: ['V09 F 0 people.csv'],
  },
  {
    rule: 'V09',
    what: 'a real NHS number in a demonstration',
    status: 'refused',
    files: tinyWith('people.csv', (lines) =>
      lines.map(
        (line, index) => `${line},${index === 0 ? 'nhs_number' : index === 3 ? '9434765919' : ''}`,
      ),
    ),
    finds: ['V09 F 0 people.csv nhs_number'],
  },
  quarantined(
    'V10',
    'a row with a cell too many',
    'contacts.csv',
    'T99,R01,2025-03-01,W1,phone,attended,30,extra',
    '',
  ),
  quarantined('V10', 'a row with a cell too few', 'contacts.csv', 'T99,R01,2025-03-01', ''),
  {
    rule: 'V11',
    what: 'bytes that are not UTF-8 in a file that is',
    files: {
      ...tiny(),
      'contacts.csv': Buffer.concat([
        Buffer.from(`\ufeff${tiny()['contacts.csv']!.join('\n')}\nT98,R01,2025-03-01,W1,`),
        Buffer.from([0xff, 0xfe]),
        Buffer.from(',attended,30\nT99,R01,2025-03-01,W1,phone\0,attended,30\n'),
      ]),
    },
    finds: ['V11 Q 2 contacts.csv'],
  },
  quarantined(
    'V12',
    'no client id',
    'referrals.csv',
    'R99,,2025-03-01,,,,gp,,,Hub,received,,,',
    'person_id',
  ),
  quarantined(
    'V12',
    'nothing that tells an age',
    'people.csv',
    'C99,G85001,2015-01-01,,F,A,no',
    'birth_year',
  ),
  quarantined(
    'V12',
    'neither client id nor NHS number',
    'gp_appointments.csv',
    'G999,,G85001,2025-03-01,attended,GP,,',
    'person_id',
  ),
  quarantined(
    'V13',
    'a required date that is none',
    'referrals.csv',
    'R99,C01,31/02/2025,,,,gp,,,Hub,received,,,',
    'referred_on',
  ),
  quarantined(
    'V13',
    'a boolean that is neither',
    'people.csv',
    'C99,G85001,2015-01-01,1950,F,A,perhaps',
    'ndoo',
  ),
  quarantined(
    'V13',
    'an item the measure does not have',
    'assessments.csv',
    'A99,C01,R01,2025-03-01,ons4,charm,5,,face,',
    'item',
  ),
  {
    rule: 'V13',
    what: 'an optional number out of range is blanked',
    files: tinyWith('contacts.csv', adding('T99,R01,2025-03-01,W1,phone,attended,481')),
    finds: ['V13 W 1 contacts.csv duration_min'],
  },
  quarantined(
    'V14',
    'a key again, with different content',
    'contacts.csv',
    'T05,R05,2025-03-01,W1,phone,dna,30',
    'contact_id',
  ),
  {
    rule: 'V14',
    what: 'the same row again',
    files: tinyWith('contacts.csv', (lines) => [...lines, lines[5]!]),
    finds: ['V14 I 1 contacts.csv contact_id'],
  },
  {
    rule: 'V14',
    what: 'an appointment again, with different content',
    files: tinyWith('gp_appointments.csv', adding('G011,C01,G85001,2025-02-02,dna,GP,,')),
    finds: ['V14 Q 1 gp_appointments.csv appointment_id'],
  },
  {
    rule: 'V15',
    what: 'a local word for the source',
    files: tinyWith(
      'referrals.csv',
      replacing(
        'C03,2025-02-03,2025-02-04,2025-02-06,2025-06-03,gp',
        'C03,2025-02-03,2025-02-04,2025-02-06,2025-06-03,barber',
      ),
    ),
    finds: ['V15 W 1 referrals.csv source_type'],
  },
  {
    rule: 'V16',
    what: 'a referral in the future',
    files: tinyWith('referrals.csv', adding('R99,C01,2031-03-01,,,,gp,,,Other hub,received,,,')),
    finds: ['V16 W 1 referrals.csv referred_on'],
  },
  {
    rule: 'V16',
    what: 'a date out of order',
    files: tinyWith(
      'referrals.csv',
      adding('R99,C01,2025-03-01,,2025-02-01,,gp,,,Other hub,received,,,'),
    ),
    finds: ['V16 W 1 referrals.csv first_contact_on'],
  },
  {
    rule: 'V16',
    what: 'a contact long after closure',
    files: tinyWith('contacts.csv', adding('T99,R01,2025-09-30,W1,phone,attended,30')),
    finds: ['V16 W 1 contacts.csv contact_at'],
  },
  {
    rule: 'V17',
    what: 'a worker nobody described',
    files: tinyWith('contacts.csv', adding('T99,R01,2025-03-01,W9,phone,attended,30')),
    finds: ['V17 W 1 contacts.csv worker_id'],
  },
  {
    rule: 'V17',
    what: 'a person nobody described',
    files: tinyWith('referrals.csv', adding('R99,C99,2025-03-01,,,,gp,,,Hub,received,,,')),
    finds: ['V17 W 1 referrals.csv person_id'],
  },
  {
    rule: 'V17',
    what: 'a provider known by name only',
    files: tinyWith('onward.csv', (lines) => [
      `${lines[0]},provider_name`,
      ...lines.slice(1).map((line) => `${line},`),
      'O99,R01,referral,2025-03-01,2025-03-01,,,other,no,,,,,Corner Choir',
    ]),
    finds: ['V17 W 1 onward.csv provider_name'],
  },
  quarantined(
    'V18',
    'a contact of no case',
    'contacts.csv',
    'T99,R99,2025-03-01,W1,phone,attended,30',
    'referral_id',
  ),
  quarantined(
    'V18',
    'an activity of no case',
    'onward.csv',
    'O99,R99,referral,2025-03-01,2025-03-01,P1,S1,nature_green,yes,,,,',
    'referral_id',
  ),
  quarantined(
    'V18',
    'a score of no case',
    'assessments.csv',
    'A99,C01,R99,2025-03-01,ons4,anxiety,5,,face,',
    'referral_id',
  ),
  {
    rule: 'V19',
    what: 'an NHS number that is none',
    files: tinyWith('people.csv', (lines) =>
      lines.map(
        (line, index) => `${line},${index === 0 ? 'nhs_number' : index === 3 ? '9990000001' : ''}`,
      ),
    ),
    finds: ['V19 Q 1 people.csv nhs_number'],
  },
  {
    rule: 'V20',
    what: 'a practice of another borough',
    files: tinyWith(
      'referrals.csv',
      adding('R99,C01,2025-03-01,,,,gp,A81001,,Other hub,received,,,'),
    ),
    finds: ['V20 W 1 referrals.csv practice_code', 'V17 W 1 referrals.csv practice_code'],
  },
  {
    rule: 'V21',
    what: 'a practice that had merged',
    files: tinyWith(
      'referrals.csv',
      adding('R99,C01,2025-03-01,,,,gp,G85009,,Other hub,received,,,'),
    ),
    finds: ['V21 W 1 referrals.csv practice_no'],
  },
  quarantined(
    'V22',
    'a score above the range',
    'assessments.csv',
    'A99,C01,R01,2025-03-01,ons4,anxiety,11,,face,',
    'value',
  ),
  quarantined(
    'V22',
    'ONS4 answered by somebody else',
    'assessments.csv',
    'A99,C01,R01,2025-03-01,ons4,anxiety,5,,proxy,',
    'mode',
  ),
  quarantined(
    'V22',
    'a metric score that is not in the table',
    'assessments.csv',
    'A99,C01,R01,2025-03-01,swemwbs,total,21.55,,face,metric',
    'value',
  ),
  {
    rule: 'V23',
    what: 'totals that do not say raw or metric',
    status: 'refused',
    files: tinyWith('assessments.csv', replacing(/,raw$/, ',')),
    finds: ['V23 F 0 assessments.csv scale_form'],
  },
  {
    rule: 'V24',
    what: 'one worker’s scores all alike',
    files: tinyWith('assessments.csv', replacing(/,swemwbs,total,\d+,/, ',swemwbs,total,20,')),
    finds: ['V24 W 20 assessments.csv value'],
  },
  {
    rule: 'V24',
    what: 'a follow-up on the day of the baseline',
    files: tinyWith(
      'assessments.csv',
      adding('Z99,C01,R01,2025-02-04,ons4,anxiety,3,followup,face,'),
    ),
    finds: ['V24 W 1 assessments.csv stage'],
  },
  {
    rule: 'V25',
    what: 'a child',
    files: tinyWith('people.csv', adding('C99,G85001,2015-01-01,2015,F,A,no')),
    finds: ['V25 W 1 people.csv birth_year'],
  },
  {
    rule: 'V26',
    what: 'a second case while the first is open',
    files: tinyWith('referrals.csv', adding('R99,C01,2025-02-10,,,,gp,,,Hub,received,,,')),
    finds: ['V26 W 1 referrals.csv referral_id'],
  },
  {
    rule: 'V27',
    what: 'dates that read either way',
    files: tinyWith('onward.csv', (lines) =>
      lines
        .slice(0, 1)
        .concat(lines.slice(1, 13).map((line) => line.replaceAll(/2025-03-(\d\d)/g, '$1/03/2025'))),
    ),
    finds: ['V27 W 12 onward.csv made_on'],
  },
  quarantined(
    'V28',
    'an appointment before the feed began',
    'gp_appointments.csv',
    'G999,C01,G85001,2023-12-31,attended,GP,,',
    'starts_at',
  ),
  quarantined(
    'V28',
    'an appointment of a practice with no coverage',
    'gp_appointments.csv',
    'G999,C01,G85009,2025-01-10,attended,GP,,',
    'starts_at',
  ),
  {
    rule: 'V29',
    what: 'a month that doubled',
    before: { files: tiny() },
    files: tinyWith('gp_appointments.csv', (lines) => [
      ...lines,
      ...Array.from(
        { length: 60 },
        (_, index) => `H${100 + index},C01,G85001,2025-01-0${1 + (index % 9)},attended,GP,,`,
      ),
    ]),
    finds: ['V29 W 1 gp_appointments.csv starts_at'],
  },
  {
    rule: 'V29',
    what: 'a published month far from the month before',
    files: {
      'gp_appointments_agg.csv': [
        'month,practice_code,count',
        '2025-01-01,G85001,1000',
        '2025-02-01,G85001,400',
      ],
    },
    finds: ['V29 W 1 gp_appointments_agg.csv count'],
  },
  {
    rule: 'V30',
    what: 'notes mapped to a code',
    status: 'refused',
    files: tinyWith('referrals.csv', (lines) => [
      ...lines,
      ...long(201).map(
        (term, index) => `R${900 + index},C01,2025-03-01,,,,${term},,,Hub,received,,,`,
      ),
    ]),
    finds: ['V30 F 0 referrals.csv source_type'],
  },
  {
    rule: 'V30',
    what: 'telephone numbers in a column that is kept',
    status: 'refused',
    files: tinyWith(
      'referrals.csv',
      adding(
        ...[1, 2, 3].map((n) => `R90${n},C01,2025-03-01,,,,gp,,,call 020 7946 000${n},received,,,`),
      ),
    ),
    finds: ['V30 F 0 referrals.csv service'],
  },
  {
    rule: 'V31',
    what: 'columns that are not in the contract',
    files: tinyWith('contacts.csv', (lines) =>
      lines.map((line, index) => `${line},${index === 0 ? 'Notes,Mood' : 'secret,ok'}`),
    ),
    finds: ['V31 I 2 contacts.csv'],
  },
  {
    rule: 'V32',
    what: 'a green service said not to be',
    files: tinyWith(
      'onward.csv',
      adding('O99,R01,referral,2025-03-01,2025-03-01,P1,S1,nature_green,no,,,,'),
    ),
    finds: ['V32 W 1 onward.csv green'],
  },
  {
    rule: 'V33',
    what: 'more sessions than offered',
    files: tinyWith(
      'onward.csv',
      adding('O99,R01,referral,2025-03-01,2025-03-01,P1,S1,nature_green,yes,,3,4,'),
    ),
    finds: ['V33 W 1 onward.csv sessions_attended'],
  },
  {
    rule: 'V33',
    what: 'closed with no reason, and an active case gone quiet',
    files: tinyWith(
      'referrals.csv',
      adding(
        'R98,C01,2025-03-01,,,2025-04-01,gp,,,Other hub,closed,,,',
        'R99,C02,2025-03-01,,,,gp,,,Other hub,active,,,',
      ),
    ),
    finds: ['V33 W 1 referrals.csv closure_reason', 'V33 W 1 referrals.csv status'],
  },
  {
    rule: 'V34',
    what: 'bands that do not add up',
    files: tinyWith('list_sizes.csv', replacing('male,95+,100', 'male,95+,99')),
    finds: ['V34 W 1 list_sizes.csv patients'],
  },
  {
    rule: 'V35',
    what: 'a practice in two PCNs at once',
    status: 'refused',
    files: tinyWith('pcn_membership.csv', replacing('2025-03-31', '2025-06-30')),
    finds: ['V35 F 0 pcn_membership.csv start_date'],
  },
];

describe('validation rules', () => {
  let mine: TestDatabase | undefined;
  afterEach(async () => {
    await mine?.drop();
    mine = undefined;
  });

  it('finds nothing at all in a good extract', async () => {
    mine = await cloneDatabase();
    const report = await load(mine.database, tiny());
    expect(findings(report)).toEqual([]);
    expect(report.status).toBe('loaded');
  });

  it.each(cases)(
    '$rule: $what',
    async ({ before, files, over, options, finds, status = 'loaded' }) => {
      mine = await cloneDatabase();
      if (before)
        expect((await load(mine.database, before.files, before.over)).status).toBe('loaded');
      const report = await load(mine.database, files, over, options);
      expect(findings(report)).toEqual(expect.arrayContaining([...finds]));
      expect(report.status).toBe(status);
    },
  );

  it('has a case for every rule', () => {
    const covered = new Set(cases.map((each) => each.rule));
    expect(Object.keys(rules).filter((rule) => !covered.has(rule as keyof typeof rules))).toEqual(
      [],
    );
  });
});
