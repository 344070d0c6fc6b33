import { useEffect, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Whole pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What draws a place: from its size, and whether anyone can watch. */
export interface Drawing {
  /** The size to draw for, with 0 for a side that does not matter; read from the page. */
  measure(): Size;
  draw(size: Size, seen: boolean): void;
}

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

/** What a place has to draw, what it last drew for, and whether it can be seen. */
interface Owing {
  seen: boolean;
  due: boolean;
  drawing: Drawing | null;
  drawn: Size | null;
  /** Its size when the page was last laid out; null until then. */
  room: Size | null;
}

const isSame = (a: Size | null, b: Size): boolean => a?.width === b.width && a.height === b.height;

function owe(element: Element | null, owing: Owing, drawing: Drawing): void {
  owing.drawing = drawing;
  owing.due = true;
  element?.setAttribute('aria-busy', 'true');
}

/** Places to draw before the next frame. */
const waiting = new Map<Element, Owing>();

/**
 * Measures every place first and draws after: a picture put in makes the browser lay the page out
 * again before it can say the next size. Of places out of sight the last size will do.
 */
function payAll(): void {
  const due = [...waiting].map(([element, owing]) => ({ element, owing }));
  waiting.clear();
  const sized = due.map(({ element, owing }) => ({
    element,
    owing,
    size: (owing.seen ? null : owing.room) ?? owing.drawing?.measure() ?? null,
  }));
  for (const { element, owing, size } of sized) {
    if (!owing.due || !size) continue;
    owing.due = false;
    owing.drawn = size;
    element.removeAttribute('aria-busy');
    owing.drawing?.draw(size, owing.seen);
  }
}

function payBeforeFrame(element: Element, owing: Owing): void {
  if (waiting.size === 0) queueMicrotask(payAll);
  waiting.set(element, owing);
}

/** Pays what is owed when the place comes into sight, gets another size, or the page is printed. */
function payInSight(element: Element, owing: Owing): () => void {
  const payNow = (): void => {
    if (!owing.due) return;
    waiting.set(element, owing);
    payAll();
  };
  const sight = new IntersectionObserver(
    (entries) => {
      owing.seen = entries.at(-1)?.isIntersecting ?? true;
      if (owing.seen) payNow();
    },
    { rootMargin: margin },
  );
  sight.observe(element);
  let resized = 0;
  // In the next frame: a picture that changes its place while sizes are being told is an error.
  const room = new ResizeObserver(() => {
    const { drawing } = owing;
    if (!drawing) return;
    owing.room = drawing.measure();
    cancelAnimationFrame(resized);
    if (owing.due || isSame(owing.drawn, owing.room)) return;
    resized = requestAnimationFrame(() => {
      owe(element, owing, owing.drawing ?? drawing);
      payNow();
    });
  });
  room.observe(element);
  globalThis.addEventListener('beforeprint', payNow);
  return () => {
    sight.disconnect();
    room.disconnect();
    cancelAnimationFrame(resized);
    waiting.delete(element);
    globalThis.removeEventListener('beforeprint', payNow);
  };
}

/**
 * Draws before the next frame whenever `drawing` is another, and when the place gets another size: at
 * once for a place on the screen and for one never drawn. Elsewhere the last picture stays, its
 * place marked as busy, until the browser is idle, the place comes into sight or the page is
 * printed: what a reader waits for after a click is what they see, and half of a long page's
 * pictures they do not.
 */
export function useDrawing(place: RefObject<Element | null>, drawing: Drawing): void {
  const owing = useRef<Owing>({ seen: true, due: false, drawing: null, drawn: null, room: null });
  useEffect(() => (place.current ? payInSight(place.current, owing.current) : undefined), [place]);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    owe(element, owing.current, drawing);
    const pay = (): void => payBeforeFrame(element, owing.current);
    if (!owing.current.seen) return whenIdle(pay);
    pay();
    return undefined;
  }, [place, drawing]);
}
