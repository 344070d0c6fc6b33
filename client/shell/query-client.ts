import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isSignedOut } from './api.ts';
import { sessionKey } from './session.ts';
import type { Session } from './session.ts';

const minute = 60_000;

/**
 * One cache per tab. Refusals are final; a lost connection is tried again three times. A 401 from
 * anywhere ends the session in the cache, which opens the sign-in dialogue over the page.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (failure, query) => {
        if (!isSignedOut(failure) || query.queryKey[0] === sessionKey[0]) return;
        client.setQueryData<Session>(sessionKey, (held) =>
          held?.viewer ? { ...held, ended: true } : held,
        );
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5 * minute,
        gcTime: 15 * minute,
        refetchOnWindowFocus: false,
        retry: (count, failure) => !(failure instanceof ApiError) && count < 3,
      },
      mutations: { retry: false },
    },
  });
  return client;
}
