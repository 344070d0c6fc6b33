import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { openWalls, type Walls } from '../../server/access/walls.ts';
import { connect } from '../../server/database/connect.ts';
import { withDatabase } from '../support/database.ts';

const database = withDatabase();
let walls: Walls;

const manager: Viewer = { id: 'm', name: 'm', role: 'manager', pcns: [] };
const directorOf = (...pcns: string[]): Viewer => ({ id: 'd', name: 'd', role: 'director', pcns });

/** Person i has referral i in PCN 1 + i mod 3 then; every sixth has moved to the next PCN today. */
const people = 60;

/** Minimal values for a table's columns that must not be null: rows are about who may see them. */
async function fill(table: string, keys: string): Promise<void> {
  const columns = await database().query<{ name: string; type: string }>(
    'columns that need a value',
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and attnotnull and not atthasdef
       and attidentity = '' and attname not in ('person_key', 'referral_no')`,
    [table],
  );
  const value = (type: string): string =>
    /date/.test(type) ? `date '2025-04-01'` : /text/.test(type) ? 'i::text' : '1';
  const rest = columns.filter(({ name }) => !['pcn_then', 'pcn_today'].includes(name));
  await database().query(
    `fill ${table}`,
    `insert into ${table} (${[keys, ...rest.map(({ name }) => `"${name}"`)].join(', ')})
     select ${[selectOf(keys), ...rest.map(({ type }) => `${value(type)}`)].join(', ')}
     from generate_series(1, ${people}) i`,
  );
}

function selectOf(keys: string): string {
  const expressions: Record<string, string> = {
    person_key: `md5(i::text)::uuid`,
    referral_no: 'i',
    pcn_then: '1 + i % 3',
    pcn_today: '1 + (i + case when i % 6 = 0 then 1 else 0 end) % 3',
  };
  return keys
    .split(', ')
    .map((key) => expressions[key] ?? 'null')
    .join(', ');
}

const byReferral = [
  'referral',
  'referral_need',
  'contact',
  'onward',
  'feedback',
  'possible_duplicate',
];
const byPerson = ['person', 'gp_appointment'];
const derived = ['episode_score', 'episode_onward', 'episode_comparator'];

beforeAll(async () => {
  await database().query(
    'PCNs',
    `insert into pcn (pcn_no, pcn_code, pcn_name)
     select i, 'U0000' || i, 'PCN ' || i from generate_series(1, 3) i`,
  );
  await fill('episode', 'person_key, referral_no, pcn_then, pcn_today');
  for (const table of [...byReferral, ...derived]) await fill(table, 'person_key, referral_no');
  for (const table of byPerson) await fill(table, 'person_key');
  await fill('assessment', 'person_key, referral_no');
  await database().query(
    'a referral in no episode: a duplicate',
    `insert into referral (person_key, referral_no, source_no, referral_id, referred_on, source_type, status, load_id)
     values (md5('1')::uuid, 999, 1, 'duplicate', '2025-04-01', 'gp', 'closed', 1)`,
  );
  walls = await openWalls(database());
});
afterAll(() => walls.close());

async function seen(
  viewer: Viewer,
  table: string,
  basis: Cohort['pcns'] = 'then',
): Promise<number> {
  return walls.records('rows a viewer sees', viewer, basis, async (queries) => {
    const [row] = await queries.query<{ n: number }>('count', `select count(*) as n from ${table}`);
    return row?.n ?? -1;
  });
}

describe('rows about people', () => {
  const tables = ['episode', ...byReferral, ...byPerson, ...derived, 'assessment'];

  it.each(tables)('a director sees those of own PCNs in %s, and no other', async (table) => {
    expect(await seen(directorOf('U00001'), table)).toBe(people / 3);
    expect(await seen(directorOf('U00001', 'U00003'), table)).toBe((people * 2) / 3);
    expect(await seen(directorOf(), table)).toBe(0);
    expect(await seen(directorOf('U99999'), table)).toBe(0);
  });

  it.each(tables)('a manager sees all of %s', async (table) => {
    expect(await seen(manager, table)).toBe(table === 'referral' ? people + 1 : people);
  });

  it('follow the PCN of today when the cohort does', async () => {
    const [row] = await database().query<{ n: number }>(
      'today',
      `select count(*) as n from episode where pcn_today = 2`,
    );
    expect(row?.n).not.toBe(people / 3);
    expect(await seen(directorOf('U00002'), 'episode', 'today')).toBe(row?.n);
  });

  it('equal the rows of those PCNs, exactly, in a grouped count', async () => {
    const grouped = `select pcn_then, count(*) as n, sum(referral_no) as s from episode group by 1 order by 1`;
    const all = await database().query<{ pcn_then: number }>('as the owner', grouped);
    const own = await walls.records('as a director', directorOf('U00002'), 'then', (queries) =>
      queries.query<{ pcn_then: number }>('grouped', grouped),
    );
    expect(own).toEqual(all.filter(({ pcn_then }) => pcn_then === 2));
  });

  it('are none for a connection that says nothing of its viewer', async () => {
    const role = connect(database().url, { session: { role: 'impact_records' }, connections: 1 });
    try {
      for (const table of tables)
        expect(await role.query('unset', `select 1 from ${table}`)).toEqual([]);
    } finally {
      await role.close();
    }
  });

  it('do not stay visible for the next viewer of the connection', async () => {
    await Promise.all(Array.from({ length: 8 }, () => seen(manager, 'person')));
    const after = await Promise.all(
      Array.from({ length: 8 }, () => seen(directorOf('U00001'), 'person')),
    );
    expect(new Set(after)).toEqual(new Set([people / 3]));
  });

  it('cannot be changed by those who read them', async () => {
    await expect(
      walls.records('try', manager, 'then', (queries) =>
        queries.query('change', 'delete from referral'),
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it('are loaded by a role that sees everything and can sign nobody in', async () => {
    const load = connect(database().url, { session: { role: 'impact_load' }, connections: 1 });
    try {
      expect(await load.query('all', 'select 1 from person')).toHaveLength(people);
      await load.query('write', `update person set sex = 'F'`);
      await expect(load.query('accounts', 'select password_hash from account')).rejects.toThrow(
        /permission denied/,
      );
    } finally {
      await load.close();
    }
  });

  it('are refused to commissioners and administrators before any query', async () => {
    for (const role of ['commissioner', 'admin'] as const)
      await expect(seen({ ...manager, role }, 'person')).rejects.toThrow(
        `no records for role: ${role}`,
      );
  });
});
