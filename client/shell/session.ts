import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Query } from '@tanstack/react-query';
import { ApiError, ask, isSignedOut, rememberCsrf } from './api.ts';

export type Role = 'manager' | 'director' | 'commissioner' | 'admin';

export interface SessionViewer {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly pcns: readonly string[];
  readonly email: string;
  readonly mustChangePassword: boolean;
  readonly hasPassword: boolean;
  readonly demonstration: boolean;
}

/** The ways in that the sign-in page offers. */
export interface SignInOffer {
  readonly provider: { readonly name: string; readonly href: string } | null;
  readonly demonstration: readonly {
    readonly email: string;
    readonly password: string;
    readonly name: string;
    readonly role: Role;
  }[];
}

/** Who is signed in, as the server says. `ended` is set when a session ran out under the page. */
export interface Session {
  readonly viewer: SessionViewer | null;
  readonly csrf: string | null;
  readonly signIn: SignInOffer;
  /** Whose service this is; null when the deployment does not say. */
  readonly organisation: string | null;
  readonly ended?: boolean;
}

/** What the server says to somebody who is signed in. */
type Arrival = Pick<Session, 'viewer' | 'csrf' | 'organisation'>;

export const sessionKey = ['session'] as const;

const noOffer: SignInOffer = { provider: null, demonstration: [] };

async function readSession(signal?: AbortSignal): Promise<Session> {
  try {
    const found = await ask<Arrival>('/session', signal ? { signal } : {});
    rememberCsrf(found.csrf);
    return { ...found, signIn: noOffer };
  } catch (failure) {
    if (!(failure instanceof ApiError) || !isSignedOut(failure)) throw failure;
    const { signIn = noOffer, organisation = null } = failure.body as Partial<Session>;
    return { viewer: null, csrf: null, signIn, organisation };
  }
}

/** The session; asked for once, then kept until something says it ended. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: ({ signal }) => readSession(signal),
    staleTime: Infinity,
  });
}

/** The ways in, asked for when a session has ended under the page. */
export function useSignInOffer(): SignInOffer {
  const { data } = useQuery({
    queryKey: ['sign-in-offer'],
    queryFn: async ({ signal }) => (await readSession(signal)).signIn,
    staleTime: 0,
  });
  return data ?? noOffer;
}

/**
 * Takes a new session into use and asks again for all that went unanswered. Someone else's figures
 * are forgotten first.
 */
function useArrive() {
  const client = useQueryClient();
  return async (found: Arrival) => {
    const before = client.getQueryData<Session>(sessionKey)?.viewer;
    rememberCsrf(found.csrf);
    client.setQueryData<Session>(sessionKey, { ...found, signIn: noOffer });
    const others = { predicate: ({ queryKey }: Query) => queryKey[0] !== sessionKey[0] };
    if (before && before.id !== found.viewer?.id) await client.resetQueries(others);
    else await client.invalidateQueries(others);
  };
}

export function useSignIn() {
  const arrive = useArrive();
  return useMutation({
    mutationFn: (body: { readonly email: string; readonly password: string }) =>
      ask<Arrival>('/session', { method: 'POST', body }),
    onSuccess: arrive,
  });
}

export function useChangePassword() {
  const arrive = useArrive();
  return useMutation({
    mutationFn: (body: { readonly current: string; readonly next: string }) =>
      ask<Arrival>('/session/password', { method: 'POST', body }),
    onSuccess: arrive,
  });
}

/** Signs out and forgets every figure held in this tab. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask<undefined>('/session', { method: 'DELETE' }),
    onSettled: async () => {
      rememberCsrf(null);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
      client.setQueryData<Session>(sessionKey, await readSession());
    },
  });
}
