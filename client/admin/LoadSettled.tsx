import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ask } from '../shell/api.ts';
import { moment, plainName, useChoices } from './loads-query.ts';
import type { Choices } from './loads-query.ts';
import { Refusal } from './Refusal.tsx';

type Settled = Choices['settled'][number];

/** What was settled about the headings and words of a source, by whom, and how to take it back. */
export function LoadSettled({ sources }: { readonly sources: readonly string[] }) {
  const [picked, setPicked] = useState('');
  const source = picked || (sources[0] ?? '');
  const choices = useChoices(source);
  const client = useQueryClient();
  const id = useId();
  const forget = useMutation({
    mutationFn: ({ kind, of, from }: Settled) =>
      ask('/loads/mapping', { method: 'DELETE', body: { source, kind, of, from } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['load-mapping'] }),
  });
  if (sources.length === 0) return null;
  const meaning = ({ kind, of, to }: Settled): string => {
    if (to === null) return 'never read';
    if (kind === 'heading') return plainName(to);
    return choices.data?.lists[of]?.find(({ code }) => code === to)?.label ?? to;
  };
  const settled = choices.data?.settled ?? [];
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="finding">
        Words and headings settled
      </h2>
      <div className="one-line">
        <label htmlFor={id}>System</label>
        <select
          id={id}
          className="bar-select"
          value={source}
          onChange={({ target }) => setPicked(target.value)}
        >
          {sources.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </div>
      {forget.error && <Refusal failure={forget.error} />}
      {settled.length === 0 && (
        <p className="quiet">
          None for this system. When a check finds a word or heading nobody knows, you choose what
          it means there.
        </p>
      )}
      {settled.length > 0 && (
        <ul className="plain-list">
          {settled.map((each) => (
            <li key={[each.kind, each.of, each.from].join(' ')} className="loaded-file">
              <span>
                “{each.from}” means {meaning(each)}{' '}
                <span className="quiet">
                  {each.kind === 'heading'
                    ? `heading of ${plainName(each.of)}`
                    : plainName(each.of)}
                  , {moment.format(new Date(each.at))}
                  {each.by && `, ${each.by}`}
                </span>
              </span>
              <button
                type="button"
                className="link-button"
                disabled={forget.isPending}
                onClick={() => forget.mutate(each)}
              >
                Forget<span className="nhsuk-u-visually-hidden"> {each.from}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
