import { createContext, useContext } from 'react';

export interface TourState {
  /** True until the reader took or declined it. */
  readonly offered: boolean;
  /** Step that is shown; null when no tour is under way. */
  readonly at: number | null;
  /** Begins at the first step; when it ends the focus goes back to the control that began it. */
  start(from: HTMLElement): void;
  show(at: number): void;
  /** Ends it where the reader is. */
  end(): void;
  /** Ends it because the reader went elsewhere, where the focus now is. */
  leave(): void;
  decline(): void;
}

/** Null where nobody is signed in. */
export const TourContext = createContext<TourState | null>(null);

export function useTour(): TourState | null {
  return useContext(TourContext);
}
