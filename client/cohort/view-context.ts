import { createContext, useContext } from 'react';
import type { Cohort } from '#figure/cohort.ts';
import type { View } from './address.ts';
import type { Ahead } from './ahead.ts';
import type { ClosedPractice } from '#figure/closed-practice.ts';

/** What announces a press of a control. */
export interface Near {
  onPointerEnter(): void;
  onFocus(): void;
  /** A press is begun: nothing is waited for. */
  onPointerDown(): void;
}

/** The same functions for as long as the page lives: what only changes the view draws nothing. */
export interface ViewActions {
  /** Shows another view: one step in the browser's history and one in Undo. */
  change(next: (view: View) => View): void;
  changeCohort(next: (cohort: Cohort) => Cohort): void;
  /** Fetches what a changed cohort would show, when what announces the change stays a moment. */
  expectCohort(next: (cohort: Cohort) => Cohort): void;
  /** The same for a control that makes the change: by pointer, by touch or by keyboard. */
  near(next: (cohort: Cohort) => Cohort): Near;
  /** Says what the open page shows. @returns how to take it back */
  readonly wants: Ahead['wants'];
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
