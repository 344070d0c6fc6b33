import type { Request } from 'express';
import { HttpError } from '../http-error.ts';
import type { SignedIn } from './sessions.ts';
import { sameText } from './tokens.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that another site may have sent with the viewer's cookie. Two checks, either of
 * which would do: the browser names our own origin, and the request carries the session's token.
 * Signing in has no session yet and is covered by the first.
 * @throws HttpError 403 `foreign_origin` or `csrf`
 */
export function checkChange(
  request: Request,
  signedIn: SignedIn | null,
  publicUrl: string | null,
): void {
  if (safe.has(request.method)) return;
  if (!fromOurselves(request, publicUrl))
    throw new HttpError('the request comes from another site', 403, {
      code: 'foreign_origin',
      wayOut: 'Open this site in its own window and try again.',
    });
  if (signedIn === null || isSignIn(request)) return;
  if (!sameText(request.get('x-csrf-token') ?? '', signedIn.csrf))
    throw new HttpError('the request lacks the token of the session', 403, {
      code: 'csrf',
      wayOut: 'Load the page again: GET /api/session gives the token for the header x-csrf-token.',
    });
}

/** Browsers name the origin of every change; a program without a browser names none. */
function fromOurselves(request: Request, publicUrl: string | null): boolean {
  const origin = request.get('origin');
  if (origin !== undefined) return origin === originOf(request, publicUrl);
  const site = request.get('sec-fetch-site');
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** Scheme, host and port of this site as its visitors see it. */
export function originOf(request: Request, publicUrl: string | null): string {
  return publicUrl === null ? `${request.protocol}://${request.host}` : new URL(publicUrl).origin;
}

/** A sign-in form may find an old session in the browser, whose token it does not know. */
function isSignIn(request: Request): boolean {
  return request.method === 'POST' && request.path === '/session';
}
