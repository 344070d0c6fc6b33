import { StartError } from '../../start-error.ts';

const newline = 0x0a;
const end = Buffer.from('\\.\n');

/** Reads a backup's stream piece by piece; memory does not grow with the file. */
export class BackupReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** The next line without its break. @throws StartError when the file ends before it */
  async line(): Promise<string> {
    let at = this.#rest.indexOf(newline);
    while (at < 0) {
      await this.#more();
      at = this.#rest.indexOf(newline);
    }
    const line = this.#rest.subarray(0, at).toString('utf8');
    this.#rest = this.#rest.subarray(at + 1);
    return line;
  }

  /** Whole lines up to the one that ends a table, in pieces. */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      const at = endOfTable(this.#rest);
      if (at >= 0) {
        if (at > 0) yield this.#rest.subarray(0, at);
        this.#rest = this.#rest.subarray(at + end.length);
        return;
      }
      const whole = this.#rest.lastIndexOf(newline) + 1;
      if (whole > 0) yield this.#rest.subarray(0, whole);
      this.#rest = this.#rest.subarray(whole);
      await this.#more();
    }
  }

  async #more(): Promise<void> {
    const { value, done } = await this.#chunks.next();
    if (done) throw new StartError('the backup ends too early; use another copy of it');
    this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
  }
}

/** Where a line `\.` begins, or -1. The buffer always starts at a line. */
function endOfTable(buffer: Buffer): number {
  if (buffer.subarray(0, end.length).equals(end)) return 0;
  const at = buffer.indexOf('\n\\.\n');
  return at < 0 ? -1 : at + 1;
}
