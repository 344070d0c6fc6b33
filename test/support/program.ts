import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChild } from './child.ts';
import { cloneDatabase, type CloneOptions } from './database.ts';

/** The whole program, running for a test. */
export interface RunningProgram {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly address: string;
  /** Of the database it works on. */
  readonly url: string;
  readonly dataFolder: string;
  /** Everything it has printed. */
  said(): string;
  /** Stops it, drops its database and deletes its files. @returns its exit code, or its signal */
  stop(): Promise<number | NodeJS.Signals>;
}

/**
 * Starts the program as `npm start` does, on a free port and a database of its own.
 * @param env settings over those of a test, such as `{ DEMONSTRATION: 'on' }`
 */
export async function startProgram(
  env: Readonly<Record<string, string>> = {},
  options: CloneOptions = {},
): Promise<RunningProgram> {
  const own = await cloneDatabase(options);
  const dataFolder = mkdtempSync(join(tmpdir(), 'impact-program-'));
  const child = runChild('server/main.ts', [], {
    env: {
      ...process.env,
      DATABASE_URL: own.url,
      DATA_FOLDER: dataFolder,
      PSEUDONYM_KEY: 'ab'.repeat(32),
      DEMONSTRATION: 'off',
      HOST: '127.0.0.1',
      PORT: '0',
      ...env,
    },
  });
  const [, address = ''] = await child.says(/ready: (http:\/\/localhost:\d+)/);
  return {
    // By its number: `localhost` is tried as ::1 first, which refuses, and a machine that is busy can
    // give up before it comes to 127.0.0.1.
    address: address.replace('localhost', '127.0.0.1'),
    url: own.url,
    dataFolder,
    said: child.said,
    stop: async () => {
      child.signal('SIGTERM');
      const code = await child.ended;
      await own.drop();
      rmSync(dataFolder, { recursive: true, force: true });
      return code;
    },
  };
}
