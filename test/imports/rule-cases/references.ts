import { quarantined, replacing } from './case.ts';
import type { Case } from './case.ts';
import { adding, tinyWith } from '../tiny.ts';

/** Rules V14 to V22: keys, codes, dates, references and scores. */
export const referenceCases: readonly Case[] = [
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
];
