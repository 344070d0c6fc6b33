import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { insertAccount } from '../../server/access/accounts.ts';
import { recordAudit } from '../../server/access/audit.ts';
import { hashPassword } from '../../server/access/password-hash.ts';
import { roles, type Role } from '../../server/access/viewer.ts';
import { connect, type Database } from '../../server/database/connect.ts';
import { prepareStore } from '../../server/imports/reference.ts';
import { load, tiny } from '../imports/tiny.ts';
import { allowDatabase } from '../support/ask-first.ts';
import { databaseUrl } from '../support/postgres.ts';
import { browserOf, startProgram, type Program } from './program.ts';

/** A database of a login that may make no roles, as hosted databases often give out. */
const name = `impact_test_plain_${randomBytes(4).toString('hex')}`;
const password = 'kettle orchard mosaic';
let server: Database;
let database: Database;
let program: Program;

beforeAll(async () => {
  const { url } = inject('postgres');
  allowDatabase(new URL(url).pathname.slice(1));
  allowDatabase(name);
  server = connect(url, { connections: 1 });
  await server.query('a plain login', `create role ${name} login password 'plain' nocreaterole`);
  await server.query('its database', `create database ${name} owner ${name} template template0`);
  const own = new URL(databaseUrl(url, name));
  own.username = name;
  own.password = 'plain';
  database = connect(own.href, { connections: 6 });
  await prepareStore(database);
  program = await startProgram(database, { SIGN_IN_FAILURES_PER_MINUTE: '1000' });
  for (const role of roles)
    await insertAccount(database, {
      email: `${role}@example.org`,
      name: role,
      role,
      pcns: role === 'director' ? ['U53896'] : [],
      createdBy: null,
      passwordHash: await hashPassword(password),
    });
});
afterAll(async () => {
  await program.close();
  await database.close();
  await server.query('drop it', `drop database ${name} with (force)`);
  await server.query('and its login', `drop role ${name}`);
  await server.close();
});

const signedIn = async (role: Role) => {
  const browser = browserOf(program.url);
  expect((await browser.signIn(`${role}@example.org`, password)).status).toBe(200);
  return browser;
};

describe('a database whose login may make no roles', () => {
  it('says what it does not keep, why, and what would help', () => {
    expect(program.walls.missing).toMatch(
      /^the database does not keep readers of figures from rows about people: .+; the program alone does\. Give the login of DATABASE_URL the right CREATEROLE\.$/,
    );
  });

  it('is loaded and answers sign-ins all the same', async () => {
    expect((await load(database, tiny())).status).toBe('loaded');
    for (const role of roles) {
      const browser = await signedIn(role);
      expect((await browser.get('/api/session')).body).toMatchObject({ viewer: { role } });
    }
  });

  it('leaves the checks of the program: roles, changes of others, rows of a role without any', async () => {
    for (const role of roles) {
      const browser = await signedIn(role);
      for (const other of roles)
        expect((await browser.get(`/api/only/${other}`)).status).toBe(role === other ? 200 : 403);
      browser.csrf = null;
      expect((await browser.send('POST', '/api/change/1')).status).toBe(403);
    }
    const reader = { id: 'c', name: 'c', role: 'commissioner', pcns: [] } as const;
    const rows = program.walls.records('try', reader, 'then', () => Promise.resolve(1));
    await expect(rows).rejects.toThrow('no records for role: commissioner');
  });

  it('writes the audit log down as ever', async () => {
    await recordAudit(program.walls.access, { action: 'settings', email: 'a test' });
    const lines = await database.query('lines', 'select from audit_event where email = $1', [
      'a test',
    ]);
    expect(lines).toHaveLength(1);
  });
});
