import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeAccount, inviteAccount } from '../../server/access/account-changes.ts';
import { findAccountByEmail } from '../../server/access/accounts.ts';
import { readAudit } from '../../server/access/audit.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { withDatabase } from '../support/database.ts';
import {
  client,
  startIdentityProvider,
  type IdentityProvider,
  type Person,
} from './identity-provider.ts';
import { browserOf, startProgram, type Answer, type Browser, type Program } from './program.ts';

const database = withDatabase();
const operator: Viewer = { id: 'operator', name: 'operator', role: 'admin', pcns: [] };
let identity: IdentityProvider;
/** Roles from claims, and roles from the users page: two ways to set the same program up. */
let byClaims: Program;
let byPage: Program;

beforeAll(async () => {
  identity = await startIdentityProvider();
  const env = {
    OIDC_ISSUER: identity.issuer,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_NAME: 'Lewisham account',
  };
  byPage = await startProgram(database(), env);
  byClaims = await startProgram(database(), {
    ...env,
    OIDC_ROLES: 'SP.Manager=manager, SP.Director=director',
    OIDC_PCNS: 'North=U53896',
  });
  identity.register([byPage, byClaims].map(({ url }) => `${url}/api/session/provider/callback`));
});
afterAll(async () => {
  await byClaims.close();
  await byPage.close();
  await identity.close();
});

/** Leaves for the provider, signs in there, and follows every redirect until back on a page. */
async function signInAs(
  program: Program,
  person: Person,
  returnTo = '/wellbeing',
): Promise<{ browser: Browser; page: string }> {
  identity.next = person;
  const browser = browserOf(program.url);
  const answer = await browser.get(`/api/session/provider?return=${encodeURIComponent(returnTo)}`);
  const page = await follow(browser, answer, program.url);
  return { browser, page };
}

async function follow(browser: Browser, from: Answer, until: string): Promise<string> {
  let answer = from;
  let at = until;
  for (let step = 0; step < 12 && answer.status >= 300 && answer.status < 400; step++) {
    at = new URL(answer.headers.get('location') ?? '', at).href;
    if (at.startsWith(until) && !at.includes('/api/')) return at.slice(until.length);
    answer = await browser.get(at);
  }
  throw new Error(`no page was reached: ${answer.status}`);
}

const manager: Person = {
  sub: 'subject-manager',
  name: 'Mo Manager',
  email: 'Mo@Example.org',
  email_verified: true,
  roles: ['SP.Manager', 'Something.Else'],
};

describe('sign-in at the organisation, roles from claims', () => {
  it('is offered on the sign-in page', async () => {
    const answer = await browserOf(byClaims.url).get('/api/session');
    expect(answer.body).toMatchObject({
      signIn: { provider: { name: 'Lewisham account', href: '/api/session/provider' } },
    });
  });

  it('lets in with the role of the claims and returns to the page asked for', async () => {
    const { browser, page } = await signInAs(byClaims, manager, '/wellbeing?pcn=U53896');
    expect(page).toBe('/wellbeing?pcn=U53896');
    expect((await browser.get('/api/session')).body).toMatchObject({
      viewer: { name: 'Mo Manager', email: 'mo@example.org', role: 'manager', hasPassword: false },
    });
  });

  it('reads the PCNs of a director, by name or by code', async () => {
    const person = {
      sub: 'subject-director',
      email: 'di@example.org',
      roles: ['SP.Director'],
      pcns: ['North', 'U00001', 'Elsewhere'],
    };
    const { browser } = await signInAs(byClaims, person);
    expect((await browser.get('/api/session')).body).toMatchObject({
      viewer: { role: 'director', pcns: ['U00001', 'U53896'] },
    });
  });

  it('takes the role away when the claims do, and signs out everywhere', async () => {
    const before = await signInAs(byClaims, manager);
    const { page } = await signInAs(byClaims, { ...manager, roles: [] });
    expect(page).toBe('/sign-in?problem=waiting_for_role');
    expect((await before.browser.get('/api/session')).status).toBe(401);
    await signInAs(byClaims, manager);
  });

  it.each([
    ['no role', { sub: 'a', email: 'a@example.org', roles: ['Other'] }],
    ['two roles', { sub: 'b', email: 'b@example.org', roles: ['SP.Manager', 'SP.Director'] }],
    ['a director without a PCN', { sub: 'c', email: 'c@example.org', roles: ['SP.Director'] }],
  ])('does not let in with %s', async (_words, person) => {
    const { browser, page } = await signInAs(byClaims, person);
    expect(page).toBe('/sign-in?problem=waiting_for_role');
    expect((await browser.get('/api/session')).status).toBe(401);
  });

  it('does not let in an account an administrator shut out', async () => {
    const account = await findAccountByEmail(database(), 'mo@example.org');
    await changeAccount(database(), account?.id ?? '', { active: false }, operator);
    expect((await signInAs(byClaims, manager)).page).toBe('/sign-in?problem=switched_off');
    await changeAccount(database(), account?.id ?? '', { active: true }, operator);
  });

  it('leaves role and PCNs to the provider', async () => {
    const account = await findAccountByEmail(database(), 'mo@example.org');
    await expect(
      changeAccount(database(), account?.id ?? '', { role: 'admin' }, operator),
    ).rejects.toThrow('come from its provider');
  });
});

