import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inviteAccount, resetPassword } from '../../server/access/account-changes.ts';
import { readAudit } from '../../server/access/audit.ts';
import { FREE_ATTEMPTS } from '../../server/access/back-off.ts';
import { insertAccount } from '../../server/access/accounts.ts';
import { hashPassword } from '../../server/access/password-hash.ts';
import type { Role, Viewer } from '../../server/access/viewer.ts';
import { withDatabase } from '../support/database.ts';
import { browserOf, startProgram, type Program } from './program.ts';

const database = withDatabase();
let program: Program;

const password = 'kettle orchard mosaic';
const operator: Viewer = { id: 'operator', name: 'operator', role: 'admin', pcns: [] };

async function account(email: string, role: Role, pcns: readonly string[] = []): Promise<string> {
  const made = await insertAccount(database(), {
    email,
    name: `Account ${role}`,
    role,
    pcns,
    createdBy: null,
    passwordHash: await hashPassword(password),
  });
  return made.id;
}

beforeAll(async () => {
  program = await startProgram(database(), { SIGN_IN_FAILURES_PER_MINUTE: '1000' });
  await account('manager@example.org', 'manager');
  await account('director@example.org', 'director', ['U53896']);
  await account('commissioner@example.org', 'commissioner');
  await account('admin@example.org', 'admin');
});
afterAll(() => program.close());

async function signedIn(email: string) {
  const browser = browserOf(program.url);
  expect((await browser.signIn(email, password)).status).toBe(200);
  return browser;
}

