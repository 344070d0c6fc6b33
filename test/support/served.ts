import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccess } from '../../server/access/access.ts';
import { readAccessSettings } from '../../server/access/access-settings.ts';
import { demonstrationAccounts } from '../../server/access/demonstration.ts';
import type { Role } from '../../server/access/viewer.ts';
import { openWalls } from '../../server/access/walls.ts';
import type { Database } from '../../server/database/connect.ts';
import type { ReadAhead } from '../../server/answers/ahead/read-ahead.ts';
import { openSnapshot } from '../../server/episodes/open-snapshot.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';
import type { JobState } from '../../server/jobs/jobs.ts';
import { makerThreads } from '../../server/exports/threads/maker-threads.ts';
import { openUploads } from '../../server/loads/uploads.ts';
import { routesOf } from '../../server/routes/index.ts';
import { browserOf, serve } from '../access/program.ts';
import type { Browser } from '../access/program.ts';

/** Every route of the program over real HTTP, on a database with demonstration data. */
export interface ServedRoutes {
  readonly url: string;
  /** Data folder of the program. */
  readonly folder: string;
  as(role: Role): Promise<Browser>;
  snapshot(): Snapshot | null;
  /** Serves another state of the data from now on, as after a load. */
  serveSnapshot(change: (snapshot: Snapshot) => Snapshot): void;
  close(): Promise<void>;
}

/** Pseudonyms of tests: as the demonstration's people were given theirs (filled.ts). */
const testKey = Buffer.alloc(32, 7);

/**
 * @param ahead what reads ahead for controlled viewers; nothing unless given
 * @param organisation the name a deployment gave itself
 */
export async function serveRoutes(
  database: Database,
  ahead: Pick<ReadAhead, 'expect'> = { expect: () => undefined },
  organisation: string | null = null,
): Promise<ServedRoutes> {
  const folder = mkdtempSync(join(tmpdir(), 'impact-routes-'));
  const settings = readAccessSettings({
    SIGN_IN_FAILURES_PER_MINUTE: '1000',
    FILES_PER_MINUTE: '1000',
  });
  const walls = await openWalls(database);
  const access = createAccess(settings, walls);
  const store = await openSnapshot(database, folder);
  let snapshot = store.currentSnapshot();
  const uploads = await openUploads(folder);
  const files = makerThreads({ complain: (failure) => console.error(failure) });
  const routes = routesOf({
    access,
    settings,
    walls,
    snapshot: () => snapshot,
    stopping: () => false,
    organisation,
    make: files.make,
    ahead,
    loads: {
      database,
      uploads,
      pseudonymKey: () => testKey,
      refresh: async () => (snapshot = await store.refresh()),
    },
    report: (failure) => console.error(failure),
  });
  const served = await serve(access, routes, settings.trustProxy);
  return {
    url: served.url,
    folder,
    async as(role) {
      const account = demonstrationAccounts.find((each) => each.role === role);
      if (!account) throw new Error(`no account of the demonstration: ${role}`);
      const browser = browserOf(served.url);
      const { status } = await browser.signIn(account.email, account.password);
      if (status !== 200) throw new Error(`signing in as ${role}: ${status}`);
      return browser;
    },
    snapshot: () => snapshot,
    serveSnapshot(change) {
      if (!snapshot) throw new Error('no snapshot');
      snapshot = change(snapshot);
    },
    async close() {
      await served.close();
      await files.close();
      await uploads.close();
      await store.close();
      await walls.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Fetches a file as the browser does, whole. */
export async function fileOf(
  { cookies }: Browser,
  url: string,
  path: string,
): Promise<{ readonly status: number; readonly bytes: Buffer; readonly name: string }> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(new URL(path, url), { headers: { cookie } });
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  return {
    status: answer.status,
    bytes: Buffer.from(await answer.arrayBuffer()),
    name: name ?? '',
  };
}

/** Sends bytes as they are, with the token of the session. */
export async function sendBytes(
  { cookies, csrf }: Browser,
  url: string,
  path: string,
  bytes: Uint8Array,
  name: string,
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> {
  const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const answer = await fetch(new URL(path, url), {
    method: 'POST',
    headers: {
      cookie,
      origin: url,
      'x-csrf-token': csrf ?? '',
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(name),
    },
    body: Buffer.from(bytes),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** Follows a job to its end. */
export async function jobDone(browser: Browser, begun: JobState): Promise<JobState> {
  for (;;) {
    const { body } = await browser.get(`/api/jobs/${begun.id}`);
    const job = body as unknown as JobState;
    if (job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
