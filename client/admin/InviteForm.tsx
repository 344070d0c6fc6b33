import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { Refusal } from './Refusal.tsx';
import { RoleFields } from './RoleFields.tsx';
import type { RoleChoice } from './RoleFields.tsx';
import { useInvite } from './users-query.ts';
import type { Changed } from './users-query.ts';

const nobody = { email: '', name: '' };
const usual: RoleChoice = { role: 'commissioner', pcns: [] };

/** Adds a user. What was typed stays when the server refuses it. */
export function InviteForm({ onDone }: { onDone(changed: Changed): void }) {
  const invite = useInvite();
  const [who, setWho] = useState(nobody);
  const [choice, setChoice] = useState(usual);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate(
      { ...who, ...choice },
      {
        onSuccess: (changed) => {
          setWho(nobody);
          setChoice(usual);
          onDone(changed);
        },
      },
    );
  };
  return (
    <form className="card admin-form" onSubmit={submit} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="panel-title">
        Add a user
      </h2>
      {invite.error && <Refusal failure={invite.error} />}
      <div className="field">
        <label htmlFor={`${id}-name`}>Name</label>
        <input
          id={`${id}-name`}
          className="nhsuk-input"
          autoComplete="off"
          required
          value={who.name}
          onChange={({ target }) => setWho({ ...who, name: target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-email`}>E-mail address</label>
        <input
          id={`${id}-email`}
          className="nhsuk-input"
          type="email"
          autoComplete="off"
          required
          value={who.email}
          onChange={({ target }) => setWho({ ...who, email: target.value })}
        />
      </div>
      <RoleFields value={choice} onChange={setChoice} />
      <button
        type="submit"
        className="nhsuk-button nhsuk-button--small"
        disabled={invite.isPending}
      >
        Add user
      </button>
    </form>
  );
}
