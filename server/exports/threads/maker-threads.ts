import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { HttpError } from '../../http-error.ts';
import type { Make, Making } from '../make-bytes.ts';
import type { Made } from './thread.ts';

export interface MakerThreads {
  readonly make: Make;
  /** Ends every thread; files under way are given up. */
  readonly close: () => Promise<void>;
}

export interface ThreadOptions {
  /** Files made at a time; a core is left to answers, where there are several. */
  readonly most?: number;
  /** Room for the objects of one thread. A report of 15 figures needs some 200, one of 40 some 400. */
  readonly heapMegabytes?: number;
  /** A thread without work is ended after so long, and its memory given back. */
  readonly idleMilliseconds?: number;
  /** Told of faults; whoever waits for the file gets words. */
  complain(failure: unknown): void;
  /** The file a thread begins with. */
  readonly entry?: URL;
}

interface Task {
  readonly making: Making;
  resolve(bytes: Uint8Array): void;
  reject(failure: Error): void;
}

interface Thread {
  readonly worker: Worker;
  task: Task | null;
  idle: NodeJS.Timeout | null;
}

const stopped = (): HttpError => new HttpError('stopped; nothing was made', 409);

const crashed = (): HttpError =>
  new HttpError('the part of the program that makes files broke off, so no file was made', 500, {
    wayOut: 'Try again; if it stays, tell whoever runs the dashboard.',
  });

const tooLarge = (): HttpError =>
  new HttpError('the file needs more memory than is set aside for making files', 500, {
    wayOut: 'Take fewer figures, or a shorter period for those with long tables.',
  });

/** What a fault of a thread means to whoever waits. */
const wordsOf = (failure: unknown): HttpError =>
  failure instanceof Error && 'code' in failure && failure.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? tooLarge()
    : crashed();

class Threads implements MakerThreads {
  readonly #options: Required<ThreadOptions>;
  readonly #threads = new Set<Thread>();
  #waiting: Task[] = [];
  #closed = false;

  constructor(options: Required<ThreadOptions>) {
    this.#options = options;
  }

  readonly make: Make = (making, signal) =>
    new Promise<Uint8Array>((resolve, reject) => {
      if (signal?.aborted || this.#closed) return reject(stopped());
      const giveUp = (): void => this.#giveUp(task);
      const over = (): void => signal?.removeEventListener('abort', giveUp);
      const task: Task = {
        making,
        resolve: (bytes) => (over(), resolve(bytes)),
        reject: (failure) => (over(), reject(failure)),
      };
      signal?.addEventListener('abort', giveUp);
      this.#waiting.push(task);
      this.#handOut();
    });

  readonly close = async (): Promise<void> => {
    this.#closed = true;
    for (const task of this.#waiting.splice(0)) task.reject(stopped());
    await Promise.all([...this.#threads].map((thread) => this.#end(thread, stopped())));
  };

  #handOut(): void {
    while (this.#waiting.length > 0) {
      const free = [...this.#threads].find(({ task }) => task === null) ?? this.#begin();
      const task = free && this.#waiting.shift();
      if (!task) return;
      if (free.idle) clearTimeout(free.idle);
      free.task = task;
      free.worker.postMessage(task.making);
    }
  }

  #begin(): Thread | null {
    const { most, heapMegabytes, entry } = this.#options;
    if (this.#threads.size >= most) return null;
    const worker = new Worker(entry, {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    worker.unref();
    const thread: Thread = { worker, task: null, idle: null };
    this.#threads.add(thread);
    worker.on('message', (made: Made) => this.#done(thread, made));
    worker.on('error', (failure) => {
      this.#options.complain(failure);
      void this.#end(thread, wordsOf(failure));
    });
    worker.on('exit', (code) => {
      if (!this.#threads.has(thread)) return;
      this.#options.complain(new Error(`a thread that makes files ended by itself: ${code}`));
      void this.#end(thread, crashed());
    });
    return thread;
  }

  #done(thread: Thread, made: Made): void {
    const { task } = thread;
    thread.task = null;
    if (made.bytes) task?.resolve(made.bytes);
    else {
      const failure = new Error(made.failure.message);
      if (made.failure.stack !== undefined) failure.stack = made.failure.stack;
      task?.reject(failure);
    }
    thread.idle = setTimeout(
      () => void this.#end(thread, stopped()),
      this.#options.idleMilliseconds,
    ).unref();
    this.#handOut();
  }

  /** Ends a thread, whatever it is at; the next in line gets a fresh one. */
  async #end(thread: Thread, why: HttpError): Promise<void> {
    if (!this.#threads.delete(thread)) return;
    if (thread.idle) clearTimeout(thread.idle);
    thread.task?.reject(why);
    thread.task = null;
    if (!this.#closed) this.#handOut();
    await thread.worker.terminate();
  }

  #giveUp(task: Task): void {
    this.#waiting = this.#waiting.filter((each) => each !== task);
    const at = [...this.#threads].find((thread) => thread.task === task);
    if (at) void this.#end(at, stopped());
    else task.reject(stopped());
  }
}

/**
 * Threads that make files, so that answers to others do not wait for a report: begun when first
 * needed, ended when idle. What fails in one, even its memory running out, fails that file alone.
 */
export function makerThreads(options: ThreadOptions): MakerThreads {
  return new Threads({
    most: Math.max(1, Math.min(2, availableParallelism() - 1)),
    heapMegabytes: 1024,
    idleMilliseconds: 60_000,
    entry: new URL('./entry.js', import.meta.url),
    ...options,
  });
}
