import { useEffect, useEffectEvent } from 'react';
import { ApiError, ask } from './api.ts';

/** How often a server that does not answer is asked whether it is back. Milliseconds. */
const EVERY = 4000;

/** Calls back once the server answers again, be it with a refusal; asks only while `lost`. */
export function useWhenBack(lost: boolean, onBack: () => void): void {
  const back = useEffectEvent(onBack);
  useEffect(() => {
    if (!lost) return undefined;
    const leaving = new AbortController();
    const look = async (): Promise<void> => {
      const answers = await ask('/session', { signal: leaving.signal }).then(
        () => true,
        (failure: unknown) => failure instanceof ApiError,
      );
      if (answers && !leaving.signal.aborted) back();
    };
    const timer = setInterval(() => void look(), EVERY);
    return () => {
      clearInterval(timer);
      leaving.abort();
    };
  }, [lost]);
}
