import { Worker } from 'node:worker_threads';
import type { ControlledPolicy } from '../../access/scope.ts';
import { passedOf } from '../../episodes/between-threads.ts';
import type { Snapshot } from '../../episodes/snapshot.ts';
import { keepRead } from './read-questions.ts';
import type { Read } from './read-questions.ts';
import type { AheadOf } from './thread.ts';

export interface ReadAhead {
  /**
   * Says that viewers under a policy ask of a data version, or soon will: what their clicks would wait
   * for is read, once. Another data version ends the reading of the one before. Null while there is none.
   */
  expect(snapshot: Snapshot | null, policy: ControlledPolicy): void;
  /** Reads a new data version for all who were expected of the others. */
  follow(snapshot: Snapshot): void;
  /** Resolves when nothing is being read. */
  idle(): Promise<void>;
  /** Ends what is being read. */
  close(): Promise<void>;
}

export interface AheadOptions {
  /** Room for the objects of the thread. The demonstration borough needs some 150. */
  readonly heapMegabytes?: number;
  /** Told of faults; what was not read ahead is read when it is asked for. */
  complain(failure: unknown): void;
  /** The file a thread begins with. */
  readonly entry?: URL;
}

class Ahead implements ReadAhead {
  readonly #options: Required<AheadOptions>;
  readonly #expected = new Set<ControlledPolicy>();
  #snapshot: Snapshot | null = null;
  #begun = new Set<ControlledPolicy>();
  #waiting: ControlledPolicy[] = [];
  #worker: Worker | null = null;
  #idle: (() => void)[] = [];
  #closed = false;

  constructor(options: Required<AheadOptions>) {
    this.#options = options;
  }

  expect(snapshot: Snapshot | null, policy: ControlledPolicy): void {
    this.#expected.add(policy);
    if (!snapshot) return;
    if (snapshot !== this.#snapshot) this.#turnTo(snapshot);
    if (this.#begun.has(policy)) return;
    this.#begun.add(policy);
    this.#waiting.push(policy);
    this.#next();
  }

  follow(snapshot: Snapshot): void {
    for (const policy of this.#expected) this.expect(snapshot, policy);
  }

  idle(): Promise<void> {
    if (!this.#worker) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting = [];
    await this.#end();
  }

  #turnTo(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    this.#begun = new Set();
    this.#waiting = [];
    void this.#end();
  }

  #next(): void {
    if (this.#worker || this.#closed || !this.#snapshot) return;
    const policy = this.#waiting.shift();
    if (policy) this.#begin(this.#snapshot, policy);
    else for (const resolve of this.#idle.splice(0)) resolve();
  }

  #begin(snapshot: Snapshot, policy: ControlledPolicy): void {
    const { entry, heapMegabytes, complain } = this.#options;
    const worker = new Worker(entry, {
      execArgv: [],
      workerData: { snapshot: passedOf(snapshot), policy } satisfies AheadOf,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    worker.unref();
    this.#worker = worker;
    worker.on('message', (read: Read) => keepRead(read, snapshot));
    worker.on('error', complain);
    worker.on('exit', () => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#next();
    });
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    for (const resolve of this.#idle.splice(0)) resolve();
    await worker?.terminate();
  }
}

/**
 * Reads in a thread, before anybody asks, what the clicks of controlled viewers would wait for: a first
 * reading of a page's figures took up to three seconds, and all others waited with it. The thread has one
 * data version, in memory it shares with this one, and ends when all is read.
 */
export function readAhead(options: AheadOptions): ReadAhead {
  return new Ahead({
    heapMegabytes: 1024,
    entry: new URL('./entry.js', import.meta.url),
    ...options,
  });
}
