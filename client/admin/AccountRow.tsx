import { useState } from 'react';
import { dateWords } from '#figure/month.ts';
import { useCatalogueIfLoaded } from '../cohort/catalogue.ts';
import { Cell, RowHead } from '../table/ScrollTable.tsx';
import { RoleFields, roleLabels } from './RoleFields.tsx';
import type { RoleChoice } from './RoleFields.tsx';
import type { Account, AccountChange } from './users-query.ts';

interface AccountRowProps {
  readonly account: Account;
  readonly busy: boolean;
  onChange(change: AccountChange): void;
}

const roleWords = ({ role }: Account): string =>
  role ? (roleLabels[role].split(':')[0] ?? role) : 'waits for a role';

/** One user, with what an administrator can do about it. */
export function AccountRow({ account, busy, onChange }: AccountRowProps) {
  const catalogue = useCatalogueIfLoaded();
  const [choice, setChoice] = useState<RoleChoice | null>(null);
  const places = account.pcns.map((code) => catalogue?.label('pcn', code) ?? code).join(', ');
  const own = { role: account.role ?? 'commissioner', pcns: account.pcns };
  const fixed = account.demonstration || account.claimsDecide;
  return (
    <tr role="row">
      <RowHead>
        {account.name}
        <br />
        <span className="quiet">{account.email}</span>
      </RowHead>
      <Cell heading="Role">
        {choice ? (
          <RoleFields value={choice} onChange={setChoice} />
        ) : (
          `${roleWords(account)}${places ? `, ${places}` : ''}`
        )}
      </Cell>
      <Cell heading="Sign-in">{account.active ? 'may sign in' : 'may not sign in'}</Cell>
      <Cell heading="Last signed in">
        {account.signedInAt ? dateWords(account.signedInAt.slice(0, 10), true) : 'never'}
      </Cell>
      <Cell heading="Changes">
        {fixed && (
          <span className="quiet">
            {account.demonstration ? 'demonstration' : 'set by your organisation'}
          </span>
        )}
        {!fixed && !choice && (
          <button type="button" className="link-button" onClick={() => setChoice(own)}>
            Change role<span className="nhsuk-u-visually-hidden"> of {account.name}</span>
          </button>
        )}
        {choice && (
          <div className="row-actions">
            <button
              type="button"
              className="link-button"
              disabled={busy}
              onClick={() => {
                onChange({
                  role: choice.role,
                  pcns: choice.role === 'director' ? choice.pcns : [],
                });
                setChoice(null);
              }}
            >
              Save
            </button>
            <button type="button" className="link-button" onClick={() => setChoice(null)}>
              Cancel
            </button>
          </div>
        )}
        {!account.demonstration && !choice && (
          <div className="row-actions">
            {account.hasPassword && (
              <button
                type="button"
                className="link-button"
                disabled={busy}
                onClick={() => onChange({ resetPassword: true })}
              >
                New password<span className="nhsuk-u-visually-hidden"> for {account.name}</span>
              </button>
            )}
            <button
              type="button"
              className="link-button"
              disabled={busy}
              onClick={() => onChange({ active: !account.active })}
            >
              {account.active ? 'Stop' : 'Allow'} sign-in
              <span className="nhsuk-u-visually-hidden"> of {account.name}</span>
            </button>
          </div>
        )}
      </Cell>
    </tr>
  );
}
