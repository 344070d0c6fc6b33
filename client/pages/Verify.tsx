import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import { ApiError, ask, sendFile } from '../shell/api.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import { VerifiedFigure } from './VerifiedFigure.tsx';
import type { Verified } from './VerifiedFigure.tsx';

interface Answer {
  /** Of a file: whether it is byte for byte one that left. */
  readonly unchanged?: boolean;
  readonly figures: readonly Verified[];
}

function wordsOf(failure: unknown): string {
  if (!(failure instanceof ApiError))
    return 'The server did not answer. Check your connection and try again.';
  const what = failure.message.charAt(0).toUpperCase() + failure.message.slice(1);
  return `${what}. ${failure.wayOut ?? ''}`;
}

function CodeForm({ code }: { readonly code: string }) {
  const [typed, setTyped] = useState(code);
  const navigate = useNavigate();
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== '') void navigate(`/verify/${encodeURIComponent(typed.trim())}`);
  };
  return (
    <form className="verify-form" onSubmit={submit}>
      <label className="nhsuk-label" htmlFor={id}>
        Code printed under the figure
      </label>
      <div className="one-line">
        <input
          id={id}
          className="nhsuk-input code-input"
          autoComplete="off"
          spellCheck={false}
          placeholder="K7QF-2M3A-9XTC"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <button type="submit" className="nhsuk-button">
          Check
        </button>
      </div>
    </form>
  );
}

interface FileFormProps {
  onFile(file: File): void;
  readonly busy: boolean;
}

function FileForm({ onFile, busy }: FileFormProps) {
  const id = useId();
  return (
    <div className="verify-form">
      <label className="nhsuk-label" htmlFor={id}>
        Or the file itself
      </label>
      <input
        id={id}
        type="file"
        className="file-input"
        disabled={busy}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onFile(file);
        }}
      />
      <p className="quiet">
        A picture, slide, spreadsheet, document or data file made here. It is read, compared and not
        kept.
      </p>
    </div>
  );
}

/** Takes a code or a file and says what it was, and whether today's data give the same. */
export function Verify() {
  const { code = '' } = useParams();
  usePageTitle('Check a figure');
  const byCode = useQuery({
    queryKey: ['verify', code],
    queryFn: ({ signal }) => ask<Answer>(`/verify/${encodeURIComponent(code)}`, { signal }),
    enabled: code !== '',
    retry: false,
  });
  const byFile = useMutation({ mutationFn: (file: File) => sendFile<Answer>('/verify', file) });
  const failure = byFile.isIdle ? byCode.error : byFile.error;
  const answer = byFile.isIdle ? byCode.data : byFile.data;
  const busy = byFile.isPending || (byFile.isIdle && byCode.isFetching);
  return (
    <main id="main" tabIndex={-1} className="page is-text">
      <h1 className="page-question">Check a figure</h1>
      <p>
        Every file made here carries a code. It says what the figure was when it left, and whether
        today’s data give the same.
      </p>
      <CodeForm key={code} code={code} />
      <FileForm onFile={(file) => byFile.mutate(file)} busy={busy} />
      <div role="status">{busy ? 'Checking against today’s data' : ''}</div>
      {failure && !busy && (
        <div className="notice is-problem" role="alert">
          <p>{wordsOf(failure)}</p>
        </div>
      )}
      {answer && !busy && (
        <section aria-label="What was found">
          {answer.unchanged !== undefined && <FileLine unchanged={answer.unchanged} />}
          {answer.figures.map((figure) => (
            <VerifiedFigure key={figure.code} figure={figure} />
          ))}
        </section>
      )}
    </main>
  );
}

function FileLine({ unchanged }: { readonly unchanged: boolean }) {
  return (
    <p className={`notice ${unchanged ? 'is-good' : 'is-amber'}`}>
      {unchanged ? (
        <>
          <strong>This file is exactly as it was made here.</strong> Nothing in it was changed.
        </>
      ) : (
        <>
          <strong>This file was saved again after it was made here, perhaps edited.</strong> Below
          is what was in it when it left: compare the numbers.
        </>
      )}
    </p>
  );
}
