import type { Stage } from './stage.ts';

/** A staged id whose row is in no file: a placeholder is made, so that the event keeps its place (V17). */
interface Reference {
  readonly column: string;
  readonly table: string;
  readonly key: string;
  /** Further columns of the placeholder, and their values. */
  readonly also?: readonly (readonly [string, string])[];
}

export const worker: Reference = { column: 'worker_id', table: 'link_worker', key: 'worker_id' };
export const provider: Reference = {
  column: 'provider_id',
  table: 'provider',
  key: 'provider_id',
  also: [['name', 'max(s.provider_id)']],
};
export const service: Reference = {
  column: 'service_id',
  table: 'service',
  key: 'service_id',
  also: [['name', 'max(s.service_id)']],
};

/** Makes placeholders for staged ids that the store does not have, and warns of the rows that name them. */
export async function keepPlaceholders(stage: Stage, reference: Reference): Promise<void> {
  const { column, table, key, also = [] } = reference;
  if (!stage.filled.has(column)) return;
  const { sourceNo, loadId } = stage.state;
  const missing = `s.${column} is not null and not exists (
    select 1 from ${table} t where t.source_no = ${sourceNo} and t.${key} = s.${column} and not t.stub)`;
  await stage.warn('V17', column, missing, { detail: table.replace('_', ' ') });
  const names = also.map(([name]) => `, ${name}`).join('');
  const values = also.map(([, value]) => `, ${value}`).join('');
  await stage.run(
    `placeholders in ${table}`,
    `insert into ${table} (source_no, ${key}${names}, stub, load_id)
     select ${sourceNo}, s.${column}${values}, true, ${loadId}
     from ${stage.table} s where s.${column} is not null and not exists (
       select 1 from ${table} t where t.source_no = ${sourceNo} and t.${key} = s.${column})
     group by s.${column} order by s.${column} collate "C"`,
  );
}

/** Client ids of people who are keyed by NHS number: their own key replaces the id's. */
export async function followAliases(stage: Stage): Promise<void> {
  await stage.run(
    'follow client ids to people',
    `update ${stage.table} s set person_key = a.person_key from person_alias a where a.alias_key = s.person_key`,
  );
}

/** People named by an event but in no people file (V17). */
export async function keepPeople(stage: Stage): Promise<void> {
  const { sourceNo, loadId } = stage.state;
  await stage.run(
    'find unknown people',
    `create temp table unknown_person on commit drop as
     select s.person_key from ${stage.table} s left join person p using (person_key)
     where p.person_key is null and s.person_key is not null group by s.person_key`,
  );
  await stage.warn('V17', 'person_id', 'true', {
    join: 'join unknown_person u using (person_key)',
    detail: 'person',
  });
  await stage.run(
    'placeholders in person',
    `insert into person (person_key, source_no, stub, load_id)
     select person_key, ${sourceNo}, true, ${loadId} from unknown_person`,
  );
  await stage.run('drop unknown people', 'drop table unknown_person');
}

/** SQL: practice `p` is that of row `s`, and had closed or merged by `day`, with a successor named. */
export const closedBy = (column: string, day: string): string =>
  `p.practice_no = s.${column} and p.close_date is not null and p.successor_code is not null and ${day} > p.close_date`;

/**
 * V21: a practice that had closed or merged by the day of the event gives way to its successor; the
 * practice given is kept beside it.
 * @param day SQL for the day, speaking of the stage as `s`
 */
export async function followSuccessors(stage: Stage, column: string, day: string): Promise<void> {
  if (!stage.filled.has(column)) return;
  const closed = closedBy(column, day);
  await stage.warn('V21', column, closed, { join: 'cross join practice p' });
  await stage.run(
    'follow successors',
    `update ${stage.table} s set ${column} = n.practice_no, practice_given_no = p.practice_no
     from practice p join practice n on n.practice_code = p.successor_code where ${closed}`,
  );
}
