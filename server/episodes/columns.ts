/**
 * The column contract of the snapshot: what `sql/episode` derives, what the Arrow file holds, what
 * the kernel counts. One list, read by the SQL reader, the parity tests and the documentation.
 *
 * Missing: `null` in PostgreSQL, the type's `MISSING` value in the snapshot. Days are whole days
 * since 1970-01-01 on the Europe/London calendar. Months are months since 2000-01
 * (`(year - 2000) * 12 + month - 1`). Codes are ordinals of a dimension's code list.
 */
export type ColumnType = 'int32' | 'int16' | 'uint8';

/** The stored stand-in for "no value", by column type. */
export const MISSING = { int32: -2147483648, int16: -32768, uint8: 255 } as const;

export interface ColumnDefinition {
  readonly type: ColumnType;
  readonly meaning: string;
}

const column = (type: ColumnType, meaning: string): ColumnDefinition => ({ type, meaning });

/** Windows before and after referral, in days: 3, 6 and 12 months (metrics.md, GP appointments). */
export const GP_WINDOWS = [91, 182, 364] as const;
/** Run-in lengths in days left out before the referral. */
export const GP_RUN_INS = [0, 30, 60] as const;
/** 30-day months of the event study on each side of the referral. */
export const EVENT_MONTHS = 12;

const gpColumns = (): Record<string, ColumnDefinition> => {
  const columns: Record<string, ColumnDefinition> = {};
  for (const window of GP_WINDOWS) {
    for (const runIn of GP_RUN_INS) {
      columns[`gp_before_${window}_${runIn}`] = column(
        'uint8',
        `counted GP appointments on days -${runIn + window} to -${runIn + 1}`,
      );
    }
    columns[`gp_after_${window}`] = column(
      'uint8',
      `counted GP appointments on days 1 to ${window}`,
    );
    columns[`gp_naive_${window}`] = column(
      'uint8',
      `counted GP appointments on days -${window} to 0, the referral day included`,
    );
  }
  for (let month = -EVENT_MONTHS; month <= EVENT_MONTHS; month++) {
    if (month === 0) continue;
    const name = eventMonthColumn(month);
    columns[name] = column(
      'uint8',
      `counted GP appointments in 30-day month ${month} from referral`,
    );
  }
  return columns;
};

/**
 * Column of one 30-day month of the event study. Month -1 is days -30 to -1, month 1 is days 1 to
 * 30; the referral day is in neither (it has `gp_day0`).
 */
export function eventMonthColumn(month: number): string {
  return month < 0 ? `gp_month_minus_${-month}` : `gp_month_plus_${month}`;
}

/** One row per counted referral (not deleted, not entered in error, not a resolved duplicate). */
export const episodeColumns: Record<string, ColumnDefinition> = {
  person: column('int32', 'dense person number within the snapshot'),
  practice: column('int16', 'practice_no as at the referral date; missing = not known'),
  pcn_then: column('int16', 'pcn_no by membership on the referral date'),
  pcn_today: column('int16', 'pcn_no by membership on the last loaded date, successors followed'),
  team: column('int16', 'ordinal of the link-worker team'),
  worker: column('int16', 'worker_no of the current handler'),
  source: column('uint8', 'referral source'),
  need: column('uint8', 'primary need'),
  needs_mask: column('int32', 'all needs mentioned, bit = ordinal of need'),
  age: column('uint8', 'age band at referral'),
  sex: column('uint8', 'sex or gender'),
  ethnicity: column('uint8', 'ethnic group'),
  deprivation: column('uint8', 'national deprivation quintile of the home area'),
  local_deprivation: column('uint8', 'Lewisham-relative deprivation quintile of the home area'),
  green: column('uint8', 'green prescribing: none, offered, taken up'),
  status: column('uint8', 'case status'),
  closure: column('uint8', 'closure reason'),
  decision: column(
    'uint8',
    '0 none yet, 1 support taken up, 2 declined by the person, 3 ended without a decision',
  ),
  index_referral: column('uint8', '1 when the person had no other referral in the 365 days before'),
  possible_duplicate: column(
    'uint8',
    '1 when another open case of the person began within 14 days',
  ),
  referred: column('int32', 'day referred'),
  accepted: column(
    'int32',
    'day accepted onto the caseload (else received, else first contact, for cases not declined or rejected)',
  ),
  first_contact: column('int32', 'day of the first attended contact'),
  closed: column('int32', 'day closed'),
  last_contact: column('int32', 'day of the last attended contact'),
  referred_month: column('int16', 'month referred'),
  first_contact_month: column('int16', 'month of the first attended contact'),
  closed_month: column('int16', 'month closed'),
  wait_days: column('int16', 'days from referral to first attended contact, or to censoring'),
  wait_end: column('uint8', '0 still waiting at data-to, 1 seen, 2 closed unseen'),
  service_days: column('int16', 'days from first attended contact to closure, or to data-to'),
  service_end: column('uint8', '0 still open at data-to, 1 closed; missing = never seen'),
  contacts_attended: column('uint8', 'attended contacts, text messages excluded, capped at 254'),
  contacts_missed: column('uint8', 'contacts the person did not attend, capped at 254'),
  plan: column('uint8', '1 when assessed, or when any support was offered'),
  onward: column(
    'uint8',
    'onward referrals, bookings and in-house activities made (signposts excluded)',
  ),
  onward_green: column('uint8', 'the same, green ones'),
  green_steps: column(
    'uint8',
    'bits: 1 offered, 2 answered, 4 accepted, 8 attended once, 16 sustained 5 weeks or more, 32 green not known for some offer, 64 attended but too lately to be sustained yet',
  ),
  linkage: column(
    'uint8',
    '0 linked to appointments, 1 opted out, 2 practice not in the feed, 3 registration not known',
  ),
  observed_before: column(
    'int16',
    'days before the referral day inside both registration and feed coverage, without a gap, capped at 500',
  ),
  observed_after: column('int16', 'the same after the referral day'),
  observed_after_close: column('int16', 'the same after the closing day'),
  not_due_after: column(
    'int16',
    'days after referral that the feed could have covered by its data-to, capped at 500: an episode with observed_after < W is not due when this is below W, lost when it is not',
  ),
  gp_day0: column('uint8', 'counted GP appointments on the referral day'),
  ...gpColumns(),
  gp_after_close_91: column('uint8', 'counted GP appointments on days 1 to 91 after closing'),
  contact_day0: column(
    'uint8',
    '1 when any practice contact (any status, staff, category) fell on the referral day',
  ),
  contact_run_in: column('uint8', 'practice contacts of any kind on days -30 to -1'),
  contact_before: column('uint8', 'practice contacts of any kind on days -212 to -31'),
  ward: column('int16', 'ward_no of the home area; missing = not known, or outside the borough'),
};

