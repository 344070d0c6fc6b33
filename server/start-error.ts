/**
 * Something outside the program stands in its way: a port, a folder, a server. The message says
 * what and the way out, and is printed without a stack.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}
