import { merge, removeDeleted } from './merge.ts';
import { followAliases, keepPeople } from './references.ts';
import { itemNames, itemRanges, swemwbsMetricScores } from './scores.ts';
import type { Stage } from './stage.ts';

/** Runs before duplicates are looked for: wide forms may come without an id of their own. */
export async function nameAssessments(stage: Stage): Promise<void> {
  await stage.run(
    'name assessments that have no id',
    `update ${stage.table} set assessment_id =
       'w' || left(coalesce(replace(person_key::text, '-', ''), referral_id), 24) || ':' || assessed_on || ':' || instrument
     where assessment_id is null`,
  );
  const names = Object.entries(itemNames)
    .map(([from, to]) => `('${from}', '${to}')`)
    .join(', ');
  await stage.run(
    'fold item names',
    `update ${stage.table} set item = regexp_replace(lower(item), '[^a-z0-9]+', '_', 'g')
     where item ~ '[^a-z0-9_]'`,
  );
  await stage.run(
    'know other names of items',
    `update ${stage.table} s set item = n.known from (values ${names}) n(name, known) where s.item = n.name`,
  );
}

export async function loadAssessments(stage: Stage): Promise<void> {
  const { sourceNo } = stage.state;
  const joined = `r.source_no = ${sourceNo} and r.referral_id = s.referral_id`;
  await stage.quarantine(
    'V18',
    'referral_id',
    `s.referral_id is not null and not exists (select 1 from referral r where ${joined})`,
  );
  await checkScores(stage);
  await removeDeleted(stage, 'assessment', 'assessment_id');
  await stage.run(
    'a place for the case',
    `alter table ${stage.table} add column referral_no bigint`,
  );
  await followAliases(stage);
  await stage.run(
    'the case and its person',
    `update ${stage.table} s set person_key = r.person_key, referral_no = r.referral_no
     from referral r where ${joined}`,
  );
  await keepPeople(stage);
  await nearestCases(stage);
  await mergeAssessments(stage);
  await markSuperseded(stage);
  await warnOfBulkEntry(stage);
}

/** V13, V22 and V23. */
async function checkScores(stage: Stage): Promise<void> {
  const rows = itemRanges
    .map(
      (each) =>
        `('${each.instrument}', '${each.item}', ${each.lowest}, ${each.highest}, ${each.whole})`,
    )
    .join(', ');
  await stage.run(
    'item ranges',
    `create temp table item_range on commit drop as
     select * from (values ${rows}) v(instrument, item, lowest, highest, whole)`,
  );
  await stage.quarantine(
    'V13',
    'item',
    `s.instrument in (select instrument from item_range) and not exists (
       select 1 from item_range i where i.instrument = s.instrument and i.item = s.item)`,
  );
  await stage.quarantine(
    'V22',
    'value',
    `exists (select 1 from item_range i where i.instrument = s.instrument and i.item = s.item
       and (s.value not between i.lowest and i.highest or (i.whole and s.value <> trunc(s.value))))`,
  );
  await stage.quarantine('V22', 'mode', `s.instrument in ('ons4', 'ons1') and s.mode = 'proxy'`);
  await checkSwemwbsForm(stage);
}

/** A SWEMWBS total is raw or metric; the file must say, or its decimals must. */
async function checkSwemwbsForm(stage: Stage): Promise<void> {
  const total = `s.instrument = 'swemwbs' and s.item = 'total'`;
  const [open] = await stage.run<{ rows: number; decimals: number }>(
    'look for totals of no stated form',
    `select count(*)::int as rows, count(*) filter (where s.value <> trunc(s.value))::int as decimals
     from ${stage.table} s where ${total} and s.scale_form is null`,
  );
  if (open!.rows > 0 && open!.decimals === 0) {
    stage.state.refuse(
      stage.files[0]!,
      'V23',
      `${open!.rows} totals, all whole numbers, with no scale_form`,
      'scale_form',
    );
  }
  await stage.run(
    'decimals mean metric',
    `update ${stage.table} s set scale_form = 'metric' where ${total} and s.scale_form is null`,
  );
  await stage.quarantine(
    'V22',
    'value',
    `${total} and ((s.scale_form = 'raw' and s.value <> trunc(s.value))
       or (s.scale_form = 'metric' and s.value not in (${swemwbsMetricScores.join(', ')})))`,
  );
}

