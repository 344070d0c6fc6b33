import { ApiError, ConnectionError } from './api.ts';
import { useWhenBack } from './use-when-back.ts';

interface ProblemProps {
  readonly failure: unknown;
  onRetry(): void;
  /** True when older figures are still on the page. */
  readonly held?: boolean;
}

function wordsOf(
  failure: unknown,
  held: boolean,
): { readonly what: string; readonly next: string } {
  if (failure instanceof ConnectionError) {
    const kept = held ? 'The figures below are from before. ' : '';
    return {
      what: 'The connection is lost.',
      next: `${kept}Your filters are kept. This page goes on by itself when the connection is back.`,
    };
  }
  if (failure instanceof ApiError && failure.code === 'signed_out') {
    return { what: 'Your session has ended.', next: 'Sign in again to go on where you were.' };
  }
  if (failure instanceof ApiError) {
    const what = failure.message.charAt(0).toUpperCase() + failure.message.slice(1);
    return { what: `${what}.`, next: failure.wayOut ?? 'Try again.' };
  }
  return { what: 'This page could not be shown.', next: 'Try again, or reload the page.' };
}

/** What went wrong, what is kept, and the way on. */
export function Problem({ failure, onRetry, held = false }: ProblemProps) {
  const { what, next } = wordsOf(failure, held);
  useWhenBack(failure instanceof ConnectionError, onRetry);
  return (
    <div className="notice is-problem" role="alert">
      <p>
        <strong>{what}</strong> {next}
      </p>
      <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
