import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

export interface CardTab {
  readonly id: string;
  readonly label: string;
  readonly content: () => ReactNode;
}

interface CardTabsProps {
  readonly tabs: readonly CardTab[];
  /** Names the list of tabs: the title of the card. */
  readonly label: string;
  readonly aside?: ReactNode;
}

const step: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** Tabs of a card: one stop for the keyboard, arrow keys between them, and the panel after. */
export function CardTabs({ tabs, label, aside }: CardTabsProps) {
  const [open, setOpen] = useState<string | null>(null);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = tabs.find((tab) => tab.id === open) ?? tabs[0];

  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === shown?.id);
    const next = tabs[step[event.key]?.(at, tabs.length) ?? -1];
    if (!next) return;
    event.preventDefault();
    setOpen(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };

  if (!shown) return null;
  return (
    <>
      <div className="card-bar">
        <div
          role="tablist"
          aria-label={label}
          className="card-tabs"
          ref={list}
          onKeyDown={onKeyDown}
        >
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${id}-${tab.id}`}
              data-tab={tab.id}
              aria-selected={tab.id === shown.id}
              aria-controls={`${id}-panel`}
              tabIndex={tab.id === shown.id ? 0 : -1}
              className="card-tab"
              onClick={() => setOpen(tab.id)}
            >
              {tab.label}
            </button>
          ))}
        </div>
        {aside}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${shown.id}`}
        className="card-panel"
      >
        {shown.content()}
      </div>
    </>
  );
}
