import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cloneDatabase } from '../support/database.ts';
import { count, dump } from './dump.ts';
import { load, tiny } from './tiny.ts';

const loader = fileURLToPath(new URL('./kill-loader.ts', import.meta.url));

describe('a load that is killed half-way', () => {
  it('leaves the old data serving, and the next load is none the worse', async () => {
    const mine = await cloneDatabase();
    try {
      await load(mine.database, tiny());
      const before = await dump(mine.database);
      const child = spawn(process.execPath, ['--import', 'tsx', loader, mine.url], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      // The child says so from inside its transaction, with rows of a new extract already merged.
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      await once(child, 'close');
      await backendsGone(mine.database);
      expect(await dump(mine.database)).toEqual(before);
      expect(await count(mine.database, 'import_load')).toBe(1);
      const files = { ...tiny(), 'pcns.csv': [...tiny()['pcns.csv']!, 'U10003,East PCN'] };
      expect(
        (await load(mine.database, files, { extracted_at: '2025-10-06T06:00:00Z' })).status,
      ).toBe('loaded');
      expect(await count(mine.database, 'pcn')).toBe(3);
    } finally {
      await mine.drop();
    }
  });
});

/** PostgreSQL notices a client that has gone when it next writes to it. */
async function backendsGone(
  database: Awaited<ReturnType<typeof cloneDatabase>>['database'],
): Promise<void> {
  for (;;) {
    const [left] = await database.query<{ others: number }>(
      'other connections',
      `select count(*)::int as others from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and state like '%in transaction%'`,
    );
    if (left!.others === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
