import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { formatCohort } from '#figure/cohort-url.ts';
import { ask } from '../shell/api.ts';
import { failureWords } from '../reports/words.ts';
import { readAddress } from './address.ts';
import { useCatalogue } from './catalogue.ts';
import { Popover } from './Popover.tsx';
import { useView } from './view-context.ts';

interface Saved {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly shared: boolean;
  readonly own: boolean;
  readonly by: string;
}

const savedKey = ['cohorts'] as const;

function SaveForm() {
  const { view } = useView();
  const [typed, setTyped] = useState({ name: '', shared: false });
  const client = useQueryClient();
  const id = useId();
  const save = useMutation({
    mutationFn: () =>
      ask('/cohorts', { method: 'POST', body: { ...typed, query: formatCohort(view.cohort) } }),
    onSuccess: () => {
      setTyped({ name: '', shared: false });
      void client.invalidateQueries({ queryKey: savedKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit} className="note-form">
      <label htmlFor={id}>Save what is chosen now as</label>
      <div className="one-line">
        <input
          id={id}
          className="nhsuk-input"
          required
          maxLength={80}
          value={typed.name}
          onChange={({ target }) => setTyped({ ...typed, name: target.value })}
        />
        <button
          type="submit"
          className="nhsuk-button nhsuk-button--secondary"
          disabled={save.isPending}
        >
          Save
        </button>
      </div>
      <label className="tick">
        <input
          type="checkbox"
          checked={typed.shared}
          onChange={({ target }) => setTyped({ ...typed, shared: target.checked })}
        />
        Share with everyone here
      </label>
      {save.error && (
        <p className="notice is-problem" role="alert">
          {failureWords(save.error)}
        </p>
      )}
    </form>
  );
}

function SavedList() {
  const { context } = useCatalogue();
  const { changeCohort } = useView();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: savedKey,
    queryFn: ({ signal }) => ask<{ readonly cohorts: readonly Saved[] }>('/cohorts', { signal }),
  });
  const [said, setSaid] = useState('');
  const remove = useMutation({
    mutationFn: (id: string) => ask(`/cohorts/${id}`, { method: 'DELETE' }),
    onSettled: () => void client.invalidateQueries({ queryKey: savedKey }),
  });
  const open = ({ name, query }: Saved) => {
    const { view, problems, closed } = readAddress(new URLSearchParams(query), context);
    changeCohort(() => view.cohort);
    const gone = closed
      .filter(({ code }) => !view.cohort.filters.practice?.includes(code))
      .map(({ label }) => `${label} has closed`);
    const lost = [...problems, ...gone];
    setSaid(lost.length > 0 ? `Part of ${name} is gone: ${lost.join('; ')}.` : '');
  };
  const cohorts = data?.cohorts ?? [];
  if (!data) return null;
  return (
    <>
      {cohorts.length === 0 && <p>None saved yet.</p>}
      <ul className="plain-list">
        {cohorts.map((cohort) => (
          <li key={cohort.id}>
            <button type="button" className="link-button" onClick={() => open(cohort)}>
              {cohort.name}
            </button>
            {cohort.shared && (
              <span className="quiet">{cohort.own ? ' shared' : ` shared by ${cohort.by}`}</span>
            )}{' '}
            {cohort.own && (
              <button
                type="button"
                className="link-button"
                disabled={remove.isPending}
                onClick={() => remove.mutate(cohort.id)}
              >
                Delete<span className="nhsuk-u-visually-hidden"> {cohort.name}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      <p role="status">{said}</p>
      {remove.error && (
        <p className="notice is-problem" role="alert">
          {failureWords(remove.error)}
        </p>
      )}
    </>
  );
}

/** Cohorts under a name: open one, or save what is chosen now. */
export function SavedCohorts() {
  return (
    <Popover label="Saved">
      <SavedPanel />
    </Popover>
  );
}

export function SavedPanel() {
  return (
    <>
      <SavedList />
      <SaveForm />
    </>
  );
}
