import { QueryClient } from '@tanstack/react-query';
import { ApiError, whenSessionEnds } from './api.ts';
import { sessionKey } from './session.ts';
import type { Session } from './session.ts';

const minute = 60_000;

/**
 * One cache per tab. Refusals are final; a lost connection is tried again three times. A request
 * refused for want of a session, be it a figure, a file or something typed that is being saved, ends
 * the session in the cache, which opens the sign-in dialogue over the page.
 */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
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
  whenSessionEnds(() =>
    client.setQueryData<Session>(sessionKey, (held) =>
      held?.viewer && !held.ended ? { ...held, ended: true } : held,
    ),
  );
  return client;
}
