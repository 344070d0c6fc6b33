import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Figure } from '#figure/figure.ts';
import type { LateChange } from '../../server/archive/late-data.ts';
import type { JobState } from '../../server/jobs/jobs.ts';
import type { Browser } from '../access/program.ts';
import { withDatabase } from '../support/database.ts';
import { fileOf, jobDone, serveRoutes } from '../support/served.ts';
import type { ServedRoutes } from '../support/served.ts';

const database = withDatabase({ from: 'tiny' });
let served: ServedRoutes;
let manager: Browser;
let quarter: { readonly from: string; readonly to: string };

beforeAll(async () => {
  served = await serveRoutes(database());
  manager = await served.as('manager');
  const { body } = await manager.get('/api/closed');
  [quarter] = body['closable'] as [typeof quarter];
});
afterAll(() => served.close());

const changeFor = async (browser: Browser): Promise<LateChange | null> => {
  const { from, to } = quarter;
  const answer = await browser.get(`/api/closed/change/referrals?by=pcn&from=${from}&to=${to}`);
  expect(answer.status).toBe(200);
  return answer.body['change'] as LateChange | null;
};

/** A file made since says what late data changed; nothing else of a figure's record changes. */
async function expectInFiles(browser: Browser, words: string): Promise<void> {
  const { from, to } = quarter;
  const query = `/api/files/referrals?by=pcn&from=${from}&to=${to}`;
  const svg = await fileOf(browser, served.url, `${query}&format=svg`);
  const text = svg.bytes
    .toString('utf8')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
  expect(text).toContain(words);
  const slides = await fileOf(browser, served.url, `${query}&format=pptx`);
  expect(strFromU8(unzipSync(slides.bytes)['ppt/slides/slide1.xml'] ?? new Uint8Array())).toContain(
    words,
  );
}

it('is the manager’s to close, and only a quarter the data cover', async () => {
  const other = await served.as('commissioner');
  expect((await other.send('POST', '/api/closed', { from: quarter.from })).status).toBe(403);
  expect((await other.get('/api/closed')).body).toMatchObject({ closed: [], closable: [] });
  expect((await manager.send('POST', '/api/closed', { from: '2026-05' })).status).toBe(400);
  expect((await manager.send('POST', '/api/closed', { from: '2090-04' })).status).toBe(409);
});

it('keeps every figure, then says what late data changed, under each reader’s own rule', async () => {
  const begun = await manager.send('POST', '/api/closed', { from: quarter.from });
  expect(begun.status).toBe(202);
  const { state, words } = await jobDone(manager, begun.body as unknown as JobState);
  expect([state, words]).toEqual([
    'done',
    expect.stringMatching(/is closed: \d+ figures are kept/),
  ]);
  expect((await manager.send('POST', '/api/closed', { from: quarter.from })).status).toBe(409);
  const commissioner = await served.as('commissioner');
  expect(await changeFor(manager)).toBeNull();
  expect(await changeFor(commissioner)).toBeNull();

  const { from, to } = quarter;
  const query = `/api/figures/referrals?by=pcn&from=${from}&to=${to}`;
  const before = (await manager.get(query)).body as unknown as Figure;
  served.serveSnapshot((snapshot) => {
    const { episode } = snapshot.tables;
    const fewer = { ...episode, rows: Math.floor(episode.rows * 0.6) };
    Object.setPrototypeOf(fewer, Object.getPrototypeOf(episode) as object);
    return { ...snapshot, version: 'later', tables: { ...snapshot.tables, episode: fewer } };
  });
  const after = (await manager.get(query)).body as unknown as Figure;
  const lost =
    Number(before.flow[0]?.n.value ?? Number.NaN) - Number(after.flow[0]?.n.value ?? Number.NaN);
  expect(lost).toBeGreaterThan(0);
  expect((await changeFor(manager))?.words).toContain(`${lost} referral`);
  const controlled = await changeFor(commissioner);
  expect(controlled?.words).toMatch(/about \d*[05] referrals|changed/);
  await expectInFiles(commissioner, controlled?.words ?? '');
  const kept = (await commissioner.get(`/api/verify/${controlled?.code}`)).body;
  expect(kept).toMatchObject({ figures: [{ today: { same: false } }] });
});
