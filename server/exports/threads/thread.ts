import { parentPort } from 'node:worker_threads';
import { makeBytes } from '../make-bytes.ts';
import type { Making } from '../make-bytes.ts';

/** What a thread answers: the file, or why there is none. */
export type Made =
  { readonly bytes: Uint8Array } | { readonly failure: Failure; readonly bytes?: never };

/** An error as it passes between threads. */
export interface Failure {
  readonly message: string;
  readonly stack: string | undefined;
}

/** Bytes of their own, so that they can be handed over rather than copied. */
const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

async function answer(making: Making): Promise<void> {
  try {
    const bytes = ownBytes(await makeBytes(making));
    parentPort?.postMessage({ bytes } satisfies Made, [bytes.buffer]);
  } catch (thrown) {
    const { message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
    parentPort?.postMessage({ failure: { message, stack } } satisfies Made);
  }
}

/* The other side of `makerThreads`: one file at a time, each asked for by a message. */
parentPort?.on('message', (making: Making) => void answer(making));
