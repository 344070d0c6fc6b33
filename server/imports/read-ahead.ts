/** Takes text; a promise means: wait before sending more. */
export type Sink = (text: string | Buffer) => Promise<void> | undefined;

/** Bytes held at most: about a second of converting, however long the file. */
const held = 32 * 1024 * 1024;

/**
 * Converts a file while PostgreSQL is still busy with the ones before it. The text waits here, and
 * the reading waits when too much of it does, or when it is paused.
 */
export class ReadAhead {
  readonly #texts: Buffer[] = [];
  #size = 0;
  #sink: Sink | undefined;
  #room: (() => void) | undefined;
  #paused = false;
  #cancelled = false;
  readonly #reading: Promise<void>;

  /** @param read sends its text to the sink it is given, and ends when there is no more */
  constructor(read: (sink: Sink) => Promise<void>) {
    this.#reading = read((text) => this.#take(text));
    // Whoever drains hears of a failure; until then nobody listens.
    this.#reading.catch(() => undefined);
  }

  /** Lets others convert: after the batch under way nothing is read until `resume`. */
  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#makeRoom();
  }

  /** Sends what is held, then everything as it comes. @throws what reading threw */
  async drain(sink: Sink): Promise<void> {
    this.resume();
    for (let text = this.#texts.shift(); text !== undefined; text = this.#texts.shift()) {
      this.#size -= text.length;
      await sink(text);
      this.#makeRoom();
    }
    this.#sink = sink;
    await this.#reading;
  }

  /** Stops reading; what is held is forgotten. */
  async cancel(): Promise<void> {
    this.#cancelled = true;
    this.#texts.length = 0;
    this.#size = 0;
    this.resume();
    await this.#reading.catch(() => undefined);
  }

  #take(piece: string | Buffer): Promise<void> | undefined {
    if (this.#cancelled) throw new Error('reading ahead was given up');
    if (this.#sink) return this.#sink(piece);
    // Bytes, because a string put together from cells keeps alive the text they were cut from.
    const text = typeof piece === 'string' ? Buffer.from(piece) : piece;
    this.#texts.push(text);
    this.#size += text.length;
    if (this.#size < held && !this.#paused) return undefined;
    return new Promise((resolve) => {
      this.#room = resolve;
    });
  }

  #makeRoom(): void {
    if (this.#size >= held || this.#paused) return;
    this.#room?.();
    this.#room = undefined;
  }
}
