import * as oidc from 'openid-client';
import type { Queries } from '../database/connect.ts';
import type { ProviderSettings } from './access-settings.ts';
import { hashToken, makeToken } from './tokens.ts';

/** Minutes a person may take at the provider. */
export const PROVIDER_MINUTES = 15;

/** A sign-in at the provider that has begun. */
export interface Departure {
  /** Where the browser goes. */
  readonly href: string;
  /** For a cookie of this browser alone: without it nobody can finish the sign-in. */
  readonly token: string;
}

export interface Arrival {
  readonly claims: oidc.IDToken;
  readonly returnTo: string;
}

/** Sign-in at the organisation's own OpenID Connect provider. */
export interface Provider {
  begin(database: Queries, redirectUri: string, returnTo: string): Promise<Departure>;
  /**
   * @param address what the browser came back to, query included
   * @throws Error when state, nonce, signature, issuer, audience or the code do not hold
   */
  finish(database: Queries, token: string, address: URL): Promise<Arrival>;
}

/**
 * Authorization code flow with PKCE, state and nonce (OpenID Connect Core 3.1, RFC 7636, RFC 9700).
 * The provider's addresses and keys are discovered at the first sign-in and kept; a failed
 * discovery is tried again at the next.
 */
export function createProvider(settings: ProviderSettings): Provider {
  let discovered: Promise<oidc.Configuration> | null = null;
  const configuration = (): Promise<oidc.Configuration> => {
    discovered ??= discover(settings).catch((failure: unknown) => {
      discovered = null;
      throw failure;
    });
    return discovered;
  };
  return {
    async begin(database, redirectUri, returnTo) {
      const token = makeToken();
      const request = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      };
      const href = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: settings.scope,
        state: request.state,
        nonce: request.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(request.codeVerifier),
        code_challenge_method: 'S256',
      }).href;
      await database.query(
        'begin a sign-in at the provider',
        `insert into sign_in_request (token_hash, state, nonce, code_verifier, return_to)
         values ($1, $2, $3, $4, $5)`,
        [hashToken(token), request.state, request.nonce, request.codeVerifier, returnTo],
      );
      return { href, token };
    },
    async finish(database, token, address) {
      const begun = await takeRequest(database, token);
      const tokens = await oidc.authorizationCodeGrant(await configuration(), address, {
        pkceCodeVerifier: begun.code_verifier,
        expectedState: begun.state,
        expectedNonce: begun.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('the provider gave no identity');
      return { claims, returnTo: begun.return_to };
    },
  };
}

interface RequestRow {
  readonly state: string;
  readonly nonce: string;
  readonly code_verifier: string;
  readonly return_to: string;
}

/** Takes a begun sign-in out: an answer can be used once. */
async function takeRequest(database: Queries, token: string): Promise<RequestRow> {
  const [row] = await database.query<RequestRow>(
    'finish a sign-in at the provider',
    `delete from sign_in_request
     where token_hash = $1 and created_at > now() - make_interval(mins => $2)
     returning state, nonce, code_verifier, return_to`,
    [hashToken(token), PROVIDER_MINUTES],
  );
  if (!row) throw new Error('no sign-in has begun in this browser, or it took too long');
  return row;
}

function discover(settings: ProviderSettings): Promise<oidc.Configuration> {
  const issuer = new URL(settings.issuer);
  const onThisMachine = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname);
  return oidc.discovery(
    issuer,
    settings.clientId,
    { [oidc.clockTolerance]: 30 },
    oidc.ClientSecretPost(settings.clientSecret),
    // A provider in a test or on this machine may do without TLS; no other may.
    issuer.protocol === 'http:' && onThisMachine ? { execute: [oidc.allowInsecureRequests] } : {},
  );
}

/** A path of this site to return to, or the front page: never another site's address. */
export function localPath(value: unknown): string {
  if (typeof value !== 'string' || value.length > 2000) return '/';
  if (!/^\/(?![/\\])/.test(value) || /[\\\s]/.test(value)) return '/';
  return value;
}
