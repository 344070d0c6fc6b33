import { useEffect, useState } from 'react';

/** Milliseconds before the last answer is dimmed: a quick one would blink. */
const PATIENCE = 120;

/** Whether the last answer has been held for so long that it is worth saying. */
export function useLate(held: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!held) return undefined;
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [held]);
  return held && late;
}
