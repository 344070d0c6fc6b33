import { createServer, type Server } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtClient, createApp } from '../server/app.ts';
import { HttpError } from '../server/http-error.ts';
import { everyRole, type GuardedRoute, type Route } from '../server/routes/route.ts';
import type { Viewer } from '../server/access/viewer.ts';

const folder = mkdtempSync(join(tmpdir(), 'impact-client-'));
const logged: string[] = [];
let server: Server;
let base: string;

const manager: Viewer = { id: '1', name: 'Morgan', role: 'manager', pcns: [] };

const usersRoute: GuardedRoute = {
  method: 'get',
  path: '/users',
  who: ['admin'],
  handle: (_request, response) => void response.json([]),
};

const routes: readonly Route[] = [
  {
    method: 'get',
    path: '/open',
    who: 'anyone',
    handle: (_request, response) => void response.json({ open: true }),
  },
  {
    method: 'get',
    path: '/figures',
    who: everyRole,
    handle: (_request, response, viewer) => void response.json({ name: viewer.name }),
  },
  usersRoute,
  {
    method: 'get',
    path: '/refuse',
    who: 'anyone',
    handle: () => {
      throw new HttpError('unknown dimension: postcode; one of pcn, practice', 400, {
        code: 'unknown_dimension',
        wayOut: 'Choose one of them.',
        headers: { 'retry-after': '7' },
      });
    },
  },
  {
    method: 'get',
    path: '/break',
    who: 'anyone',
    handle: async () => {
      await Promise.resolve();
      throw new Error('something only we should read');
    },
  },
  {
    method: 'get',
    path: '/long',
    who: 'anyone',
    handle: (_request, response) => void response.json('long '.repeat(1000)),
  },
];

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<title>Social prescribing impact</title>');
  writeFileSync(join(folder, 'assets/main-a1b2.js'), 'export {};');
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  const log = new Writable({
    write: (line: Buffer, _encoding, done) => {
      logged.push(line.toString());
      done();
    },
  });
  const app = createApp({
    access: {
      before: [],
      viewerOf: (request) => (request.get('x-who') === 'manager' ? manager : null),
    },
    routes,
    log: pino({ level: 'info' }, log),
    client: builtClient(folder),
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(base + path, { headers });

test('a route for anyone answers anyone', async () => {
  expect(await (await get('/api/open')).json()).toEqual({ open: true });
});

test('a route for roles refuses who is signed out, and who has another role', async () => {
  const out = await get('/api/figures');
  expect(out.status).toBe(401);
  expect(await out.json()).toEqual({
    error: { code: 'signed_out', message: 'not signed in', wayOut: 'Sign in and try again.' },
  });
  expect(await (await get('/api/figures', { 'x-who': 'manager' })).json()).toEqual({
    name: 'Morgan',
  });
  const other = await get('/api/users', { 'x-who': 'manager' });
  expect(other.status).toBe(403);
  expect(await other.json()).toMatchObject({
    error: { code: 'not_allowed', message: 'not for your role: manager' },
  });
});

test('a refusal carries its code, message, way out and headers', async () => {
  const response = await get('/api/refuse');
  expect(response.status).toBe(400);
  expect(response.headers.get('retry-after')).toBe('7');
  expect(await response.json()).toEqual({
    error: {
      code: 'unknown_dimension',
      message: 'unknown dimension: postcode; one of pcn, practice',
      wayOut: 'Choose one of them.',
    },
  });
});

test('a fault of ours is logged whole and answered without a word of it', async () => {
  const response = await get('/api/break');
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('only we should read');
  expect(logged.join('')).toContain('something only we should read');
});

test('an address nobody knows is named in JSON', async () => {
  const response = await get('/api/postcodes');
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({
    error: { code: 'not_found', message: 'unknown address: GET /api/postcodes' },
  });
  expect((await fetch(`${base}/api/open`, { method: 'POST' })).status).toBe(404);
});

test('the log has the path and never the query', async () => {
  await get('/api/open?practice=G85001&age=85');
  const lines = logged.join('');
  expect(lines).toContain('"path":"/api/open"');
  expect(lines).not.toContain('G85001');
});

test('answers of the API are not kept, hashed assets are kept for a year', async () => {
  expect((await get('/api/open')).headers.get('cache-control')).toBe('no-store');
  expect((await get('/assets/main-a1b2.js')).headers.get('cache-control')).toBe(
    'public, max-age=31536000, immutable',
  );
  expect((await get('/icon.svg')).headers.get('cache-control')).toBe('no-cache');
});

test('every page address gives the page, a missing file does not', async () => {
  for (const path of ['/', '/wellbeing', '/reports/7?from=2024-04']) {
    const page = await get(path);
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(await page.text()).toContain('<title>');
  }
  expect((await get('/assets/gone.js')).status).toBe(404);
  expect((await get('/..%2f..%2fpackage.json')).status).toBe(404);
});

test('long answers that travel are compressed, and say that they vary', async () => {
  const far = { 'accept-encoding': 'gzip', 'x-forwarded-for': '203.0.113.5' };
  const response = await get('/api/long', far);
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(response.headers.get('vary')).toMatch(/accept-encoding/i);
});

test('an answer to this machine is sent whole', async () => {
  const response = await get('/api/long', { 'accept-encoding': 'gzip' });
  expect(response.headers.get('content-encoding')).toBeNull();
});

test('pages run scripts of this site only, in no frame of another', async () => {
  const policy = (await get('/')).headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/default-src 'none'/);
  expect(policy).toMatch(/script-src 'self'(;|$)/);
  expect(policy).toMatch(/frame-ancestors 'none'/);
  expect((await get('/')).headers.get('x-powered-by')).toBeNull();
});
