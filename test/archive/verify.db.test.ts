import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '../access/program.ts';
import { fileFormats } from '#figure/formats.ts';
import { readAudit } from '../../server/access/audit.ts';
import { openWalls } from '../../server/access/walls.ts';
import type { Verification } from '../../server/archive/verify.ts';
import { withDatabase } from '../support/database.ts';
import { fileOf, sendBytes, serveRoutes } from '../support/served.ts';
import type { ServedRoutes } from '../support/served.ts';

const database = withDatabase({ from: 'tiny' });
let served: ServedRoutes;
let manager: Browser;
let commissioner: Browser;

beforeAll(async () => {
  served = await serveRoutes(database());
  [manager, commissioner] = await Promise.all([served.as('manager'), served.as('commissioner')]);
});
afterAll(() => served.close());

const codeIn = (name: string): string =>
  /([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})\./.exec(name)?.[1] ?? '';
const only = (body: Readonly<Record<string, unknown>>): Verification => {
  const figures = body['figures'] as readonly Verification[];
  expect(figures).toHaveLength(1);
  return figures[0] as Verification;
};
const take = (browser: Browser, query: string) =>
  fileOf(browser, served.url, `/api/files/referrals?by=pcn&${query}`);

describe('a file that left', () => {
  it.each(fileFormats.map(({ id }) => id))('is known again by itself: %s', async (format) => {
    const file = await take(commissioner, `format=${format}`);
    expect(file.status).toBe(200);
    const { status, body } = await sendBytes(
      commissioner,
      served.url,
      '/api/verify',
      file.bytes,
      'renamed.bin',
    );
    expect(status).toBe(200);
    expect(body['unchanged']).toBe(true);
    const found = only(body);
    expect(found.code).toBe(codeIn(file.name));
    expect(found.today?.same).toBe(true);
    expect(found.shown?.rows.length).toBeGreaterThan(0);
  });

  it.each(['png', 'svg', 'pptx', 'xlsx', 'docx', 'pdf', 'csvw', 'csv'])(
    'is known by its code when changed: %s',
    async (format) => {
      const file = await take(commissioner, `format=${format}`);
      const changed = Buffer.concat([file.bytes, Buffer.from('\n')]);
      const { status, body } = await sendBytes(
        commissioner,
        served.url,
        '/api/verify',
        changed,
        file.name,
      );
      expect(status).toBe(200);
      expect(body['unchanged']).toBe(false);
      expect(only(body).code).toBe(codeIn(file.name));
    },
  );

  it('is refused when it is none of ours', async () => {
    const bytes = Buffer.from('PK\u0003\u0004 not an archive, code AAAA-BBBB-CCCC');
    const { status, body } = await sendBytes(manager, served.url, '/api/verify', bytes, 'x.zip');
    expect([status, body]).toEqual([404, expect.objectContaining({ error: expect.anything() })]);
  });
});

describe('a code', () => {
  it('is read as people type it, and unknown ones say so', async () => {
    const code = codeIn((await take(manager, 'format=csv')).name);
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    expect((await manager.get(`/api/verify/${encodeURIComponent(typed)}`)).status).toBe(200);
    expect((await manager.get('/api/verify/ZZZZ-ZZZZ-ZZZZ')).status).toBe(404);
    expect((await manager.get('/api/verify/short')).status).toBe(400);
  });

  it('of an exact figure gives others no number of it', async () => {
    const code = codeIn((await take(manager, 'format=xlsx&policy=exact')).name);
    expect(only((await manager.get(`/api/verify/${code}`)).body).shown).not.toBeNull();
    for (const role of ['commissioner', 'director', 'admin'] as const) {
      const other = await served.as(role);
      const found = only((await other.get(`/api/verify/${code}`)).body);
      expect(found).toMatchObject({ shown: null, today: null, title: 'Referrals received' });
      expect(found.hidden).toMatch(/not for publication|no figures/);
      expect(found.issues[0]?.who).toBe('a service manager');
    }
  });

  it('says which rows differ once the data changed, and why', async () => {
    const file = await take(commissioner, 'format=csv&from=2025-04&to=2026-03');
    const code = codeIn(file.name);
    served.serveSnapshot((snapshot) => {
      const { episode } = snapshot.tables;
      const fewer = { ...episode, rows: Math.floor(episode.rows / 2) };
      Object.setPrototypeOf(fewer, Object.getPrototypeOf(episode) as object);
      return { ...snapshot, version: 'later', tables: { ...snapshot.tables, episode: fewer } };
    });
    const { today } = only((await commissioner.get(`/api/verify/${code}`)).body);
    expect(today?.same).toBe(false);
    expect(today?.reasons.join(' ')).toMatch(/Newer data: then version .*, now later/);
    expect(today?.differences.length).toBeGreaterThan(0);
    expect(today?.differences[0]?.then).not.toBe(today?.differences[0]?.now);
  });
});

describe('the record', () => {
  it('can be added to and read by the application, never changed', async () => {
    const walls = await openWalls(database());
    const tries = ['update figure_record set policy = policy', 'delete from figure_issue'];
    for (const sql of tries) {
      await expect(walls.access.query('try', sql)).rejects.toThrow(/permission denied/);
      await expect(database().query('try as owner', sql)).rejects.toThrow(/P0001/);
    }
    await expect(walls.read.query('try', 'select from figure_record')).rejects.toThrow(/denied/);
    await walls.close();
  });

  it('holds no row of a list of cases', async () => {
    const path = '/api/files/follow-up-due?by=case&format=csv&policy=exact';
    const file = await fileOf(manager, served.url, path);
    expect(file.status).toBe(200);
    const [kept] = await database().query<{ rows: number }>(
      'kept',
      `select jsonb_array_length(figure -> 'rows') as rows from figure_record where code = $1`,
      [codeIn(file.name)],
    );
    expect(kept?.rows).toBe(0);
  });

  it('is audited', async () => {
    const lines = await readAudit(database(), { action: 'verify' }, 5);
    expect(lines.length).toBeGreaterThan(0);
  });
});
