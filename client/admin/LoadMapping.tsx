import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ask } from '../shell/api.ts';
import { count, plainName, useChoices } from './loads-query.ts';
import type { Checked, Choices, FileHeadings } from './loads-query.ts';
import { Refusal } from './Refusal.tsx';

interface LoadMappingProps {
  readonly checked: Checked;
  /** Called once what was chosen is kept. */
  onSettled(): void;
}

/** What was chosen: `heading contract heading` or `term list value`, to a column or code. */
type Chosen = Readonly<Record<string, string>>;

const separator = '\u0000';
const unwanted = '-';

/** The form of a mapping, as `impact load --mapping` reads it too. */
function mappingOf(chosen: Chosen) {
  const headings: Record<string, Record<string, string | null>> = {};
  const terms: Record<string, Record<string, string>> = {};
  for (const [key, to] of Object.entries(chosen)) {
    const [kind, of = '', from = ''] = key.split(separator);
    if (to === '') continue;
    if (kind === 'heading') (headings[of] ??= {})[from] = to === unwanted ? null : to;
    else (terms[of] ??= {})[from] = to;
  }
  return { headings, terms };
}

interface RowProps {
  readonly from: string;
  readonly about: string;
  readonly value: string;
  readonly options: readonly { readonly code: string; readonly label: string }[];
  onChoose(value: string): void;
}

function Row({ from, about, value, options, onChoose }: RowProps) {
  const id = useId();
  return (
    <div className="mapping-row">
      <label htmlFor={id}>
        {from} <span className="quiet">{about}</span>
      </label>
      <select
        id={id}
        className="bar-select is-wide"
        value={value}
        onChange={({ target }) => onChoose(target.value)}
      >
        <option value="">Leave as it is</option>
        {options.map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Columns of a kind of file that no heading is read as yet; those it needs come first. */
function columnsFor(
  choices: Choices,
  { contract, used, missing }: FileHeadings,
): RowProps['options'] {
  const columns = choices.contracts.find(({ name }) => name === contract)?.columns ?? [];
  const free = columns
    .filter(({ name }) => !(name in used))
    .toSorted((a, b) => Number(missing.includes(b.name)) - Number(missing.includes(a.name)));
  return [
    ...free.map(({ name }) => ({
      code: name,
      label: missing.includes(name) ? `${plainName(name)} (needed)` : plainName(name),
    })),
    { code: unwanted, label: 'Not wanted: never read it' },
  ];
}

/** Headings and words of the source that are not known, to be settled once and for all its files. */
export function LoadMapping({ checked, onSettled }: LoadMappingProps) {
  const { report, headings } = checked;
  const choices = useChoices(report.source);
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Chosen>({});
  const keep = useMutation({
    mutationFn: () =>
      ask('/loads/mapping', {
        method: 'POST',
        body: { source: report.source, ...mappingOf(chosen) },
      }),
    onSuccess: async () => {
      setChosen({});
      await client.invalidateQueries({ queryKey: ['load-mapping'] });
      onSettled();
    },
  });
  const terms = report.unmapped.filter(({ value }) => !value.startsWith('('));
  const open = headings.filter(({ contract, unused }) => contract && unused.length > 0);
  if (!choices.data || (terms.length === 0 && open.length === 0)) return null;
  const row = (key: string, from: string, about: string, options: RowProps['options']) => (
    <Row
      key={key}
      from={from}
      about={about}
      value={chosen[key] ?? ''}
      options={options}
      onChoose={(value) => setChosen({ ...chosen, [key]: value })}
    />
  );
  const { data } = choices;
  const any = Object.values(chosen).some((value) => value !== '');
  return (
    <details className="verified" open={headings.some(({ complete }) => !complete)}>
      <summary>
        Words and headings this dashboard does not know: {count(terms.length)} and{' '}
        {count(open.reduce((sum, { unused }) => sum + unused.length, 0))}
      </summary>
      <p>
        Choose what each one means. It is kept for {report.source}, with the date and your name, and
        used from the next check on.
      </p>
      {terms.map(({ list, value, rows }) =>
        row(
          ['term', list, value].join(separator),
          value,
          `${plainName(list)}, ${count(rows)} rows`,
          data.lists[list] ?? [],
        ),
      )}
      {open.flatMap((file) =>
        file.unused.map((heading) =>
          row(
            ['heading', file.contract ?? '', heading].join(separator),
            heading,
            `heading in ${file.file}`,
            columnsFor(data, file),
          ),
        ),
      )}
      {keep.error && <Refusal failure={keep.error} />}
      <button
        type="button"
        className="nhsuk-button nhsuk-button--secondary"
        disabled={!any || keep.isPending}
        onClick={() => keep.mutate()}
      >
        Keep these and check again
      </button>
    </details>
  );
}
