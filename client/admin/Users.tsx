import { useState } from 'react';
import { ScrollTable } from '../table/ScrollTable.tsx';
import { Problem } from '../shell/Problem.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { AccountRow } from './AccountRow.tsx';
import { InviteForm } from './InviteForm.tsx';
import { Refusal } from './Refusal.tsx';
import { useAccounts, useChangeAccount } from './users-query.ts';
import type { Changed } from './users-query.ts';

/** Shown once, as the server keeps only its hash. */
function OneTimePassword({ changed }: { readonly changed: Changed }) {
  return (
    <div className="notice" role="status">
      <p>
        {changed.oneTimePassword ? (
          <>
            One-time password for {changed.user.name}: <strong>{changed.oneTimePassword}</strong>.
            Pass it on safely; it is shown only here, and they choose their own with it.
          </>
        ) : (
          `${changed.user.name} is saved.`
        )}
      </p>
    </div>
  );
}

const headings = ['User', 'Role', 'Sign-in', 'Last signed in', 'Changes'];

/** Who may sign in, as what; for administrators. */
export function Users() {
  const accounts = useAccounts();
  const change = useChangeAccount();
  const [done, setDone] = useState<Changed | null>(null);
  usePageTitle('Users');
  return (
    <main id="main" tabIndex={-1} className="page">
      <h1 className="page-question">Who may sign in, and what do they see?</h1>
      {accounts.error && (
        <Problem failure={accounts.error} onRetry={() => void accounts.refetch()} />
      )}
      {change.error && <Refusal failure={change.error} />}
      {done && <OneTimePassword changed={done} />}
      <div className="admin">
        <section className="card" aria-label="Users" aria-busy={accounts.isPending}>
          <ScrollTable label="List of users" headings={headings} stacks>
            {(accounts.data ?? []).map((account) => (
              <AccountRow
                key={account.id}
                account={account}
                busy={change.isPending}
                onChange={(each) =>
                  change.mutate({ id: account.id, change: each }, { onSuccess: setDone })
                }
              />
            ))}
          </ScrollTable>
        </section>
        <InviteForm onDone={setDone} />
      </div>
    </main>
  );
}
