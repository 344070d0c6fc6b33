import type { Request, Response } from 'express';
import type { AccessSettings } from '../access/access-settings.ts';
import { recordAudit } from '../access/audit.ts';
import { grantOf, identityOf } from '../access/claims.ts';
import {
  clearCookie,
  readCookie,
  sessionCookie,
  setCookie,
  signInCookie,
} from '../access/cookies.ts';
import { limitRequests } from '../access/limits.ts';
import { originOf } from '../access/protect.ts';
import { admit } from '../access/provider-account.ts';
import { localPath, PROVIDER_MINUTES, type Arrival, type Provider } from '../access/provider.ts';
import { openSession } from '../access/sign-in.ts';
import type { Database } from '../database/connect.ts';
import type { OpenRoute } from './route.ts';

export interface ProviderParts {
  readonly settings: AccessSettings;
  readonly provider: Provider;
  /** Connection of the role impact_access. */
  readonly database: Database;
}

const callback = '/api/session/provider/callback';

/**
 * Sign-in at the organisation's provider: `GET /api/session/provider?return=/path` leaves for it,
 * and it sends the browser back to the callback. Both end in a redirect; what went wrong is a word
 * in `/sign-in?problem=`, for the page to explain.
 */
export function providerRoutes(parts: ProviderParts): OpenRoute[] {
  const { settings, provider, database } = parts;
  const limits = [limitRequests({ perMinute: 60, accountOf: () => null })];
  const here = (request: Request): string =>
    (settings.publicUrl ?? originOf(request, null)) + callback;

  return [
    {
      method: 'get',
      path: '/session/provider',
      who: 'anyone',
      limits,
      async handle(request, response) {
        const returnTo = localPath(request.query['return']);
        try {
          const departure = await provider.begin(database, here(request), returnTo);
          setCookie(request, response, signInCookie, departure.token, PROVIDER_MINUTES * 60);
          response.redirect(303, departure.href);
        } catch {
          await turnAway(request, response, 'provider_unreachable', null);
        }
      },
    },
    {
      method: 'get',
      path: '/session/provider/callback',
      who: 'anyone',
      limits,
      async handle(request, response) {
        const arrival = await arrive(request);
        clearCookie(request, response, signInCookie);
        if (arrival === null) return turnAway(request, response, 'provider_failed', null);
        if (!settings.provider) return turnAway(request, response, 'provider_failed', null);
        const identity = identityOf(arrival.claims, settings.provider.trustEmail);
        const admission = await admit(
          database,
          identity,
          grantOf(arrival.claims, settings.provider),
        );
        if (admission.kind !== 'account')
          return turnAway(request, response, admission.kind, identity.email);
        const token = await openSession(database, admission.id, request.ip ?? null, 'provider');
        setCookie(request, response, sessionCookie, token);
        response.redirect(303, arrival.returnTo);
      },
    },
  ];

  /** Null when anything about the answer does not hold: the reason is nothing to tell a stranger. */
  async function arrive(request: Request): Promise<Arrival | null> {
    const token = readCookie(request, signInCookie);
    if (token === null) return null;
    const query = request.originalUrl.split('?')[1] ?? '';
    try {
      return await provider.finish(database, token, new URL(`${here(request)}?${query}`));
    } catch {
      return null;
    }
  }

  async function turnAway(
    request: Request,
    response: Response,
    problem: string,
    email: string | null,
  ): Promise<void> {
    await recordAudit(database, {
      action: 'sign-in',
      outcome: 'refused',
      email,
      address: request.ip ?? null,
      detail: `provider: ${problem.replaceAll('_', ' ')}`,
    });
    response.redirect(303, `/sign-in?problem=${problem}`);
  }
}
