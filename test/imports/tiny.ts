import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Database } from '../../server/database/connect.ts';
import type { Extract, ExtractFile, Manifest } from '../../server/imports/extract.ts';
import { loadExtract } from '../../server/imports/load.ts';
import type { LoadOptions } from '../../server/imports/load.ts';
import type { LoadReport } from '../../server/imports/report.ts';

/** Files by name, as lists of lines or as bytes. */
export type Files = Record<string, readonly string[] | Buffer>;

export const manifest: Manifest = {
  source_system: 'test-case-system',
  extracted_at: '2025-10-05T06:00:00Z',
  covers_from: '2024-04-01',
  covers_to: '2025-09-30',
  mode: 'full',
  demo: true,
};

/** An extract made of the files. */
export function extractOf(files: Files, over: Partial<Manifest> = {}): Extract {
  const made = Object.entries(files).map(([name, content]): ExtractFile => {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(`${content.join('\r\n')}\r\n`);
    return { name, bytes: bytes.length, open: () => Readable.from([bytes]) };
  });
  return { name: 'tiny', manifest: { ...manifest, ...over }, files: made };
}

export const pseudonymKey = createHash('sha256').update('a key for tests').digest();

/** Loads files into a database. */
export function load(
  database: Database,
  files: Files,
  over: Partial<Manifest> = {},
  options: Partial<LoadOptions> = {},
): Promise<LoadReport> {
  return loadExtract(extractOf(files, over), { database, pseudonymKey, ...options });
}

const people = Array.from({ length: 20 }, (_, index) => index + 1);
const two = (value: number): string => String(value).padStart(2, '0');

/** Day in 2025: month 1 to 9, day within it. */
const on = (month: number, day: number): string => `2025-${two(month)}-${two(day)}`;

/**
 * A whole extract: 20 people with a case each, a contact, an activity, ONS4 twice and SWEMWBS once,
 * three appointments each, in three practices of two PCNs.
 */
