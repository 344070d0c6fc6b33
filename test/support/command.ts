import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Database } from '../../server/database/connect.ts';
import { runChild } from './child.ts';
import { cloneDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';

/** How a command ended, and everything it said on both streams. */
export interface Ended {
  readonly code: number | string;
  readonly said: string;
}

/** The command line as a program of its own, on a database of the file's own. */
export interface CommandLine {
  /** For what commands read and write; gone afterwards. */
  readonly folder: string;
  database(): Database;
  impact(...args: string[]): Promise<Ended>;
  /** The same with other settings. */
  impactWith(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Ended>;
}

/** Registers what a file that tests commands needs: call it once, at the top. */
export function withCommandLine(): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'impact-command-'));
  let own: TestDatabase | undefined;
  const database = (): TestDatabase => {
    if (!own) throw new Error('the database is there once tests run');
    return own;
  };
  beforeAll(async () => {
    own = await cloneDatabase({ from: 'tiny' });
  });
  afterAll(async () => {
    await own?.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  const impactWith: CommandLine['impactWith'] = async (env, ...args) => {
    const child = runChild('server/command/index.ts', args, {
      env: {
        ...process.env,
        DATABASE_URL: database().url,
        DATA_FOLDER: join(folder, 'data'),
        PSEUDONYM_KEY: 'ab'.repeat(32),
        ...env,
      },
    });
    return { code: await child.ended, said: child.said() };
  };
  return {
    folder,
    database: () => database().database,
    impact: (...args) => impactWith({}, ...args),
    impactWith,
  };
}
