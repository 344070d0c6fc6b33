import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatCohort } from '#figure/cohort-url.ts';
import { fileFormats, type FileFormatId } from '#figure/formats.ts';
import { createApp } from '../../../server/app.ts';
import type { Asking } from '../../../server/answers/asking.ts';
import { makeBytes } from '../../../server/exports/make-bytes.ts';
import { fileRoute } from '../../../server/routes/files.ts';
import { figureRoutes } from '../../../server/routes/figures.ts';
import { pairOf, type Twins } from './pairs.ts';

/**
 * Two services whose figures show the same numbers, behind the real routes: whatever leaves (the
 * page, every file, their headers) must be the same to the byte, or it would tell what is hidden.
 */
const servers: Server[] = [];
const bases: string[] = [];
/** Metrics that between them draw most kinds of chart. */
const asked = [
  'referrals',
  'referral-rate',
  'referral-rate-by-area',
  'wait',
  'annual-people',
  'wellbeing-change',
  'gp-event-study',
  'reached',
];
/** One figure of each kind of chart. */
let leaving: readonly Twins[] = [];
/** Those of one cohort without a filter, as a page asks for them. */
let hidingPlainly: readonly Twins[] = [];

async function serve(asking: Asking): Promise<string> {
  const parts = {
    asking: () => Promise.resolve(asking),
    report: (failure: unknown) => expect(failure).toBeUndefined(),
    audit: () => Promise.resolve(),
    keep: () => Promise.resolve(),
  };
  const app = createApp({
    access: { before: [], viewerOf: () => asking.viewer },
    routes: [
      ...figureRoutes(parts),
      fileRoute({
        ...parts,
        late: (figure) => Promise.resolve(figure),
        make: makeBytes,
        limit: (_request, _response, next) => next(),
      }),
    ],
    log: pino({ level: 'silent' }),
    client: (_request, response) => void response.status(404).end(),
  });
  const server = createServer(app);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
}

beforeAll(async () => {
  const { readers, hiding } = await pairOf('nhs-sub-national', 17, asked);
  for (const reader of readers) bases.push(await serve(reader));
  leaving = [...new Map(hiding.map((twins) => [twins.first.chart.kind, twins])).values()];
  hidingPlainly = hiding.filter(({ request: { against } }) => against === undefined);
}, 60_000);
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const addressOf = ({ request: { metric, by, cohort, against } }: Twins): string =>
  `${metric.id}?by=${by}&${formatCohort(cohort)}${against ? `&compare=${against.kind}` : ''}`;

/** Status, every header but the date, and the bytes. */
async function whole(url: string, headers: Record<string, string> = {}) {
  const answer = await fetch(url, { headers });
  const bytes = Buffer.from(await answer.arrayBuffer()).toString('base64');
  const sent = [...answer.headers].filter(([name]) => name !== 'date');
  return { status: answer.status, sent: Object.fromEntries(sent), bytes };
}

async function twice(path: string, headers: Record<string, string> = {}) {
  const [one, other] = await Promise.all(bases.map((base) => whole(base + path, headers)));
  return { one: one!, other: other! };
}

/** All of them but for formats that take long, which hold the same drawing, table and words again. */
const slow: Partial<Record<FileFormatId, number>> = { png: 1, docx: 1, pdf: 2, pptx: 3 };

describe('what leaves of two services that show the same', () => {
  it('covers most kinds of chart', () => {
    const kinds = leaving.map(({ first }) => first.chart.kind).toSorted();
    expect(kinds).toEqual(expect.arrayContaining(['breakdown', 'trend']));
    expect(kinds.length).toBeGreaterThanOrEqual(6);
  });

  it.each(['application/json', 'text/csv', 'application/vnd.apache.arrow.stream'])(
    'is the same answer as %s, with the same headers',
    async (accept) => {
      for (const twins of leaving) {
        const { one, other } = await twice(`/figures/${addressOf(twins)}`, { accept });
        expect(one.status).toBe(200);
        expect(one.sent['etag']).toBeDefined();
        expect(one.sent['last-modified']).toBeUndefined();
        expect(other).toEqual(one);
      }
    },
  );

  it('is not told apart by the ETag of the other', async () => {
    for (const twins of leaving) {
      const path = `/figures/${addressOf(twins)}`;
      const { one } = await twice(path);
      const again = await twice(path, { 'if-none-match': one.sent['etag']! });
      expect([again.one.status, again.other.status]).toEqual([304, 304]);
    }
  });

  it('is the same page, cohort line and histogram', async () => {
    const plain = hidingPlainly.slice(0, 30);
    expect(plain.length).toBeGreaterThan(5);
    const figures = plain.map(({ first }) => `${first.metric}:${first.by}`).join(',');
    const cohort = formatCohort(plain[0]!.request.cohort);
    for (const path of [`/figures?figures=${figures}&${cohort}`, `/histogram?${cohort}`]) {
      const { one, other } = await twice(path);
      expect([path, one.status]).toEqual([path, 200]);
      expect(other.sent).toEqual(one.sent);
      expect(other.bytes).toBe(one.bytes);
    }
  });

  it.each(fileFormats)(
    'is the same $id, name and headers',
    async ({ id, sized }) => {
      for (const twins of leaving.slice(0, slow[id])) {
        const size = sized ? '&size=half-slide' : '';
        const { one, other } = await twice(`/files/${addressOf(twins)}&format=${id}${size}`);
        expect(one.status).toBe(200);
        expect(other.sent).toEqual(one.sent);
        expect(other.bytes === one.bytes).toBe(true);
      }
    },
    60_000,
  );
});
