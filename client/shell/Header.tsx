import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { dateWords } from '#figure/month.ts';
import { TourButton } from '../tour/TourButton.tsx';
import { freshnessOf } from './freshness.ts';
import type { Feeds } from './freshness.ts';
import { useSession, useSignOut } from './session.ts';
import type { SessionViewer } from './session.ts';

const roleNames = {
  manager: 'service manager',
  director: 'clinical director',
  commissioner: 'commissioner',
  admin: 'administrator',
} as const;

function UserMenu({ viewer }: { readonly viewer: SessionViewer }) {
  const signOut = useSignOut();
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const leave = (event: Event) => {
      if (menu.current?.open && !menu.current.contains(event.target as Node))
        menu.current.open = false;
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !menu.current?.open) return;
      menu.current.open = false;
      menu.current.querySelector('summary')?.focus();
    };
    const leaving = ['pointerdown', 'focusin'] as const;
    for (const kind of leaving) document.addEventListener(kind, leave);
    document.addEventListener('keydown', escape);
    return () => {
      for (const kind of leaving) document.removeEventListener(kind, leave);
      document.removeEventListener('keydown', escape);
    };
  }, []);
  return (
    <details className="user-menu" ref={menu}>
      <summary>
        <span className="nhsuk-u-visually-hidden">Signed in as </span>
        <span className="user-name">{viewer.name}</span>
        <span className="user-short">Menu</span>
        <span className="caret" aria-hidden="true" />
      </summary>
      <div className="user-panel">
        <p>
          <strong>{viewer.name}</strong>
          <br />
          <span className="quiet">{roleNames[viewer.role]}</span>
        </p>
        <ul>
          {viewer.hasPassword && !viewer.demonstration && (
            <li>
              <Link to="/password">Change password</Link>
            </li>
          )}
          {(viewer.role === 'manager' || viewer.role === 'admin') && (
            <li>
              <Link to="/values">Modelled values</Link>
            </li>
          )}
          <li>
            <TourButton>Take the tour</TourButton>
          </li>
          <li>
            <button type="button" className="link-button" onClick={() => signOut.mutate()}>
              Sign out
            </button>
          </li>
        </ul>
      </div>
    </details>
  );
}

/** How far the data reach, with a mark for whether every feed keeps up. */
function DataTo({ feeds }: { readonly feeds: Feeds }) {
  const freshness = freshnessOf(feeds, new Date());
  if (!freshness) return null;
  return (
    <Link to="/data-quality" className="data-to" title={freshness.words}>
      Data to {dateWords(freshness.to, true)}
      <span className={`fresh-mark is-${freshness.state}`} aria-hidden="true" />
      <span className="nhsuk-u-visually-hidden">, {freshness.words}</span>
    </Link>
  );
}

interface HeaderProps {
  readonly viewer: SessionViewer | null;
  readonly feeds: Feeds | undefined;
}

export function Header({ viewer, feeds }: HeaderProps) {
  const organisation = useSession().data?.organisation;
  return (
    <header className="header">
      <div className="header-inner">
        <Link to="/" className="product">
          Social prescribing impact
        </Link>
        {organisation && <span className="organisation">{organisation}</span>}
        <span className="header-space" />
        {feeds && <DataTo feeds={feeds} />}
        {viewer && <UserMenu viewer={viewer} />}
      </div>
    </header>
  );
}
