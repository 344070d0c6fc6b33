import type { ReactNode } from 'react';
import { useLate } from '../cohort/use-late.ts';

interface HeldProps {
  readonly className: string;
  /** True while the figures are those of the question before. */
  readonly held: boolean;
  /** True while figures are waited for, the first of all among them. */
  readonly busy: boolean;
  readonly children: ReactNode;
}

/**
 * A group of figures that waits and is dimmed as one: what is inside is not drawn again for it, and
 * the browser makes a layer for one element and not for each.
 */
export function Held({ className, held, busy, children }: HeldProps) {
  const late = useLate(held);
  return (
    <div className={late ? `${className} is-held` : className} aria-busy={busy}>
      {children}
    </div>
  );
}