export function tiny(): Record<string, string[]> {
  const practice = (person: number): string => ['G85001', 'G85002', 'G85010'][person % 3]!;
  const cells = (...values: (string | number)[]): string => values.join(',');
  return {
    'practices.csv': [
      'practice_code,practice_name,postcode,successor_code,close_date,show_in_charts',
      'G85001,North Surgery,SE13 7SX,,,true',
      'G85002,South Surgery,SE13 7SX,,,true',
      'G85010,West Medical Centre,SE13 7SX,,,true',
      'G85009,Closed Surgery,SE13 7SX,G85010,2025-01-31,true',
    ],
    'pcns.csv': ['pcn_code,pcn_name', 'U10001,North PCN', 'U10002,South PCN'],
    'pcn_membership.csv': [
      'practice_code,pcn_code,start_date,end_date',
      'G85001,U10001,2019-07-01,',
      'G85002,U10002,2019-07-01,',
      'G85010,U10002,2019-07-01,2025-03-31',
      'G85010,U10001,2025-04-01,',
      'G85009,U10002,2019-07-01,',
    ],
    'list_sizes.csv': [
      'practice_code,as_at,sex,age_band,patients',
      'G85001,2025-01-01,all,all,300',
      'G85001,2025-01-01,male,all,140',
      'G85001,2025-01-01,female,all,160',
      'G85001,2025-01-01,male,0-4,40',
      'G85001,2025-01-01,male,95+,100',
    ],
    'link_workers.csv': ['worker_id,pcn_code,role,wte,start_date', 'W1,U10001,splw,1,2023-01-01'],
    'providers.csv': ['provider_id,name,kind', 'P1,Garden Trust,vcse'],
    'services.csv': [
      'service_id,provider_id,name,category,green_type',
      'S1,P1,Garden group,nature_green,gardening_food_growing',
      'S2,P1,Lunch club,social_group_befriending,',
    ],
    'people.csv': [
      'person_id,practice_code,practice_from,birth_year,sex_or_gender,ethnic_code,ndoo',
      ...people.map((p) =>
        cells(`C${two(p)}`, practice(p), '2015-01-01', 1950 + p, p % 2 ? 'F' : 'male', 'A', 'no'),
      ),
    ],
    'referrals.csv': [
      'referral_id,person_id,referred_on,accepted_on,first_contact_on,closed_on,source_type,practice_code,worker_id,service,status,closure_reason,primary_need,needs',
      ...people.map((p) =>
        cells(
          `R${two(p)}`,
          `C${two(p)}`,
          on(2, p),
          on(2, p + 1),
          on(2, p + 3),
          on(6, p),
          'gp',
          practice(p),
          'W1',
          'Hub',
          'closed',
          'plan_completed',
          'housing',
          'housing;food',
        ),
      ),
    ],
    'contacts.csv': [
      'contact_id,referral_id,contact_at,worker_id,mode,outcome,duration_min',
      ...people.map((p) =>
        cells(`T${two(p)}`, `R${two(p)}`, `${on(2, p + 3)} 09:30`, 'W1', 'phone', 'attended', 30),
      ),
    ],
    'onward.csv': [
      'onward_id,referral_id,kind,offered_on,made_on,provider_id,service_id,category,green,response,sessions_offered,sessions_attended,outcome',
      ...people.map((p) =>
        cells(
          `O${two(p)}`,
          `R${two(p)}`,
          'referral',
          on(3, p),
          on(3, p),
          'P1',
          'S1',
          'nature_green',
          'yes',
          'accepted_by_person',
          8,
          6,
          'completed',
        ),
      ),
    ],
    'assessments.csv': [
      'assessment_id,person_id,referral_id,assessed_on,instrument,item,value,stage,mode,scale_form',
      ...people.flatMap((p) => [
        ...['life_satisfaction', 'worthwhile', 'happiness', 'anxiety'].map((item) =>
          cells(
            `A${two(p)}`,
            `C${two(p)}`,
            `R${two(p)}`,
            on(2, p + 3),
            'ons4',
            item,
            p % 10,
            'baseline',
            'face',
            '',
          ),
        ),
        cells(
          `B${two(p)}`,
          `C${two(p)}`,
          `R${two(p)}`,
          on(2, p + 3),
          'swemwbs',
          'total',
          10 + p,
          'baseline',
          'face',
          'raw',
        ),
      ]),
    ],
    'gp_coverage.csv': [
      'practice_code,covers_from,covers_to,extracted_at',
      'G85001,2024-01-01,2025-09-30,2025-10-05T06:00:00Z',
      'G85002,2024-01-01,2025-09-30,2025-10-05T06:00:00Z',
      'G85010,2024-01-01,2025-09-30,2025-10-05T06:00:00Z',
    ],
    'gp_appointments.csv': [
      'appointment_id,person_id,practice_code,starts_at,status,hcp_group,mode,national_category',
      ...people.flatMap((p) =>
        [1, 4, 8].map((month) =>
          cells(
            `G${two(p)}${month}`,
            `C${two(p)}`,
            practice(p),
            on(month, p),
            'attended',
            'GP',
            'Telephone',
            'General Consultation Routine',
          ),
        ),
      ),
    ],
  };
}

/** The tiny extract with rows added to one file (or cells of it changed). */
export function tinyWith(
  file: string,
  change: (lines: string[]) => string[],
): Record<string, string[]> {
  const files = tiny();
  return { ...files, [file]: change(files[file]!) };
}

/** Adds rows at the end. */
export const adding =
  (...rows: string[]) =>
  (lines: string[]): string[] => [...lines, ...rows];

/** Findings of a report as `V18 Q 1 contacts.csv referral_id`, the way tests compare them. */
export function findings(report: LoadReport): string[] {
  return report.files.flatMap((file) =>
    file.findings.map((each) =>
      [each.rule, each.severity, each.rows, file.file, each.column].join(' ').trim(),
    ),
  );
}
