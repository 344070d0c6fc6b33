import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../server/database/connect.ts';
import { cloneDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { count } from './dump.ts';
import { adding, findings, load, tiny, tinyWith } from './tiny.ts';

let mine: TestDatabase;
const db = (): Database => mine.database;

beforeEach(async () => {
  mine = await cloneDatabase();
});
afterEach(() => mine.drop());

describe('forms a file may take', () => {
  it('reads wide assessments as rows of items', async () => {
    const files = {
      ...tiny(),
      'assessments.csv': [
        'person_id,referral_id,assessed_on,stage,Life satisfaction,Worthwhile,Happy,Anxious,total,scale_form',
        ...Array.from(
          { length: 12 },
          (_, index) =>
            `C${String(index + 1).padStart(2, '0')},,2025-02-20,baseline,7,8,${index === 3 ? '' : 6},2,21.54,metric`,
        ),
      ],
    };
    const report = await load(db(), files);
    expect(findings(report)).toEqual([]);
    expect(await count(db(), 'assessment')).toBe(12 * 5 - 1);
    expect(await count(db(), 'assessment', `item = 'happiness' and value = 6`)).toBe(11);
    expect(await count(db(), 'assessment', 'referral_no is not null')).toBe(59);
  });

  it('takes decimals to mean metric scores', async () => {
    const files = tinyWith('assessments.csv', (lines) =>
      lines.map((line) =>
        line.replace(/,total,\d+,baseline,face,raw/, ',total,21.54,baseline,face,'),
      ),
    );
    expect(findings(await load(db(), files))).toEqual(['V24 W 20 assessments.csv value']);
    expect(await count(db(), 'assessment', `scale_form = 'metric'`)).toBe(20);
  });

  it('keeps the last of two entries of one day, and says so', async () => {
    const files = tinyWith(
      'assessments.csv',
      adding('A99,C01,R01,2025-02-04,ons4,anxiety,9,baseline,face,'),
    );
    expect(findings(await load(db(), files))).toEqual(['V14 W 1 assessments.csv assessed_on']);
    expect(await count(db(), 'assessment', `superseded and value = 1 and item = 'anxiety'`)).toBe(
      1,
    );
  });

  it('drops vacant slots and counts them', async () => {
    const files = tinyWith('gp_appointments.csv', (lines) =>
      lines.map(
        (line, index) => `${line},${index === 0 ? 'SlotStatus' : index < 4 ? 'Vacant' : 'Booked'}`,
      ),
    );
    const report = await load(db(), files);
    expect(report.files.find((file) => file.file === 'gp_appointments.csv')).toMatchObject({
      read: 57,
      dropped: 3,
      inserted: 57,
    });
  });

  it('finds practices by name', async () => {
    const files = tinyWith('referrals.csv', (lines) =>
      lines.map((line) => line.replace('G85001', 'The north  surgery')),
    );
    await load(db(), tiny());
    await load(db(), files, { extracted_at: '2025-10-06T06:00:00Z' });
    expect(
      await count(
        db(),
        'referral',
        "practice_no = (select practice_no from practice where practice_code = 'G85001')",
      ),
    ).toBe(6);
  });

  it('uses terms and headings that were settled for the source, and remembers them', async () => {
    const files = tinyWith('referrals.csv', (lines) =>
      lines.map((line) => line.replace('source_type', 'Who sent them').replace(',gp,', ',barber,')),
    );
    const settled = {
      headings: { referrals: { 'Who sent them': 'source_type' } },
      terms: { source_type: { barber: 'vcse' } },
    };
    expect((await load(db(), files)).status).toBe('refused');
    expect((await load(db(), files, {}, { mapping: settled })).status).toBe('loaded');
    expect(await count(db(), 'referral', `source_type = 'vcse'`)).toBe(20);
    const later = await load(db(), files, { extracted_at: '2025-10-06T06:00:00Z' });
    expect(later.status).toBe('unchanged');
  });

  it('lists local terms for mapping, and never what may be about somebody', async () => {
    const files = tinyWith('referrals.csv', (lines) =>
      lines.map((line, index) =>
        index === 1
          ? line.replace(',gp,', ',barber shop,')
          : index === 2
            ? line.replace(',gp,', ',ask jo@example.org,')
            : line,
      ),
    );
    const report = await load(db(), files);
    expect(report.unmapped).toEqual([
      { list: 'source_type', value: 'barber shop', rows: 1 },
      { list: 'source_type', value: '(long or personal text)', rows: 1 },
    ]);
    expect(JSON.stringify(report)).not.toContain('jo@');
  });
});
