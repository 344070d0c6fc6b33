import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../server/database/connect.ts';
import { cloneDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { count, dump } from './dump.ts';
import { adding, findings, load, tiny, tinyWith } from './tiny.ts';

let mine: TestDatabase;
const db = (): Database => mine.database;

beforeEach(async () => {
  mine = await cloneDatabase();
});
afterEach(() => mine.drop());

/** The lines of each file after its header in another order. */
function shuffled(files: Record<string, string[]>): Record<string, string[]> {
  const stir = (text: string): number =>
    [...text].reduce((sum, each) => (sum * 31 + each.charCodeAt(0)) % 65_521, 7);
  return Object.fromEntries(
    Object.entries(files).map(([name, [first, ...rest]]) => [
      name,
      [first!, ...rest.sort((a, b) => stir(a) - stir(b))],
    ]),
  );
}

describe('a load', () => {
  it('writes every row of a good extract', async () => {
    const report = await load(db(), tiny());
    expect(report).toMatchObject({
      status: 'loaded',
      people: 20,
      pcns: 2,
      dataVersion: '2025-09-30.1',
    });
    expect(report.files.map((file) => [file.file, file.inserted, file.quarantined])).toEqual(
      Object.entries(tiny()).map(([name, lines]) => [name, lines.length - 1, 0]),
    );
    expect(await count(db(), 'gp_appointment')).toBe(60);
    expect(await count(db(), 'referral_need', 'is_primary')).toBe(20);
    expect(await count(db(), 'episode')).toBe(20);
    const [version] = await db().query(
      'version',
      'select demo, cases_from::text, cases_to::text, appointments_to::text from data_version',
    );
    expect(version).toEqual({
      demo: true,
      cases_from: '2024-04-01',
      cases_to: '2025-09-30',
      appointments_to: '2025-09-30',
    });
  });

  it('keeps neither NHS numbers nor client ids', async () => {
    const files = tinyWith('people.csv', (lines) =>
      lines.map(
        (line, index) =>
          `${line},${index === 0 ? 'nhs_number' : index === 1 ? '999 000 0018' : ''}`,
      ),
    );
    expect((await load(db(), files)).status).toBe('loaded');
    const everything = JSON.stringify(await dump(db()));
    expect(everything).not.toContain('9990000018');
    expect(everything).not.toMatch(/"C\d\d"/);
    expect(await count(db(), 'person_alias')).toBe(1);
    expect(await count(db(), 'person')).toBe(20);
  });

  it('changes nothing the second time', async () => {
    await load(db(), tiny());
    const before = await dump(db());
    const again = await load(db(), tiny());
    expect(again).toMatchObject({ status: 'unchanged', dataVersion: null, loadId: null });
    const other = await load(
      db(),
      tiny(),
      { source_version: '2', mode: 'full', extracted_at: '2025-10-06T06:00:00Z' },
      { mapping: { terms: { need: { 'new word': 'food' } } } },
    );
    expect(other).toMatchObject({ status: 'unchanged', dataVersion: null });
    expect(other.files.find((file) => file.file === 'gp_appointments.csv')).toMatchObject({
      unchanged: 60,
      inserted: 0,
      replaced: 0,
    });
    expect(await dump(db())).toEqual(before);
    expect(await count(db(), 'data_version')).toBe(1);
  });

  it('gives the same tables when the rows are shuffled', async () => {
    await load(db(), tiny());
    const straight = await dump(db());
    await mine.drop();
    mine = await cloneDatabase();
    expect((await load(db(), shuffled(tiny()))).status).toBe('loaded');
    expect(await dump(db())).toEqual(straight);
  });

  it('follows a merged practice alike in rows that go straight in and in staged ones', async () => {
    const merged = (more: string): Record<string, string[]> => ({
      ...tiny(),
      'gp_coverage.csv': [
        ...tiny()['gp_coverage.csv']!,
        'G85009,2024-01-01,2025-09-30,2025-10-05T06:00:00Z',
      ],
      'gp_appointments.csv': tiny()['gp_appointments.csv']!.flatMap((line, at) => [
        `${line}${at === 0 ? more && `,${more}` : more && ','}`,
        ...(at === 60
          ? [31, 32].map(
              (day) =>
                `H${day},C01,G85009,2025-0${day === 31 ? '1-31' : '2-01'},attended,GP,Telephone,` +
                `General Consultation Routine${more && ','}`,
            )
          : []),
      ]),
    });
    expect(findings(await load(db(), merged('')))).toEqual([
      'V21 W 1 gp_appointments.csv practice_no',
    ]);
    const of = (code: string) =>
      `practice_no = (select practice_no from practice where practice_code = '${code}')`;
    expect(await count(db(), 'gp_appointment', `${of('G85009')} and appointment_id = 'H31'`)).toBe(
      1,
    );
    expect(
      await count(
        db(),
        'gp_appointment',
        `${of('G85010')} and appointment_id = 'H32' and practice_given_no is not null`,
      ),
    ).toBe(1);
    const straight = await dump(db());
    await mine.drop();
    mine = await cloneDatabase();
    // A column that must be settled across cells sends every row through staging.
    expect(findings(await load(db(), merged('planned_min')))).toEqual([
      'V21 W 1 gp_appointments.csv practice_no',
    ]);
    expect(await dump(db())).toEqual(straight);
  });

  it('keeps the first of two rows with one key', async () => {
    const files = tinyWith('contacts.csv', adding('T05,R05,2025-03-01,W1,text,no_answer,5'));
    const report = await load(db(), files);
    expect(findings(report)).toEqual(['V14 Q 1 contacts.csv contact_id']);
    expect(await count(db(), 'contact', `contact_id = 'T05' and mode = 'phone'`)).toBe(1);
    const rejects = await db().query(
      'rejects',
      'select file, row_no, column_name, rule from import_reject',
    );
    expect(rejects).toEqual([
      { file: 'contacts.csv', row_no: 22, column_name: 'contact_id', rule: 'V14' },
    ]);
  });

  it('keeps the same of two rows with one key, however they lie, in a file of no order', async () => {
    const one = shuffled(
      tinyWith('contacts.csv', adding('T05,R05,2025-03-01,W1,text,no_answer,5')),
    );
    const other = {
      ...one,
      'contacts.csv': [one['contacts.csv']![0]!, ...one['contacts.csv']!.slice(1).reverse()],
    };
    await load(db(), one);
    const first = await dump(db());
    await mine.drop();
    mine = await cloneDatabase();
    await load(db(), other);
    expect(await dump(db())).toEqual(first);
  });

  it('replaces rows that changed and remembers whose', async () => {
    await load(db(), tiny());
    const files = tinyWith('contacts.csv', (lines) =>
      lines.map((line) =>
        line.replace('T07,R07,2025-02-10 09:30,W1,phone', 'T07,R07,2025-02-10 09:30,W1,video'),
      ),
    );
    const report = await load(db(), files, { extracted_at: '2025-10-06T06:00:00Z' });
    expect(report.files.find((file) => file.file === 'contacts.csv')).toMatchObject({
      inserted: 0,
      replaced: 1,
      unchanged: 19,
      previousRead: 20,
    });
    expect(await count(db(), 'contact', `mode = 'video'`)).toBe(1);
    expect(report.dataVersion).toBe('2025-09-30.2');
    expect(await count(db(), 'stale_person')).toBe(0);
  });

  it('withdraws cases a full extract no longer has, and drops what hung on nothing else', async () => {
    await load(db(), tiny());
    const files = {
      ...tiny(),
      'referrals.csv': tiny()['referrals.csv']!.filter((line) => !line.startsWith('R20,')),
      'contacts.csv': tiny()['contacts.csv']!.filter((line) => !line.startsWith('T20,')),
      'onward.csv': tiny()['onward.csv']!.filter((line) => !line.startsWith('O20,')),
      'assessments.csv': tiny()['assessments.csv']!.filter((line) => !/^[AB]20,/.test(line)),
      'gp_appointments.csv': tiny()['gp_appointments.csv']!.filter(
        (line) => !line.startsWith('G20'),
      ),
    };
    await load(db(), files, { extracted_at: '2025-10-06T06:00:00Z' });
    expect(await count(db(), 'referral', `withdrawn and referral_id = 'R20'`)).toBe(1);
    expect(await count(db(), 'contact')).toBe(19);
    expect(await count(db(), 'gp_appointment')).toBe(57);
    expect(await count(db(), 'episode')).toBe(19);
    await load(db(), tiny(), { extracted_at: '2025-10-07T06:00:00Z' });
    expect(await count(db(), 'referral', 'withdrawn')).toBe(0);
    expect(await count(db(), 'episode')).toBe(20);
  });

  it('adds and removes what a delta says, and nothing else', async () => {
    await load(db(), tiny());
    const report = await load(
      db(),
      {
        'contacts.csv': [
          'contact_id,referral_id,contact_at,mode,outcome,deleted',
          'T01,R01,2025-02-04,phone,attended,yes',
          'T21,R02,2025-02-20,phone,attended,no',
        ],
      },
      { mode: 'delta', extracted_at: '2025-10-06T06:00:00Z' },
    );
    expect(report.files[0]).toMatchObject({ inserted: 1, withdrawn: 1 });
    expect(await count(db(), 'contact')).toBe(20);
    expect(await count(db(), 'contact', `contact_id = 'T01'`)).toBe(0);
  });

  it('takes a deleted case out with everything that hangs on it', async () => {
    await load(db(), tiny());
    const [first, row] = tiny()['referrals.csv']!;
    await load(
      db(),
      { 'referrals.csv': [`${first},deleted`, `${row},true`] },
      { mode: 'delta', extracted_at: '2025-10-06T06:00:00Z' },
    );
    for (const table of ['referral', 'referral_need', 'contact', 'onward', 'assessment']) {
      expect([
        table,
        await count(
          db(),
          table,
          `person_key = (select person_key from person where birth_year = 1951)`,
        ),
      ]).toEqual([table, 0]);
    }
  });

  it('replaces only its window in period mode', async () => {
    await load(db(), tiny());
    const april = tiny()['gp_appointments.csv']!.filter(
      (line, index) => index === 0 || (line.includes('2025-04-') && !line.startsWith('G01')),
    );
    const report = await load(
      db(),
      { 'gp_appointments.csv': april },
      {
        mode: 'period',
        covers_from: '2025-04-01',
        covers_to: '2025-04-30',
        extracted_at: '2025-10-06T06:00:00Z',
      },
    );
    expect(report.files[0]).toMatchObject({ unchanged: 19, withdrawn: 1 });
    expect(await count(db(), 'gp_appointment')).toBe(59);
  });

  it('never lets an older extract overwrite a newer one', async () => {
    await load(db(), tiny());
    const older = tinyWith('contacts.csv', (lines) => [
      ...lines.map((line) => line.replace(',phone,', ',letter,')),
      'T99,R01,2025-03-01,W1,phone,attended,30',
    ]);
    await load(db(), older, { extracted_at: '2025-09-01T06:00:00Z' });
    expect(await count(db(), 'contact', `mode = 'letter'`)).toBe(0);
    expect(await count(db(), 'contact')).toBe(21);
  });

  it('leaves everything as it was when a file is refused, and says why', async () => {
    await load(db(), tiny());
    const before = await dump(db());
    const report = await load(
      db(),
      {
        ...tinyWith('contacts.csv', (lines) =>
          lines.map((line) => line.replace('contact_at', 'when')),
        ),
        'people.csv': [],
      },
      { extracted_at: '2025-10-06T06:00:00Z' },
    );
    expect(report.status).toBe('refused');
    expect(findings(report).filter((each) => each.includes(' F '))).toEqual([
      'V03 F 0 people.csv',
      'V01 F 0 contacts.csv contact_at',
    ]);
    expect(await dump(db())).toEqual(before);
    const [kept] = await db().query(
      'kept',
      'select status, report ->> $1 as status2 from import_load order by load_id desc limit 1',
      ['status'],
    );
    expect(kept).toEqual({ status: 'refused', status2: 'refused' });
  });

  it('is not disturbed by values that look like SQL or COPY syntax', async () => {
    const files = tinyWith('onward.csv', (lines) =>
      lines.map((line, index) =>
        index === 0 ? `${line},activity_name` : `${line},"\\N\t=1+1; drop table person; \\. Zoë’s"`,
      ),
    );
    expect((await load(db(), files)).status).toBe('loaded');
    const [row] = await db().query('activity', `select distinct activity_name from onward`);
    expect(row).toEqual({ activity_name: '\\N\t=1+1; drop table person; \\. Zoë’s' });
  });
});

describe('people known to two systems', () => {
  const nhs = (files: Record<string, string[]>): Record<string, string[]> => ({
    ...files,
    'people.csv': files['people.csv']!.map(
      (line, index) => `${line},${index === 0 ? 'nhs_number' : index === 1 ? '9990000018' : ''}`,
    ),
  });

  it('are one person when both give the NHS number', async () => {
    await load(db(), nhs(tiny()));
    const [first, row] = tiny()['people.csv']!;
    const report = await load(
      db(),
      {
        'people.csv': [`${first},nhs_number`, `${row!.replace('C01', 'X1')},9990000018`],
        'gp_coverage.csv': tiny()['gp_coverage.csv']!,
        'gp_appointments.csv': [
          'appointment_id,nhs_number,practice_code,starts_at,status,hcp_group',
          'E1,9990000018,G85002,2025-05-05,attended,GP',
        ],
      },
      { source_system: 'test-gp-system' },
    );
    expect(report.status).toBe('loaded');
    expect(await count(db(), 'person')).toBe(20);
    expect(
      await count(
        db(),
        'gp_appointment',
        'person_key = (select person_key from referral where referral_no = 1)',
      ),
    ).toBe(4);
  });
});
