import { boolean, code, column, eventDate, id, number, required, text } from './column.ts';
import type { Column } from './column.ts';
import type { Contract } from './contract.ts';

const common: readonly Column[] = [
  column('person_id', { kind: 'client' }, 'Client ID | Client Ref | Patient ID | Elemental ID'),
  column('referral_id', id, 'Case ID | Referral Reference'),
  column('assessed_on', eventDate, 'Date Completed | Assessment Date | Date', required),
  column('stage', code('assessment_stage'), 'Pre/Post | Baseline/Follow-up'),
  column('mode', code('assessment_mode')),
  column('scale_form', code('scale_form'), 'Score Type'),
  column('language', text(60)),
  column('deleted', boolean),
];

const score = number(-1000, 1000);

/** 3.14, one row for each item of an assessment. */
export const assessments: Contract = {
  name: 'assessments',
  stage: 'assessments',
  personLevel: true,
  key: ['assessment_id', 'item'],
  dated: 'assessed_on',
  toldBy: ['instrument', 'item', 'value'],
  oneOf: [['person_id', 'referral_id']],
  columns: [
    column('assessment_id', id, 'Measure ID | Questionnaire ID', required),
    ...common,
    column(
      'instrument',
      code('instrument'),
      'Measure | Assessment | Questionnaire | Tracker',
      required,
    ),
    column('item', text(40), 'Question', required),
    column('value', score, 'Score | Result | Answer', required),
  ],
};

/** Columns of the wide forms, and the instrument and item each becomes. */
export const wideItems: readonly { column: string; instrument: string; item: string }[] = [
  { column: 'life_satisfaction', instrument: 'ons4', item: 'life_satisfaction' },
  { column: 'worthwhile', instrument: 'ons4', item: 'worthwhile' },
  { column: 'happiness', instrument: 'ons4', item: 'happiness' },
  { column: 'anxiety', instrument: 'ons4', item: 'anxiety' },
  ...Array.from({ length: 7 }, (_, index) => ({
    column: `q${index + 1}`,
    instrument: 'swemwbs',
    item: `q${index + 1}`,
  })),
  { column: 'total', instrument: 'swemwbs', item: 'total' },
];

const wideAliases: Record<string, string> = {
  life_satisfaction: 'Satisfaction | Satisfied | ONS Life Satisfaction',
  worthwhile: 'Worth while | ONS Worthwhile',
  happiness: 'Happy | Happy yesterday | ONS Happiness',
  anxiety: 'Anxious | Anxious yesterday | ONS Anxiety',
  total: 'SWEMWBS | SWEMWBS Total | Total Score',
};

/** 3.14, one row for each assessment: ONS4 by its four answers, SWEMWBS by seven answers or a total. */
export const assessmentsWide: Contract = {
  name: 'assessments_wide',
  stage: 'assessments',
  personLevel: true,
  key: ['assessment_id', 'item'],
  dated: 'assessed_on',
  oneOf: [['person_id', 'referral_id'], wideItems.map((each) => each.column)],
  columns: [
    column('assessment_id', id, 'Measure ID | Questionnaire ID'),
    ...common,
    ...wideItems.map((each) => column(each.column, score, wideAliases[each.column] ?? '')),
  ],
};
