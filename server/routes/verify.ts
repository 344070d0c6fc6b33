import express from 'express';
import type { RequestHandler } from 'express';
import { recordAudit } from '../access/audit.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Asking } from '../answers/asking.ts';
import { hashOf } from '../archive/keep.ts';
import { codesInFile, readCode } from '../archive/read-codes.ts';
import { codesOfHash, issuesOf, recordsUnder } from '../archive/records.ts';
import { verify } from '../archive/verify.ts';
import type { Verification } from '../archive/verify.ts';
import type { Queries } from '../database/connect.ts';
import { HttpError } from '../http-error.ts';
import { everyRole } from './route.ts';
import type { GuardedRoute } from './route.ts';

export interface VerifyParts {
  asking(viewer: Viewer): Promise<Asking>;
  /** Where what left is kept: added to and read, never changed. */
  readonly database: Queries;
  /** Reading a file and asking its figures again takes longer than an answer. */
  readonly limit: RequestHandler;
}

/** Most codes of one file that are looked up and asked again: a report holds some dozens at most. */
const mostFigures = 60;

/** Largest file taken: a borough's report for every PCN is some 10 MB. */
const fileBody = express.raw({ type: () => true, limit: '60mb' });

async function verifications(
  codes: readonly string[],
  viewer: Viewer,
  { asking, database }: VerifyParts,
): Promise<readonly Verification[]> {
  const records = await recordsUnder(database, codes.slice(0, mostFigures));
  const found = records.map(({ code }) => code);
  const issues = await issuesOf(database, found);
  const here = await asking(viewer);
  const answers: Verification[] = [];
  for (const record of records) answers.push(await verify(record, issues, here));
  await recordAudit(database, {
    action: 'verify',
    viewer,
    target: found.length > 5 ? `${found.length} figures` : found.join(' ') || 'not known',
    dataVersion: here.snapshot.version,
  });
  return answers;
}

/** `GET /api/verify/:code`: what a code stands for, and whether today's data give the same. */
function verifyCode(parts: VerifyParts): GuardedRoute {
  return {
    method: 'get',
    path: '/verify/:code',
    who: everyRole,
    async handle(request, response, viewer) {
      const code = readCode(String(request.params['code']));
      if (code === null)
        throw new HttpError('not a verification code', 400, {
          code: 'not_a_code',
          wayOut: 'A code has 12 letters and numbers, such as K7QF-2M3A-9XTC.',
        });
      const [found] = await verifications([code], viewer, parts);
      if (!found)
        throw new HttpError(`no figure left under the code ${code}`, 404, {
          code: 'unknown_code',
          wayOut: 'Check each letter, or choose the file itself. Only files are kept, not screens.',
        });
      response.json({ figures: [found] });
    },
  };
}

/**
 * `POST /api/verify` with a file as its body and its name in `x-file-name`: the figures it holds, by
 * the codes in its metadata, and whether it is byte for byte a file that left.
 */
function verifyFile(parts: VerifyParts): GuardedRoute {
  return {
    method: 'post',
    path: '/verify',
    who: everyRole,
    limits: [parts.limit, fileBody],
    async handle(request, response, viewer) {
      const body: unknown = request.body;
      if (!Buffer.isBuffer(body) || body.length === 0)
        throw new HttpError('the request has no file', 400, {
          wayOut: 'Send the file as the body of the request.',
        });
      const unchanged = await codesOfHash(parts.database, hashOf(body));
      const codes = unchanged.length > 0 ? unchanged : codesInFile(body, nameOf(request));
      const figures = await verifications(codes, viewer, parts);
      if (figures.length === 0)
        throw new HttpError('no figure of this dashboard was found in the file', 404, {
          code: 'unknown_file',
          wayOut:
            codes.length > 0
              ? 'It carries a code, but nothing left under it: it may come from another dashboard.'
              : 'Type the code printed under the figure instead.',
        });
      response.json({ unchanged: unchanged.length > 0, figures });
    },
  };
}

function nameOf(request: { get(name: string): string | undefined }): string {
  try {
    return decodeURIComponent(request.get('x-file-name') ?? '').slice(0, 400);
  } catch {
    return '';
  }
}

export function verifyRoutes(parts: VerifyParts): readonly GuardedRoute[] {
  return [verifyCode(parts), verifyFile(parts)];
}
