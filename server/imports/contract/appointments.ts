import {
  boolean,
  code,
  column,
  datetime,
  id,
  minutes,
  month,
  ordinal,
  ordinalOrAll,
  practice,
  required,
  text,
} from './column.ts';
import type { Contract } from './contract.ts';

const practiceHeadings = 'GP_CODE | Practice | Organisation Code | ODS Code';

/** 3.15. Vacant and blocked slots are dropped and counted. */
export const gpAppointments: Contract = {
  name: 'gp_appointments',
  stage: 'gp_appointments',
  personLevel: true,
  key: ['appointment_id'],
  dated: 'starts_on',
  toldBy: ['appointment_id', 'starts_at'],
  oneOf: [['person_id', 'nhs_number']],
  columns: [
    column('appointment_id', id, 'SlotGuid | RowIdentifier', required),
    column('person_id', { kind: 'client' }, 'Patient ID | PatientGuid | IDPatient'),
    column('nhs_number', { kind: 'nhs_number' }, 'NHS No'),
    column('practice_code', practice, practiceHeadings, required),
    column(
      'starts_at',
      datetime('starts'),
      'AppointmentDate | Appointment date | DateStart',
      required,
    ),
    column('booked_at', datetime('booked'), 'BookedDate | DateAppointmentBooked'),
    column(
      'slot',
      {
        kind: 'never',
        words: ['vacant', 'blocked', 'available', 'unused', 'slot available', 'slot blocked'],
      },
      'SlotStatus',
    ),
    column('is_blocked', { kind: 'never', words: ['true', '1', 'yes', 'y'] }, 'IsBlocked'),
    column(
      'status',
      ordinal('appointment_status'),
      'Appointment status | AppointmentStatus | APPT_STATUS',
      required,
    ),
    column('hcp_group', ordinal('hcp_group'), 'HCP_TYPE | JobCategoryName', { heading: true }),
    column('hcp_role', text(60)),
    column('mode', ordinal('appointment_mode'), 'APPT_MODE | ModeOfContact'),
    column('national_category', ordinal('national_category'), 'NationalSlotCategoryName', {
      stored: 'category',
    }),
    column(
      'duration_min',
      minutes(480),
      'Appointment duration (actual) | ActualDurationInMinutes | Duration',
    ),
    column('planned_min', minutes(480), 'Appointment duration (booked) | PlannedDurationInMinutes'),
    column('service_setting', ordinal('service_setting'), 'ServiceSetting', { stored: 'setting' }),
    column('deleted', boolean, 'RemovedData'),
  ],
};

/** 3.16 under its own headings or GPAD's. A dimension the file does not have is `all`. */
export const gpAppointmentsAgg: Contract = {
  name: 'gp_appointments_agg',
  stage: 'gp_appointments_agg',
  personLevel: false,
  key: [
    'month',
    'practice_code',
    'sub_icb_code',
    'cohort',
    'hcp_group',
    'mode',
    'category',
    'booking_interval',
    'status',
  ],
  dated: 'month',
  toldBy: ['month', 'count'],
  oneOf: [['practice_code', 'sub_icb_code']],
  columns: [
    column('month', month, 'APPOINTMENT_MONTH_START_DATE | APPOINTMENT_MONTH', required),
    column('practice_code', practice, practiceHeadings),
    column('sub_icb_code', text(9), 'SUB_ICB_LOCATION_CODE'),
    column('cohort', code('agg_cohort'), '', { absent: 'all_patients' }),
    column('hcp_group', ordinalOrAll('hcp_group'), 'HCP_TYPE', { absent: 'all' }),
    column('mode', ordinalOrAll('appointment_mode'), 'APPT_MODE', { absent: 'all' }),
    column('national_category', ordinalOrAll('national_category'), '', {
      absent: 'all',
      stored: 'category',
    }),
    column('booking_interval', ordinalOrAll('booking_interval'), 'TIME_BETWEEN_BOOK_AND_APPT', {
      absent: 'all',
    }),
    column('status', ordinalOrAll('appointment_status'), 'APPT_STATUS', { absent: 'all' }),
    column('count', { kind: 'count' }, 'COUNT_OF_APPOINTMENTS | TOTAL_APPOINTMENTS', {
      heading: true,
    }),
  ],
};

/** 2.4 (b): an EMIS Enterprise aggregate search. The month stands above the table, the cohort in the search's name. */
export const emisSearch: Contract = {
  ...gpAppointmentsAgg,
  name: 'emis_search',
  toldBy: ['practice_code', 'count', 'parent'],
  columns: [
    column('month', month, '', { elsewhere: { from: 'preamble', label: 'relative date' } }),
    column('practice_code', practice, 'CDB', required),
    column('parent', { kind: 'never', words: [] }, '', { heading: true }),
    column('run', { kind: 'only', words: ['completed'] }, 'Status'),
    column('cohort', code('agg_cohort'), '', { absent: 'sp_referred' }),
    column('count', { kind: 'count' }, 'Population Count', { heading: true }),
  ],
};
