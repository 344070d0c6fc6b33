import { once } from 'node:events';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Rows on their way into a table. */
export interface CopyIn {
  /** Sends COPY text. Resolves when more may be sent; undefined when that is now. */
  write(text: string | Buffer): Promise<void> | undefined;
  /** Ends the stream and waits for PostgreSQL to have it all. */
  end(): Promise<void>;
  /** Gives up: PostgreSQL ends the COPY with an error, and the transaction can only be rolled back. */
  abort(): Promise<void>;
}

export interface CopyOptions {
  /** Write rows as finished; only for a table made or emptied in this very (sub)transaction. */
  readonly freeze?: boolean;
}

/** Starts `COPY table (columns) FROM STDIN` on a connection, which is busy until `end`. */
export function copyInto(
  client: ClientBase,
  table: string,
  columns: readonly string[],
  { freeze = false }: CopyOptions = {},
): CopyIn {
  const how = freeze ? ' with (freeze)' : '';
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin${how}`));
  let failure: Error | undefined;
  const failed = new Promise<never>((_, reject) => {
    stream.once('error', (error: Error) => {
      failure = error;
      reject(error);
    });
  });
  failed.catch(() => undefined);
  return {
    write: (text) => {
      if (failure) return Promise.reject(failure);
      if (text.length === 0 || stream.write(text)) return undefined;
      return Promise.race([once(stream, 'drain').then(() => undefined), failed]);
    },
    end: async () => {
      const finished = once(stream, 'finish').then(() => undefined);
      stream.end();
      await Promise.race([finished, failed]);
    },
    abort: async () => {
      if (failure) return;
      const closed = once(stream, 'close').catch(() => undefined);
      stream.destroy(new Error('load given up'));
      await closed;
    },
  };
}
