import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccess } from '../../server/access/access.ts';
import { readAccessSettings } from '../../server/access/access-settings.ts';
import { insertAccount } from '../../server/access/accounts.ts';
import { hashPassword } from '../../server/access/password-hash.ts';
import { roles, type Role } from '../../server/access/viewer.ts';
import { openWalls, type Walls } from '../../server/access/walls.ts';
import { openUploads } from '../../server/loads/uploads.ts';
import { routesOf } from '../../server/routes/index.ts';
import type { Route } from '../../server/routes/route.ts';
import { withDatabase } from '../support/database.ts';
import { browserOf, serve, type Browser, type Served } from './program.ts';

const database = withDatabase();
const password = 'kettle orchard mosaic';
let walls: Walls;
let served: Served;
let routes: readonly Route[];
const browsers = new Map<Role, Browser>();
const folder = mkdtempSync(join(tmpdir(), 'impact-access-'));

/** The whole list of addresses that answer someone who has not signed in. */
const forAnyone = [
  'delete /session',
  'get /health',
  'get /session',
  'get /session/provider',
  'get /session/provider/callback',
  'post /session',
  'post /session/password',
  'post /session/sign-out-everywhere',
];

beforeAll(async () => {
  const settings = readAccessSettings({
    OIDC_ISSUER: 'http://127.0.0.1:9',
    OIDC_CLIENT_ID: 'impact',
    OIDC_CLIENT_SECRET: 'a secret',
    SIGN_IN_FAILURES_PER_MINUTE: '1000',
  });
  walls = await openWalls(database());
  const access = createAccess(settings, walls);
  routes = routesOf({
    access,
    settings,
    walls,
    snapshot: () => null,
    stopping: () => false,
    loads: {
      database: database(),
      uploads: await openUploads(folder),
      pseudonymKey: () => Buffer.alloc(32),
      refresh: () => Promise.resolve(),
    },
    report: () => undefined,
  });
  served = await serve(access, routes, settings.trustProxy);
  for (const role of roles) {
    await insertAccount(database(), {
      email: `${role}@example.org`,
      name: role,
      role,
      pcns: role === 'director' ? ['U53896'] : [],
      createdBy: null,
      passwordHash: await hashPassword(password),
    });
    const browser = browserOf(served.url);
    await browser.signIn(`${role}@example.org`, password);
    browsers.set(role, browser);
  }
});
afterAll(async () => {
  await served.close();
  await walls.close();
  rmSync(folder, { recursive: true, force: true });
});

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
/** An address a route answers, with something in place of its parameters. */
const addressOf = ({ path }: Route): string => `/api${path.replaceAll(/:\w+/g, 'something')}`;

function ask(browser: Browser, route: Route) {
  if (route.method === 'get') return browser.get(addressOf(route));
  const method = route.method.toUpperCase() as 'POST' | 'PATCH' | 'DELETE';
  return browser.send(method, addressOf(route), method === 'DELETE' ? undefined : {});
}

describe('every route', () => {
  it('for anyone is on this list', () => {
    const open = routes.filter(({ who }) => who === 'anyone').map(nameOf);
    expect(open.toSorted()).toEqual(forAnyone);
  });

  it('of any other kind names roles, and at least one', () => {
    for (const { who } of routes)
      if (who !== 'anyone') {
        expect(who.length).toBeGreaterThan(0);
        for (const role of who) expect(roles).toContain(role);
      }
  });

  it('refuses someone signed out', async () => {
    const stranger = browserOf(served.url);
    for (const route of routes.filter(({ who }) => who !== 'anyone'))
      expect([nameOf(route), (await ask(stranger, route)).status]).toEqual([nameOf(route), 401]);
  });

  it('refuses every role it does not name, and no role it names', async () => {
    for (const route of routes.filter(({ who }) => who !== 'anyone'))
      for (const [role, browser] of browsers) {
        const { status, body } = await ask(browser, route);
        const error = body['error'] as { message?: string } | undefined;
        const turnedAway =
          status === 403 && error?.message?.startsWith('not for your role') === true;
        expect([nameOf(route), role, turnedAway]).toEqual([
          nameOf(route),
          role,
          !route.who.includes(role as never),
        ]);
      }
  });

  it('that changes something refuses a request without the token of the session', async () => {
    for (const route of routes.filter(({ method }) => method !== 'get')) {
      if (nameOf(route) === 'post /session') continue;
      for (const [role, signedIn] of browsers) {
        const browser = { ...browserOf(served.url), csrf: null };
        for (const [name, value] of signedIn.cookies) browser.cookies.set(name, value);
        const { status, body } = await ask(browser, route);
        expect([nameOf(route), role, status, body]).toMatchObject([
          nameOf(route),
          role,
          403,
          { error: { code: 'csrf' } },
        ]);
      }
    }
  });

  it('is kept by no cache that others share', async () => {
    for (const route of routes.filter(({ method }) => method === 'get')) {
      const { headers } = await ask(browsers.get('manager')!, route);
      expect([nameOf(route), headers.get('cache-control')]).toEqual([
        nameOf(route),
        expect.stringMatching(/private|no-store/),
      ]);
    }
  });

  it('comes from this list: no other file of routes opens an address', () => {
    const folder = new URL('../../server/routes/', import.meta.url);
    for (const name of readdirSync(folder))
      expect([name, readFileSync(new URL(name, folder), 'utf8')]).toEqual([
        name,
        expect.not.stringMatching(/\b(router|app)\.(get|post|put|patch|delete|use)\(/),
      ]);
  });
});
