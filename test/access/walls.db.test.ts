import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordAudit, readAudit } from '../../server/access/audit.ts';
import { openWalls, visiblePcns, type Walls } from '../../server/access/walls.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { withDatabase } from '../support/database.ts';

const database = withDatabase();
let walls: Walls;

beforeAll(async () => {
  walls = await openWalls(database());
});
afterAll(() => walls.close());

const manager: Viewer = { id: 'manager', name: 'manager', role: 'manager', pcns: [] };

const personal = [
  'person',
  'person_alias',
  'referral',
  'referral_need',
  'contact',
  'onward',
  'assessment',
  'gp_appointment',
  'feedback',
  'possible_duplicate',
];
const staff = ['account', 'account_session', 'sign_in_guard', 'sign_in_request'];

async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'allowed',
    (failure: unknown) => (failure instanceof Error ? failure.message : String(failure)),
  );
}

describe('roles of the database', () => {
  it('are kept by the database itself', async () => {
    expect(walls.missing).toBeNull();
    for (const [wall, role] of [
      [walls.access, 'impact_access'],
      [walls.read, 'impact_read'],
    ] as const) {
      const [row] = await wall.query<{ session: string; own: string; super: boolean }>(
        'who',
        `select session_user as session, current_user as own, rolsuper as super
         from pg_roles where rolname = current_user`,
      );
      expect(row).toEqual({ session: role, own: role, super: false });
    }
  });

  it.each(personal)('a reader of figures cannot read %s at all', async (table) => {
    expect(await refusal(walls.read.query('try', `select count(*) from ${table}`))).toMatch(
      /permission denied/,
    );
  });

  it.each(personal)('the role of accounts cannot read %s', async (table) => {
    expect(await refusal(walls.access.query('try', `select count(*) from ${table}`))).toMatch(
      /permission denied/,
    );
  });

  it.each([...staff, 'audit_event'])('a reader of figures cannot read %s', async (table) => {
    expect(await refusal(walls.read.query('try', `select count(*) from ${table}`))).toMatch(
      /permission denied/,
    );
  });

  it('covers every table about a person that there is', async () => {
    const rows = await database().query<{ name: string; secured: boolean }>(
      'tables about people',
      `select c.relname as name, c.relrowsecurity as secured from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and (c.relname like 'episode%' or exists (
           select from pg_attribute a where a.attrelid = c.oid and a.attname = 'person_key'))`,
    );
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(personal));
    expect(rows.filter(({ secured }) => !secured)).toEqual([]);
  });

  it('no request role leads to another, nor writes where it reads', async () => {
    const tries = [
      'set role impact_load',
      'set role impact_records',
      'set session authorization impact_migrate',
      'create table mine (x integer)',
      'delete from pcn',
      `copy pcn to program 'cat'`,
      'alter table pcn disable row level security',
      `select pg_read_file('PG_VERSION')`,
    ];
    for (const sql of tries)
      expect([sql, await refusal(walls.read.query('try', sql))]).toEqual([
        sql,
        expect.stringMatching(/permission denied|must be (owner|superuser)/),
      ]);
  });
});

describe('the audit log', () => {
  it('takes lines, and lets nobody of the application change one', async () => {
    await recordAudit(walls.access, { action: 'figure', viewer: manager, target: 'referrals' });
    for (const sql of [
      `update audit_event set target = 'other'`,
      'delete from audit_event',
      'truncate audit_event',
      'drop table audit_event',
      'alter table audit_event add column x integer',
    ])
      expect([sql, await refusal(walls.access.query('try', sql))]).toEqual([
        sql,
        expect.stringMatching(/permission denied|must be owner/),
      ]);
    const lines = await readAudit(walls.access, {}, 10);
    expect(lines.map(({ action, email, target }) => [action, email, target])).toEqual([
      ['figure', 'manager', 'referrals'],
    ]);
  });
});

describe('the setting of visible PCNs', () => {
  it('is everything for a manager, own PCNs for a director, an error for others', () => {
    expect(visiblePcns(manager)).toBe('*');
    expect(visiblePcns({ ...manager, role: 'director', pcns: ['U1', 'U2'] })).toBe('U1,U2');
    expect(() => visiblePcns({ ...manager, role: 'commissioner' })).toThrow('no records for role');
    expect(() => visiblePcns({ ...manager, role: 'admin' })).toThrow('no records for role');
  });
});
