import { useEffect, useState } from 'react';

/** After this long without the target the words are shown alone, milliseconds. */
const patience = 4000;

export type Target = { readonly state: 'looking' | 'none' } | Found;

interface Found {
  readonly state: 'found';
  readonly element: HTMLElement;
}

const looking: Target = { state: 'looking' };

/**
 * The element a step points at, once its page has drawn it; a page may still be on its way. Gives
 * up after four seconds: a card without data has no tabs to point at.
 */
export function useTarget(selector: string, arrived: boolean): Target {
  const [held, setHeld] = useState<{ readonly of: string; readonly target: Target }>();
  useEffect(() => {
    if (!arrived) return undefined;
    const find = (): boolean => {
      const element = document.querySelector<HTMLElement>(selector);
      if (!element) return false;
      setHeld({ of: selector, target: { state: 'found', element } });
      return true;
    };
    const observer = new MutationObserver(() => {
      if (find()) stop();
    });
    const timer = setTimeout(() => {
      observer.disconnect();
      setHeld({ of: selector, target: { state: 'none' } });
    }, patience);
    const stop = () => {
      observer.disconnect();
      clearTimeout(timer);
    };
    if (find()) stop();
    else observer.observe(document.body, { childList: true, subtree: true });
    return stop;
  }, [selector, arrived]);
  return arrived && held?.of === selector ? held.target : looking;
}
