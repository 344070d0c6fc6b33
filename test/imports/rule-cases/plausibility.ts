import { long, quarantined, replacing } from './case.ts';
import type { Case } from './case.ts';
import { adding, tiny, tinyWith } from '../tiny.ts';

/** Rules V23 to V35: what is possible and yet unlikely, and what must not come in at all. */
export const plausibilityCases: readonly Case[] = [
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
