import type { Queries } from '../database/connect.ts';

/** A table of the contract whose displaced rows are kept, and the columns that say which row is which. */
export interface KeptTable {
  readonly name: string;
  readonly key: readonly string[];
  /** Rows are about people, whose episodes follow when one changes. */
  readonly personal: boolean;
}

const table = (name: string, key: string, personal = false): KeptTable => ({
  name,
  key: key.split(', '),
  personal,
});

/** Every table that sql/migrations/0006_roll_back.sql keeps, those others refer to first. */
export const keptTables: readonly KeptTable[] = [
  table('practice', 'practice_no'),
  table('pcn', 'pcn_no'),
  table('pcn_membership', 'practice_no, start_date'),
  table('list_size', 'practice_no, as_at, sex, age_band'),
  table('link_worker', 'worker_no'),
  table('link_worker_period', 'worker_no, start_date'),
  table('provider', 'provider_no'),
  table('service', 'service_no'),
  table('service_capacity', 'source_no, pcn_no, month'),
  table('cost', 'item, price_year, source'),
  table('target', 'pcn_no, measure, from_date'),
  table('person', 'person_key', true),
  table('person_alias', 'alias_key', true),
  table('referral', 'person_key, referral_no', true),
  table('referral_need', 'person_key, referral_no, need_code, stage', true),
  table('contact', 'person_key, referral_no, source_no, contact_id', true),
  table('onward', 'person_key, referral_no, source_no, onward_id', true),
  table('assessment', 'person_key, assessed_on, source_no, assessment_id, item', true),
  table('feedback', 'person_key, referral_no, asked_on, question', true),
  table('possible_duplicate', 'person_key, referral_no, other_referral_no', true),
  table('gp_coverage', 'source_no, practice_no, covers_from'),
  table('gp_appointment', 'source_no, appointment_id', true),
  table(
    'gp_appointment_agg',
    'source_no, month, practice_no, sub_icb_code, cohort, hcp_group, mode, category, booking_interval, status',
  ),
];

/**
 * Days that rejects, and the rows a load displaced, are kept (import contract 3.1, Atomicity). Longer,
 * and a person whose row was deleted at the source would still be in the store.
 */
export const keptDays = 30;

/** Forgets what loads displaced that can no longer be rolled back. */
export async function forgetDisplaced(db: Queries): Promise<void> {
  for (const { name } of keptTables)
    await db.query(
      `forget old rows of ${name}`,
      `delete from replaced_${name} r using import_load l
       where l.load_id = r.by_load and l.started_at < now() - make_interval(days => $1)`,
      [keptDays],
    );
}
