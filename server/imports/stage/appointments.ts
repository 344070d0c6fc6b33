import { merge, removeDeleted } from './merge.ts';
import { followAliases, followSuccessors } from './references.ts';
import type { Stage } from './stage.ts';
import { keepCodes, keepHome, warnOfUnknown } from './upsert.ts';

/** Columns of `gp_appointment` that are staged under their own name. */
const columns = [
  'person_key',
  'starts_on',
  'starts_minute',
  'booked_on',
  'booked_minute',
  'practice_no',
  'practice_given_no',
  'status',
  'hcp_group',
  'mode',
  'category',
  'setting',
  'appointment_id',
  'hcp_role',
];

/** Ordinals of "not known", for columns a file does not have. */
export const unknownOrdinals = { hcp_group: 2, mode: 4, category: 16, setting: 4 } as const;

export async function loadAppointments(stage: Stage): Promise<void> {
  await followAliases(stage);
  await removeDeleted(stage, 'gp_appointment', 'appointment_id');
  await followSuccessors(stage, 'practice_no', 's.starts_on');
  await warnOfJumps(stage);
  const known = new Map<string, number>(Object.entries(unknownOrdinals));
  const select = columns.map((name) =>
    known.has(name) ? `coalesce(s.${name}, ${known.get(name)})::smallint as ${name}` : `s.${name}`,
  );
  await merge(stage, {
    table: 'gp_appointment',
    key: ['appointment_id'],
    columns: [...columns, 'duration_min'],
    bySource: true,
    byPerson: true,
    absent: 'delete',
    day: 'starts_on',
    select: `select s.file_no, ${select.join(', ')}, coalesce(s.duration_min, s.planned_min)::smallint as duration_min from ${stage.table} s`,
  });
}

/** V29: a practice's month that differs by more than half from what an earlier load said of it. */
async function warnOfJumps(stage: Stage): Promise<void> {
  const [found] = await stage.run<{ rows: number }>(
    'compare months with the load before',
    `select count(*)::int as rows from (
       select practice_no, date_trunc('month', starts_on) as month, count(*) as now from ${stage.table} group by 1, 2) n
     join (
       select practice_no, date_trunc('month', starts_on) as month, count(*) as earlier
       from gp_appointment where source_no = ${stage.state.sourceNo} group by 1, 2) b using (practice_no, month)
     where b.earlier >= 5 and abs(n.now - b.earlier) > 0.5 * b.earlier`,
  );
  stage.state.note(
    stage.files[0]!,
    'V29',
    'starts_at',
    found!.rows,
    'practice-months that differ from the last load',
  );
}

/** People named by appointments but in no people file (V17). Reads what is already in the table. */
export async function keepAppointmentPeople(stage: Stage): Promise<void> {
  const { sourceNo, loadId } = stage.state;
  const [found] = await stage.run<{ people: number; rows: number }>(
    'placeholders for people with appointments',
    `with unknown as (
       select a.person_key, count(*) as rows from gp_appointment a left join person p using (person_key)
       where p.person_key is null group by a.person_key),
     kept as (insert into person (person_key, source_no, stub, load_id) select person_key, ${sourceNo}, true, ${loadId} from unknown)
     select count(*)::int as people, coalesce(sum(rows), 0)::int as rows from unknown`,
  );
  stage.state.note(stage.files[0]!, 'V17', 'person_id', found!.rows, 'person');
}

export async function loadAggregates(stage: Stage, national: readonly number[]): Promise<void> {
  await keepHome(stage, national);
  await warnOfUnknown(stage, 'practice');
  await keepCodes(stage, 'practice');
  const grain = ['hcp_group', 'mode', 'category', 'booking_interval', 'status'];
  const key = ['month', 'practice_no', 'sub_icb_code', 'cohort', ...grain];
  const select = `
    select min(s.file_no) as file_no, s.month, coalesce(p.practice_no, 0::smallint) as practice_no,
      case when p.practice_no is null then coalesce(s.sub_icb_code, '') else '' end as sub_icb_code,
      coalesce(s.cohort, 'all_patients') as cohort, ${grain.map((name) => `coalesce(s.${name}, -1)::smallint as ${name}`).join(', ')},
      sum(s.count)::int as count
    from ${stage.table} s left join practice p using (practice_code) group by 2, 3, 4, 5, 6, 7, 8, 9, 10`;
  await warnOfSeriesBreaks(stage, `(${select}) n`);
  await merge(stage, {
    table: 'gp_appointment_agg',
    key,
    columns: [...key, 'count'],
    bySource: true,
    byPerson: false,
    absent: 'keep',
    select,
  });
}

/** V29: against the load before, and against the month before in the same file. */
async function warnOfSeriesBreaks(stage: Stage, rows: string): Promise<void> {
  const monthly = `select practice_no, month, cohort, sum(count) as total from`;
  const [found] = await stage.run<{ before: number; breaks: number }>(
    'look for series breaks',
    `with now as (${monthly} ${rows} where practice_no <> 0 group by 1, 2, 3),
     earlier as (${monthly} gp_appointment_agg where source_no = ${stage.state.sourceNo} and practice_no <> 0 group by 1, 2, 3)
     select (select count(*) from now join earlier b using (practice_no, month, cohort)
         where b.total >= 100 and abs(now.total - b.total) > 0.5 * b.total)::int as before,
       (select count(*) from now a join now b on b.practice_no = a.practice_no and b.cohort = a.cohort
           and b.month = a.month + interval '1 month'
         where a.total >= 100 and abs(b.total - a.total) > 0.5 * a.total)::int as breaks`,
  );
  stage.state.note(
    stage.files[0]!,
    'V29',
    'count',
    found!.before,
    'practice-months that differ from the last load',
  );
  stage.state.note(
    stage.files[0]!,
    'V29',
    'count',
    found!.breaks,
    'practice-months that differ from the month before',
  );
}
