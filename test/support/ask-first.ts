import pg from 'pg';

const place = globalThis as { [key: symbol]: Set<string> | undefined };

/**
 * Loaded before every test file: a connection to a database that the file did not ask for is an
 * error, so that no test works on somebody's data, or on what another test left behind. The files of
 * one process share the set, which begins empty for each.
 */
const allowed = (place[Symbol.for('impact.allowed-databases')] ??= new Set());
allowed.clear();

/** Lets this test file connect to a database by name. */
export function allowDatabase(name: string): void {
  allowed.add(name);
}

const guarded = Symbol.for('impact.ask-first');
const prototype = pg.Client.prototype as typeof pg.Client.prototype & { [guarded]?: true };
type Done = (failure: Error) => void;

if (!prototype[guarded]) {
  prototype[guarded] = true;
  const connect: (this: pg.Client, done?: Done) => unknown = prototype.connect as () => unknown;
  Object.assign(prototype, {
    connect(this: pg.Client, done?: Done): unknown {
      if (allowed.has(this.database ?? '')) return connect.call(this, done);
      const refusal = new Error(
        `no test asked for the database ${this.database ?? ''}; call withDatabase() or ` +
          'cloneDatabase() of test/support/database.ts',
      );
      if (!done) return Promise.reject(refusal);
      process.nextTick(done, refusal);
      return undefined;
    },
  });
}