/**
 * A score tied to no case belongs to the person's nearest case that was open: from four weeks before
 * the referral to 90 days after closing, the windows of the wellbeing rule (metrics.md 5).
 */
async function nearestCases(stage: Stage): Promise<void> {
  await stage.run(
    'the nearest case',
    `update ${stage.table} s set referral_no = n.referral_no from (
       select distinct on (a.file_no, a.row_no, a.item) a.file_no, a.row_no, a.item, r.referral_no
       from ${stage.table} a join referral r on r.person_key = a.person_key and not r.withdrawn
         and a.assessed_on between r.referred_on - 28 and coalesce(r.closed_on, 'infinity'::date - 100) + 90
       where a.referral_no is null
       order by a.file_no, a.row_no, a.item, abs(a.assessed_on - r.referred_on), r.referral_no) n
     where n.file_no = s.file_no and n.row_no = s.row_no and n.item = s.item`,
  );
}

async function mergeAssessments(stage: Stage): Promise<void> {
  const columns = [
    'person_key',
    'referral_no',
    'assessment_id',
    'assessed_on',
    'instrument',
    'item',
    'value',
    'stage',
    'mode',
    'scale_form',
    'language',
  ];
  await merge(stage, {
    table: 'assessment',
    key: ['assessment_id', 'item'],
    columns,
    bySource: true,
    byPerson: true,
    absent: 'delete',
    day: 'assessed_on',
    select: `select s.file_no, ${columns.map((name) => `s.${name}`).join(', ')} from ${stage.table} s`,
  });
}

/** Two entries of one item on one day: the last entered stands (the greater id), and that is said. */
async function markSuperseded(stage: Stage): Promise<void> {
  const marked = await stage.run<{ person_key: string }>(
    'mark entries that a later one replaces',
    `with twice as (
       select person_key, assessed_on, instrument, item from assessment group by 1, 2, 3, 4
       having count(*) > 1 or bool_or(superseded)),
     turns as (
       select a.ctid as place, row_number() over (
         partition by person_key, assessed_on, instrument, item order by assessment_id desc, source_no desc) > 1 as later
       from assessment a join twice using (person_key, assessed_on, instrument, item))
     update assessment t set superseded = n.later from turns n
     where n.place = t.ctid and n.later <> t.superseded returning t.person_key`,
  );
  if (marked.length > 0) {
    await stage.run(
      'remember whose scores changed',
      'insert into stale_person select distinct unnest($1::uuid[]) on conflict do nothing',
      [marked.map((each) => each.person_key)],
    );
  }
  await stage.warn('V14', 'assessed_on', 't.superseded', {
    join: `join assessment t on t.source_no = ${stage.state.sourceNo} and t.assessment_id = s.assessment_id and t.item = s.item`,
    detail: 'same measure twice in a day; the last entered stands',
    severity: 'W',
  });
}

/** V24: more than 30 % of one worker's assessments say the same, or a follow-up is of the day of the baseline. */
async function warnOfBulkEntry(stage: Stage): Promise<void> {
  await stage.run(
    'whole assessments',
    `create temp table whole_score on commit drop as
     select file_no, assessment_id, instrument, referral_no, max(person_key::text) as person, min(assessed_on) as day,
       max(stage) as stage, string_agg(item || '=' || value, ',' order by item) as said
     from ${stage.table} group by 1, 2, 3, 4`,
  );
  const [alike] = await stage.run<{ rows: number }>(
    'identical assessments of one worker',
    `select coalesce(sum(same), 0)::int as rows from (
       select max(same) as same, sum(same) as entered from (
         select r.worker_no, w.instrument, w.said, count(*) as same
         from whole_score w join referral r on r.referral_no = w.referral_no and r.worker_no is not null
         group by 1, 2, 3) said
       group by worker_no, instrument having sum(same) >= 20 and max(same) > 0.3 * sum(same)) bulk`,
  );
  stage.state.note(stage.files[0]!, 'V24', 'value', alike!.rows, 'identical scores by one worker');
  const [sameDay] = await stage.run<{ rows: number }>(
    'follow-ups on the day of the baseline',
    `select count(*)::int as rows from whole_score b join whole_score f
       on f.person = b.person and f.instrument = b.instrument and f.day = b.day
     where b.stage = 'baseline' and f.stage in ('followup', 'end')`,
  );
  stage.state.note(
    stage.files[0]!,
    'V24',
    'stage',
    sameDay!.rows,
    'follow-up on the day of the baseline',
  );
}
