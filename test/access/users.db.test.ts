import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertAccount, listAccounts } from '../../server/access/accounts.ts';
import { pruneAudit, readAudit } from '../../server/access/audit.ts';
import {
  demonstrationAccounts,
  demonstrationAccountsIn,
  ensureDemonstrationAccounts,
  removeDemonstrationAccounts,
} from '../../server/access/demonstration.ts';
import { ensureFirstAdministrator } from '../../server/access/first-administrator.ts';
import { hashPassword } from '../../server/access/password-hash.ts';
import { csvCell } from '../../server/routes/audit.ts';
import { cloneDatabase, withDatabase } from '../support/database.ts';
import { browserOf, startProgram, type Browser, type Program } from './program.ts';

const database = withDatabase();
const password = 'kettle orchard mosaic';
let program: Program;
let admin: Browser;

beforeAll(async () => {
  program = await startProgram(database(), { SIGN_IN_FAILURES_PER_MINUTE: '1000' });
  await insertAccount(database(), {
    email: 'admin@example.org',
    name: 'Admin',
    role: 'admin',
    pcns: [],
    createdBy: null,
    passwordHash: await hashPassword(password),
  });
  admin = browserOf(program.url);
  await admin.signIn('admin@example.org', password);
});
afterAll(() => program.close());

/** The demonstration, or live data, as the loader would leave it. */
async function loadData(demo: boolean, name: string): Promise<void> {
  await database().query(
    'a load',
    `with source as (insert into source_system (name) values ($2) returning source_no),
       load as (insert into import_load (name, source_no, status, mode, manifest, demo, started_at, finished_at, report)
         select 'test', source_no, 'loaded', 'full', '{}', $1, now(), now(), '{}' from source returning load_id)
     insert into data_version (name, load_id, made_at, demo) select $2, load_id, now(), $1 from load`,
    [demo, name],
  );
}

describe('the users page', () => {
  const invite = (body: object) => admin.send('POST', '/api/users', body);

  it('adds an account, shows its password once and never again', async () => {
    const added = await invite({
      email: 'Di@Example.org',
      name: 'Di Rector',
      role: 'director',
      pcns: ['U53896'],
    });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      user: {
        email: 'di@example.org',
        role: 'director',
        pcns: ['U53896'],
        mustChangePassword: true,
      },
    });
    const { oneTimePassword } = added.body as { oneTimePassword: string };
    const list = await admin.get('/api/users');
    expect(list.text).not.toContain(oneTimePassword);
    expect(list.text).not.toContain('argon2');
    expect((await browserOf(program.url).signIn('di@example.org', oneTimePassword)).status).toBe(
      200,
    );
  });

  it.each([
    [{ email: 'no address', name: 'A', role: 'manager' }, 400],
    [{ email: 'a@example.org', name: '', role: 'manager' }, 400],
    [{ email: 'a@example.org', name: 'A', role: 'owner' }, 400],
    [{ email: 'a@example.org', name: 'A', role: 'director' }, 400],
    [{ email: 'a@example.org', name: 'A', role: 'director', pcns: ['North'] }, 400],
    [{ email: 'a@example.org', name: 'A', role: 'manager', admin: true }, 400],
    [{ email: 'di@example.org', name: 'Again', role: 'manager' }, 409],
    [['a list'], 415],
  ])('refuses %j', async (body, status) => {
    expect((await invite(body)).status).toBe(status);
  });

  it('refuses a body above any form of ours', async () => {
    expect((await invite({ email: 'a@example.org', name: 'A'.repeat(20_000) })).status).toBe(413);
  });

  it('signs someone out at once when their role changes', async () => {
    const { body } = await invite({ email: 'mo@example.org', name: 'Mo', role: 'manager' });
    const { user, oneTimePassword } = body as { user: { id: string }; oneTimePassword: string };
    const mo = browserOf(program.url);
    await mo.signIn('mo@example.org', oneTimePassword);
    const changed = await admin.send('PATCH', `/api/users/${user.id}`, { role: 'commissioner' });
    expect(changed.body).toMatchObject({ user: { role: 'commissioner', pcns: [] } });
    expect((await mo.get('/api/session')).status).toBe(401);
    expect((await mo.signIn('mo@example.org', oneTimePassword)).status).toBe(200);
    await admin.send('PATCH', `/api/users/${user.id}`, { active: false });
    expect((await mo.get('/api/session')).status).toBe(401);
    expect((await mo.signIn('mo@example.org', oneTimePassword)).status).toBe(401);
    await admin.send('PATCH', `/api/users/${user.id}`, { active: true });
    const reset = await admin.send('PATCH', `/api/users/${user.id}`, { resetPassword: true });
    const again = (reset.body as { oneTimePassword: string }).oneTimePassword;
    expect((await mo.signIn('mo@example.org', oneTimePassword)).status).toBe(401);
    expect((await mo.signIn('mo@example.org', again)).status).toBe(200);
  });

  it('deletes what an account made for itself when its role changes, and stops what it is at', async () => {
    const added = await invite({ email: 'jo@example.org', name: 'Jo', role: 'manager' });
    const { user } = added.body as { user: { id: string } };
    const job = (state: string, file: boolean): Promise<unknown> =>
      database().query(
        'a job',
        `insert into long_job (job_id, owner, what, state, words, file_name, file_type, file)
         values (gen_random_uuid(), $1, 'a report', $2, '', $3, $3, $4)`,
        [user.id, state, file ? 'exact' : null, file ? Buffer.from('numbers') : null],
      );
    await job('done', true);
    await job('running', false);
    await admin.send('PATCH', `/api/users/${user.id}`, { role: 'commissioner' });
    const left = await database().query<{ state: string; stop: boolean; file: boolean }>(
      'what is left',
      `select state, stop_asked as stop, file is not null as file from long_job where owner = $1`,
      [user.id],
    );
    expect(left).toEqual([{ state: 'running', stop: true, file: false }]);
  });

  it('keeps an administrator, even against two at once', async () => {
    const all = await listAccounts(database());
    const me = all.find(({ email }) => email === 'admin@example.org');
    for (const change of [{ active: false }, { role: 'manager' }]) {
      const answer = await admin.send('PATCH', `/api/users/${me?.id}`, change);
      expect([answer.status, answer.body]).toMatchObject([
        409,
        { error: { code: 'last_administrator' } },
      ]);
    }
    expect((await admin.get('/api/session')).status).toBe(200);
  });

  it('knows no account by a wrong id', async () => {
    for (const id of ['none', '00000000-0000-0000-0000-000000000000', `' or true --`])
      expect(
        (await admin.send('PATCH', `/api/users/${encodeURIComponent(id)}`, { name: 'x' })).status,
      ).toBe(404);
  });
});

