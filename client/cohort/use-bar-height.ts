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
    const measure = () => root.style.setProperty('--bar-height', `${element.offsetHeight}px`);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
      root.style.removeProperty('--bar-height');
    };
  }, []);
  return ref;
}
