import {
  boolean,
  code,
  column,
  datetime,
  date,
  eventDate,
  id,
  integer,
  minutes,
  number,
  practice,
  required,
  text,
} from './column.ts';
import type { Contract } from './contract.ts';

/** 3.9. Elemental's headings (6.1) are suggestions to be confirmed on a first import. */
export const referrals: Contract = {
  name: 'referrals',
  stage: 'referrals',
  personLevel: true,
  key: ['referral_id'],
  dated: 'referred_on',
  columns: [
    column('referral_id', id, 'Referral Reference | Case ID | Referral Ref', required),
    column(
      'person_id',
      { kind: 'client' },
      'Client ID | Client Ref | Patient ID | Elemental ID',
      required,
    ),
    column(
      'referred_on',
      eventDate,
      'Referral Date | Date Referred | Date of Referral | Created | Created Date | Date Received',
      required,
    ),
    column('received_on', eventDate),
    column('accepted_on', eventDate, 'Date Accepted | Accepted Date'),
    column('first_contact_on', eventDate, 'First Contact Date | Date of First Contact'),
    column('assessed_on', eventDate, 'Assessment Date'),
    column('closed_on', eventDate, 'Closed Date | Date Closed | Discharge Date'),
    column(
      'source_type',
      code('source_type'),
      'Referral Source | Referrer Type | Referral Agent | Health Worker Title | Referring Organisation',
      required,
    ),
    column('referrer_practice_code', practice, 'Referring Practice'),
    column('referrer_role', text(60), 'Role of Referrer'),
    column('practice_code', practice, 'GP Practice | Practice | Surgery | ODS Code'),
    column('worker_id', id, 'Link Worker | Referral Handler | Assigned To | Case Owner'),
    column('service', text(60), 'Hub | Hub Name | Team | Programme'),
    column('status', code('referral_status'), 'Referral Status', required),
    column('closure_reason', code('closure_reason'), 'Outcome | Reason for Closure'),
    column('urgency', code('urgency'), 'Priority'),
    column('complexity', code('complexity')),
    column('self_referral_offered_by', text(60)),
    column('primary_need', code('need'), 'Main Reason | Primary Reason'),
    column(
      'needs',
      { kind: 'codes', list: 'need' },
      'Reason for Referral | Referral Reason | Presenting Need | Presenting Needs | Issues',
    ),
    column('duplicate_of', id),
    column('age_at_referral', integer(0, 120)),
    column('deleted', boolean),
  ],
};

/** 3.10 */
export const referralNeeds: Contract = {
  name: 'referral_needs',
  stage: 'referral_needs',
  personLevel: true,
  key: ['referral_id', 'need_code', 'stage'],
  columns: [
    column('referral_id', id, 'Case ID', required),
    column('need_code', code('need'), 'Need | Reason | Issue', required),
    column('is_primary', boolean, 'Primary'),
    column('stage', code('need_stage')),
    column('deleted', boolean),
  ],
};

/** 3.11 */
export const contacts: Contract = {
  name: 'contacts',
  stage: 'contacts',
  personLevel: true,
  key: ['contact_id'],
  dated: 'contact_on',
  toldBy: ['contact_id', 'contact_at'],
  columns: [
    column('contact_id', id, 'Appointment ID | Task ID', required),
    column('referral_id', id, 'Case ID | Referral Reference', required),
    column(
      'contact_at',
      datetime('contact'),
      'Contact Date | Appointment Date | Task Date | Date',
      required,
    ),
    column('worker_id', id, 'Link Worker'),
    column('mode', code('contact_mode'), 'Contact Type | Method'),
    column('direction', code('contact_direction')),
    column('outcome', code('contact_outcome'), 'Attendance'),
    column('duration_min', minutes(480), 'Duration'),
    column('with_third_party', boolean),
    column('location_type', code('location_type'), 'Location'),
    column('deleted', boolean),
  ],
};

/** 3.13. "Intervention" is Elemental's word; Joy's signposts come as kind=signpost. */
export const onward: Contract = {
  name: 'onward',
  stage: 'onward',
  personLevel: true,
  key: ['onward_id'],
  dated: 'made_on',
  toldBy: ['onward_id', 'kind'],
  oneOf: [['provider_id', 'provider_name']],
  columns: [
    column('onward_id', id, 'Intervention ID | Outbound Referral ID', required),
    column('referral_id', id, 'Case ID | Referral Reference', required),
    column('kind', code('onward_kind'), '', required),
    column('offered_on', eventDate, 'Date Offered'),
    column('made_on', eventDate, 'Date Referred', required),
    column('provider_id', id),
    column('provider_name', text(), 'Provider'),
    column('service_id', id, 'Listing ID'),
    column('activity_name', text(), 'Intervention | Intervention Name | Programme | Activity'),
    column('category', code('category'), 'Intervention Type | Intervention Category'),
    column('green', code('green'), 'Nature based | Green Social Prescribing'),
    column('green_type', code('green_type')),
    column('response', code('onward_response')),
    column('provider_response', code('provider_response')),
    column('first_attended_on', eventDate, 'Start Date'),
    column('last_attended_on', eventDate, 'End Date'),
    column('sessions_offered', integer(0, 500)),
    column('sessions_attended', integer(0, 500), 'Attendance'),
    column('outcome', code('onward_outcome'), 'Status'),
    column('deleted', boolean),
  ],
};

/** 3.17 */
export const feedback: Contract = {
  name: 'feedback',
  stage: 'feedback',
  personLevel: true,
  key: ['referral_id', 'asked_on', 'question'],
  columns: [
    column('referral_id', id, 'Case ID', required),
    column('asked_on', date, 'date', required),
    column('question', text(60), '', required),
    column('score', number(-1000, 1000), '', required),
  ],
};