describe('sign-in at the organisation, roles from the users page', () => {
  it('makes newcomers wait for an administrator, whatever their claims', async () => {
    const person = {
      sub: 'newcomer',
      name: 'New Comer',
      email: 'new@example.org',
      roles: ['admin', 'SP.Manager'],
    };
    expect((await signInAs(byPage, person)).page).toBe('/sign-in?problem=waiting_for_role');
    const account = await findAccountByEmail(database(), 'new@example.org');
    expect(account).toMatchObject({ role: null, active: true, claimsDecide: false });
    await changeAccount(database(), account?.id ?? '', { role: 'commissioner' }, operator);
    const { browser, page } = await signInAs(byPage, person);
    expect(page).toBe('/wellbeing');
    expect((await browser.get('/api/only/commissioner')).status).toBe(200);
    expect((await browser.get('/api/only/manager')).status).toBe(403);
  });

  it('gives an account made beforehand to whoever proves its address', async () => {
    await inviteAccount(
      database(),
      {
        email: 'invited@example.org',
        name: 'Invited',
        role: 'manager',
        pcns: [],
        signIn: 'provider',
      },
      operator,
    );
    const claim = { sub: 'impostor', email: 'invited@example.org' };
    expect((await signInAs(byPage, claim)).page).toBe('/sign-in?problem=address_taken');
    expect((await signInAs(byPage, { ...claim, email_verified: false })).page).toContain('taken');
    const { browser } = await signInAs(byPage, {
      sub: 'true-owner',
      email: 'invited@example.org',
      email_verified: true,
    });
    expect((await browser.get('/api/session')).body).toMatchObject({ viewer: { role: 'manager' } });
  });

  it('never gives a local account with a password to a provider', async () => {
    await inviteAccount(
      database(),
      { email: 'local@example.org', name: 'Local', role: 'admin', pcns: [] },
      operator,
    );
    const person = { sub: 'local-1', email: 'local@example.org', email_verified: true };
    expect((await signInAs(byPage, person)).page).toBe('/sign-in?problem=address_taken');
  });

  it('needs an address to name the account by', async () => {
    expect((await signInAs(byPage, { sub: 'nameless' })).page).toBe('/sign-in?problem=no_address');
  });
});

describe('an answer of the provider', () => {
  /** Goes as far as the redirect back to us, and stops there. */
  async function halfway(program: Program): Promise<{ browser: Browser; back: string }> {
    identity.next = manager;
    const browser = browserOf(program.url);
    let answer = await browser.get('/api/session/provider');
    for (let step = 0; step < 10; step++) {
      const to = new URL(answer.headers.get('location') ?? '', identity.issuer).href;
      if (to.startsWith(program.url)) return { browser, back: to };
      answer = await browser.get(to);
    }
    throw new Error('the provider did not send us back');
  }

  it('asks for code, PKCE, state and nonce', async () => {
    const answer = await browserOf(byClaims.url).get('/api/session/provider');
    const asked = new URL(answer.headers.get('location') ?? '').searchParams;
    expect(asked.get('response_type')).toBe('code');
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const key of ['code_challenge', 'state', 'nonce'])
      expect(asked.get(key)).toMatch(/^[\w-]{20,}$/);
  });

  it('works once', async () => {
    const { browser, back } = await halfway(byClaims);
    const kept = new Map(browser.cookies);
    expect((await browser.get(back)).headers.get('location')).toBe('/');
    for (const [name, value] of kept) browser.cookies.set(name, value);
    expect((await browser.get(back)).headers.get('location')).toBe(
      '/sign-in?problem=provider_failed',
    );
  });

  it.each([
    ['in another browser', (back: string) => back, true],
    ['with another state', (back: string) => back.replace(/state=[^&]+/, 'state=other'), false],
    ['with another code', (back: string) => back.replace(/code=[^&]+/, 'code=other'), false],
    ['of another issuer', (back: string) => `${back}&iss=https%3A%2F%2Fevil.example`, false],
    [
      'that is an error',
      (back: string) => back.replace(/code=[^&]+/, 'error=access_denied'),
      false,
    ],
  ])('%s is refused', async (_words, change, elsewhere) => {
    const { browser, back } = await halfway(byClaims);
    const other = elsewhere ? browserOf(byClaims.url) : browser;
    const answer = await other.get(change(back));
    expect(answer.headers.get('location')).toBe('/sign-in?problem=provider_failed');
    expect((await other.get('/api/session')).status).toBe(401);
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'returns to no other site: %s',
    async (returnTo) => {
      expect((await signInAs(byClaims, manager, returnTo)).page).toBe('/');
    },
  );

  it('that cannot be had says so', async () => {
    const program = await startProgram(database(), {
      OIDC_ISSUER: 'http://127.0.0.1:9',
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
    });
    const answer = await browserOf(program.url).get('/api/session/provider');
    expect(answer.headers.get('location')).toBe('/sign-in?problem=provider_unreachable');
    await program.close();
  });

  it('is written down', async () => {
    const details = (await readAudit(database(), { action: 'sign-in' }, 500)).map(
      (line) => line.detail,
    );
    expect(details).toEqual(
      expect.arrayContaining(['provider, manager', 'provider: provider failed']),
    );
  });
});
