import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

interface PopoverProps {
  readonly label: ReactNode;
  /** Said before the label for those who do not see where it stands. */
  readonly hint?: string;
  readonly wide?: boolean;
  readonly active?: boolean;
  readonly children: ReactNode;
}

/**
 * A button that opens a panel under itself. Escape and a press outside close it; focus goes back
 * to the button. The panel is not modal: the page stays in reach.
 */
export function Popover({ label, hint, wide, active, children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      const target = event.target as Element;
      // Signing in again over the page is no reason to drop what was typed here.
      if (target.closest('.session-ended')) return;
      if (!root.current?.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  useLayoutEffect(() => {
    const element = panel.current;
    if (!open || !element) return;
    const over =
      element.getBoundingClientRect().right - (document.documentElement.clientWidth - 12);
    if (over > 0) element.style.transform = `translateX(${-Math.ceil(over)}px)`;
  }, [open]);

  return (
    <div
      className="popover"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        type="button"
        ref={button}
        className={`bar-button ${active ? 'is-active' : ''}`}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {hint && <span className="nhsuk-u-visually-hidden">{hint} </span>}
        {label}
        <span className="caret" aria-hidden="true" />
      </button>
      {open && (
        <div ref={panel} id={id} className={`popover-panel ${wide ? 'is-wide' : ''}`}>
          {children}
        </div>
      )}
    </div>
  );
}
