import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** A person as the provider knows them; claims go into the ID token, as Microsoft Entra ID does it. */
export interface Person {
  readonly sub: string;
  readonly name?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly preferred_username?: string;
  readonly roles?: readonly string[];
  readonly pcns?: readonly string[];
}

export interface IdentityProvider {
  readonly issuer: string;
  /** Who types their password at the provider next. */
  next: Person;
  /** Registers the programs' callbacks; before it the provider answers nothing. */
  register(redirectUris: readonly string[]): void;
  close(): Promise<void>;
}

export const client = { id: 'impact', secret: 'a-secret-of-the-test-only' };

/** A real OpenID Connect provider on a port of its own. It demands PKCE. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  let answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) =>
    response.writeHead(503).end();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const self: IdentityProvider = {
    issuer,
    next: { sub: 'nobody' },
    register(redirectUris) {
      const people = new Map<string, Person>();
      const provider = new Provider(issuer, configuration(redirectUris, people));
      const callback = provider.callback();
      answer = (request, response) => {
        if (!request.url?.startsWith('/interaction/')) return void callback(request, response);
        people.set(self.next.sub, self.next);
        void provider.interactionFinished(request, response, {
          login: { accountId: self.next.sub, remember: false },
        });
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return self;
}

function configuration(
  redirectUris: readonly string[],
  people: ReadonlyMap<string, Person>,
): ConstructorParameters<typeof Provider>[1] {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [...redirectUris],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: {
      openid: ['sub', 'roles', 'pcns'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
    },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a-key-of-the-test-only'] },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => {
      const person = people.get(id) ?? { sub: id };
      return { accountId: id, claims: () => ({ ...person }) };
    },
    loadExistingGrant: async (context) => {
      const { oidc } = context;
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  };
}
