import type { Database, Transaction } from '../database/connect.ts';
import { deriveEpisodes } from '../episodes/derive.ts';
import { keptDays, keptTables } from '../imports/displaced.ts';
import type { KeptTable } from '../imports/displaced.ts';
import { lockLoads } from '../imports/lock.ts';
import { sourceNumber } from '../imports/record.ts';

/** A load that can be taken back: the last one that changed anything. */
export interface LastLoad {
  readonly loadId: number;
  readonly name: string;
  readonly source: string;
  readonly dataVersion: string;
  /** The figures that would be served again; null when there were none before. */
  readonly before: string | null;
  /** What it displaced is still kept. */
  readonly kept: boolean;
}

export interface RolledBack {
  /** Number of the roll back itself in the history of loads. */
  readonly loadId: number;
  readonly undone: LastLoad;
  /** Rows put back, and rows taken out again. */
  readonly restored: number;
  readonly removed: number;
  readonly dataVersion: string;
  readonly seconds: number;
}

/** Nothing can be rolled back; the message says why and what to do. */
export class RollBackRefused extends Error {
  override readonly name = 'RollBackRefused';
}

/** The load that a roll back would take away, or null when nothing was loaded. */
export async function lastLoad(db: Pick<Database, 'query'>): Promise<LastLoad | null> {
  const [found] = await db.query<LastLoad>(
    'the last load that changed anything',
    `select l.load_id as "loadId", l.name, s.name as source, v.name as "dataVersion",
       (select b.name from data_version b where b.version < v.version order by b.version desc limit 1) as before,
       l.started_at > now() - make_interval(days => $1) as kept
     from import_load l join source_system s using (source_no) join data_version v using (load_id)
     where l.status = 'loaded' order by l.load_id desc limit 1`,
    [keptDays],
  );
  return found ?? null;
}

/**
 * Takes the last load away: its rows go, the rows it displaced come back, the episodes of everybody
 * concerned are worked out again, and the figures get a data version of their own. One transaction;
 * until it commits, the data served are those of the load.
 * @param expected number of the load that whoever asks believes to be the last
 * @throws RollBackRefused when there is none, or it is another, or what it displaced is no longer kept
 * @throws LoadBusy while a load is under way
 */
export async function rollBack(
  database: Database,
  by: string,
  expected?: number,
): Promise<RolledBack> {
  const started = Date.now();
  return database.transaction('roll back a load', async (db) => {
    await lockLoads(db, true);
    const undone = refuseImpossible(await lastLoad(db), expected);
    await rememberPeople(db, undone.loadId);
    const { restored, removed } = await putBack(db, undone.loadId);
    const loadId = await openBooks(db, undone, by);
    const dataVersion = await versionBefore(db, undone, loadId);
    await deriveBefore(db);
    const rolledBack = { loadId, undone, restored, removed, dataVersion };
    const seconds = (Date.now() - started) / 1000;
    await db.query(
      'close the books of a roll back',
      'update import_load set report = $2, finished_at = clock_timestamp() where load_id = $1',
      [loadId, JSON.stringify({ status: 'rolled_back', ...rolledBack, seconds })],
    );
    return { ...rolledBack, seconds };
  });
}

function refuseImpossible(last: LastLoad | null, expected: number | undefined): LastLoad {
  if (last === null)
    throw new RollBackRefused('nothing to roll back: no load has changed anything');
  if (expected !== undefined && last.loadId !== expected)
    throw new RollBackRefused(
      `load ${expected} is not the last one: that is ${last.loadId}; look at the history again`,
    );
  if (last.before === null)
    throw new RollBackRefused(
      'nothing to go back to: this was the first load; npm run db:reset empties the store',
    );
  if (!last.kept)
    throw new RollBackRefused(
      `the load is more than ${keptDays} days old, and what it replaced is no longer kept; ` +
        'load the earlier extract again',
    );
  return last;
}

/** Everybody with a row that goes or comes back: their episodes change. */
async function rememberPeople(db: Transaction, from: number): Promise<void> {
  for (const { name } of keptTables.filter((each) => each.personal))
    await db.query(
      `people of ${name} to derive again`,
      `insert into stale_person
         select person_key from ${name} where load_id >= $1
         union select person_key from replaced_${name} where by_load >= $1
       on conflict do nothing`,
      [from],
    );
}

/**
 * Brings every table to where it was before a load. Of a row displaced more than once the first
 * picture counts; one that was itself written since then was not there before.
 */
async function putBack(
  db: Transaction,
  from: number,
): Promise<{ restored: number; removed: number }> {
  let [restored, removed] = [0, 0];
  for (const each of keptTables) await picture(db, each, from);
  for (const each of keptTables.toReversed()) removed += await removeAdded(db, each, from);
  for (const each of keptTables) restored += await restoreDisplaced(db, each);
  for (const { name } of keptTables)
    await db.query(
      `forget the picture of ${name}`,
      `delete from replaced_${name} where by_load >= $1`,
      [from],
    );
  return { restored, removed };
}

