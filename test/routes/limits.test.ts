import express, { type Request, type Response as Reply } from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limitRequests } from '../../server/access/limits.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { createApp } from '../../server/app.ts';
import { HttpError } from '../../server/http-error.ts';
import { bodyOf, smallBody } from '../../server/routes/body.ts';
import type { Route } from '../../server/routes/route.ts';

let server: Server;
let base: string;
let bytesRead = 0;

const whoOf = (name: string | undefined): Viewer | null =>
  name === undefined
    ? null
    : { id: name, name, role: name.startsWith('admin') ? 'admin' : 'manager', pcns: [] };

const byAccount = limitRequests({
  perMinute: 3,
  accountOf: (request) => request.get('x-who') ?? null,
});
const byFailures = limitRequests({ perMinute: 2, accountOf: () => null, failuresOnly: true });

const answer = (_request: Request, response: Reply): void => void response.json({});

const routes: readonly Route[] = [
  {
    method: 'get',
    path: '/few',
    who: ['manager', 'admin'],
    limits: [byAccount],
    handle: answer,
  },
  {
    method: 'post',
    path: '/guess',
    who: 'anyone',
    limits: [byFailures, smallBody],
    handle(request, response) {
      if (bodyOf(request)['word'] !== 'right') throw new HttpError('wrong', 401);
      response.json({});
    },
  },
  {
    method: 'post',
    path: '/large',
    who: ['admin'],
    limits: [
      express.raw({
        type: () => true,
        limit: '10mb',
        verify: (_request, _response, bytes) => {
          bytesRead += bytes.length;
        },
      }),
    ],
    handle: answer,
  },
  {
    method: 'post',
    path: '/small',
    who: ['admin'],
    limits: [smallBody],
    handle: answer,
  },
];

beforeAll(async () => {
  const app = createApp({
    access: { before: [], viewerOf: (request) => whoOf(request.get('x-who')) },
    routes,
    log: pino({ level: 'silent' }),
    client: (_request, response) => void response.status(404).end(),
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const post = (path: string, body: string, who?: string): Promise<Response> =>
  fetch(base + path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...(who ? { 'x-who': who } : {}) },
  });

describe('a limit of requests', () => {
  it('says when it is over, in words and in Retry-After', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 4; at++)
      statuses.push((await fetch(`${base}/few`, { headers: { 'x-who': 'manager 1' } })).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await fetch(`${base}/few`, { headers: { 'x-who': 'manager 1' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toEqual({
      error: {
        code: 'too_many_requests',
        message: 'too many requests',
        wayOut: 'Wait a minute and try again.',
      },
    });
  });

  it('is of one account: a colleague at the same address goes on', async () => {
    expect((await fetch(`${base}/few`, { headers: { 'x-who': 'manager 2' } })).status).toBe(200);
  });

  it('on guesses counts only wrong ones', async () => {
    const right = JSON.stringify({ word: 'right' });
    for (let at = 0; at < 5; at++) expect((await post('/guess', right)).status).toBe(200);
    const wrong = JSON.stringify({ word: 'wrong' });
    const statuses: number[] = [];
    for (let at = 0; at < 3; at++) statuses.push((await post('/guess', wrong)).status);
    expect(statuses).toEqual([401, 401, 429]);
    expect((await post('/guess', right)).status).toBe(429);
  });
});

describe('a large body', () => {
  it.each([
    ['a stranger', undefined, 401],
    ['another role', 'manager', 403],
  ])('of %s is refused unread', async (_words, who, status) => {
    expect((await post('/large', 'x'.repeat(1_000_000), who)).status).toBe(status);
    expect(bytesRead).toBe(0);
  });

  it('of the right role is read', async () => {
    expect((await post('/large', 'x'.repeat(1_000_000), 'admin')).status).toBe(200);
    expect(bytesRead).toBe(1_000_000);
  });

  it('over the limit of its route is refused in words of ours', async () => {
    const refused = await post('/small', JSON.stringify({ a: 'x'.repeat(20_000) }), 'admin');
    expect([refused.status, await refused.json()]).toEqual([
      413,
      {
        error: {
          code: 'too_large',
          message: 'request too large',
          wayOut: 'Send it in smaller parts.',
        },
      },
    ]);
  });

  it('that is not JSON is not quoted back', async () => {
    const refused = await post('/small', '{"patient": 9434765919', 'admin');
    expect(refused.status).toBe(400);
    expect(await refused.text()).not.toContain('9434765919');
  });
});