/**
 * One row per referral and scale with at least one valid score. Values are hundredths of a point
 * as stored (anxiety as asked; SWEMWBS already metric); direction is applied by the metric.
 */
export const scoreColumns: Record<string, ColumnDefinition> = {
  episode: column('int32', 'row of the episode table'),
  scale: column('uint8', 'ordinal of the scale'),
  before: column('int16', 'baseline, hundredths'),
  after: column('int16', 'follow-up, hundredths'),
  before_day: column('int32', 'day of the baseline'),
  after_day: column('int32', 'day of the follow-up'),
  state: column(
    'uint8',
    '0 follow-up without baseline, 1 baseline and follow-up not yet due, 2 baseline and follow-up overdue, 3 paired',
  ),
  first_after: column('int16', 'first (not last) valid follow-up, hundredths: an alternative rule'),
  any_after: column(
    'int16',
    'last score of any date after the baseline, hundredths: an alternative rule',
  ),
};

/** One row per onward activity, offer or signpost. */
export const onwardColumns: Record<string, ColumnDefinition> = {
  episode: column('int32', 'row of the episode table'),
  kind: column('uint8', 'referral, signpost, booking, in-house'),
  category: column('uint8', 'kind of activity (import contract 4.5)'),
  support: column('uint8', "one of the service's eight kinds of support"),
  ways_mask: column('uint8', 'Five Ways to Wellbeing, bit = ordinal'),
  green: column('uint8', '0 no, 1 yes, 2 not known'),
  green_type: column('uint8', 'type of green activity'),
  provider: column('int16', 'provider_no'),
  response: column('uint8', 'what the person answered'),
  attended: column('uint8', '1 when attended at least once'),
  sustained: column(
    'uint8',
    '1 when attendance spans 5 weeks or more (5 sessions when dates are missing), 2 when it began less than 5 weeks before data-to: not due',
  ),
  offered: column('int32', 'day offered, else made'),
};

/**
 * Matched comparators of `gp-comparison` (W = 182, run-in 30): one row per referred person's
 * episode and comparator.
 */
export const comparatorColumns: Record<string, ColumnDefinition> = {
  episode: column('int32', 'row of the matched episode'),
  person: column('int32', 'dense number of the comparison person'),
  of: column('uint8', 'comparators this episode has: each weighs 1 / of'),
  before: column('uint8', 'counted GP appointments before the pseudo-index'),
  after: column('uint8', 'counted GP appointments after it'),
  contact_before: column('uint8', 'practice contacts of any kind before it'),
  contact_run_in: column('uint8', 'practice contacts of any kind in the run-in'),
  ...Object.fromEntries(
    Object.entries(gpColumns()).filter(([name]) => name.startsWith('gp_month_')),
  ),
};

/** Registered patients by practice, month, sex and age band (list sizes carried forward monthly). */
export const listSizeColumns: Record<string, ColumnDefinition> = {
  practice: column('int16', 'practice_no'),
  pcn_then: column('int16', 'pcn_no by membership in that month'),
  pcn_today: column('int16', 'pcn_no by membership on the last loaded date'),
  month: column('int16', 'month'),
  sex: column('uint8', 'sex'),
  age: column('uint8', 'age band'),
  patients: column('int32', 'registered patients'),
};

/** Link-worker capacity by month. */
export const capacityColumns: Record<string, ColumnDefinition> = {
  month: column('int16', 'month'),
  worker: column('int16', 'worker_no'),
  team: column('int16', 'ordinal of the team'),
  pcn: column('int16', 'pcn_no the worker serves'),
  wte: column('int16', 'whole-time equivalent in post at month end, hundredths'),
};

/** Every table of a snapshot. */
export const snapshotTables = {
  episode: episodeColumns,
  score: scoreColumns,
  onward: onwardColumns,
  comparator: comparatorColumns,
  list_size: listSizeColumns,
  capacity: capacityColumns,
} as const;

export type SnapshotTable = keyof typeof snapshotTables;
