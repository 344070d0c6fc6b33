import { followSuccessors } from './references.ts';
import type { Stage } from './stage.ts';

const columns = [
  'practice_no',
  'practice_given_no',
  'practice_from',
  'practice_to',
  'birth_year',
  'birth_month',
  'sex',
  'ethnic',
  'lsoa21',
  'main_language',
  'interpreter_needed',
  'disability',
  'carer',
  'lives_alone',
  'ltc_count',
  'employment',
  'housing_tenure',
  'deceased_date',
  'ndoo',
  'comparison_sample',
];

export async function loadPeople(stage: Stage): Promise<void> {
  await checkPeople(stage);
  await followSuccessors(
    stage,
    'practice_no',
    `coalesce(s.practice_to, '${stage.state.coversTo ?? stage.state.extractedOn}')`,
  );
  await stage.run(
    'the people',
    `create temp table incoming_person on commit drop as ${selectPeople(stage)}`,
  );
  const [first] = await stage.run<{ fresh: boolean }>(
    'look into person',
    'select not exists (select 1 from person) as fresh',
  );
  if (first!.fresh) await fill(stage);
  else await bringUpToDate(stage);
  await stage.run('drop the people', 'drop table incoming_person');
}

/** V12 and V25, on the birth year the row comes to. */
async function checkPeople(stage: Stage): Promise<void> {
  const year = Number(stage.state.extractedOn.slice(0, 4));
  await stage.warn('V12', 'practice_code', 's.practice_no is null', {
    detail: 'practice not known',
    severity: 'W',
  });
  await stage.quarantine(
    'V13',
    'birth_year',
    `${birthYear(stage)} not between ${year - 121} and ${year}`,
  );
  await stage.warn('V25', 'birth_year', `${year} - ${birthYear(stage)} not between 18 and 110`);
}

const birthYear = (stage: Stage): string => {
  const year = stage.state.extractedOn.slice(0, 4);
  return `coalesce(s.dob_year, s.birth_year, ${year} - s.age_at_referral)`;
};

/** Where somebody is keyed by NHS number, their client id must lead to the same person. */
export async function keepAliases(stage: Stage): Promise<void> {
  await stage.run(
    'remember client ids',
    `insert into person_alias (alias_key, person_key)
     select distinct on (alias_key) alias_key, person_key from ${stage.table}
     where alias_key is not null order by alias_key, person_key
     on conflict (alias_key) do update set person_key = excluded.person_key
     where person_alias.person_key <> excluded.person_key`,
  );
}

function selectPeople(stage: Stage): string {
  const birth = `${birthYear(stage)}::smallint as birth_year, s.dob_month as birth_month`;
  const area = `coalesce(case when l.lsoa21 is null then x.lsoa21 end, s.lsoa21, s.postcode_lsoa) as lsoa21`;
  const same = columns.filter(
    (name) =>
      ![
        'birth_year',
        'birth_month',
        'lsoa21',
        'sex',
        'ethnic',
        'ndoo',
        'comparison_sample',
      ].includes(name),
  );
  return `
    select s.file_no, s.person_key, ${same.map((name) => `s.${name}`).join(', ')}, ${birth}, ${area},
      s.sex_or_gender as sex, s.ethnic_code as ethnic,
      coalesce(s.ndoo, false) as ndoo, coalesce(s.comparison_sample, false) as comparison_sample,
      coalesce(s.deleted, false) as withdrawn
    from ${stage.table} s
    left join lsoa l on l.lsoa21 = s.lsoa21
    left join (select lsoa11, min(lsoa21) as lsoa21 from lsoa11_lookup group by lsoa11) x on x.lsoa11 = s.lsoa21`;
}

async function fill(stage: Stage): Promise<void> {
  const { sourceNo, loadId } = stage.state;
  const list = columns.join(', ');
  await stage.run(
    'fill person',
    `insert into person (person_key, ${list}, withdrawn, source_no, load_id)
     select person_key, ${list}, withdrawn, ${sourceNo}, ${loadId} from incoming_person`,
  );
  await tally(
    stage,
    `select file_no, 'inserted' as what, count(*)::int as rows from incoming_person group by 1`,
  );
}

/**
 * A later file of the same source replaces what is known of a person; another source fills only what
 * is blank, so that two systems that share a person do not undo each other.
 */
async function bringUpToDate(stage: Stage): Promise<void> {
  const { sourceNo, loadId, superseded } = stage.state;
  const values = columns
    .map(
      (name) =>
        `case when t.source_no = ${sourceNo} or t.stub then i.${name} else coalesce(t.${name}, i.${name}) end as ${name}`,
    )
    .join(', ');
  await stage.run(
    'compare person',
    `create temp table changed_person on commit drop as
     select i.file_no, i.person_key, t.person_key is not null as existed, i.withdrawn, ${values}
     from incoming_person i left join person t using (person_key)`,
  );
  const list = (of: string): string =>
    [...columns, 'withdrawn'].map((name) => `${of}.${name}`).join(', ');
  const unchanged = superseded
    ? 't.person_key is not null'
    : `t.person_key is not null and not t.stub and (${list('t')}) is not distinct from (${list('c')})`;
  await tally(
    stage,
    `select c.file_no, case when ${unchanged} then 'unchanged' when c.existed then 'replaced' else 'inserted' end as what,
       count(*)::int as rows
     from changed_person c left join person t using (person_key) group by 1, 2`,
  );
  await stage.run(
    'drop unchanged people',
    `delete from changed_person c using person t where t.person_key = c.person_key and ${unchanged}`,
  );
  await stage.run(
    'remember whose rows changed',
    'insert into stale_person select person_key from changed_person on conflict do nothing',
  );
  await stage.run(
    'replace people',
    `update person t set ${[...columns, 'withdrawn'].map((name) => `${name} = c.${name}`).join(', ')},
       source_no = case when t.stub then ${sourceNo} else t.source_no end, stub = false, load_id = ${loadId}
     from changed_person c where c.person_key = t.person_key and c.existed`,
  );
  await stage.run(
    'add people',
    `insert into person (person_key, ${columns.join(', ')}, withdrawn, source_no, load_id)
     select person_key, ${columns.join(', ')}, withdrawn, ${sourceNo}, ${loadId} from changed_person where not existed`,
  );
  await withdraw(stage);
}

/** A full extract no longer has them: kept, because events may still name them, but marked. */
async function withdraw(stage: Stage): Promise<void> {
  const { sourceNo, loadId, mode, superseded } = stage.state;
  if (mode !== 'full' || superseded) return;
  const [gone] = await stage.run<{ rows: number }>(
    'withdraw people',
    `with gone as (
       update person t set withdrawn = true, load_id = ${loadId}
       where t.source_no = ${sourceNo} and not t.stub and not t.withdrawn
         and not exists (select 1 from incoming_person i where i.person_key = t.person_key)
       returning t.person_key),
     kept as (insert into stale_person select person_key from gone on conflict do nothing)
     select count(*)::int as rows from gone`,
  );
  stage.state.changes.of(stage.files[0]!).withdrawn += gone!.rows;
}

async function tally(stage: Stage, sql: string): Promise<void> {
  const rows = await stage.run<{
    file_no: number;
    what: 'inserted' | 'replaced' | 'unchanged';
    rows: number;
  }>('count changes', sql);
  for (const each of rows) stage.state.changes.of(each.file_no)[each.what] += each.rows;
}
