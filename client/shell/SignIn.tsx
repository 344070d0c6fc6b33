import { useSearchParams } from 'react-router';
import type { SignInOffer } from './session.ts';
import { SignInForm } from './SignInForm.tsx';
import { usePageTitle } from './use-page-title.ts';

const problems: Readonly<Record<string, string>> = {
  provider_unreachable:
    'Your organisation’s sign-in did not answer. Try again, or sign in with a password.',
  provider_failed: 'Your organisation’s sign-in did not finish. Start again from here.',
};
const refused =
  'Your organisation knows you, but this dashboard has no account for you. Ask its administrator for one.';

/** The page of someone not signed in. The address stays, so that a link leads where it says. */
export function SignIn({ offer }: { readonly offer: SignInOffer }) {
  const [search] = useSearchParams();
  const problem = search.get('problem');
  usePageTitle('Sign in');
  return (
    <main id="main" tabIndex={-1} className="page sign-in">
      <h1 className="page-question">Sign in</h1>
      <p className="lede">
        What social prescribing does in the borough: who is referred, how long they wait, how
        wellbeing changes and what happens to GP appointments.
      </p>
      {problem && (
        <div className="notice is-problem" role="alert">
          <p>{problems[problem] ?? refused}</p>
        </div>
      )}
      <SignInForm offer={offer} />
    </main>
  );
}
