import {
  boolean,
  code,
  column,
  date,
  headed,
  instant,
  integer,
  number,
  pcn,
  postcode,
  practice,
  required,
  text,
} from './column.ts';
import type { Contract } from './contract.ts';

const practiceHeadings =
  'Practice | GP Practice | ODS Code | Organisation Code | GP_CODE | Practice ODS Code';

/** 3.3, and NHS England's practice map (`gp-reg-pat-prac-map`) and Fingertips deprivation scores. */
export const practices: Contract = {
  name: 'practices',
  stage: 'practices',
  personLevel: false,
  key: ['practice_code'],
  // Counts of several months in one row: shared out over the months they would be invented.
  never: {
    headings: ['total', 'dna'],
    words:
      'these are counts of appointments without a month, and counts are kept by month: ' +
      'send the monthly file (APPOINTMENT_MONTH_START_DATE, COUNT_OF_APPOINTMENTS)',
  },
  columns: [
    column('practice_code', practice, `${practiceHeadings} | Org Code`, required),
    column('practice_name', text(), 'GP_NAME | Name | Organisation Name', headed),
    column('postcode', postcode, 'PRACTICE_POSTCODE'),
    column('sub_icb_code', text(9), 'SUB_ICB_LOCATION_CODE'),
    column('icb_code', text(9)),
    column('open_date', date),
    column('close_date', date),
    column('successor_code', practice, 'successor'),
    column('gp_system', code('gp_system'), 'SUPPLIER_NAME | SUPPLIER | gp_system_supplier'),
    column('imd_score', number(0, 100), 'imd_2025_score'),
    column('imd_year', integer(2000, 2100)),
    column('show_in_charts', boolean),
    column('pcn_code', pcn),
    column('pcn_name', text()),
    column('snapshot_on', date, 'EXTRACT_DATE', { elsewhere: { from: 'extracted_at' } }),
  ],
};

/** 3.4 */
export const pcns: Contract = {
  name: 'pcns',
  stage: 'pcns',
  personLevel: false,
  key: ['pcn_code'],
  columns: [
    column('pcn_code', pcn, '', required),
    column('pcn_name', text(), '', required),
    column('short_name', text(60)),
    column(
      'sub_icb_code',
      text(9),
      'Current Sub ICB Location Code | Current Clinical Commissioning Group Code',
    ),
    column('open_date', date),
    column('close_date', date),
    column('colour_index', integer(0, 100)),
  ],
};

/** 3.5, and the Core Partner Details of NHS ePCN, which says CCG before 2022 and Sub ICB Location after. */
export const pcnMembership: Contract = {
  name: 'pcn_membership',
  stage: 'pcn_membership',
  personLevel: false,
  key: ['practice_code', 'start_date'],
  toldBy: ['practice_code', 'pcn_code', 'start_date'],
  columns: [
    column('practice_code', practice, `Partner Organisation Code | ${practiceHeadings}`, required),
    column('pcn_code', pcn, '', required),
    column('start_date', date, 'Practice to PCN Relationship Start Date', required),
    column('end_date', date, 'Practice to PCN Relationship End Date'),
    column('date_quality', code('date_quality')),
    column('practice_name', text(), 'Partner Name'),
    column('pcn_name', text()),
  ],
};

const bands = Object.fromEntries([
  ['all', 'all'],
  ...Array.from({ length: 19 }, (_, index) => [
    `${index * 5} ${index * 5 + 4}`,
    `${index * 5}-${index * 5 + 4}`,
  ]),
  ...['95', '95 plus', '95 and over', '95 years and over'].map((word) => [word, '95+']),
]);
const sexes = {
  all: 'all',
  male: 'male',
  female: 'female',
  m: 'male',
  f: 'female',
  persons: 'all',
};

/** 3.6, and NHS England's list sizes by quinary age (practices only: parents and parts share its column) and in all. */
export const listSizes: Contract = {
  name: 'list_sizes',
  stage: 'list_sizes',
  personLevel: false,
  key: ['practice_code', 'as_at', 'sex', 'age_band'],
  toldBy: ['practice_code', 'as_at', 'patients'],
  dated: 'as_at',
  columns: [
    column('org_type', { kind: 'only', words: ['gp', 'practice'] }, 'TYPE'),
    column('practice_code', practice, `ORG_CODE | CODE | ${practiceHeadings}`, required),
    column('as_at', { kind: 'month' }, 'EXTRACT_DATE | month', required),
    column('sex', { kind: 'choice', of: sexes }, '', { absent: 'all' }),
    column('age_band', { kind: 'choice', of: bands }, 'AGE_GROUP_5 | AGE', { absent: 'all' }),
    column('patients', integer(0, 10_000_000), 'NUMBER_OF_PATIENTS', required),
  ],
};

/** 3.15: required beside appointments. */
export const gpCoverage: Contract = {
  name: 'gp_coverage',
  stage: 'gp_coverage',
  personLevel: false,
  key: ['practice_code', 'covers_from'],
  columns: [
    column('practice_code', practice, practiceHeadings, required),
    column('covers_from', date, '', required),
    column('covers_to', date, '', required),
    column('extracted_at', instant),
    column('includes_left_patients', boolean),
    column('includes_hubs', boolean),
  ],
};
