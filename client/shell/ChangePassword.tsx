import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { ApiError } from './api.ts';
import { useChangePassword } from './session.ts';
import { usePageTitle } from './use-page-title.ts';

/** A new password of one's own: asked for after a one-time password, and offered in the menu. */
export function ChangePassword({ must }: { readonly must: boolean }) {
  const change = useChangePassword();
  const [typed, setTyped] = useState({ current: '', next: '' });
  const id = useId();
  usePageTitle('Change your password');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(typed);
  };
  const field = (key: 'current' | 'next', label: string, fill: string) => (
    <div className="nhsuk-form-group">
      <label className="nhsuk-label" htmlFor={`${id}-${key}`}>
        {label}
      </label>
      <input
        id={`${id}-${key}`}
        className="nhsuk-input"
        type="password"
        autoComplete={fill}
        required
        value={typed[key]}
        onChange={({ target }) => setTyped({ ...typed, [key]: target.value })}
      />
    </div>
  );
  return (
    <main id="main" tabIndex={-1} className="page sign-in">
      <h1 className="page-question">Change your password</h1>
      {must && <p>You signed in with a one-time password. Choose one of your own to go on.</p>}
      {change.error && (
        <div className="notice is-problem" role="alert">
          <p>
            {change.error instanceof ApiError
              ? `${change.error.message}. ${change.error.wayOut ?? ''}`
              : 'The server did not answer. Try again.'}
          </p>
        </div>
      )}
      {change.isSuccess && !must && (
        <div className="notice" role="status">
          <p>Your password is changed. Other sessions of yours have ended.</p>
        </div>
      )}
      <form onSubmit={submit} className="sign-in-form">
        {field('current', 'Password you have now', 'current-password')}
        {field('next', 'New password, 12 characters or more', 'new-password')}
        <button type="submit" className="nhsuk-button" disabled={change.isPending}>
          Change password
        </button>
      </form>
    </main>
  );
}