const before = ({ name }: KeptTable): string => `before_${name}`;

const sameKey = ({ key }: KeptTable, one: string, other: string): string =>
  key.map((column) => `${one}.${column} = ${other}.${column}`).join(' and ');

/** The rows that were displaced, as they were before the load. */
async function picture(db: Transaction, table: KeptTable, from: number): Promise<void> {
  await db.query(
    `${table.name} before the load`,
    `create temp table ${before(table)} on commit drop as
     select * from (
       select distinct on (${table.key.join(', ')}) * from replaced_${table.name}
       where by_load >= ${from} order by ${table.key.join(', ')}, step) first
     where load_id is null or load_id < ${from}`,
  );
  await db.query(`count ${table.name}`, `analyze ${before(table)}`);
}

async function removeAdded(db: Transaction, table: KeptTable, from: number): Promise<number> {
  const [gone] = await db.query<{ rows: number }>(
    `remove what was added to ${table.name}`,
    `with gone as (
       delete from ${table.name} t where t.load_id >= $1
         and not exists (select from ${before(table)} b where ${sameKey(table, 'b', 't')}) returning 1)
     select count(*)::int as rows from gone`,
    [from],
  );
  return gone!.rows;
}

async function restoreDisplaced(db: Transaction, table: KeptTable): Promise<number> {
  const columns = await columnsOf(db, table);
  const rest = columns.filter((column) => !table.key.includes(column));
  await db.query(
    `restore ${table.name}`,
    `update ${table.name} t set ${rest.map((column) => `${column} = b.${column}`).join(', ')}
     from ${before(table)} b where ${sameKey(table, 'b', 't')}`,
  );
  const list = columns.join(', ');
  await db.query(
    `bring back into ${table.name}`,
    `insert into ${table.name} (${list})
     select ${list} from ${before(table)} b
     where not exists (select from ${table.name} t where ${sameKey(table, 'b', 't')})`,
  );
  const [counted] = await db.query<{ rows: number }>(
    `rows restored in ${table.name}`,
    `select count(*)::int as rows from ${before(table)}`,
  );
  return counted!.rows;
}

async function columnsOf(db: Transaction, { name }: KeptTable): Promise<string[]> {
  const columns = await db.query<{ name: string }>(
    `columns of ${name}`,
    `select attname::text as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [name],
  );
  return columns.map((each) => each.name);
}

/** The roll back in the history of loads; the loads it takes away point to it. */
async function openBooks(db: Transaction, undone: LastLoad, by: string): Promise<number> {
  const sourceNo = await sourceNumber(db, undone.source);
  const [row] = await db.query<{ load_id: number }>(
    'open the books of a roll back',
    `insert into import_load (name, source_no, status, mode, manifest, demo, started_at, finished_at, loaded_by, report)
     select name, $2, 'rolled_back', mode, '{}', demo, now(), now(), $3, '{}'
     from import_load where load_id = $1 returning load_id`,
    [undone.loadId, sourceNo, by],
  );
  await db.query(
    'mark the loads taken back',
    `update import_load set status = 'undone', undone_by = $2
     where load_id >= $1 and load_id < $2 and status in ('loaded', 'unchanged')`,
    [undone.loadId, row!.load_id],
  );
  return row!.load_id;
}

/** The data are those of the version before; the name is new, because one name never means two things. */
async function versionBefore(db: Transaction, undone: LastLoad, loadId: number): Promise<string> {
  const [row] = await db.query<{ name: string }>(
    'write the data version',
    `insert into data_version (name, load_id, made_at, demo, cases_from, cases_to, wellbeing_to, appointments_from, appointments_to)
     select coalesce(cases_to, current_date) || '.' || $2::int, $2, clock_timestamp(),
       demo, cases_from, cases_to, wellbeing_to, appointments_from, appointments_to
     from data_version where name = $1 returning name`,
    [undone.before, loadId],
  );
  return row!.name;
}

const episodes = ['episode', 'episode_score', 'episode_onward', 'episode_comparator'];

async function deriveBefore(db: Transaction): Promise<void> {
  const [latest] = await db.query<{ cases: boolean }>(
    'whether cases were loaded before',
    'select cases_to is not null as cases from data_version order by version desc limit 1',
  );
  if (latest!.cases) {
    await deriveEpisodes(db.client, { changedOnly: true });
    return;
  }
  for (const name of episodes) await db.query(`no ${name} yet`, `delete from ${name}`);
  await db.query('nobody is stale', 'delete from stale_person');
  await db.query('say so', 'notify data_version');
}
