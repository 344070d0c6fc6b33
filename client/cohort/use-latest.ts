import { useCallback, useLayoutEffect, useRef } from 'react';

/** Gives what the last render saw, to functions that outlive it and so can stay the same function. */
export function useLatest<T>(value: T): () => T {
  const ref = useRef(value);
  useLayoutEffect(() => {
    ref.current = value;
  });
  return useCallback(() => ref.current, []);
}
