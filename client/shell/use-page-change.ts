import { useEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';

/**
 * After a link to another page: begins at its top with the focus on its content, as loading a page
 * would. Back and forward keep the place the browser remembers; the tour keeps the focus.
 */
export function usePageChange(): void {
  const { pathname } = useLocation();
  const kind = useNavigationType();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    if (kind === 'POP') return;
    window.scrollTo(0, 0);
    if (document.activeElement?.closest('.tour-panel')) return;
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [pathname, kind]);
}
