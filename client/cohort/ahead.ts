import type { Prefetch, Wanted } from './page-query.ts';
import type { View } from './address.ts';

/** Milliseconds a pointer or the keyboard stays before it means something: crossing a list asks nothing. */
const DWELL = 50;

/** Asks for the figures of the open page before they are drawn. */
export interface Ahead {
  /** What the open page shows; nothing on a page without figures. @returns how to take it back */
  wants(figures: readonly Wanted[]): () => void;
  /** Asks now: the question travels while the page takes note of the change. */
  ask(view: View): void;
  /** Asks for what a change would show when what announced it stays; the newest wins. */
  expect(view: () => View): void;
}

export function createAhead(prefetch: Prefetch): Ahead {
  let wanted: readonly Wanted[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = (view: View): void => {
    clearTimeout(timer);
    prefetch(wanted, view);
  };
  return {
    wants: (figures) => {
      wanted = figures;
      return () => {
        clearTimeout(timer);
        wanted = [];
      };
    },
    ask,
    expect: (view) => {
      clearTimeout(timer);
      timer = setTimeout(() => ask(view()), DWELL);
    },
  };
}
