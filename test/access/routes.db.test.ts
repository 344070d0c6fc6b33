import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccess, type Access } from '../../server/access/access.ts';
import { readAccessSettings, type AccessSettings } from '../../server/access/access-settings.ts';
import { insertAccount } from '../../server/access/accounts.ts';
import { hashPassword } from '../../server/access/password-hash.ts';
import { roles, type Role } from '../../server/access/viewer.ts';
import { openWalls, type Walls } from '../../server/access/walls.ts';
import { openUploads, type Uploads } from '../../server/loads/uploads.ts';
import { makeBytes } from '../../server/exports/make-bytes.ts';
import { routesOf } from '../../server/routes/index.ts';
import type { Route } from '../../server/routes/route.ts';
import { withDatabase } from '../support/database.ts';
import { browserOf, serve, type Browser, type Served } from './program.ts';

const database = withDatabase();
const password = 'kettle orchard mosaic';
let walls: Walls;
let uploads: Uploads;
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

/**
 * Changes that are no form: they read no body (the address says it all), or a file of its own limit
 * (a part of an upload 8 MB, a file to verify 60 MB), both of which need something that is not there.
 */
const withoutForm = [
  'delete /cohorts/:id',
  'delete /jobs/:id',
  'delete /loads/uploads/:upload',
  'delete /notes/:id',
  'delete /reports/:id',
  'delete /values/:figure',
  'post /loads/uploads',
  'post /verify',
  'put /loads/uploads/:upload/file',
];
const refusals = [201, 204, 400, 404, 413, 503];

beforeAll(async () => {
  const settings = readAccessSettings({
    OIDC_ISSUER: 'http://127.0.0.1:9',
    OIDC_CLIENT_ID: 'impact',
    OIDC_CLIENT_SECRET: 'a secret',
    SIGN_IN_FAILURES_PER_MINUTE: '1000',
  });
  walls = await openWalls(database());
  uploads = await openUploads(folder);
  const access = createAccess(settings, walls);
  routes = routesOf(partsOf(settings, access));
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
function partsOf(settings: AccessSettings, access: Access): Parameters<typeof routesOf>[0] {
  return {
    access,
    settings,
    walls,
    snapshot: () => null,
    stopping: () => false,
    organisation: null,
    make: makeBytes,
    ahead: { expect: () => undefined },
    loads: {
      database: database(),
      uploads,
      pseudonymKey: () => Buffer.alloc(32),
      refresh: () => Promise.resolve(),
    },
    report: () => undefined,
  };
}

afterAll(async () => {
  await served.close();
  await uploads.close();
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

  it('that takes a body takes no more than its form needs, and no other reads one', async () => {
    const body = 'x'.repeat(300_000);
    const read: string[] = [];
    for (const route of routes.filter(({ method, who }) => method !== 'get' && who !== 'anyone')) {
      const role = roles.find((each) => route.who.includes(each as never))!;
      const browser = browsers.get(role)!;
      const answer = await browser.send(
        route.method.toUpperCase() as 'POST',
        addressOf(route),
        body,
      );
      expect([nameOf(route), answer.status]).toEqual([nameOf(route), expect.toBeOneOf(refusals)]);
      if (answer.status !== 413) read.push(nameOf(route));
    }
    expect(read.toSorted()).toEqual(withoutForm);
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

  it('that makes files or guesses is limited, and says how long to wait', async () => {
    const strict = readAccessSettings({ FILES_PER_MINUTE: '1', REQUESTS_PER_MINUTE: '100000' });
    const access = createAccess(strict, walls);
    const limited: string[] = [];
    const own = await serve(access, routesOf(partsOf(strict, access)), strict.trustProxy);
    const manager = browserOf(own.url);
    manager.csrf = browsers.get('manager')!.csrf;
    for (const [name, value] of browsers.get('manager')!.cookies) manager.cookies.set(name, value);
    const before = await manager.get('/api/files/something');
    expect(before.status).not.toBe(429);
    for (const route of routes.filter(({ who }) => who.includes('manager' as never))) {
      const answer = await manager.send(route.method.toUpperCase() as 'POST', addressOf(route));
      if (answer.status !== 429) continue;
      limited.push(nameOf(route));
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(answer.body).toMatchObject({ error: { code: 'too_many_requests' } });
    }
    await own.close();
    expect(limited.toSorted()).toEqual([
      'get /files/:metric',
      'post /reports/preview',
      'post /reports/run',
      'post /verify',
    ]);
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
