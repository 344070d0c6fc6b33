import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../server/database/connect.ts';
import { cloneDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { count } from './dump.ts';
import { damaged, disguises, emisSearch } from './fixtures/messy.ts';
import { findings, load } from './tiny.ts';

let mine: TestDatabase;
const db = (): Database => mine.database;

beforeEach(async () => {
  mine = await cloneDatabase();
});
afterEach(() => mine.drop());

const reference = { source_system: 'nhs-reference', mode: 'delta' } as const;

describe('awkward files', () => {
  it.each(Object.entries(disguises))('reads %s', async (_, { bytes, encoding, delimiter }) => {
    const report = await load(db(), { 'practices.csv': bytes }, reference);
    expect(report.files[0]).toMatchObject({ encoding, delimiter, inserted: 4, quarantined: 0 });
    const rows = await db().query(
      'practices',
      'select practice_code, practice_name, gp_system, imd_score::float from practice order by 1',
    );
    expect(rows).toEqual([
      {
        practice_code: 'G85023',
        practice_name: 'ZOË & SONS, THE £5 CLINIC',
        gp_system: 'emis',
        imd_score: 22.362,
      },
      {
        practice_code: 'G85038',
        practice_name: 'CAFÉ – O’BRIEN “TEST” PRACTICE',
        gp_system: 'emis',
        imd_score: 21.528,
      },
      {
        practice_code: 'G85046',
        practice_name: 'LEE ROAD SURGERY',
        gp_system: 'systmone',
        imd_score: 14.755,
      },
      {
        practice_code: 'G85120',
        practice_name: 'TRIANGLE GROUP PRACTICE',
        gp_system: 'emis',
        imd_score: 20.1,
      },
    ]);
  });

  it.each(Object.entries(damaged))(
    'quarantines %s and keeps the rest',
    async (_, { bytes, rejects }) => {
      const report = await load(db(), { 'practices.csv': bytes }, reference, {
        quarantineLimit: 0.5,
      });
      expect(report.files[0]).toMatchObject({ inserted: 4, quarantined: rejects.length });
      const kept = await db().query<{ row_no: number; rule: string }>(
        'rejects',
        'select row_no, rule from import_reject order by 1',
      );
      expect(kept.map((each) => [each.row_no, each.rule])).toEqual(rejects);
    },
  );

  it('reads an EMIS search by its headings, its month from the lines above', async () => {
    const report = await load(db(), { 'search.csv': emisSearch }, reference);
    expect(report.files[0]).toMatchObject({
      contract: 'emis_search',
      encoding: 'utf-16le',
      preamble: 4,
      inserted: 2,
      dropped: 2,
    });
    expect(
      await db().query(
        'counts',
        'select month::text, cohort, count from gp_appointment_agg order by count',
      ),
    ).toEqual([
      { month: '2026-07-01', cohort: 'sp_referred', count: 7 },
      { month: '2026-07-01', cohort: 'sp_referred', count: 12 },
    ]);
  });

  it('stops at a quote that never closes, in flat memory', async () => {
    const bytes = Buffer.concat([
      Buffer.from('practice_code,practice_name\nG85001,"open\n'),
      Buffer.alloc(20 * 1024 * 1024, 'x,y\n'),
    ]);
    expect(findings(await load(db(), { 'practices.csv': bytes }, reference))).toEqual([
      'V04 F 0 practices.csv',
    ]);
  });

  const shared = fileURLToPath(
    new URL('../../../shared/reference/messy/encodings/', import.meta.url),
  );
  it.runIf(existsSync(shared))('reads the shared awkward files', async () => {
    const outcomes: Record<string, string> = {};
    for (const name of readdirSync(shared)) {
      const report = await load(db(), { [name]: readFileSync(`${shared}${name}`) }, reference);
      outcomes[name] = [
        report.status,
        ...findings(report).filter((each) => !each.startsWith('V31')),
      ]
        .join(' ')
        .replaceAll(` ${name}`, '');
    }
    expect(outcomes).toMatchObject({
      'utf8.csv': 'unchanged',
      'utf16le_bom_tab.txt': 'unchanged',
      'windows1252.csv': 'unchanged',
      'duplicate_headers.csv': 'refused V02 F 0 pcn_code',
      'mixed_invalid_utf8.csv': 'unchanged V11 Q 1',
      'trailing_nul.csv': 'unchanged V11 Q 1',
      'ragged.csv': 'unchanged V10 Q 2',
      'preamble_emis_style.csv': 'loaded',
    });
    expect(await count(db(), 'practice')).toBe(28);
  });
});

describe('NHS reference files, by their headings', () => {
  const files = {
    'gp-reg-pat-prac-map.csv': [
      'PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,SUB_ICB_LOCATION_CODE,ICB_CODE,SUPPLIER_NAME',
      'GP_PRAC_PAT_LIST,01Jul2026,G85104,ICO HEALTH GROUP,BR1 5EP,U42936,RAVENSBOURNE PCN LTD,72Q,QKK,EMIS',
      'GP_PRAC_PAT_LIST,01Jul2026,G85121,PARKVIEW SURGERY,SE6 1AT,U58020,SEVENFIELDS PCN,72Q,QKK,EMIS/EVERGREENLIFE',
      'GP_PRAC_PAT_LIST,01Jul2026,Y06545,SPECIAL ALLOCATION,SE23 1RJ,U,UNALLOCATED,72Q,QKK,Unknown',
    ],
    'epcn.csv': [
      'Partner Organisation Code,Partner Name,PCN Code,PCN Name,Practice to PCN Relationship Start Date,Practice to PCN Relationship End Date',
      'G85104,ICO HEALTH GROUP,U58020,SEVENFIELDS PCN,20191001,',
      'G85121,PARKVIEW SURGERY,U58020,SEVENFIELDS PCN,20191001,',
    ],
    'quin-age.csv': [
      'PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS',
      'GP_PRAC_PAT_LIST,2026-07-01,GP,G85121,ALL,ALL,300',
      'GP_PRAC_PAT_LIST,2026-07-01,GP,G85121,MALE,0_4,140',
      'GP_PRAC_PAT_LIST,2026-07-01,GP,G85121,FEMALE,95+,160',
      'GP_PRAC_PAT_LIST,2026-07-01,PCN,U58020,ALL,ALL,9999',
    ],
    'crosstab.csv': [
      'APPOINTMENT_MONTH_START_DATE,GP_CODE,GP_NAME,SUPPLIER,PCN_CODE,PCN_NAME,HCP_TYPE,APPT_MODE,NATIONAL_CATEGORY,TIME_BETWEEN_BOOK_AND_APPT,COUNT_OF_APPOINTMENTS,APPT_STATUS',
      '01OCT2025,G85121,PARKVIEW,EMIS,U58020,SEVENFIELDS,GP,Face-to-Face,General Consultation Routine,2 to 7 Days,"1,041",Attended',
      '01OCT2025,G85121,PARKVIEW,EMIS,U58020,SEVENFIELDS,Other Practice staff,Video Conference/Online,Walk-in,Unknown / Data Quality,*,DNA',
    ],
    'fingertips.csv': [
      'PRACTICE_CODE,PRACTICE_NAME,IMD_YEAR,IMD_SCORE',
      'G85121,Parkview Surgery,2025,33.519',
    ],
    'workforce.csv': [
      'CENSUS_YEAR,CENSUS_MONTH,PCN_CODE,STAFF_ROLE,FTE',
      '2026,06,U58020,Social Prescribing Link Workers,1.4',
      '2026,06,U58020,Social Prescribing Link Workers,2',
      '2026,06,U58020,Care Coordinators,5',
    ],
  };

  it('fill practices, memberships, list sizes, counts, scores and capacity', async () => {
    const report = await load(db(), files, { ...reference, demo: false });
    expect(findings(report).filter((each) => !/^V(31|16)/.test(each))).toEqual([]);
    expect(report.status).toBe('loaded');
    const memberships = await db().query(
      'memberships',
      `select practice_code, pcn_code, start_date::text, end_date::text, date_quality from pcn_membership
       join practice using (practice_no) join pcn using (pcn_no) order by 1, 3`,
    );
    expect(memberships).toEqual([
      {
        practice_code: 'G85104',
        pcn_code: 'U58020',
        start_date: '2019-10-01',
        end_date: '2026-06-30',
        date_quality: 'actual',
      },
      {
        practice_code: 'G85104',
        pcn_code: 'U42936',
        start_date: '2026-07-01',
        end_date: null,
        date_quality: 'between',
      },
      {
        practice_code: 'G85121',
        pcn_code: 'U58020',
        start_date: '2019-10-01',
        end_date: null,
        date_quality: 'actual',
      },
    ]);
    expect(await count(db(), 'list_size')).toBe(3);
    expect(
      await db().query(
        'agg',
        'select count, category, status from gp_appointment_agg order by status',
      ),
    ).toEqual([
      { count: 1041, category: 1, status: 0 },
      { count: null, category: 4, status: 1 },
    ]);
    expect(
      await db().query(
        'practice',
        `select practice_name, imd_score::float, gp_system from practice where practice_code = 'G85121'`,
      ),
    ).toEqual([{ practice_name: 'PARKVIEW SURGERY', imd_score: 33.519, gp_system: 'emis' }]);
    expect(
      await db().query('capacity', 'select month::text, wte_in_post::float from service_capacity'),
    ).toEqual([{ month: '2026-06-01', wte_in_post: 3.4 }]);
  });

  it('leave out other areas once the store knows its own', async () => {
    await load(db(), files, reference);
    const more = {
      'fingertips.csv': [...files['fingertips.csv'], 'A81001,The Densham Surgery,2025,30.1'],
      'workforce.csv': [
        ...files['workforce.csv'],
        '2026,06,U00000,Social Prescribing Link Workers,2.5',
      ],
    };
    const report = await load(db(), more, reference);
    expect(findings(report)).toEqual([
      'V20 W 1 fingertips.csv practice_code',
      'V20 W 1 workforce.csv pcn_code',
    ]);
    expect(await count(db(), 'practice', `practice_code = 'A81001'`)).toBe(0);
    expect(await count(db(), 'pcn', `pcn_code = 'U00000'`)).toBe(0);
  });
});
