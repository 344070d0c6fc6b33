/**
 * Something outside the program stands in its way: a port, a folder, a server, a setting, a file.
 * The message says what and the way out, and is printed without a stack.
 */
export class StartError extends Error {
  override readonly name: string = 'StartError';
}

/** What to print of a failure: a sentence for what the user can mend, the stack for a fault of ours. */
export function wordsOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  return failure instanceof StartError ? failure.message : (failure.stack ?? failure.message);
}
