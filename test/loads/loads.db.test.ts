import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobState } from '../../server/jobs/jobs.ts';
import { openUploads } from '../../server/loads/uploads.ts';
import type { Browser } from '../access/program.ts';
import { load } from '../imports/tiny.ts';
import { withDatabase } from '../support/database.ts';
import { fileOf, jobDone, serveRoutes } from '../support/served.ts';
import type { ServedRoutes } from '../support/served.ts';

const database = withDatabase({ from: 'tiny' });
let served: ServedRoutes;
let admin: Browser;
beforeAll(async () => {
  served = await serveRoutes(database());
  admin = await served.as('admin');
});
afterAll(() => served.close());

interface Upload {
  readonly id: string;
  readonly partBytes: number;
  readonly files: readonly { readonly name: string; readonly got: number }[];
  readonly checked: {
    readonly report: {
      readonly status: string;
      readonly files: readonly {
        readonly file: string;
        readonly inserted: number;
        readonly quarantined: number;
        readonly findings: readonly { readonly rule: string; readonly detail: string }[];
      }[];
      readonly unmapped: readonly { readonly value: string }[];
    };
    readonly headings: readonly {
      readonly contract: string;
      readonly unused: readonly string[];
      readonly missing: readonly string[];
    }[];
  };
}

async function begin(): Promise<Upload> {
  const { status, body } = await admin.send('POST', '/api/loads/uploads');
  expect(status).toBe(201);
  return body as unknown as Upload;
}

