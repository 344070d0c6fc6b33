import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createAccess, type Access } from '../../server/access/access.ts';
import { readAccessSettings, type AccessSettings } from '../../server/access/access-settings.ts';
import { createProvider } from '../../server/access/provider.ts';
import { openWalls, type Walls } from '../../server/access/walls.ts';
import { createApp } from '../../server/app.ts';
import type { Database } from '../../server/database/connect.ts';
import { auditRoutes } from '../../server/routes/audit.ts';
import { providerRoutes } from '../../server/routes/provider.ts';
import { everyRole, type Route } from '../../server/routes/route.ts';
import { sessionRoutes } from '../../server/routes/session.ts';
import { userRoutes } from '../../server/routes/users.ts';

export interface Program extends Served {
  readonly access: Access;
  readonly walls: Walls;
  readonly settings: AccessSettings;
}

/** One route for each role and one for all, beside the real ones of accounts. */
const samples: readonly Route[] = [
  ...everyRole.map((role): Route => ({
    method: 'get',
    path: `/only/${role}`,
    who: [role],
    handle: (_request, response, viewer) => void response.json(viewer),
  })),
  {
    method: 'post',
    path: '/change/:case',
    who: everyRole,
    handle: (_request, response) => void response.json({ changed: true }),
  },
];

/** The web application over real HTTP on a port of its own, on the request roles of a database. */
export async function startProgram(
  database: Database,
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const settings = readAccessSettings(env);
  const walls = await openWalls(database);
  const access = createAccess(settings, walls);
  const parts = { access, settings, database: walls.access, organisation: () => null };
  const provider = settings.provider && createProvider(settings.provider);
  const served = await serve(
    access,
    [
      ...sessionRoutes(parts),
      ...(provider ? providerRoutes({ ...parts, provider }) : []),
      ...userRoutes(walls.access),
      ...auditRoutes(walls.access, () => null),
      ...samples,
    ],
    settings.trustProxy,
  );
  const close = async (): Promise<void> => {
    await served.close();
    await walls.close();
  };
  return { url: served.url, log: served.log, access, walls, settings, close };
}

export interface Served {
  readonly url: string;
  /** Lines the program logged. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

/** Routes behind access, over real HTTP on a port of its own. */
export async function serve(
  access: Access,
  routes: readonly Route[],
  trustProxy: string | number,
): Promise<Served> {
  const log: string[] = [];
  const app = createApp({
    access,
    routes,
    log: pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
    client: (_request, response) => void response.status(404).end(),
    trustProxy,
  });
  const server = createServer(app);
  // As server/listen.ts has it: a busy process must not close on a request that is on its way.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, log, close };
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly headers: Headers;
}

/** A browser as far as sessions go: keeps cookies, names its origin, sends the token it was told. */
export interface Browser {
  readonly cookies: Map<string, string>;
  csrf: string | null;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  send(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  signIn(email: string, password: string): Promise<Answer>;
}

export function browserOf(url: string): Browser {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const headers = new Headers(init.headers);
    const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (jar !== '') headers.set('cookie', jar);
    const answer = await fetch(new URL(path, url), { ...init, headers, redirect: 'manual' });
    keepCookies(cookies, answer.headers.getSetCookie());
    const text = await answer.text();
    const json = answer.headers.get('content-type')?.includes('json') ?? false;
    const body = (json ? JSON.parse(text) : {}) as Answer['body'];
    return { status: answer.status, body, text, headers: answer.headers };
  };
  const browser: Browser = {
    cookies,
    csrf: null,
    get: (path, headers = {}) => ask(path, { headers }),
    send: (method, path, body, headers = {}) =>
      ask(path, {
        method,
        headers: {
          origin: url,
          ...(browser.csrf === null ? {} : { 'x-csrf-token': browser.csrf }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async signIn(email, password) {
      const answer = await browser.send('POST', '/api/session', { email, password });
      if (answer.status === 200) browser.csrf = String(answer.body['csrf']);
      return answer;
    },
  };
  return browser;
}

function keepCookies(cookies: Map<string, string>, set: readonly string[]): void {
  for (const line of set) {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }
}
