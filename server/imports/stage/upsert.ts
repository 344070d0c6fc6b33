import type { Stage } from './stage.ts';

/** What one upsert did. */
interface Written {
  readonly inserted: number;
  readonly replaced: number;
  readonly all: number;
}

/**
 * Brings a small table up to date with a staged one: rows that differ are replaced, new ones added
 * in the order of their keys, so that their numbers do not depend on how the file was shuffled.
 * Update and insert are two statements because ON CONFLICT uses up a number for every row it skips.
 * @param key columns, commas between
 * @param set columns written beside the key; those that no file filled are left as they are
 */
export async function upsert(
  stage: Stage,
  table: string,
  key: string,
  set: readonly string[],
  source = stage.table,
  counted = true,
): Promise<void> {
  const names = source === stage.table ? set.filter((name) => stage.filled.has(name)) : set;
  const keys = key.split(', ');
  const same = keys.map((name) => `t.${name} = s.${name}`).join(' and ');
  const list = (of: string): string => names.map((name) => `${of}.${name}`).join(', ');
  const { loadId } = stage.state;
  const [empty] = await stage.run<{ empty: boolean }>(
    `look into ${table}`,
    `select not exists (select 1 from ${table}) as empty`,
  );
  const existing = empty!.empty ? 'false' : `exists (select 1 from ${table} t where ${same})`;
  const [written] = await stage.run<Written>(
    `upsert ${table}`,
    `with replaced as (
       update ${table} t set ${names.map((name) => `${name} = s.${name}`).join(', ')}, load_id = ${loadId}
       from ${source} s where ${same} and (${list('t')}) is distinct from (${list('s')}) returning 1),
     inserted as (
       insert into ${table} (${[key, ...names].join(', ')}, load_id)
       select ${[...keys, ...names].map((name) => `s.${name}`).join(', ')}, ${loadId} from ${source} s
       where not ${existing}
       order by ${keys.map((name) => `s.${name}`).join(', ')} returning 1)
     select (select count(*) from inserted)::int as inserted, (select count(*) from replaced)::int as replaced,
       (select count(*) from ${source})::int as all`,
  );
  if (!counted) {
    stage.state.changes.touch(written!.inserted + written!.replaced);
    return;
  }
  const change = stage.state.changes.of(stage.files[0]!);
  change.inserted += written!.inserted;
  change.replaced += written!.replaced;
  change.unchanged += written!.all - written!.inserted - written!.replaced;
}

/** Placeholders for codes of practices or PCNs that are named but in no file. */
export async function keepCodes(
  stage: Stage,
  table: 'practice' | 'pcn',
  name?: string,
): Promise<void> {
  const named = name !== undefined && stage.filled.has(name);
  await stage.run(
    `placeholders in ${table}`,
    `insert into ${table} (${table}_code, ${table}_name, stub, load_id)
     select s.${table}_code, ${named ? `coalesce(max(s.${name}), s.${table}_code)` : `s.${table}_code`},
       ${table === 'pcn' ? !named : true}, ${stage.state.loadId}
     from ${stage.table} s where s.${table}_code is not null
       and not exists (select 1 from ${table} t where t.${table}_code = s.${table}_code)
     group by s.${table}_code order by s.${table}_code`,
  );
}

/** Warns of rows that name a practice or PCN which no file describes (V17). */
export async function warnOfUnknown(stage: Stage, table: 'practice' | 'pcn'): Promise<void> {
  if (!stage.filled.has(`${table}_code`)) return;
  await stage.warn(
    'V17',
    `${table}_code`,
    `s.${table}_code is not null and not exists (
       select 1 from ${table} t where t.${table}_code = s.${table}_code and not t.stub)`,
    { detail: table === 'pcn' ? 'PCN' : 'practice' },
  );
}

/**
 * Rows of national files about practices of other areas are left out (V20), once the store knows its
 * own PCNs: a practice is ours when it is known, or stands in a PCN that is.
 */
export async function keepHome(stage: Stage, national: readonly number[]): Promise<void> {
  if (national.length === 0) return;
  const [known] = await stage.run<{ any: boolean }>(
    'look for home PCNs',
    'select exists (select 1 from pcn) as any',
  );
  if (!known!.any) return;
  const byPractice =
    'exists (select 1 from practice p where p.practice_code = s.practice_code and not p.stub)';
  const byPcn = 'exists (select 1 from pcn n where n.pcn_code = s.pcn_code)';
  const names = ['practice_code', 'pcn_code'].filter((name) => stage.filled.has(name));
  const ours = names.map((name) => (name === 'pcn_code' ? byPcn : byPractice)).join(' or ');
  if (ours === '') return;
  const gone = await stage.run<{ file_no: number; rows: number }>(
    'leave out other areas',
    `with gone as (delete from ${stage.table} s where s.file_no = any($1) and not (${ours}) returning s.file_no)
     select file_no, count(*)::int as rows from gone group by file_no`,
    [national],
  );
  for (const each of gone) {
    stage.state.note(each.file_no, 'V20', names[0]!, each.rows, 'rows of other areas, left out');
  }
}
