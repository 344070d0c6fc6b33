import { createContext, useContext } from 'react';
import type { Cohort } from '#figure/cohort.ts';
import type { View } from './address.ts';
import type { ClosedPractice } from '#figure/closed-practice.ts';

/** The same two functions for as long as the page lives: what only changes the view draws nothing. */
export interface ViewActions {
  /** Shows another view: one step in the browser's history and one in Undo. */
  change(next: (view: View) => View): void;
  changeCohort(next: (cohort: Cohort) => Cohort): void;
}

export interface ViewState extends ViewActions {
  readonly view: View;
  readonly problems: readonly string[];
  /** Practices the address names that have closed. */
  readonly closed: readonly ClosedPractice[];
  /** The canonical query of the view, as in the address after `?`. */
  readonly address: string;
  /** Goes back to the view before the last change; null when there was none. */
  readonly undo: (() => void) | null;
  /** Takes what could not be used out of the address; the rest of it stays. */
  dropProblems(): void;
}

export const ViewContext = createContext<ViewState | null>(null);

export const ViewActionsContext = createContext<ViewActions | null>(null);

/** What changes the view, for what does not show it. Throws outside a ViewProvider. */
export function useViewActions(): ViewActions {
  const actions = useContext(ViewActionsContext);
  if (!actions) throw new Error('no view: wrap the page in a ViewProvider');
  return actions;
}

/** The view of the page. Throws outside a ViewProvider. */
export function useView(): ViewState {
  const state = useContext(ViewContext);
  if (!state) throw new Error('no view: wrap the page in a ViewProvider');
  return state;
}