/** Sends one part of a file, as the page does. */
async function put(
  { id }: Upload,
  name: string,
  bytes: Uint8Array | string,
  over: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const cookie = [...admin.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const body = Buffer.from(bytes);
  const answer = await fetch(new URL(`/api/loads/uploads/${id}/file`, served.url), {
    method: 'PUT',
    headers: {
      cookie,
      origin: served.url,
      'x-csrf-token': admin.csrf ?? '',
      'x-file-name': encodeURIComponent(name),
      'x-file-size': String(body.length),
      'x-file-offset': '0',
      ...over,
    },
    body,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const codeOf = ({ body }: { body: Record<string, unknown> }): unknown =>
  (body['error'] as { code?: string } | undefined)?.code;

async function work(path: string, body: unknown): Promise<JobState> {
  const answer = await admin.send('POST', `/api/loads/${path}`, body);
  expect([path, answer.status]).toEqual([path, 202]);
  return jobDone(admin, answer.body as unknown as JobState);
}

const said = { source: 'case-system', mode: 'delta', demo: true };

/** Sends files and checks them. */
async function check(files: Readonly<Record<string, string | Uint8Array>>, over = {}) {
  const upload = await begin();
  for (const [name, bytes] of Object.entries(files))
    expect([name, (await put(upload, name, bytes)).status]).toEqual([name, 200]);
  const job = await work(`uploads/${upload.id}/check`, { ...said, ...over });
  const { body } = await admin.get(`/api/loads/uploads/${upload.id}`);
  return { upload, job, state: body as unknown as Upload };
}

const people = 'person_id,practice_code,birth_year\nNEW1,G85015,1970\nNEW2,G85015,1980\n';
const referrals = (rows: readonly string[]): string =>
  ['referral_id,person_id,referred_on,source_type,status', ...rows, ''].join('\n');
const nine = Array.from(
  { length: 18 },
  (_, at) => `N${at},NEW1,2026-08-0${1 + (at % 9)},gp,active`,
);

async function referralsThere(): Promise<number> {
  const [row] = await database().query<{ rows: number }>(
    'count',
    'select count(*)::int as rows from referral where not withdrawn',
  );
  return row!.rows;
}

describe('a load from the page', () => {
  it('is checked without a change, loaded, reported, and rolled back', async () => {
    const before = await referralsThere();
    const version = (await admin.get('/api/loads')).body['served'];
    const { upload, job, state } = await check({
      'people.csv': people,
      'referrals.csv': referrals([...nine, 'N99,,2026-08-01,the moon,active']),
    });
    expect(job.words).toBe('Checked. 20 rows from 2 files; 1 row left out.');
    expect(state.checked.report.status).toBe('loaded');
    expect(
      state.checked.report.files.map((file) => [file.file, file.inserted, file.quarantined]),
    ).toEqual([
      ['people.csv', 2, 0],
      ['referrals.csv', 18, 1],
    ]);
    expect(await referralsThere()).toBe(before);
    const rejects = await fileOf(admin, served.url, `/api/loads/uploads/${upload.id}/rejects.csv`);
    expect(rejects.bytes.toString()).toBe(
      'file,row,column,rule,what\r\nreferrals.csv,20,person_id,V12,a required value is missing\r\n',
    );

    const loaded = await work(`uploads/${upload.id}/load`, {});
    expect(loaded).toMatchObject({ state: 'done', words: '20 rows from 2 files; 1 row left out.' });
    expect(await referralsThere()).toBe(before + 18);
    expect(readdirSync(join(served.folder, 'uploads'))).toEqual([]);
    const { body } = await admin.get('/api/loads');
    const [line] = body['history'] as readonly Record<string, unknown>[];
    expect(line).toMatchObject({
      source: 'case-system',
      name: 'people.csv and 1 more',
      status: 'loaded',
      by: 'admin@demo.local',
      accepted: 20,
      quarantined: 1,
      rejects: 1,
    });
    const number = String(line!['loadId']);
    const kept = await fileOf(admin, served.url, `/api/loads/${number}/rejects.csv`);
    expect(kept.bytes.equals(rejects.bytes)).toBe(true);
    const past = await admin.get(`/api/loads/${number}`);
    expect(past.body).toMatchObject({ report: { status: 'loaded', files: [{}, {}] } });

    const back = await work('roll-back', { load: line!['loadId'] });
    expect(back.words).toMatch(/was rolled back/);
    expect(await referralsThere()).toBe(before);
    const now = (await admin.get('/api/loads')).body['served'] as Record<string, unknown>;
    expect(now['dataVersion']).not.toBe((version as Record<string, unknown>)['dataVersion']);
    expect(now['cases']).toBe((version as Record<string, unknown>)['cases']);
    const log = await database().query<{ detail: string }>(
      'audit',
      `select detail from audit_event where action = 'load' and email = 'admin@demo.local' order by event_id`,
    );
    expect(log.map(({ detail }) => detail)).toEqual(['loaded', 'rolled back']);
  });

  it('settles headings and words once, for the files that follow', async () => {
    const odd = [
      'referral_id,person_id,Day of asking,source_type,status',
      ...nine.map((line) => line.replace(',gp,', ',the barber,')),
    ].join('\n');
    const files = { 'people.csv': people, 'referrals.csv': odd };
    const first = await check(files);
    expect(first.state.checked.report.status).toBe('refused');
    expect(first.state.checked.headings[1]).toMatchObject({
      contract: 'referrals',
      unused: ['Day of asking'],
      missing: ['referred_on'],
    });
    const wrong = await admin.send('POST', '/api/loads/mapping', {
      source: 'case-system',
      headings: { referrals: { 'Day of asking': 'day' } },
    });
    expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([
      400,
      expect.stringContaining('unknown column of referrals: day; one of referral_id'),
    ]);
    const settled = await admin.send('POST', '/api/loads/mapping', {
      source: 'case-system',
      headings: { referrals: { 'Day of asking': 'referred_on' } },
      terms: { source_type: { 'the barber': 'vcse' } },
    });
    expect(settled.body['settled']).toMatchObject([
      {
        kind: 'heading',
        of: 'referrals',
        from: 'day of asking',
        to: 'referred_on',
        by: 'admin@demo.local',
      },
      { kind: 'term', of: 'source_type', from: 'the barber', to: 'vcse' },
    ]);
    const again = await check(files);
    expect(again.state.checked.report).toMatchObject({ status: 'loaded', unmapped: [] });
    const forgotten = await admin.send('DELETE', '/api/loads/mapping', {
      source: 'case-system',
      kind: 'term',
      of: 'source_type',
      from: 'The Barber',
    });
    expect(forgotten.body['settled']).toHaveLength(1);
    const third = await check(files);
    expect(third.state.checked.report.unmapped).toMatchObject([{ value: 'the barber' }]);
  });

  it('passes over what a person looked at and confirmed, and nothing else', async () => {
    const files = {
      'people.csv': people,
      'referrals.csv': referrals([
        ...nine,
        'N97,,2026-08-01,gp,active',
        'N98,,2026-08-01,gp,active',
        'N99,,2026-08-01,gp,active',
      ]),
    };
    const first = await check(files);
    expect(first.state.checked.report.status).toBe('refused');
    const unknown = await admin.send('POST', `/api/loads/uploads/${first.upload.id}/check`, {
      ...said,
      confirm: ['V09'],
    });
    expect(unknown.status).toBe(400);
    const again = await check(files, { confirm: ['V06'] });
    expect(again.state.checked.report.status).toBe('loaded');
  });

  it('that is stopped half-way changes nothing, and the next is none the worse', async () => {
    const before = await referralsThere();
    const files = {
      'people.csv': people.split('\n'),
      'referrals.csv': referrals(nine).split('\n'),
    };
    const over = { source_system: 'stopped', mode: 'delta' as const };
    const stopping = load(database(), files, over, {
      onProgress: ({ phase, file }) => {
        if (phase === 'merging' && file === 'referrals') throw new Error('stop');
      },
    });
    await expect(stopping).rejects.toThrow('stop');
    expect(await referralsThere()).toBe(before);
    expect((await load(database(), files, over)).status).toBe('loaded');
  });

  it('waits for nobody: a second load at once is refused, and says so', async () => {
    const { upload } = await check({ 'people.csv': people });
    const other = await database().pool.connect();
    try {
      await other.query('begin; select pg_advisory_xact_lock(7301204)');
      const job = await work(`uploads/${upload.id}/load`, {});
      expect(job).toMatchObject({ state: 'failed' });
      expect(job.words).toMatch(/Another load, check or roll back is under way/);
    } finally {
      await other.query('rollback');
      other.release();
    }
    expect((await work(`uploads/${upload.id}/load`, {})).state).toBe('done');
  });

  it('that breaks is kept in the history, and the old data go on serving', async () => {
    const { upload } = await check({ 'people.csv': people.replaceAll('NEW', 'OTHER') });
    const version = (await admin.get('/api/loads')).body['served'];
    await database().query(
      'break it',
      'alter table person add constraint broken check (birth_year <> 1970) not valid',
    );
    const job = await work(`uploads/${upload.id}/load`, {});
    await database().query('mend it', 'alter table person drop constraint broken');
    expect(job.state).toBe('failed');
    const { body } = await admin.get('/api/loads');
    expect(body['served']).toEqual(version);
    expect((body['history'] as readonly object[])[0]).toMatchObject({ status: 'failed', rows: 0 });
  });
});

describe('bad input', () => {
  const rulesOf = ({ checked }: Upload): string[] =>
    checked.report.files.flatMap(({ file, findings }) =>
      findings.map(({ rule }) => `${file} ${rule}`),
    );

  it('that is no table is explained', async () => {
    const excel = zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') });
    const { state } = await check({
      'referrals.csv': excel,
      'contacts.csv': '',
      'notes.csv': '%PDF-1.7 and so on',
    });
    expect(state.checked.report.status).toBe('refused');
    expect(rulesOf(state)).toEqual(
      expect.arrayContaining(['referrals.csv V05', 'contacts.csv V03', 'notes.csv V05']),
    );
    const upload = await begin();
    expect(codeOf(await put(upload, 'photo.jpg', 'x'))).toBe('not_a_table');
    expect((await put(upload, '../../etc/people.csv', people)).status).toBe(200);
    const { body } = await admin.get(`/api/loads/uploads/${upload.id}`);
    expect((body as unknown as Upload).files.map(({ name }) => name)).toEqual(['people.csv']);
  });

  it('in a zip is refused: no zip, paths that lead outside, bombs', async () => {
    const bomb = zipSync({ 'referrals.csv': new Uint8Array(40_000_000) }, { level: 9 });
    const outside = zipSync({ '../people.csv': strToU8(people) });
    expect((await check({ 'a.zip': 'no archive' })).job.words).toMatch(
      /not a zip archive, or damaged: a.zip/,
    );
    expect((await check({ 'b.zip': outside })).job.words).toMatch(/leads outside/);
    expect(
      (await check({ 'c.zip': bomb })).state.checked.report.files[0]!.findings[0],
    ).toMatchObject({
      rule: 'V04',
      detail: 'expands more than 100 times',
    });
    expect((await check({ 'd.zip': outside, 'people.csv': people })).job.words).toMatch(
      /a zip and other files/,
    );
  });

  it('that is too large, out of turn or broken off costs one part, not the upload', async () => {
    const upload = await begin();
    const whole = referrals(nine);
    const half = whole.slice(0, 100);
    const size = String(whole.length);
    expect(
      (await put(upload, 'big.csv', 'x', { 'x-file-size': String(3 * 1024 ** 3) })).status,
    ).toBe(413);
    expect((await put(upload, 'referrals.csv', half, { 'x-file-size': size })).body).toEqual({
      got: 100,
    });
    expect(codeOf(await put(upload, 'referrals.csv', half, { 'x-file-size': size }))).toBe(
      'wrong_offset',
    );
    const early = await work(`uploads/${upload.id}/check`, said);
    expect(early.words).toMatch(/has not arrived whole: referrals.csv/);
    await breakOff(upload, size);
    const rest = await put(upload, 'referrals.csv', whole.slice(100), {
      'x-file-size': size,
      'x-file-offset': '100',
    });
    expect(rest.body).toEqual({ got: whole.length });
  });

  /** A connection that is lost in the middle of a part. */
  function breakOff({ id }: Upload, size: string): Promise<void> {
    return new Promise((resolve) => {
      const cookie = [...admin.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
      const sending = request(new URL(`/api/loads/uploads/${id}/file`, served.url), {
        method: 'PUT',
        headers: {
          cookie,
          origin: served.url,
          'x-csrf-token': admin.csrf ?? '',
          'content-length': '300',
          'x-file-name': 'referrals.csv',
          'x-file-size': size,
          'x-file-offset': '100',
        },
      });
      sending.once('error', () => setTimeout(resolve, 100));
      sending.write('only a little', () => setTimeout(() => sending.destroy(), 100));
    });
  }

  it('of two files for one table is one table', async () => {
    const { state } = await check({
      'people.csv': people,
      'referrals-1.csv': referrals(nine.slice(0, 10)),
      'referrals-2.csv': referrals(nine.slice(9)),
    });
    expect(state.checked.report.status).toBe('loaded');
    const rows = state.checked.report.files.reduce((sum, { inserted }) => sum + inserted, 0);
    expect(rows).toBe(18);
  });
});

it('deletes what a process that died left behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'impact-uploads-'));
  const left = join(folder, 'uploads', '999999999-left-behind');
  mkdirSync(left, { recursive: true });
  writeFileSync(join(left, '0'), 'someone');
  const uploads = await openUploads(folder);
  expect(existsSync(left)).toBe(false);
  await uploads.close();
  rmSync(folder, { recursive: true });
});
