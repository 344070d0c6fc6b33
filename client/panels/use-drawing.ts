import { useEffect, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Draws; `seen` says whether anyone can watch. */
export type Draw = (seen: boolean) => void;

/** Pixels beyond the window that count as seen, so that a quick scroll finds nothing old. */
const margin = '120px';
/** Milliseconds after which a picture out of sight is drawn, busy or not. */
const patience = 1000;

/** Calls back when the browser has nothing better to do. @returns how to stop waiting */
function whenIdle(work: () => void): () => void {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(work, 50);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: patience });
  return () => cancelIdleCallback(handle);
}

/** What a place still has to draw, and whether it can be seen. */
interface Owing {
  seen: boolean;
  draw: Draw | null;
}

function owe(element: Element | null, owing: Owing, draw: Draw): void {
  owing.draw = draw;
  element?.setAttribute('aria-busy', 'true');
}

function pay(element: Element | null, owing: Owing): void {
  const { draw, seen } = owing;
  if (!draw) return;
  owing.draw = null;
  element?.removeAttribute('aria-busy');
  draw(seen);
}

/** Pays what is owed when the place comes into sight or the page is printed. */
function payInSight(element: Element, owing: Owing): () => void {
  const payNow = (): void => pay(element, owing);
  const observer = new IntersectionObserver(
    (entries) => {
      owing.seen = entries.at(-1)?.isIntersecting ?? true;
      if (owing.seen) payNow();
    },
    { rootMargin: margin },
  );
  observer.observe(element);
  globalThis.addEventListener('beforeprint', payNow);
  return () => {
    observer.disconnect();
    globalThis.removeEventListener('beforeprint', payNow);
  };
}

/**
 * Runs `draw` before the next frame whenever it is another function: at once for a place on the
 * screen and for one never drawn. Elsewhere the last picture stays, its place marked as busy, until
 * the browser is idle, the place comes into sight or the page is printed: what a reader waits for
 * after a click is what they see, and half of a long page's pictures they do not.
 */
export function useDrawing(place: RefObject<Element | null>, draw: Draw): void {
  const owing = useRef<Owing>({ seen: true, draw: null });
  useEffect(() => (place.current ? payInSight(place.current, owing.current) : undefined), [place]);
  useLayoutEffect(() => {
    const element = place.current;
    owe(element, owing.current, draw);
    if (!owing.current.seen) return whenIdle(() => pay(element, owing.current));
    pay(element, owing.current);
    return undefined;
  }, [place, draw]);
}
