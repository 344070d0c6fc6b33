import type { Stage } from './stage.ts';
import { keepCodes, keepHome, upsert, warnOfUnknown } from './upsert.ts';

/**
 * A snapshot of which PCN each practice is in, on one day: a practice that has moved closes one
 * membership and opens another, on some day since the snapshot before (date_quality between).
 */
export async function snapshotMembership(stage: Stage): Promise<void> {
  const { loadId } = stage.state;
  await stage.run(
    'the snapshot',
    `create temp table membership_now on commit drop as
     select p.practice_no, n.pcn_no, s.pcn_code, s.pcn_name, s.snapshot_on
     from ${stage.table} s join practice p using (practice_code) left join pcn n using (pcn_code)
     where s.snapshot_on is not null`,
  );
  await stage.run(
    'PCNs named by the snapshot',
    `insert into pcn (pcn_code, pcn_name, load_id)
     select pcn_code, coalesce(max(pcn_name), pcn_code), ${loadId} from membership_now
     where pcn_no is null and pcn_code is not null group by pcn_code order by pcn_code`,
  );
  await stage.run(
    'number them',
    'update membership_now m set pcn_no = n.pcn_no from pcn n where n.pcn_code = m.pcn_code',
  );
  const moved = `m.practice_no = t.practice_no and t.end_date is null and t.start_date < m.snapshot_on
    and t.pcn_no is distinct from m.pcn_no`;
  await stage.run(
    'close memberships that ended',
    `update pcn_membership t set end_date = m.snapshot_on - 1, load_id = ${loadId} from membership_now m where ${moved}`,
  );
  const opened = await stage.run<{ practice_no: number }>(
    'open memberships that began',
    `insert into pcn_membership (practice_no, pcn_no, start_date, date_quality, load_id)
     select m.practice_no, m.pcn_no, m.snapshot_on, 'between', ${loadId} from membership_now m
     where m.pcn_no is not null and not exists (
       select 1 from pcn_membership t where t.practice_no = m.practice_no
         and t.start_date <= m.snapshot_on and (t.end_date is null or t.end_date >= m.snapshot_on))
     on conflict do nothing returning practice_no`,
  );
  stage.state.changes.of(stage.files[0]!).inserted += opened.length;
}

export async function loadMembership(stage: Stage, national: readonly number[]): Promise<void> {
  await keepHome(stage, national);
  const { mode } = stage.state;
  await keepCodes(stage, 'practice', 'practice_name');
  await warnOfUnknown(stage, 'pcn');
  await keepCodes(stage, 'pcn', 'pcn_name');
  await stage.run(
    'number the memberships',
    `create temp table membership on commit drop as
     select p.practice_no, n.pcn_no, s.start_date, s.end_date, coalesce(s.date_quality, 'actual') as date_quality
     from ${stage.table} s join practice p using (practice_code) join pcn n using (pcn_code)`,
  );
  if (national.length > 0) await fitHistory(stage);
  await upsert(
    stage,
    'pcn_membership',
    'practice_no, start_date',
    ['pcn_no', 'end_date', 'date_quality'],
    'membership',
  );
  if (mode !== 'delta' && national.length === 0) await replaceHistories(stage);
  await refuseOverlaps(stage);
}

/**
 * A national file knows nothing of what came after it, and knows dates that a snapshot could only
 * guess: its open memberships end where the store has a later one in another PCN, and its dates take
 * the place of the store's for the same stay.
 */
async function fitHistory(stage: Stage): Promise<void> {
  await stage.run(
    'end open memberships where a later one begins',
    `update membership m set end_date = n.next - 1 from (
       select m.practice_no, m.start_date, min(t.start_date) as next
       from membership m join pcn_membership t on t.practice_no = m.practice_no
         and t.start_date > m.start_date and t.pcn_no <> m.pcn_no
       where m.end_date is null group by 1, 2) n
     where n.practice_no = m.practice_no and n.start_date = m.start_date`,
  );
  await stage.run(
    'keep ends the store knows',
    `update membership m set end_date = t.end_date from pcn_membership t
     where t.practice_no = m.practice_no and t.pcn_no = m.pcn_no and m.end_date is null
       and t.end_date > m.start_date`,
  );
  await stage.run(
    'one row for one stay',
    `delete from pcn_membership t using membership m
     where t.practice_no = m.practice_no and t.pcn_no = m.pcn_no and t.start_date <> m.start_date
       and t.start_date <= coalesce(m.end_date, 'infinity')
       and m.start_date <= coalesce(t.end_date, 'infinity')`,
  );
}

/** A membership file tells the whole history of each practice in it. */
async function replaceHistories(stage: Stage): Promise<void> {
  const gone = await stage.run<{ practice_no: number }>(
    'drop memberships the file no longer has',
    `delete from pcn_membership t where t.practice_no in (select practice_no from membership)
       and not exists (select 1 from membership m where m.practice_no = t.practice_no and m.start_date = t.start_date)
     returning practice_no`,
  );
  stage.state.changes.of(stage.files[0]!).withdrawn += gone.length;
}

/** V35. Sources differ on whether the last day is in: one shared day is no overlap. */
async function refuseOverlaps(stage: Stage): Promise<void> {
  const found = await stage.run<{ practice_code: string }>(
    'look for overlaps',
    `select distinct p.practice_code from pcn_membership a
     join pcn_membership b on b.practice_no = a.practice_no and b.start_date > a.start_date
       and b.start_date < coalesce(a.end_date, 'infinity')
     join practice p on p.practice_no = a.practice_no order by 1`,
  );
  if (found.length > 0) {
    const codes = found
      .slice(0, 10)
      .map((each) => each.practice_code)
      .join(', ');
    stage.state.refuse(stage.files[0]!, 'V35', codes, 'start_date');
  }
}
