import type { Queries } from '../database/connect.ts';

/**
 * What an account could see a moment ago must not stay open when its role or PCNs change: files its
 * jobs made are deleted, and a job under way is told to stop.
 */
export async function withdrawWork(database: Queries, accountId: string): Promise<void> {
  await database.query(
    'stop the jobs of an account',
    `update long_job set stop_asked = true where owner = $1 and state = 'running'`,
    [accountId],
  );
  await database.query(
    'delete what jobs of an account made',
    `delete from long_job where owner = $1 and state <> 'running'`,
    [accountId],
  );
}
