import { listed, missing } from './listed.ts';

/** Lists about GP appointments, mostly the NHS's own (GPAD). */
export const appointmentLists = {
  /** 4.11 What happened to an appointment. */
  appointment_status: [
    listed(
      'attended',
      'Attended',
      'finished | fulfilled | arrived | checked in | seen | completed | left | sent in',
    ),
    listed('dna', 'Did not attend', 'did not attend | noshow | no show'),
    listed(
      'cancelled',
      'Cancelled',
      'canceled | cancelled by patient | cancelled by practice | cancelled by unit',
    ),
    listed('booked', 'Booked', 'pending | proposed | future'),
    missing('unknown', 'Status not known', 'unknown | not known | not recorded'),
  ],
  /** 4.12 Staff group. Link-worker rows never count as GP demand. */
  hcp_group: [
    listed('gp', 'GP', 'general practitioner | gp partner | salaried gp | locum gp | doctor'),
    listed('other_practice_staff', 'Other practice staff', 'other practice staff | other'),
    missing('unknown', 'Staff group not known', 'unknown | not known'),
    listed('nurse', 'Nurse', 'practice nurse | advanced nurse practitioner'),
    listed('hca', 'Healthcare assistant', 'health care assistant | phlebotomist'),
    listed('pharmacist', 'Pharmacist', 'clinical pharmacist'),
    listed('physio', 'Physiotherapist', 'first contact physiotherapist | physio'),
    listed('splw', 'Social prescribing link worker', 'link worker | social prescriber'),
    listed('paramedic', 'Paramedic'),
    listed('mental_health', 'Mental health practitioner'),
    listed('admin', 'Administrative staff', 'administrator | receptionist'),
  ],
  /** 4.13 How an appointment was held. */
  appointment_mode: [
    listed('face_to_face', 'Face-to-face', 'face to face | f2f | in person | surgery'),
    listed('home_visit', 'Home visit', 'home | visit'),
    listed('telephone', 'Telephone', 'phone | tel'),
    listed(
      'video_online',
      'Video conference or online',
      'video conference online | video | online | video online',
    ),
    missing('unknown', 'Mode not known', 'unknown | not known'),
  ],
  /** 4.14 National slot category. */
  national_category: [
    listed('general_consultation_acute', 'General Consultation Acute'),
    listed('general_consultation_routine', 'General Consultation Routine'),
    listed('unplanned_clinical_activity', 'Unplanned Clinical Activity'),
    listed('clinical_triage', 'Clinical Triage'),
    listed('walk_in', 'Walk-in', 'walk in'),
    listed('home_visit', 'Home Visit'),
    listed('care_home_visit', 'Care Home Visit'),
    listed('care_home_round', 'Patient contact during Care Home Round'),
    listed('planned_clinics', 'Planned Clinics'),
    listed('planned_clinical_procedure', 'Planned Clinical Procedure'),
    listed('structured_medication_review', 'Structured Medication Review'),
    listed(
      'care_home_needs_assessment',
      'Care Home Needs Assessment & Personalised Care and Support Planning',
      'care home needs assessment and personalised care and support planning',
    ),
    listed('group_consultation', 'Group Consultation and Group Education'),
    listed('social_prescribing_service', 'Social Prescribing Service'),
    listed('external_service', 'Service provided by organisation external to the practice'),
    listed('non_contractual', 'Non-contractual chargeable work', 'non contractual chargeable work'),
    missing('unmapped', 'Unmapped', 'not mapped | unknown'),
    missing('inconsistent_mapping', 'Inconsistent Mapping'),
  ],
  /** 4.15 Time between booking and appointment. */
  booking_interval: [
    listed('same_day', 'Same day'),
    listed('1_day', '1 day'),
    listed('2_to_7_days', '2 to 7 days', '2 to 7 days'),
    listed('8_to_14_days', '8 to 14 days', '8 to 14 days'),
    listed('15_to_21_days', '15 to 21 days', '15 to 21 days'),
    listed('22_to_28_days', '22 to 28 days', '22 to 28 days'),
    listed('more_than_28_days', 'More than 28 days'),
    missing('unknown', 'Not known', 'unknown data quality | unknown data issue | unknown'),
  ],
  service_setting: [
    listed('general_practice', 'General practice', 'general practice | gp practice | core'),
    listed('pcn', 'PCN', 'primary care network'),
    listed(
      'extended_access',
      'Enhanced access',
      'extended access | enhanced access | extended access provision',
    ),
    listed('other', 'Other setting'),
    missing('unmapped', 'Setting not recorded', 'unmapped | unknown'),
  ],
  agg_cohort: [
    listed('all_patients', 'All registered patients', 'all patients | all'),
    listed('sp_referred', 'Patients referred to social prescribing', 'sp referred | referred'),
  ],
} as const;
