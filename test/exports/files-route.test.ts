import express from 'express';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileFormats } from '#figure/formats.ts';
import type { Role } from '../../server/access/viewer.ts';
import { makeBytes } from '../../server/exports/make-bytes.ts';
import { asHttpError } from '../../server/http-error.ts';
import { fileRoute } from '../../server/routes/files.ts';
import type { FileParts } from '../../server/routes/files.ts';
import type { FigureAudit } from '../../server/routes/figures.ts';
import { register } from '../../server/routes/route.ts';
import { askingAs } from './asked.ts';
import { readCsv } from '../../server/export-check/read-back.ts';

const audited: FigureAudit[] = [];
const kept: Parameters<FileParts['keep']>[0][] = [];
let server: Server;
let role: Role = 'manager';

beforeAll(async () => {
  const app = express();
  const router = express.Router();
  const route = fileRoute({
    asking: () => Promise.resolve(askingAs(role)),
    keep: (file) => Promise.resolve(void kept.push(file)),
    audit: (entry) => Promise.resolve(void audited.push(entry)),
    late: (figure) => Promise.resolve(figure),
    make: makeBytes,
    limit: (_request, _response, next) => next(),
  });
  register(router, [route], () => askingAs(role).viewer);
  app.use('/api', router);
  app.use(
    (failure: unknown, _q: express.Request, answer: express.Response, _n: express.NextFunction) => {
      const error = asHttpError(failure);
      answer.status(error.status).json(error.toBody());
    },
  );
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void server.close());

const ask = (query: string): Promise<Response> =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/files/${query}`);

describe('GET /api/files/:metric', () => {
  it.each(fileFormats)(
    'answers $id as an attachment with a safe name',
    async ({ id, type, extension }) => {
      role = 'manager';
      const answer = await ask(`referrals?by=pcn&format=${id}`);
      expect(answer.status).toBe(200);
      // JSON is sent with its character set spelled out.
      expect(answer.headers.get('content-type')?.startsWith(type)).toBe(true);
      expect(answer.headers.get('content-disposition')).toMatch(
        new RegExp(`^attachment; filename="referrals_pcn_[A-Za-z0-9_.-]+\\.${extension}"$`),
      );
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.length).toBeGreaterThan(100);
      expect(bytes.equals(Buffer.from(kept.at(-1)?.bytes ?? []))).toBe(true);
      expect(audited.at(-1)).toMatchObject({
        what: 'file',
        format: id,
        policy: 'nhs-sub-national',
      });
    },
    30_000,
  );

  it('controls a file unless a manager asks for exact, and logs which', async () => {
    role = 'manager';
    const rounded = readCsv(await (await ask('referrals?by=practice&format=csv')).text());
    for (const row of rounded.rows) if (row[2] !== '[c]') expect(Number(row[2]) % 5).toBe(0);
    const exact = await ask('referrals?by=practice&format=csv&policy=exact');
    expect(exact.headers.get('content-disposition')).toContain('_exact_');
    expect(audited.at(-1)).toMatchObject({ what: 'file', policy: 'exact' });
    role = 'commissioner';
    expect((await ask('referrals?by=practice&format=csv&policy=exact')).status).toBe(403);
    role = 'admin';
    expect((await ask('referrals?by=practice&format=csv')).status).toBe(403);
  });

  it.each([
    ['referrals?by=pcn&format=doc', 400, 'unknown format: doc; one of png'],
    ['referrals?by=pcn', 400, 'unknown format: ; one of png'],
    ['referrals?by=pcn&format=png&size=a3', 400, 'unknown size: a3; one of slide'],
    ['referrals?by=pcn&format=csv&size=a4', 400, 'csv has no sizes: size=a4'],
    ['referrals?by=moon&format=csv', 404, 'unknown split of referrals: moon'],
    ['moon?format=csv', 404, 'unknown metric: moon'],
    ['referrals?format=csv&postcode=x', 400, 'unknown key: postcode'],
  ])('says what is wrong with %s', async (query, status, message) => {
    role = 'manager';
    const answer = await ask(query);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(await answer.json())).toContain(message);
  });
});
