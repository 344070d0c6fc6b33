import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { ask } from '../shell/api.ts';
import { failureWords } from './words.ts';

export const notesKey = ['notes'] as const;

/** Every trend may carry the note, so all figures are asked for again. */
export function useNotesChanged() {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: notesKey });
    void client.invalidateQueries({ queryKey: ['page'] });
  };
}

const nothing = { text: '', rebase: false, reason: '' };

interface NoteFormProps {
  /** Day of the note, `yyyy-mm-dd`; the parent may move it while words are being typed. */
  readonly date: string;
  onDate(date: string): void;
  onPinned(): void;
  /** Set where the form can be put away again. */
  onCancel?(): void;
}

/** Writes a dated note. What was typed stays until it is pinned, also when pinning fails. */
export function NoteForm({ date, onDate, onPinned, onCancel }: NoteFormProps) {
  const [typed, setTyped] = useState(nothing);
  const changed = useNotesChanged();
  const id = useId();
  const pin = useMutation({
    mutationFn: ({ text, rebase, reason }: typeof nothing) =>
      ask('/notes', { method: 'POST', body: { date, text, ...(rebase ? { reason } : {}) } }),
    onSuccess: () => {
      setTyped(nothing);
      changed();
      onPinned();
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
          value={date}
          onChange={({ target }) => onDate(target.value)}
        />
      </div>
      <div className="one-line">
        <label htmlFor={`${id}-text`}>What happened</label>
        <input
          id={`${id}-text`}
          className="nhsuk-input note-text"
          required
          maxLength={200}
          placeholder="for example: Joy went live"
          autoFocus={onCancel !== undefined}
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
      {onCancel && (
        <button type="button" className="link-button" onClick={onCancel}>
          Cancel
        </button>
      )}
      <p className="quiet">Everyone sees notes, and files carry them. Name no one.</p>
    </form>
  );
}
