import type { ReactNode } from 'react';

interface ActionButtonProps {
  /** Everything is there that the action needs. */
  readonly ready: boolean;
  /** Id of the words that say what is not. */
  readonly wanted: string;
  readonly busy: boolean;
  /** Beside the main action. */
  readonly quiet?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** What can be done with a report: not before it is ready, and not twice at a time. */
export function ActionButton({ ready, wanted, busy, quiet, onPress, children }: ActionButtonProps) {
  return (
    <button
      type="button"
      className={quiet ? 'nhsuk-button nhsuk-button--secondary' : 'nhsuk-button'}
      disabled={!ready || busy}
      aria-describedby={ready ? undefined : wanted}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
