import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { generateExtract } from '../index.ts';
import type { GenerateOptions } from '../index.ts';

/** Asks for a file; its pieces come through the port, as many as are asked for there. */
export interface Opening {
  readonly name: string;
  readonly port: MessagePort;
}

/** How many more pieces are asked for. */
export type Asking = number;

/** A piece of a file; null when there are no more. */
export type Piece = Uint8Array<ArrayBuffer> | null;

const { files } = generateExtract(workerData as GenerateOptions);

async function send({ name, port }: Opening): Promise<void> {
  const file = files.find((each) => each.name === name);
  let closed = false;
  let asked: Asking = 0;
  let wake = (): void => undefined;
  port.on('close', () => {
    closed = true;
    wake();
  });
  port.on('message', (more: Asking) => {
    asked += more;
    wake();
  });
  for await (const piece of file!.open()) {
    while (asked === 0 && !closed) await new Promise<void>((resolve) => (wake = resolve));
    if (closed) return;
    asked--;
    const own = new Uint8Array(piece as Buffer);
    port.postMessage(own satisfies Piece, [own.buffer]);
  }
  port.postMessage(null satisfies Piece);
}

/* The other side of `generateInThread`. A fault ends the thread, and the other side hears of it. */
parentPort?.on('message', (opening: Opening) => void send(opening));
