import { useCallback, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { rememberTour, tourSeen } from './memory.ts';
import { TourContext } from './tour-context.ts';
import type { TourState } from './tour-context.ts';

interface TourProviderProps {
  /** Id of the account, under which this browser remembers that it was asked. */
  readonly viewer: string;
  readonly children: ReactNode;
}

/** What to give the focus to afterwards: a control in a closed menu is out of reach, its menu is not. */
function returnTo(control: HTMLElement): HTMLElement {
  const menu = control.closest('details');
  if (!menu) return control;
  menu.open = false;
  return menu.querySelector('summary') ?? control;
}

/** Holds where the reader is in the tour of their role. */
export function TourProvider({ viewer, children }: TourProviderProps) {
  const [at, setAt] = useState<number | null>(null);
  const [seen, setSeen] = useState(() => tourSeen(viewer));
  const from = useRef<HTMLElement>(null);
  const decline = useCallback(() => {
    rememberTour(viewer);
    setSeen(true);
  }, [viewer]);
  const start = useCallback(
    (control: HTMLElement) => {
      from.current = returnTo(control);
      decline();
      setAt(0);
    },
    [decline],
  );
  const leave = useCallback(() => setAt(null), []);
  const end = useCallback(() => {
    setAt(null);
    const back = from.current;
    const there = back?.isConnected && back.getClientRects().length > 0;
    (there ? back : document.getElementById('main'))?.focus({ preventScroll: true });
  }, []);
  const state = useMemo<TourState>(
    () => ({ offered: !seen && at === null, at, start, show: setAt, end, leave, decline }),
    [seen, at, start, end, leave, decline],
  );
  return <TourContext value={state}>{children}</TourContext>;
}
