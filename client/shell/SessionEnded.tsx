import { useEffect, useRef } from 'react';
import { useSignInOffer } from './session.ts';
import type { SessionViewer } from './session.ts';
import { SignInForm } from './SignInForm.tsx';

/** Signing in again over the page, which stays as it was: filters, open tabs and anything typed. */
export function SessionEnded({ viewer }: { readonly viewer: SessionViewer }) {
  const offer = useSignInOffer();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="sheet session-ended"
      aria-labelledby="session-ended-title"
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id="session-ended-title" className="panel-title">
        Your session has ended
      </h2>
      <p>Sign in again to go on. The page behind this is kept as you left it.</p>
      <SignInForm offer={offer} email={viewer.email} />
    </dialog>
  );
}
