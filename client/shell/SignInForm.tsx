import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { ApiError } from './api.ts';
import { useSignIn } from './session.ts';
import type { SignInOffer } from './session.ts';

interface SignInFormProps {
  readonly offer: SignInOffer;
  /** Filled in and kept when a session ran out under the page. */
  readonly email?: string;
}

const roleWords = {
  manager: 'sees everything, exact',
  director: 'sees their own PCN exact, the rest with small numbers hidden',
  commissioner: 'sees figures with small numbers hidden',
  admin: 'manages users and loads',
} as const;

function wordsOf(failure: unknown): string {
  if (!(failure instanceof ApiError))
    return 'The server did not answer. Check your connection and try again.';
  const what = failure.message.charAt(0).toUpperCase() + failure.message.slice(1);
  return `${what}. ${failure.wayOut ?? ''}`;
}

/** E-mail address and password, which may be pasted or filled in by a password manager. */
export function SignInForm({ offer, email = '' }: SignInFormProps) {
  const signIn = useSignIn();
  const [typed, setTyped] = useState({ email, password: '' });
  const [shown, setShown] = useState(false);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate(typed);
  };
  return (
    <>
      {signIn.error && (
        <div className="notice is-problem" role="alert" id={`${id}-problem`}>
          <p>{wordsOf(signIn.error)}</p>
        </div>
      )}
      {offer.provider && (
        <p>
          <a className="nhsuk-button" href={providerHref(offer.provider.href)}>
            Sign in with {offer.provider.name}
          </a>
        </p>
      )}
      <form onSubmit={submit} className="sign-in-form">
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor={`${id}-email`}>
            E-mail address
          </label>
          <input
            id={`${id}-email`}
            className="nhsuk-input"
            type="email"
            autoComplete="username"
            required
            value={typed.email}
            onChange={({ target }) => setTyped({ ...typed, email: target.value })}
          />
        </div>
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor={`${id}-password`}>
            Password
          </label>
          <div className="password">
            <input
              id={`${id}-password`}
              className="nhsuk-input"
              type={shown ? 'text' : 'password'}
              autoComplete="current-password"
              required
              value={typed.password}
              onChange={({ target }) => setTyped({ ...typed, password: target.value })}
            />
            <button
              type="button"
              className="link-button"
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
            >
              {shown ? 'Hide' : 'Show'}
              <span className="nhsuk-u-visually-hidden"> password</span>
            </button>
          </div>
        </div>
        <button type="submit" className="nhsuk-button" disabled={signIn.isPending}>
          {signIn.isPending ? 'Signing in' : 'Sign in'}
        </button>
      </form>
      {offer.demonstration.length > 0 && (
        <section className="demonstration" aria-labelledby={`${id}-demonstration`}>
          <h2 id={`${id}-demonstration`} className="panel-title">
            Look around the demonstration
          </h2>
          <p>The people in it are invented. Choose whom to be:</p>
          <ul className="demonstration-list">
            {offer.demonstration.map((account) => (
              <li key={account.email}>
                <button
                  type="button"
                  className="nhsuk-button nhsuk-button--secondary nhsuk-button--small small-button"
                  disabled={signIn.isPending}
                  onClick={() =>
                    signIn.mutate({ email: account.email, password: account.password })
                  }
                >
                  {account.name}
                </button>
                <span className="quiet">{roleWords[account.role]}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** The provider sends the browser back to the page it left. */
function providerHref(href: string): string {
  const here = `${window.location.pathname}${window.location.search}`;
  return `${href}?return=${encodeURIComponent(here)}`;
}
