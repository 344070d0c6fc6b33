import type { Request, RequestHandler, Response } from 'express';
import type { AccessPart } from '../app.ts';
import { HttpError } from '../http-error.ts';
import type { AccessSettings } from './access-settings.ts';
import { recordAudit } from './audit.ts';
import { readCookie, sessionCookie } from './cookies.ts';
import { limitRequests } from './limits.ts';
import { checkChange } from './protect.ts';
import { clearExpired, readSession, type SignedIn } from './sessions.ts';
import type { Viewer } from './viewer.ts';
import type { Walls } from './walls.ts';

/** Sign-in as the application uses it. */
export interface Access extends AccessPart {
  /** The session of a request, a forced change of password included; null when signed out. */
  signedInOf(request: Request): SignedIn | null;
  /** For routes that make files: a limit of its own. */
  readonly fileLimit: RequestHandler;
  /** Clears what has run out, now and every quarter of an hour. @returns how to stop */
  keepTidy(): () => void;
}

/**
 * Sessions, limits and the protection of changes, before every route of the API.
 * @param complain told of a line of the audit log that could not be written after an answer
 */
export function createAccess(
  settings: AccessSettings,
  walls: Pick<Walls, 'access'>,
  complain: (failure: unknown) => void = () => undefined,
): Access {
  const database = walls.access;
  const sessions = new WeakMap<Request, SignedIn>();
  const signedInOf = (request: Request): SignedIn | null => sessions.get(request) ?? null;
  const accountOf = (request: Request): string | null => signedInOf(request)?.viewer.id ?? null;

  const findSession: RequestHandler = async (request, _response, next) => {
    const token = readCookie(request, sessionCookie);
    const found = token === null ? null : await readSession(database, token, settings);
    if (found) sessions.set(request, found);
    next();
  };
  const logRefusal: RequestHandler = (request, response, next) => {
    response.once('finish', () => {
      if (response.statusCode !== 403 && response.statusCode !== 429) return;
      void recordRefusal(request, response, signedInOf(request)?.viewer ?? null).catch(complain);
    });
    next();
  };
  const protectChanges: RequestHandler = (request, _response, next) => {
    checkChange(request, signedInOf(request), settings.publicUrl);
    next();
  };

  /** The route's pattern, never the address asked for: that may hold a reference to a case. */
  const recordRefusal = async (
    request: Request,
    response: Response,
    viewer: Viewer | null,
  ): Promise<void> => {
    const route: unknown = request.route;
    const path = isRoute(route) ? route.path : 'before any route';
    await recordAudit(database, {
      action: 'refused',
      outcome: 'refused',
      viewer,
      target: `${request.method} ${path}`,
      address: request.ip ?? null,
      detail: String(response.statusCode),
    });
  };

  return {
    before: [
      findSession,
      logRefusal,
      limitRequests({ perMinute: settings.requestsPerMinute, accountOf }),
      protectChanges,
    ],
    viewerOf: (request) => {
      const found = signedInOf(request);
      if (found?.mustChangePassword) throw passwordChangeNeeded();
      return found?.viewer ?? null;
    },
    signedInOf,
    fileLimit: limitRequests({ perMinute: settings.filesPerMinute, accountOf }),
    keepTidy: () => {
      const tidy = (): void => void clearExpired(database, settings).catch(complain);
      tidy();
      const timer = setInterval(tidy, 15 * 60_000);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}

function isRoute(route: unknown): route is { path: string } {
  return (
    typeof route === 'object' && route !== null && 'path' in route && typeof route.path === 'string'
  );
}

function passwordChangeNeeded(): HttpError {
  return new HttpError('a password of your own is needed first', 403, {
    code: 'password_change_needed',
    wayOut: 'Change the one-time password: POST /api/session/password.',
  });
}
