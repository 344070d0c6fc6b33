import { useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import type { PageLayout } from '../pages/layouts.ts';

interface TabsProps {
  readonly pages: readonly PageLayout[];
  /** Query that carries the cohort from page to page. */
  readonly address: string;
  /** Whether the viewer makes reports: everyone who sees figures. */
  readonly reports: boolean;
  /** Whether the viewer looks after users and the audit log. */
  readonly admin: boolean;
  onNear(page: PageLayout): void;
}

/** The pages. Each keeps who is counted; splits chosen on cards stay behind. */
export function Tabs({ pages, address, reports, admin, onNear }: TabsProps) {
  const list = useRef<HTMLUListElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>('.active');
    if (!tab || !list.current) return;
    list.current.scrollLeft = tab.offsetLeft - (list.current.clientWidth - tab.offsetWidth) / 2;
  }, [pathname]);
  return (
    <nav className="tabs" aria-label="Pages">
      <ul ref={list}>
        {pages.map((page) => (
          <li key={page.path}>
            <NavLink
              to={`/${page.path}?${address}`}
              onPointerEnter={() => onNear(page)}
              onFocus={() => onNear(page)}
            >
              {page.name}
            </NavLink>
          </li>
        ))}
        {reports && (
          <li>
            <NavLink to={`/reports?${address}`}>Reports</NavLink>
          </li>
        )}
        {admin && (
          <>
            <li>
              <NavLink to="/loads">Data loads</NavLink>
            </li>
            <li>
              <NavLink to="/users">Users</NavLink>
            </li>
            <li>
              <NavLink to="/audit">Audit</NavLink>
            </li>
          </>
        )}
        <li>
          <NavLink to={`/about?${address}`}>About the data</NavLink>
        </li>
      </ul>
    </nav>
  );
}
