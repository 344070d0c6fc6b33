/** Raised when a tour has changed so much that those who know the old one should be asked again. */
const edition = 1;

const keyOf = (viewer: string): string => `tour ${edition} ${viewer}`;

/**
 * Whether this person has taken or declined the tour in this browser. A browser that keeps nothing
 * (private windows, storage switched off) counts as having seen it: asked on every visit is worse.
 */
export function tourSeen(viewer: string): boolean {
  try {
    return localStorage.getItem(keyOf(viewer)) !== null;
  } catch {
    return true;
  }
}

/** Remembers that this person was asked. */
export function rememberTour(viewer: string): void {
  try {
    localStorage.setItem(keyOf(viewer), new Date().toISOString().slice(0, 10));
  } catch {
    return;
  }
}
