import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { dateWords } from '#figure/month.ts';
import { ask } from '../shell/api.ts';
import { failureWords } from './words.ts';

interface Note {
  readonly id: number;
  readonly date: string;
  readonly text: string;
  readonly reason: string | null;
  readonly madeBy: string | null;
}

const notesKey = ['notes'] as const;

/** Every trend may carry the note, so all figures are asked for again. */
function useNotesChanged() {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: notesKey });
    void client.invalidateQueries({ queryKey: ['page'] });
  };
}

const nothing = { date: '', text: '', rebase: false, reason: '' };

function NoteForm() {
  const [typed, setTyped] = useState(nothing);
  const changed = useNotesChanged();
  const id = useId();
  const pin = useMutation({
    mutationFn: ({ date, text, rebase, reason }: typeof nothing) =>
      ask('/notes', { method: 'POST', body: { date, text, ...(rebase ? { reason } : {}) } }),
    onSuccess: () => {
      setTyped(nothing);
      changed();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    pin.mutate(typed);
  };
  return (
    <form onSubmit={submit} className="note-form">
      <div className="one-line">
        <label htmlFor={`${id}-date`}>Date</label>
        <input
          id={`${id}-date`}
          type="date"
          className="bar-select"
          required
          value={typed.date}
          onChange={({ target }) => setTyped({ ...typed, date: target.value })}
        />
        <label htmlFor={`${id}-text`}>What happened</label>
        <input
          id={`${id}-text`}
          className="nhsuk-input note-text"
          required
          maxLength={200}
          placeholder="Joy went live"
          value={typed.text}
          onChange={({ target }) => setTyped({ ...typed, text: target.value })}
        />
      </div>
      <label className="tick">
        <input
          type="checkbox"
          checked={typed.rebase}
          onChange={({ target }) => setTyped({ ...typed, rebase: target.checked })}
        />
        The way of working changed: start the limits of trends afresh from this month
      </label>
      {typed.rebase && (
        <div className="one-line">
          <label htmlFor={`${id}-reason`}>Why the level is expected to stay changed</label>
          <input
            id={`${id}-reason`}
            className="nhsuk-input note-text"
            required
            maxLength={300}
            value={typed.reason}
            onChange={({ target }) => setTyped({ ...typed, reason: target.value })}
          />
        </div>
      )}
      {pin.error && (
        <p className="notice is-problem" role="alert">
          {failureWords(pin.error)}
        </p>
      )}
      <button
        type="submit"
        className="nhsuk-button nhsuk-button--secondary"
        disabled={pin.isPending}
      >
        Pin the note
      </button>
      <p className="quiet">Everyone sees notes, and files carry them. Name no one.</p>
    </form>
  );
}

/** Dated notes on every trend; the manager pins them and takes them down. */
export function PinnedNotes({ manager }: { readonly manager: boolean }) {
  const changed = useNotesChanged();
  const { data } = useQuery({
    queryKey: notesKey,
    queryFn: ({ signal }) => ask<{ readonly notes: readonly Note[] }>('/notes', { signal }),
  });
  const takeDown = useMutation({
    mutationFn: (id: number) => ask(`/notes/${id}`, { method: 'DELETE' }),
    onSettled: changed,
  });
  const notes = data?.notes ?? [];
  return (
    <section className="card" aria-labelledby="pinned-notes">
      <h2 id="pinned-notes" className="finding">
        Notes on trends
      </h2>
      <p className="subtitle">
        What happened and when. Trends by month show each note at its date.
      </p>
      {data && notes.length === 0 && <p>No note has been pinned yet.</p>}
      {notes.length > 0 && (
        <ul className="plain-list">
          {notes.map(({ id, date, text, reason, madeBy }) => (
            <li key={id}>
              <strong>{dateWords(date, true)}</strong> {text}
              {reason && <span className="quiet"> (limits start afresh: {reason})</span>}
              {madeBy && <span className="quiet">, pinned by {madeBy}</span>}{' '}
              {manager && (
                <button
                  type="button"
                  className="link-button"
                  disabled={takeDown.isPending}
                  onClick={() => takeDown.mutate(id)}
                >
                  Take down<span className="nhsuk-u-visually-hidden"> {text}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {takeDown.error && (
        <p className="notice is-problem" role="alert">
          {failureWords(takeDown.error)}
        </p>
      )}
      {manager && <NoteForm />}
    </section>
  );
}
