import type { Queries } from '../database/connect.ts';
import { deriveEpisodes } from '../episodes/derive.ts';
import type { LoadRun } from './load-run.ts';
import type { Progress } from './load.ts';
import { checkCases } from './stage/cases.ts';

/**
 * After the last file: checks over whole cases, the data version, statistics for the planner, and
 * the episodes. All of it inside the transaction, so that figures and data change together.
 * @returns the new data version; null when nothing changed
 */
export async function finishLoad(
  run: LoadRun,
  onProgress?: (progress: Progress) => void,
): Promise<string | null> {
  const { db } = run;
  await checkWhole(run);
  await db.query(
    'practices out of area',
    `update practice p set out_of_area = not m.member
     from (select practice_no, exists (select 1 from pcn_membership m where m.practice_no = p.practice_no) as member from practice p) m
     where m.practice_no = p.practice_no and p.out_of_area is distinct from not m.member
       and exists (select 1 from pcn_membership)`,
  );
  if (!run.changes.any()) {
    await db.query('nobody is stale', 'delete from stale_person');
    return null;
  }
  await analyse(db);
  const version = await writeVersion(run);
  if (version.cases_to !== null) {
    onProgress?.({ phase: 'deriving', file: '', bytes: 0, totalBytes: 0, rows: 0 });
    await deriveEpisodes(db.client, { changedOnly: !run.firstPeople });
  }
  return version.name;
}

/** Checks over whole cases, once everything that belongs to them is in. */
export async function checkWhole(run: LoadRun): Promise<void> {
  const cases = run.stageOf('referrals');
  if (cases) await checkCases(cases);
}

/** What was written, and what the episodes are worked out from. */
const written =
  'person, referral, referral_need, contact, onward, assessment, list_size, practice, pcn, pcn_membership';

/**
 * Statistics for the planner, inside the transaction because the episodes are worked out in it. A
 * sample of 12,000 rows serves as well as the usual 30,000 and takes a third of the time.
 */
async function analyse(db: Queries): Promise<void> {
  await db.query('a smaller sample', `select set_config('default_statistics_target', '40', true)`);
  await db.query('statistics for the planner', `analyze ${written}`);
  await db.query(
    'statistics of appointments',
    'analyze gp_appointment (person_key, starts_on, practice_no, status, hcp_group, category)',
  );
}

interface Version {
  readonly name: string;
  readonly cases_to: string | null;
}

/**
 * Names what the store now holds. A feed's last day comes from the extract that brought it; feeds
 * this load did not touch keep theirs.
 */
async function writeVersion(run: LoadRun): Promise<Version> {
  const { manifest } = run.extract;
  const has = (...names: string[]): boolean =>
    names.some((name) => run.stageOf(name) !== undefined);
  const cases = has('referrals', 'contacts', 'onward');
  const [row] = await run.db.query<Version>(
    'write the data version',
    `with before as (select * from data_version order by version desc limit 1),
     ends as (
       select
         case when $2 then coalesce($4::date, (select min(referred_on) from referral)) end as cases_from,
         case when $2 then coalesce($5::date, least($6::date, (select max(referred_on) from referral))) end as cases_to,
         case when $3 then coalesce($5::date, least($6::date, (select max(assessed_on) from assessment))) end as wellbeing_to,
         (select min(covers_from) from gp_coverage) as appointments_from,
         (select max(covers_to) from gp_coverage) as appointments_to)
     insert into data_version (name, load_id, made_at, demo, cases_from, cases_to, wellbeing_to, appointments_from, appointments_to)
     select coalesce(greatest(e.cases_to, b.cases_to), $6::date) || '.' || $1::int, $1::int, clock_timestamp(),
       case when $7 then $8::boolean else coalesce(b.demo, $8::boolean) end,
       least(e.cases_from, b.cases_from), greatest(e.cases_to, b.cases_to), greatest(e.wellbeing_to, b.wellbeing_to),
       e.appointments_from, e.appointments_to
     from ends e left join before b on true
     returning name, cases_to::text as cases_to`,
    [
      run.loadId,
      cases,
      has('assessments'),
      manifest.covers_from ?? null,
      manifest.covers_to ?? null,
      run.extractedOn,
      run.personLevel(),
      manifest.demo ?? false,
    ],
  );
  return row!;
}
