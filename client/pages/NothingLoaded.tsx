import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { catalogueQuery } from '../cohort/catalogue.ts';
import type { Role } from '../shell/session.ts';
import { usePageTitle } from '../shell/use-page-title.ts';

const lookAgain = 20_000;

interface NothingLoadedProps {
  readonly role: Role;
  /** Called when data are there. */
  onLoaded(): void;
}

/** A dashboard before its first load: what will be here, who does what next, what can be done now. */
export function NothingLoaded({ role, onLoaded }: NothingLoadedProps) {
  const client = useQueryClient();
  const { isSuccess } = useQuery({
    ...catalogueQuery,
    retry: false,
    retryOnMount: false,
    refetchInterval: lookAgain,
  });
  usePageTitle('Nothing loaded yet');
  useEffect(() => {
    if (isSuccess) onLoaded();
  }, [isSuccess, onLoaded]);
  return (
    <main id="main" tabIndex={-1} className="page is-text">
      <h1 className="page-question">Nothing has been loaded yet</h1>
      {role === 'admin' ? <FirstSteps /> : <WhileWaiting />}
      <p>
        This page looks for data by itself.{' '}
        <button
          type="button"
          className="link-button"
          onClick={() => void client.refetchQueries(catalogueQuery)}
        >
          Look now
        </button>
      </p>
    </main>
  );
}

function FirstSteps() {
  return (
    <>
      <p>The dashboard works and is empty. Three steps bring it to life:</p>
      <ol>
        <li>
          <Link to="/loads">Load the files</Link> of the service: referrals, contacts and scores
          first. GP appointments can come later. Each load tells you what it took and what it
          refused.
        </li>
        <li>
          <Link to="/users">Let people in</Link>. Each person has a role, which decides what they
          see.
        </li>
        <li>Sign in as one of them, or ask one, to see if the figures are as expected.</li>
      </ol>
    </>
  );
}

function WhileWaiting() {
  return (
    <>
      <p>
        There are no figures to show until the files of the service are loaded. An administrator
        does this. If you expected figures here, ask them if a load has failed.
      </p>
      <p>
        Until then you can read <Link to="/glossary">what the words mean</Link>. Your sign-in works,
        and a link someone sent you will work as soon as there are data.
      </p>
    </>
  );
}
