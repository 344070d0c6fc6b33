import { useEffect, useState } from 'react';

interface Found {
  readonly selector: string;
  readonly element: HTMLElement;
}

/**
 * The element a step points at, once its page has drawn it; null until then, and for good where the
 * page has none: a card without data has no tabs to point at.
 */
export function useTarget(selector: string, arrived: boolean): HTMLElement | null {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (!arrived) return undefined;
    const find = (): boolean => {
      const element = document.querySelector<HTMLElement>(selector);
      if (element) setFound({ selector, element });
      return element !== null;
    };
    const observer = new MutationObserver(() => {
      if (find()) observer.disconnect();
    });
    if (!find()) observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [selector, arrived]);
  return arrived && found?.selector === selector ? found.element : null;
}
