import type { Stage } from './stage.ts';

/** How the rows of a stage become rows of a table. */
export interface Merge {
  readonly table: string;
  /** Columns, beside source_no, that say which row is which. */
  readonly key: readonly string[];
  /** All columns written, key included, without source_no and load_id. */
  readonly columns: readonly string[];
  /** Query that gives `file_no` and the columns, by name. */
  readonly select: string;
  /** Rows belong to a source: keys of another source are other rows. */
  readonly bySource: boolean;
  /** Rows carry person_key: whose rows changed is remembered for the episodes. */
  readonly byPerson: boolean;
  /** What becomes of rows that a full extract no longer has. */
  readonly absent: 'delete' | 'keep' | 'withdraw';
  /** Day that decides which rows a period extract replaces. */
  readonly day?: string;
  /** False for rows that are part of a file's rows: they are not counted as rows of their own. */
  readonly counted?: boolean;
  /** Narrows what counts as absent, speaking of the table as `t`. */
  readonly within?: string;
}

/**
 * Brings a table up to date with a stage, set by set: new rows go in, rows that differ are replaced,
 * rows that are the same are left alone, and rows that are gone are withdrawn as the mode says.
 */
export async function merge(stage: Stage, spec: Merge): Promise<void> {
  const owned = spec.bySource ? `t.source_no = ${stage.state.sourceNo}` : 'true';
  const [first] = await stage.run<{ fresh: boolean }>(
    `look into ${spec.table}`,
    `select not exists (select 1 from ${spec.table} t where ${owned}) as fresh`,
  );
  if (first!.fresh && stage.files.length === 1) {
    await fill(stage, spec, `(${spec.select})`);
    return;
  }
  const incoming = `incoming_${spec.table}`;
  await stage.run(
    `select ${spec.table}`,
    `create temp table ${incoming} on commit drop as ${spec.select}`,
  );
  if (first!.fresh) await fill(stage, spec, incoming);
  else await bringUpToDate(stage, spec, incoming, owned);
  await stage.run(`drop ${incoming}`, `drop table ${incoming}`);
}

const constants = (stage: Stage, spec: Merge): { names: string; values: string } => ({
  names: spec.bySource ? 'source_no, load_id' : 'load_id',
  values: spec.bySource
    ? `${stage.state.sourceNo}, ${stage.state.loadId}`
    : String(stage.state.loadId),
});

/** First rows of a source: nothing to compare with. */
async function fill(stage: Stage, spec: Merge, incoming: string): Promise<void> {
  const { names, values } = constants(stage, spec);
  const columns = spec.columns.join(', ');
  await stage.run(
    `fill ${spec.table}`,
    `insert into ${spec.table} (${columns}, ${names}) select ${columns}, ${values} from ${incoming} i`,
  );
  if (stage.files.length > 1) {
    await count(
      stage,
      spec,
      `select file_no, 'inserted' as what, count(*)::int as rows from ${incoming} group by file_no`,
    );
  } else {
    await count(
      stage,
      spec,
      `select ${stage.files[0]!} as file_no, 'inserted' as what, count(*)::int as rows from ${spec.table} where load_id = ${stage.state.loadId}`,
    );
  }
  if (spec.byPerson && !stage.state.firstPeople) {
    await remember(
      stage,
      `select distinct person_key from ${spec.table} where load_id = ${stage.state.loadId}`,
    );
  }
}

async function bringUpToDate(
  stage: Stage,
  spec: Merge,
  incoming: string,
  owned: string,
): Promise<void> {
  const { names, values } = constants(stage, spec);
  const changed = `changed_${spec.table}`;
  const same = spec.key.map((name) => `t.${name} = i.${name}`).join(' and ');
  const list = (alias: string): string => spec.columns.map((name) => `${alias}.${name}`).join(', ');
  const newer = stage.state.superseded
    ? 'true'
    : `(${list('i')}) is not distinct from (${list('t')})`;
  await stage.run(
    `compare ${spec.table}`,
    `create temp table ${changed} on commit drop as
     select i.*, t.load_id is not null as existed, t.load_id is not null and ${newer} as unchanged
     from ${incoming} i left join ${spec.table} t on ${owned} and ${same}`,
  );
  await count(
    stage,
    spec,
    `select file_no, case when unchanged then 'unchanged' when existed then 'replaced' else 'inserted' end as what,
       count(*)::int as rows from ${changed} group by 1, 2`,
  );
  const from = same.replaceAll('i.', 'c.');
  await removing(
    stage,
    spec,
    `delete from ${spec.table} t using ${changed} c where ${owned} and ${from} and c.existed and not c.unchanged`,
  );
  const columns = spec.columns.join(', ');
  await stage.run(
    `write ${spec.table}`,
    `insert into ${spec.table} (${columns}, ${names}) select ${columns}, ${values} from ${changed} where not unchanged`,
  );
  if (spec.byPerson)
    await remember(stage, `select distinct person_key from ${changed} where not unchanged`);
  await withdraw(stage, spec, incoming, owned);
  await stage.run(`drop ${changed}`, `drop table ${changed}`);
}

