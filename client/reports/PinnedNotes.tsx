import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dateWords } from '#figure/month.ts';
import { ask } from '../shell/api.ts';
import { NoteForm, notesKey, useNotesChanged } from './NoteForm.tsx';
import { failureWords } from './words.ts';

interface Note {
  readonly id: number;
  readonly date: string;
  readonly text: string;
  readonly reason: string | null;
  readonly madeBy: string | null;
}

/** Dated notes on every trend; the manager pins them and takes them down. */
export function PinnedNotes({ manager }: { readonly manager: boolean }) {
  const changed = useNotesChanged();
  const [date, setDate] = useState('');
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
      {manager && <NoteForm date={date} onDate={setDate} onPinned={() => setDate('')} />}
    </section>
  );
}
