import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAudit } from '../../server/access/audit.ts';
import type { Verification } from '../../server/archive/verify.ts';
import type { JobState } from '../../server/jobs/jobs.ts';
import type { Recipe } from '#figure/recipe.ts';
import { partsOf, xmlOf } from '../../server/export-check/read-back.ts';
import { browserOf } from '../access/program.ts';
import type { Browser } from '../access/program.ts';
import { withDatabase } from '../support/database.ts';
import { fileOf, jobDone, sendBytes, serveRoutes } from '../support/served.ts';
import type { ServedRoutes } from '../support/served.ts';

const database = withDatabase({ from: 'tiny' });
let served: ServedRoutes;
let manager: Browser;
let commissioner: Browser;

beforeAll(async () => {
  served = await serveRoutes(database(), undefined, 'Walks & “Talks”');
  [manager, commissioner] = await Promise.all([served.as('manager'), served.as('commissioner')]);
});
afterAll(() => served.close());

const small = (change: Partial<Recipe> = {}): Recipe => ({
  title: 'Quarterly report',
  contact: '',
  cohort: 'from=2025-04&to=2026-03',
  policy: null,
  cards: [
    { metric: 'referrals', by: 'pcn', commentary: '{{referrals.headline}}', bound: {} },
    { metric: 'referral-sources', by: 'source', commentary: '', bound: {} },
  ],
  ...change,
});

interface Made {
  readonly job: JobState;
  readonly parts: Readonly<Record<string, Uint8Array>>;
  readonly bytes: Buffer;
}

async function make(browser: Browser, recipe: Recipe, each: 'pcn' | 'none'): Promise<Made> {
  const begun = await browser.send('POST', '/api/reports/run', { recipe, each });
  expect(begun.status).toBe(202);
  const job = await jobDone(browser, begun.body as unknown as JobState);
  if (!job.file) return { job, parts: {}, bytes: Buffer.alloc(0) };
  const { bytes } = await fileOf(browser, served.url, `/api/jobs/${job.id}/file`);
  return { job, parts: unzipSync(bytes), bytes };
}

describe('the organisation', () => {
  it('is told to everybody, signed in or not, and is the publisher of a file', async () => {
    const organisation = 'Walks & “Talks”';
    expect((await browserOf(served.url).get('/api/session')).body).toMatchObject({ organisation });
    expect((await commissioner.get('/api/session')).body).toMatchObject({ organisation });
    const path = '/api/files/referrals?by=pcn&format=json';
    const { bytes } = await fileOf(commissioner, served.url, path);
    expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({
      provenance: { publisher: organisation },
    });
  });
});

describe('a report', () => {
  it('is four files and a contents page, each known again by /verify', async () => {
    const { parts, bytes } = await make(commissioner, small(), 'none');
    expect(Object.keys(parts).map((path) => path.split('.').at(-1))).toEqual([
      'html',
      'pptx',
      'docx',
      'xlsx',
      'pdf',
    ]);
    for (const body of [
      bytes,
      ...Object.entries(parts)
        .slice(1)
        .map(([, part]) => part),
    ]) {
      const { status, body: found } = await sendBytes(
        commissioner,
        served.url,
        '/api/verify',
        body,
        'report',
      );
      expect([status, found['unchanged']]).toEqual([200, true]);
      const figures = found['figures'] as readonly Verification[];
      expect(figures.map(({ today }) => today?.same)).toEqual([true, true]);
    }
    const [line] = await readAudit(database(), { action: 'report' }, 1);
    expect(line).toMatchObject({ role: 'commissioner', policy: 'nhs-sub-national' });
  });

  it('is made for every PCN into one archive, its links right, the same bytes each time', async () => {
    const recipe = small({ title: 'Board <&"> 🎉', policy: 'exact' });
    const { job, parts, bytes } = await make(manager, recipe, 'pcn');
    expect(job.state).toBe('done');
    // The figures of one data version, their times too, are kept: so is every byte made of them.
    expect((await make(manager, recipe, 'pcn')).bytes.equals(bytes)).toBe(true);
    const page = strFromU8(parts['contents.html'] ?? new Uint8Array());
    const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, path]) =>
      decodeURIComponent(path ?? ''),
    );
    expect(links.length).toBeGreaterThan(3);
    expect(links.toSorted()).toEqual(
      Object.keys(parts)
        .filter((path) => path !== 'contents.html')
        .toSorted(),
    );
    expect(page).toContain('Board &lt;&amp;&quot;&gt; 🎉');
    expect(page).toContain('Published by: Walks &amp; “Talks”.');
    const [paper] = Object.entries(parts).filter(([path]) => path.endsWith('.docx'));
    const words = partsOf(paper?.[1] ?? new Uint8Array()).get('word/document.xml') ?? '';
    expect(xmlOf(words).documentElement.textContent).toContain('Published by: Walks & “Talks”');
  });

  it('takes a title of 300 characters, and refuses a longer one', async () => {
    const { job, parts } = await make(manager, small({ title: 'Long title '.repeat(27) }), 'none');
    expect([job.state, Object.keys(parts).length]).toEqual(['done', 5]);
    const recipe = small({ title: 'x'.repeat(301) });
    const refused = await manager.send('POST', '/api/reports/run', { recipe, each: 'none' });
    expect(refused.status).toBe(400);
  });

  it('of a cohort nobody is in says so and makes no file', async () => {
    const recipe = small({ cohort: 'from=1999-01&to=1999-12' });
    const { job, parts } = await make(manager, recipe, 'none');
    expect([job.state, parts]).toEqual(['failed', {}]);
    expect(job.words).toMatch(/would be empty/);
  });

  it.each([
    ['no cards', { cards: [] }],
    ['an unknown figure', { cards: [{ metric: 'nope', by: 'x', commentary: '', bound: {} }] }],
    [
      'a list of cases',
      { cards: [{ metric: 'follow-up-due', by: 'case', commentary: '', bound: {} }] },
    ],
    ['an unknown place', { cohort: 'pcn=NOWHERE' }],
  ])('is refused with %s', async (_what, change) => {
    const recipe = small(change);
    const { status, body } = await manager.send('POST', '/api/reports/preview', { recipe });
    expect([400, 404]).toContain(status);
    expect(body['error']).toMatchObject({ message: expect.any(String) });
  });

  it('is exact for a manager who says so, never for others', async () => {
    const recipe = small({ policy: 'exact' });
    expect((await manager.send('POST', '/api/reports/preview', { recipe })).status).toBe(200);
    for (const role of ['commissioner', 'director'] as const) {
      const other = await served.as(role);
      expect((await other.send('POST', '/api/reports/preview', { recipe })).status).toBe(403);
    }
  });
});

