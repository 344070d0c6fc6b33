import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { Refusal } from './Refusal.tsx';
import { useSetValue } from './values-query.ts';
import type { ValuedFigure } from './values-query.ts';

export interface ValueField {
  readonly key: string;
  readonly label: string;
  readonly number?: true;
  readonly wide?: true;
}

/** Values a person may take over into the fields. */
export interface Suggestion {
  readonly words: string;
  readonly values: Readonly<Record<string, string>>;
}

interface ValueFormProps {
  readonly figure: ValuedFigure;
  readonly fields: readonly ValueField[];
  readonly start: Readonly<Record<string, string>>;
  readonly on: boolean;
  readonly suggestions: readonly Suggestion[];
}

/** Sets what one money figure assumes. What was typed stays when the server refuses it. */
export function ValueForm({ figure, fields, start, on, suggestions }: ValueFormProps) {
  const set = useSetValue(figure);
  const [typed, setTyped] = useState(start);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const entries = fields.map(({ key, number }) => {
      const text = (typed[key] ?? '').trim();
      return [key, number ? Number(text.replaceAll(',', '')) : text] as const;
    });
    set.mutate(Object.fromEntries(entries));
  };
  return (
    <form onSubmit={submit}>
      {set.error && <Refusal failure={set.error} />}
      {suggestions.length > 0 && (
        <ul className="plain-list" aria-label="Costs loaded with the data">
          {suggestions.map(({ words, values }) => (
            <li key={words}>
              {words}{' '}
              <button
                type="button"
                className="link-button"
                onClick={() => setTyped({ ...typed, ...values })}
              >
                Fill in<span className="nhsuk-u-visually-hidden"> {words}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="value-fields">
        {fields.map(({ key, label, number, wide }) => (
          <div key={key} className={`field ${wide ? 'is-row' : ''}`}>
            <label htmlFor={`${id}-${key}`}>{label}</label>
            <input
              id={`${id}-${key}`}
              className="nhsuk-input"
              autoComplete="off"
              required
              {...(number ? { inputMode: 'decimal' as const } : {})}
              value={typed[key] ?? ''}
              onChange={({ target }) => setTyped({ ...typed, [key]: target.value })}
            />
          </div>
        ))}
      </div>
      <div className="row-actions">
        <button type="submit" className="nhsuk-button nhsuk-button--small" disabled={set.isPending}>
          {on ? 'Save' : 'Switch on'}
        </button>
        {on && (
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary nhsuk-button--small"
            disabled={set.isPending}
            onClick={() => set.mutate(null)}
          >
            Switch off
          </button>
        )}
      </div>
    </form>
  );
}
