import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ask } from '../shell/api.ts';
import { Problem } from '../shell/Problem.tsx';
import { Cell, ScrollTable } from '../table/ScrollTable.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';

interface AuditLine {
  readonly id: number | string;
  readonly at: string;
  readonly email: string | null;
  readonly what: string;
  readonly about: string;
}

interface AuditAnswer {
  readonly lines: readonly AuditLine[];
  /** Where the next page begins; null at the end. */
  readonly next: number | string | null;
  readonly actions: readonly { readonly code: string; readonly label: string }[];
}

const time = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Europe/London',
});

function useAudit(action: string) {
  return useInfiniteQuery({
    queryKey: ['audit', action],
    queryFn: ({ pageParam, signal }) => {
      const before = pageParam === null ? '' : `&before=${pageParam}`;
      return ask<AuditAnswer>(`/audit?action=${action}${before}`, { signal });
    },
    initialPageParam: null as AuditAnswer['next'],
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  });
}

const headings = ['When', 'Who', 'What', 'About'];

function Lines({ lines }: { readonly lines: readonly AuditLine[] }) {
  return (
    <ScrollTable label="Audit log, newest first" headings={headings} tall stacks>
      {lines.map((line) => (
        <tr key={line.id} role="row">
          <Cell heading="When" className="is-short">
            {time.format(new Date(line.at))}
          </Cell>
          <Cell heading="Who">{line.email ?? 'the program'}</Cell>
          <Cell heading="What" className="is-short">
            {line.what}
          </Cell>
          <Cell heading="About" className="audit-about">
            {line.about}
          </Cell>
        </tr>
      ))}
    </ScrollTable>
  );
}

/** Who did what, newest first; for administrators. The log has no figure and no person referred. */
export function Audit() {
  const [action, setAction] = useState('');
  const audit = useAudit(action);
  const id = useId();
  usePageTitle('Audit');
  const pages = audit.data?.pages ?? [];
  return (
    <main id="main" tabIndex={-1} className="page">
      <h1 className="page-question">Who did what, and when?</h1>
      {audit.error && <Problem failure={audit.error} onRetry={() => void audit.refetch()} />}
      <section className="card" aria-label="Audit" aria-busy={audit.isPending}>
        <div className="card-bar">
          <div className="split">
            <label htmlFor={id}>Show</label>
            <select
              id={id}
              className="bar-select"
              value={action}
              onChange={({ target }) => setAction(target.value)}
            >
              <option value="">everything</option>
              {(pages[0]?.actions ?? []).map(({ code, label }) => (
                <option key={code} value={code}>
                  {label}
                </option>
              ))}
            </select>
          </div>
          <a href={`/api/audit.csv?action=${action}`} download>
            Download as CSV
          </a>
        </div>
        <Lines lines={pages.flatMap(({ lines }) => lines)} />
        {audit.hasNextPage && (
          <button
            type="button"
            className="link-button"
            disabled={audit.isFetchingNextPage}
            onClick={() => void audit.fetchNextPage()}
          >
            Show older
          </button>
        )}
      </section>
    </main>
  );
}