describe('a kept recipe', () => {
  it('notes its numbers, shows what is stale, and gives others no exact number', async () => {
    const cards = [
      { metric: 'referrals', by: 'pcn', commentary: '{{referrals:pcn.headline}}', bound: {} },
    ];
    const body = { name: 'Mine', shared: true, recipe: small({ policy: 'exact', cards }) };
    const kept = await manager.send('POST', '/api/reports', body);
    expect(kept.status).toBe(201);
    const recipe = kept.body['recipe'] as Recipe;
    expect(Object.keys(recipe.cards[0]?.bound ?? {})).toEqual(['referrals:pcn.headline']);
    const later = { ...recipe, cohort: 'from=2025-04&to=2025-06' };
    const preview = await manager.send('POST', '/api/reports/preview', { recipe: later });
    expect(preview.body['cards']).toMatchObject([{ commentary: { numbers: [{ stale: true }] } }]);
    const seen = (await commissioner.get('/api/reports')).body['recipes'] as { recipe: Recipe }[];
    expect(seen[0]?.recipe).toMatchObject({ policy: null, cards: [{ bound: {} }] });
    const id = String(kept.body['id']);
    expect((await commissioner.send('DELETE', `/api/reports/${id}`)).status).toBe(404);
    expect((await manager.send('DELETE', `/api/reports/${id}`)).status).toBe(204);
  });

  it('begins from templates whose every card there is', async () => {
    const { body } = await manager.get('/api/reports');
    const templates = body['templates'] as { recipe: Recipe }[];
    expect(templates).toHaveLength(3);
    for (const { recipe } of templates) {
      const { status, text } = await manager.send('POST', '/api/reports/preview', { recipe });
      expect([status, text.slice(0, 200)]).toEqual([200, expect.stringContaining('cards')]);
    }
  });

  it('gives a figure that follows people a period that can have been followed, and says so', async () => {
    const { body } = await manager.get('/api/reports');
    const templates = body['templates'] as { id: string; recipe: Recipe }[];
    const contract = templates.find(({ id }) => id === 'contract')?.recipe;
    const cards = contract?.cards ?? [];
    const gp = cards.find(({ metric }) => metric === 'gp-appointments');
    const report = new URLSearchParams(contract?.cohort);
    expect(gp?.period && gp.period.to < String(report.get('to'))).toBe(true);
    expect(cards.find(({ metric }) => metric === 'referrals')).not.toHaveProperty('period');
    const preview = await manager.send('POST', '/api/reports/preview', { recipe: contract });
    const pages = preview.body['cards'] as { period: string | null; message: unknown }[];
    expect(pages[cards.indexOf(gp!)]?.period).toMatch(
      /^This figure counts referrals of .+: those are too recent, as each is followed for about 6 months\.$/,
    );
    expect(pages[0]?.period).toBeNull();
  });

  it('prints the period of its own on the page of the file', async () => {
    const period = { from: '2025-04', to: '2025-06' };
    const recipe = small({
      cohort: 'from=2025-07&to=2025-09',
      cards: [
        { metric: 'referrals', by: 'month', commentary: '', bound: {} },
        { metric: 'referrals', by: 'pcn', period, commentary: '', bound: {} },
      ],
    });
    const { parts } = await make(manager, recipe, 'none');
    const slides = Object.entries(parts).find(([path]) => path.endsWith('.pptx'))?.[1];
    const words = Object.values(unzipSync(slides ?? new Uint8Array()))
      .map((part) => strFromU8(part))
      .join(' ');
    expect(words).toContain(
      'This figure counts referrals of April 2025 to June 2025, not of July 2025 to September 2025.',
    );
  });

  it('refuses a period of a card that no cohort could have', async () => {
    const recipe = small();
    const cards = [{ ...recipe.cards[0], period: { from: '2025-07', to: 'soon' } }];
    const { status } = await manager.send('POST', '/api/reports/preview', {
      recipe: { ...recipe, cards },
    });
    expect(status).toBe(400);
  });
});
