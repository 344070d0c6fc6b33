import type { Prefetch, Wanted } from './page-query.ts';
import type { View } from './address.ts';

/** Milliseconds a pointer or the keyboard stays before it means something: crossing a list asks nothing. */
const DWELL = 50;

/** The figures a page shows of a view: which they are depends on what is chosen. */
export type WantedOf = (view: View) => readonly Wanted[];

const nothing: WantedOf = () => [];

/** Asks for the figures of the open page before they are drawn. */
export interface Ahead {
  /** What the open page would show of a view; nothing on a page without figures. @returns how to take it back */
  wants(figuresOf: WantedOf): () => void;
  /** Asks now: the question travels while the page takes note of the change. */
  ask(view: View): void;
  /** Asks for what a change would show when what announced it stays; the newest wins. */
  expect(view: () => View): void;
}

export function createAhead(prefetch: Prefetch): Ahead {
  let wantedOf = nothing;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = (view: View): void => {
    clearTimeout(timer);
    prefetch(wantedOf(view), view);
  };
  return {
    wants: (figuresOf) => {
      wantedOf = figuresOf;
      return () => {
        clearTimeout(timer);
        wantedOf = nothing;
      };
    },
    ask,
    expect: (view) => {
      clearTimeout(timer);
      timer = setTimeout(() => ask(view()), DWELL);
    },
  };
}
