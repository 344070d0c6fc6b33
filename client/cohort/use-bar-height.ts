import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * Tells the page how tall its sticky bar is, so that what the keyboard or a link scrolls to is never
 * under it (WCAG 2.2, 2.4.11 focus not obscured).
 */
export function useBarHeight<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const root = document.documentElement;
    // The property itself and not a variable: every element of the page inherits a variable of the
    // root, and all of them were styled anew whenever a chip gave the bar another row.
    const measure = () => {
      root.style.scrollPaddingTop = `${element.offsetHeight + 16}px`;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
      root.style.scrollPaddingTop = '';
    };
  }, []);
  return ref;
}