/** Rows that an extract of this mode says are no longer there. */
async function withdraw(stage: Stage, spec: Merge, incoming: string, owned: string): Promise<void> {
  const { mode, coversFrom, coversTo, superseded } = stage.state;
  if (spec.absent === 'keep' || mode === 'delta' || superseded) return;
  if (mode === 'period' && (spec.day === undefined || coversFrom === null || coversTo === null))
    return;
  const window =
    mode === 'period' ? `and t.${spec.day} between '${coversFrom}' and '${coversTo}'` : '';
  const within = spec.within ? `and ${spec.within}` : '';
  const same = spec.key.map((name) => `i.${name} = t.${name}`).join(' and ');
  const gone = `${owned} ${window} ${within} and not exists (select 1 from ${incoming} i where ${same})`;
  const rows =
    spec.absent === 'delete'
      ? await removing(stage, spec, `delete from ${spec.table} t where ${gone}`)
      : await removing(
          stage,
          spec,
          `update ${spec.table} t set withdrawn = true, load_id = ${stage.state.loadId} where not t.withdrawn and ${gone}`,
        );
  if (spec.counted === false) stage.state.changes.touch(rows);
  else stage.state.changes.of(stage.files[0]!).withdrawn += rows;
}

/** Runs a deleting or updating statement, remembers whose rows it touched, and gives how many. */
async function removing(stage: Stage, spec: Merge, statement: string): Promise<number> {
  const returned = spec.byPerson ? 't.person_key' : '1';
  const name = `touched_${spec.table}`;
  const [counted] = await stage.run<{ rows: number }>(
    `replace in ${spec.table}`,
    spec.byPerson
      ? `with ${name} as (${statement} returning ${returned}),
           kept as (insert into stale_person select distinct person_key from ${name} on conflict do nothing)
         select count(*)::int as rows from ${name}`
      : `with ${name} as (${statement} returning ${returned}) select count(*)::int as rows from ${name}`,
  );
  return counted!.rows;
}

async function remember(stage: Stage, people: string): Promise<void> {
  await stage.run(
    'remember whose rows changed',
    `insert into stale_person ${people} on conflict do nothing`,
  );
}

async function count(stage: Stage, spec: Merge, sql: string): Promise<void> {
  const rows = await stage.run<{
    file_no: number;
    what: 'inserted' | 'replaced' | 'unchanged';
    rows: number;
  }>('count changes', sql);
  for (const each of rows) {
    if (spec.counted === false)
      stage.state.changes.touch(each.what === 'unchanged' ? 0 : each.rows);
    else stage.state.changes.of(each.file_no)[each.what] += each.rows;
  }
}

/** Delta extracts name rows to remove in a `deleted` column. Takes them out of stage and table. */
export async function removeDeleted(stage: Stage, table: string, key: string): Promise<void> {
  if (!stage.filled.has('deleted')) return;
  const { sourceNo, changes } = stage.state;
  const removed = await stage.run<{ rows: number }>(
    'remove deleted rows',
    `with gone as (
       delete from ${table} t using ${stage.table} s
       where s.deleted and t.source_no = ${sourceNo} and t.${key} = s.${key} returning t.person_key),
     kept as (insert into stale_person select distinct person_key from gone on conflict do nothing)
     select count(*)::int as rows from gone`,
  );
  changes.of(stage.files[0]!).withdrawn += removed[0]!.rows;
  await stage.run('drop deleted rows', `delete from ${stage.table} where deleted`);
}
