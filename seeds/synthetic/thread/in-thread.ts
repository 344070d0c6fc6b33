import { Readable } from 'node:stream';
import { MessageChannel, Worker } from 'node:worker_threads';
import { generateExtract, PIECE } from '../index.ts';
import type { GenerateOptions, SyntheticExtract } from '../index.ts';
import type { Asking, Opening, Piece } from './thread.ts';

/** An extract whose people are invented in a thread of their own. */
export interface ThreadedExtract extends SyntheticExtract {
  /** Ends the thread. */
  close(): Promise<void>;
}

/** Pieces of a file on their way or waiting to be read, at most: the thread goes on inventing until then. */
const ahead = 64;

/**
 * The extract of `generateExtract`, byte for byte, made by another core while this thread reads it.
 * A fault there is an error of every file being read.
 */
export function generateInThread(options: GenerateOptions): ThreadedExtract {
  const extract = generateExtract(options);
  const worker = new Worker(new URL('./entry.js', import.meta.url), {
    execArgv: [],
    workerData: options,
  });
  worker.unref();
  const reading = new Set<Readable>();
  const fail = (failure: Error): void => {
    for (const stream of reading) stream.destroy(failure);
  };
  worker.once('error', fail);
  worker.once('exit', () => fail(new Error('the thread that invents people has ended')));
  return {
    ...extract,
    files: extract.files.map((file) => ({
      ...file,
      open: () => {
        const stream = streamOf(file.name, worker);
        reading.add(stream);
        return stream.once('close', () => reading.delete(stream));
      },
    })),
    close: async () => {
      await worker.terminate();
    },
  };
}

function streamOf(name: string, worker: Worker): Readable {
  const { port1: own, port2: port } = new MessageChannel();
  worker.postMessage({ name, port } satisfies Opening, [port]);
  let coming = 0;
  const stream = new Readable({
    highWaterMark: ahead * PIECE,
    read: () => {
      const more = ahead - coming - Math.ceil(stream.readableLength / PIECE);
      if (more <= 0) return;
      coming += more;
      own.postMessage(more satisfies Asking);
    },
    destroy: (failure, done) => {
      own.close();
      done(failure);
    },
  });
  own.on('message', (piece: Piece) => {
    coming--;
    stream.push(piece && Buffer.from(piece.buffer));
  });
  return stream;
}