describe('a session', () => {
  it('is refused before sign-in, saying how to get in', async () => {
    const answer = await browserOf(program.url).get('/api/session');
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({
      error: { code: 'signed_out', message: 'not signed in' },
      signIn: { provider: null, demonstration: [] },
    });
  });

  it('tells the viewer who they are, and no secret', async () => {
    const browser = await signedIn('Director@Example.org ');
    const answer = await browser.get('/api/session');
    expect(answer.body).toEqual({
      viewer: {
        id: expect.any(String),
        name: 'Account director',
        email: 'director@example.org',
        role: 'director',
        pcns: ['U53896'],
        mustChangePassword: false,
        hasPassword: true,
        demonstration: false,
      },
      csrf: browser.csrf,
      organisation: null,
    });
    expect(answer.headers.get('cache-control')).toContain('no-store');
  });

  it('is a cookie no script can read, kept from foreign sites', async () => {
    const browser = browserOf(program.url);
    const answer = await browser.signIn('manager@example.org', password);
    const [line] = answer.headers.getSetCookie();
    expect(line).toMatch(/^impact_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('is Secure and of this host alone behind TLS', async () => {
    const answer = await browserOf(program.url).send(
      'POST',
      '/api/session',
      { email: 'manager@example.org', password },
      { 'x-forwarded-proto': 'https', origin: program.url.replace('http:', 'https:') },
    );
    const [line] = answer.headers.getSetCookie();
    expect(line).toMatch(/^__Host-impact_session=\S+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('is another one after every sign-in, and the old one is over', async () => {
    const browser = await signedIn('manager@example.org');
    const before = new Map(browser.cookies);
    await browser.signIn('manager@example.org', password);
    expect(browser.cookies.get('impact_session')).not.toBe(before.get('impact_session'));
    const old = browserOf(program.url);
    for (const [name, value] of before) old.cookies.set(name, value);
    expect((await old.get('/api/session')).status).toBe(401);
  });

  it('ignores a session a stranger planted before sign-in', async () => {
    const browser = browserOf(program.url);
    browser.cookies.set('impact_session', 'planted-by-a-stranger');
    await browser.signIn('manager@example.org', password);
    expect(browser.cookies.get('impact_session')).not.toBe('planted-by-a-stranger');
  });

  it('ends at sign-out, at once', async () => {
    const browser = await signedIn('manager@example.org');
    const kept = new Map(browser.cookies);
    expect((await browser.send('DELETE', '/api/session')).status).toBe(204);
    expect(browser.cookies.size).toBe(0);
    for (const [name, value] of kept) browser.cookies.set(name, value);
    expect((await browser.get('/api/session')).status).toBe(401);
  });

  it('ends everywhere when asked', async () => {
    const here = await signedIn('commissioner@example.org');
    const there = await signedIn('commissioner@example.org');
    const answer = await here.send('POST', '/api/session/sign-out-everywhere');
    expect(answer.body).toEqual({ ended: 2 });
    expect((await there.get('/api/session')).status).toBe(401);
  });

  it.each([
    ['idle for its limit', `seen_at = now() - interval '31 minutes'`],
    ['older than its limit', `created_at = now() - interval '13 hours'`],
  ])('ends when %s', async (_words, change) => {
    const browser = await signedIn('commissioner@example.org');
    await database().query('age the session', `update account_session set ${change}`);
    expect((await browser.get('/api/session')).status).toBe(401);
    await signedIn('commissioner@example.org');
  });

  it('is kept as a hash only', async () => {
    const browser = await signedIn('manager@example.org');
    const rows = await database().query<{ all: string }>(
      'what is kept',
      'select string_agg(s::text, chr(10)) as all from account_session s',
    );
    expect(rows[0]?.all).not.toContain(browser.cookies.get('impact_session'));
  });
});

describe('roles', () => {
  it('open what they may and nothing else', async () => {
    for (const role of ['manager', 'director', 'commissioner', 'admin'] as const) {
      const browser = await signedIn(`${role}@example.org`);
      for (const other of ['manager', 'director', 'commissioner', 'admin']) {
        const answer = await browser.get(`/api/only/${other}`);
        expect([role, other, answer.status]).toEqual([role, other, role === other ? 200 : 403]);
      }
      for (const path of ['/api/users', '/api/audit', '/api/audit.csv'])
        expect((await browser.get(path)).status).toBe(role === 'admin' ? 200 : 403);
    }
  });

  it('open nothing signed out', async () => {
    for (const path of ['/api/only/manager', '/api/users', '/api/audit', '/api/audit.csv'])
      expect((await browserOf(program.url).get(path)).status).toBe(401);
  });
});

describe('a change', () => {
  it.each([
    ['without the token', {}, 'csrf'],
    ['with the token of another session', { 'x-csrf-token': 'A'.repeat(43) }, 'csrf'],
    ['from another site', { origin: 'https://evil.example' }, 'foreign_origin'],
    ['from a page without an origin', { origin: 'null' }, 'foreign_origin'],
  ])('%s is refused', async (_words, headers, code) => {
    const browser = await signedIn('manager@example.org');
    if (code === 'csrf') browser.csrf = null;
    const answer = await browser.send('POST', '/api/change/1', undefined, headers);
    expect([answer.status, answer.body]).toMatchObject([403, { error: { code } }]);
  });

  it('with token and origin is done', async () => {
    const browser = await signedIn('manager@example.org');
    expect((await browser.send('POST', '/api/change/1')).status).toBe(200);
  });

  it('cannot be a sign-in from another site', async () => {
    const answer = await browserOf(program.url).send(
      'POST',
      '/api/session',
      { email: 'manager@example.org', password },
      { origin: 'https://evil.example' },
    );
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
  });

  it('of a form, which needs no leave of the browser, is not read', async () => {
    const answer = await fetch(`${program.url}/api/session`, {
      method: 'POST',
      headers: { origin: program.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: `email=manager@example.org&password=${password}`,
    });
    expect(answer.status).toBe(415);
  });
});

describe('wrong sign-ins', () => {
  it('get one answer, whether the account exists or not', async () => {
    await account('switched-off@example.org', 'manager');
    await database().query('off', `update account set active = false where email like 'switched%'`);
    const bodies = [];
    for (const [email, tried] of [
      ['manager@example.org', 'not the password'],
      ['nobody@example.org', 'not the password'],
      ['switched-off@example.org', password],
    ] as const) {
      const answer = await browserOf(program.url).signIn(email, tried);
      bodies.push([answer.status, answer.body]);
    }
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
    expect(bodies[0]).toMatchObject([401, { error: { code: 'wrong_sign_in' } }]);
  });

  it.each(['locked@example.org', 'no-such@example.org'])(
    'lock %s after a few, and the right password waits too',
    async (email) => {
      if (email.startsWith('locked')) await account(email, 'manager');
      const browser = browserOf(program.url);
      for (let attempt = 1; attempt <= FREE_ATTEMPTS; attempt++)
        expect((await browser.signIn(email, 'not the password')).status).toBe(401);
      const answer = await browser.signIn(email, password);
      expect([answer.status, answer.body]).toMatchObject([429, { error: { code: 'locked' } }]);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    },
  );

  it('cannot be tried many at once', async () => {
    await account('raced@example.org', 'manager');
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => browserOf(program.url).signIn('raced@example.org', 'wrong')),
    );
    const looked = answers.filter(({ status }) => status === 401);
    expect(looked.length).toBeLessThanOrEqual(FREE_ATTEMPTS);
  });

  it('are forgotten after the right password, and lock longer after each lock', async () => {
    await account('backoff@example.org', 'manager');
    const browser = browserOf(program.url);
    const free = () => database().query('wait', 'update sign_in_guard set locked_until = now()');
    const wait = async (): Promise<number> => {
      const answer = await browser.signIn('backoff@example.org', password);
      return Number(answer.headers.get('retry-after'));
    };
    for (let attempt = 1; attempt <= FREE_ATTEMPTS; attempt++)
      await browser.signIn('backoff@example.org', 'wrong');
    const first = await wait();
    await free();
    await browser.signIn('backoff@example.org', 'wrong');
    expect(await wait()).toBeGreaterThan(first);
    await free();
    expect((await browser.signIn('backoff@example.org', password)).status).toBe(200);
    expect((await browser.signIn('backoff@example.org', 'wrong')).status).toBe(401);
    expect((await browser.signIn('backoff@example.org', password)).status).toBe(200);
  });
});

describe('a one-time password', () => {
  it('lets in only to be changed, and then is over', async () => {
    const { oneTimePassword } = await inviteAccount(
      database(),
      { email: 'new@example.org', name: 'New Person', role: 'manager', pcns: [] },
      operator,
    );
    const browser = browserOf(program.url);
    const answer = await browser.signIn('new@example.org', oneTimePassword ?? '');
    expect(answer.body).toMatchObject({ viewer: { mustChangePassword: true } });
    expect((await browser.get('/api/only/manager')).body).toMatchObject({
      error: { code: 'password_change_needed' },
    });
    const weak = { current: oneTimePassword, next: 'password1234' };
    expect((await browser.send('POST', '/api/session/password', weak)).body).toMatchObject({
      error: { code: 'too_common' },
    });
    const other = browserOf(program.url);
    await other.signIn('new@example.org', oneTimePassword ?? '');
    const changed = await browser.send('POST', '/api/session/password', {
      current: oneTimePassword,
      next: password,
    });
    expect(changed.body).toMatchObject({ viewer: { mustChangePassword: false } });
    expect((await browser.get('/api/only/manager')).status).toBe(200);
    expect((await other.get('/api/session')).status).toBe(401);
    expect(
      (await browserOf(program.url).signIn('new@example.org', oneTimePassword ?? '')).status,
    ).toBe(401);
  });

  it('runs out, and a reset signs out everywhere and unlocks', async () => {
    const id = await account('reset@example.org', 'manager');
    const browser = await signedIn('reset@example.org');
    for (let attempt = 1; attempt <= FREE_ATTEMPTS; attempt++)
      await browserOf(program.url).signIn('reset@example.org', 'wrong');
    const { oneTimePassword } = await resetPassword(database(), id, operator);
    expect((await browser.get('/api/session')).status).toBe(401);
    await database().query(
      'age',
      `update account set one_time_until = now() - interval '1 minute'
      where email = 'reset@example.org'`,
    );
    const late = await browser.signIn('reset@example.org', oneTimePassword ?? '');
    expect([late.status, late.body]).toMatchObject([401, { error: { code: 'one_time_over' } }]);
  });

  it('needs the current password to be changed', async () => {
    const browser = await signedIn('manager@example.org');
    const answer = await browser.send('POST', '/api/session/password', {
      current: 'not the password',
      next: 'paddle lantern thimble',
    });
    expect([answer.status, answer.body]).toMatchObject([
      401,
      { error: { code: 'wrong_password' } },
    ]);
  });
});

describe('what is written down', () => {
  it('has sign-ins, refusals and changes, and no secret', async () => {
    const lines = await readAudit(program.walls.access, {}, 500);
    const seen = new Set(lines.map(({ action, outcome }) => `${action} ${outcome}`));
    for (const each of [
      'sign-in done',
      'sign-in refused',
      'refused refused',
      'sign-out done',
      'password done',
      'account done',
    ])
      expect(seen).toContain(each);
    const text = JSON.stringify(lines) + program.log.join('\n');
    for (const secret of [
      password,
      'not the password',
      'nobody@example.org',
      'no-such@example.org',
    ])
      expect(text).not.toContain(secret);
    expect(program.log.join('\n')).not.toMatch(/cookie|csrf/i);
  });

  it('names the pattern of an address, not the case in it', async () => {
    const browser = await signedIn('manager@example.org');
    browser.csrf = null;
    await browser.send('POST', '/api/change/REF-12345');
    const lines = await readAudit(program.walls.access, { action: 'refused' }, 500);
    expect(JSON.stringify(lines)).not.toContain('REF-12345');
  });
});
