import { ApiError } from '../shell/api.ts';

/** A refusal as a sentence and its way out; a lost connection in words of its own. */
export function failureWords(failure: unknown): string {
  if (!(failure instanceof ApiError))
    return 'The server did not answer. Check your connection and try again.';
  const what = failure.message.charAt(0).toUpperCase() + failure.message.slice(1);
  return `${what}. ${failure.wayOut ?? ''}`.trim();
}