describe('the audit page', () => {
  it('says who changed whom, in pages that do not shift', async () => {
    const first = await admin.get('/api/audit?limit=3');
    const { lines, next } = first.body as { lines: { id: number }[]; next: number };
    await admin.send('POST', '/api/users', { email: 'x', name: 'x', role: 'x' });
    const second = await admin.get(`/api/audit?limit=3&before=${next}`);
    const more = (second.body as { lines: { id: number }[] }).lines;
    const ids = [...lines, ...more].map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(new Set(ids).size).toBe(6);
  });

  it('filters, and names a filter that is wrong', async () => {
    const changes = await admin.get('/api/audit?action=account&email=admin@example.org');
    const { lines } = changes.body as { lines: { action: string; target: string }[] };
    expect(lines.length).toBeGreaterThan(2);
    expect(new Set(lines.map(({ action }) => action))).toEqual(new Set(['account']));
    const none = await admin.get('/api/audit?from=2001-01-01&to=2001-12-31');
    expect(none.body).toMatchObject({ lines: [], next: null });
    for (const query of [
      'action=dance',
      'outcome=x',
      'from=yesterday',
      'to=2026-02-30',
      'limit=0',
      'before=x',
    ])
      expect([query, (await admin.get(`/api/audit?${query}`)).status]).toEqual([query, 400]);
  });

  it('leaves whole as CSV, longer than one page of the database', async () => {
    await database().query(
      'many lines',
      `insert into audit_event (action, outcome, email, detail)
       select 'figure', 'done', '=cmd@example.org', 'line ' || i from generate_series(1, 1203) i`,
    );
    const answer = await admin.get('/api/audit.csv?email==cmd@example.org');
    const rows = answer.text.trimEnd().split('\r\n');
    expect(rows).toHaveLength(1204);
    expect(rows[1]).toContain(`'=cmd@example.org`);
    expect(answer.headers.get('content-disposition')).toContain('audit.csv');
    const [line] = await readAudit(database(), { action: 'file' }, 1);
    expect(line).toMatchObject({ target: 'audit log', format: 'csv', email: 'admin@example.org' });
  });

  it.each([
    ['=1+1', `'=1+1`],
    ['+44', `'+44`],
    ['-1', `'-1`],
    ['@a', `'@a`],
    ['a,"b"\n', '"a,""b""\n"'],
    [-1, '-1'],
    [null, ''],
  ])('writes %j as %j in a cell', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it('forgets after the retention, and says so', async () => {
    await database().query(
      'age',
      `update audit_event set at = now() - interval '7 years' where email = '=cmd@example.org'`,
    );
    expect(await pruneAudit(database(), 6, 'command line: test')).toBe(1203);
    const [line] = await readAudit(database(), { action: 'retention' }, 1);
    expect(line).toMatchObject({
      email: 'command line: test',
      detail: '1203 lines older than 6 years removed',
    });
  });
});

describe('demonstration accounts', () => {
  it('are one for each role, and open the demonstration', async () => {
    await loadData(true, 'demonstration');
    expect(await ensureDemonstrationAccounts(database())).toBe(true);
    await ensureDemonstrationAccounts(database());
    expect(demonstrationAccounts.map(({ role }) => role).toSorted()).toEqual([
      'admin',
      'commissioner',
      'director',
      'manager',
    ]);
    for (const { email, password: printed, role } of demonstrationAccounts) {
      const answer = await browserOf(program.url).signIn(email, printed);
      expect(answer.body).toMatchObject({ viewer: { role, demonstration: true } });
    }
    const page = await browserOf(program.url).get('/api/session');
    expect(page.body).toMatchObject({
      signIn: { demonstration: [{ email: 'manager@demo.local' }, {}, {}, {}] },
    });
  });

  it('change no real account, nor each other, nor their own password', async () => {
    const demo = browserOf(program.url);
    await demo.signIn('admin@demo.local', 'walk-with-admin');
    const all = await listAccounts(database());
    for (const email of ['admin@example.org', 'manager@demo.local', 'admin@demo.local']) {
      const id = all.find((account) => account.email === email)?.id;
      for (const change of [{ active: false }, { resetPassword: true }, { role: 'admin' }])
        expect((await demo.send('PATCH', `/api/users/${id}`, change)).status).toBe(403);
    }
    const changed = await demo.send('POST', '/api/session/password', {
      current: 'walk-with-admin',
      next: password,
    });
    expect([changed.status, changed.body]).toMatchObject([
      409,
      { error: { code: 'demonstration' } },
    ]);
  });

  it('end with the first live data, with all they made, even before they are removed', async () => {
    const demo = browserOf(program.url);
    await demo.signIn('admin@demo.local', 'walk-with-admin');
    const made = await demo.send('POST', '/api/users', {
      email: 'sleeper@example.org',
      name: 'S',
      role: 'admin',
    });
    const { oneTimePassword } = made.body as { oneTimePassword: string };
    const sleeper = browserOf(program.url);
    expect((await sleeper.signIn('sleeper@example.org', oneTimePassword)).status).toBe(200);

    await loadData(false, 'live');
    for (const browser of [demo, sleeper])
      expect((await browser.get('/api/session')).status).toBe(401);
    expect((await demo.signIn('admin@demo.local', 'walk-with-admin')).status).toBe(401);
    expect((await sleeper.signIn('sleeper@example.org', oneTimePassword)).status).toBe(401);
    expect(await demonstrationAccountsIn(database())).toEqual([]);

    expect(await removeDemonstrationAccounts(database())).toBe(5);
    expect((await listAccounts(database())).filter((account) => account.demonstration)).toEqual([]);
    expect(await ensureDemonstrationAccounts(database())).toBe(false);
  });
});

describe('the first administrator', () => {
  it('is made once, with a password to change, and again only if nobody ever came', async () => {
    const clone = await cloneDatabase();
    const made = await Promise.all([
      ensureFirstAdministrator(clone.database, 'first@example.org'),
      ensureFirstAdministrator(clone.database, 'first@example.org'),
    ]);
    expect(made.filter((each) => each !== null)).toHaveLength(1);
    expect(made.find((each) => each !== null)?.account).toMatchObject({
      email: 'first@example.org',
      role: 'admin',
      mustChangePassword: true,
    });
    await clone.database.query(
      'late',
      `update account set one_time_until = now() - interval '1 hour'`,
    );
    expect(await ensureFirstAdministrator(clone.database, 'first@example.org')).not.toBeNull();
    await clone.database.query(
      'came',
      `update account set signed_in_at = now(), one_time_until = now() - interval '1 hour'`,
    );
    expect(await ensureFirstAdministrator(clone.database, 'first@example.org')).toBeNull();
    await clone.drop();
  });
});
