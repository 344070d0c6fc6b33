import { useId } from 'react';
import type { Said } from './loads-query.ts';

interface LoadSaidProps {
  readonly said: Said;
  readonly sources: readonly string[];
  onSaid(said: Said): void;
}

const modes: readonly (readonly [string, string])[] = [
  ['', 'As manifest.json says; without one, only additions'],
  ['full', 'Everything: what is missing has gone'],
  ['period', 'Everything between two days: replaces those days'],
  ['delta', 'Only additions and changes: nothing is taken away'],
];

/** What the files do not say of themselves. A blank is left to manifest.json. */
export function LoadSaid({ said, sources, onSaid }: LoadSaidProps) {
  const id = useId();
  const set = (key: keyof Said, value: string | boolean) => {
    const { [key]: _before, ...rest } = said;
    onSaid(value === '' || value === false ? rest : { ...rest, [key]: value });
  };
  const day = (key: 'coversFrom' | 'coversTo', label: string) => (
    <div className="field">
      <label htmlFor={`${id}-${key}`}>{label}</label>
      <input
        id={`${id}-${key}`}
        className="nhsuk-input"
        type="date"
        value={said[key] ?? ''}
        onChange={({ target }) => set(key, target.value)}
      />
    </div>
  );
  return (
    <details className="verified">
      <summary>If the files have no manifest.json, say what they are</summary>
      <div className="load-said">
        <div className="field">
          <label htmlFor={`${id}-source`}>System they come from</label>
          <input
            id={`${id}-source`}
            className="nhsuk-input"
            list={`${id}-sources`}
            maxLength={100}
            autoComplete="off"
            value={said.source ?? ''}
            onChange={({ target }) => set('source', target.value)}
          />
          <datalist id={`${id}-sources`}>
            {sources.map((source) => (
              <option key={source} value={source} />
            ))}
          </datalist>
        </div>
        <div className="field">
          <label htmlFor={`${id}-mode`}>What they hold</label>
          <select
            id={`${id}-mode`}
            className="bar-select is-wide"
            value={said.mode ?? ''}
            onChange={({ target }) => set('mode', target.value)}
          >
            {modes.map(([mode, words]) => (
              <option key={mode} value={mode}>
                {words}
              </option>
            ))}
          </select>
        </div>
        {day('coversFrom', 'First day they speak for')}
        {day('coversTo', 'Last day they speak for')}
        <label className="tick">
          <input
            type="checkbox"
            checked={said.demo ?? false}
            onChange={({ target }) => set('demo', target.checked)}
          />
          The people in them are invented
        </label>
      </div>
    </details>
  );
}
