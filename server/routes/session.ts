import type { Request, Response } from 'express';
import type { Access } from '../access/access.ts';
import type { AccessSettings } from '../access/access-settings.ts';
import { recordAudit } from '../access/audit.ts';
import { clearCookie, sessionCookie, setCookie } from '../access/cookies.ts';
import { demonstrationAccountsIn } from '../access/demonstration.ts';
import { limitRequests } from '../access/limits.ts';
import { MAX_LENGTH } from '../access/password-rules.ts';
import { endEverySession, endSession, readSession, type SignedIn } from '../access/sessions.ts';
import { changePassword, signIn } from '../access/sign-in.ts';
import type { Database } from '../database/connect.ts';
import { HttpError } from '../http-error.ts';
import { bodyOf, onlyKeys, smallBody, textOf } from './body.ts';
import type { OpenRoute } from './route.ts';

export interface SessionParts {
  readonly access: Access;
  readonly settings: AccessSettings;
  /** Connection of the role impact_access. */
  readonly database: Database;
  /** Whose service this is, for the header; null when nobody said. */
  organisation(): string | null;
}

/**
 * The session's own routes. All are for anyone, as someone who must change a one-time password is
 * not yet let in elsewhere; those that need a session check it themselves.
 */
export function sessionRoutes(parts: SessionParts): OpenRoute[] {
  const { access, database, settings } = parts;
  const failures = limitRequests({
    perMinute: settings.signInFailuresPerMinute,
    accountOf: () => null,
    failuresOnly: true,
  });
  return [
    {
      method: 'get',
      path: '/session',
      who: 'anyone',
      async handle(request, response) {
        const signedIn = access.signedInOf(request);
        if (signedIn) response.json(sessionBody(signedIn, parts));
        else response.status(401).json(await signedOutBody(parts));
      },
    },
    {
      method: 'post',
      path: '/session',
      who: 'anyone',
      limits: [failures, smallBody],
      async handle(request, response) {
        const body = bodyOf(request);
        onlyKeys(body, ['email', 'password']);
        const token = await signIn(database, {
          email: textOf(body, 'email'),
          password: textOf(body, 'password', MAX_LENGTH),
          address: request.ip ?? null,
        });
        const before = access.signedInOf(request);
        if (before) await endSession(database, before.tokenHash);
        await answerWith(token, request, response);
      },
    },
    {
      method: 'delete',
      path: '/session',
      who: 'anyone',
      async handle(request, response) {
        const { tokenHash, viewer } = needSession(request);
        await endSession(database, tokenHash);
        await recordAudit(database, { action: 'sign-out', viewer, address: request.ip ?? null });
        clearCookie(request, response, sessionCookie);
        response.status(204).end();
      },
    },
    {
      method: 'post',
      path: '/session/password',
      who: 'anyone',
      limits: [failures, smallBody],
      async handle(request, response) {
        const signedIn = needSession(request);
        const body = bodyOf(request);
        onlyKeys(body, ['current', 'next']);
        const token = await changePassword(database, signedIn, {
          current: textOf(body, 'current', MAX_LENGTH),
          next: textOf(body, 'next', 1000),
        });
        await answerWith(token, request, response);
      },
    },
    {
      method: 'post',
      path: '/session/sign-out-everywhere',
      who: 'anyone',
      async handle(request, response) {
        const { viewer } = needSession(request);
        const ended = await endEverySession(database, viewer.id);
        await recordAudit(database, {
          action: 'sign-out',
          viewer,
          address: request.ip ?? null,
          detail: 'everywhere',
        });
        clearCookie(request, response, sessionCookie);
        response.json({ ended });
      },
    },
  ];

  function needSession(request: Request): SignedIn {
    const signedIn = access.signedInOf(request);
    if (signedIn) return signedIn;
    throw new HttpError('not signed in', 401, { wayOut: 'Sign in and try again.' });
  }

  async function answerWith(token: string, request: Request, response: Response): Promise<void> {
    const signedIn = await readSession(database, token, settings);
    if (!signedIn) throw new HttpError('not signed in', 401, { wayOut: 'Sign in and try again.' });
    setCookie(request, response, sessionCookie, token);
    response.json(sessionBody(signedIn, parts));
  }
}

/** What the browser knows of its session. */
function sessionBody(
  { viewer, email, mustChangePassword, hasPassword, demonstration, csrf }: SignedIn,
  { organisation }: SessionParts,
) {
  return {
    organisation: organisation(),
    viewer: { ...viewer, email, mustChangePassword, hasPassword, demonstration },
    csrf,
  };
}

/** The error, and what a sign-in page needs to know: which ways in there are. */
async function signedOutBody({ settings, database, organisation }: SessionParts) {
  const error = new HttpError('not signed in', 401, { wayOut: 'Sign in and try again.' });
  const { provider } = settings;
  return {
    ...error.toBody(),
    organisation: organisation(),
    signIn: {
      provider: provider && { name: provider.name, href: '/api/session/provider' },
      demonstration: await demonstrationAccountsIn(database),
    },
  };
}
