import { HttpError } from '../http-error.ts';
import { StartError } from '../start-error.ts';

/** Runs work whose refusals are for the operator to mend: printed as a sentence, without a stack. */
export async function expectRefusals<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof HttpError)) throw failure;
    throw new StartError([failure.message, failure.wayOut].filter(Boolean).join('; '));
  }
}
