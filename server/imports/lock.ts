import type { Transaction } from '../database/connect.ts';

/** Only one load, check or roll back at a time; the number is this program's own and means nothing elsewhere. */
const loadLock = 7_301_204;

/** Somebody else's load, check or roll back is under way, here or from the command line. */
export class LoadBusy extends Error {
  override readonly name = 'LoadBusy';

  constructor() {
    super('another load, check or roll back is under way; wait until it has ended');
  }
}

/**
 * Takes the lock of loads until the end of the transaction.
 * @param refuse throw `LoadBusy` in place of waiting
 */
export async function lockLoads(db: Transaction, refuse: boolean): Promise<void> {
  if (!refuse) {
    await db.query('wait for other loads', 'select pg_advisory_xact_lock($1)', [loadLock]);
    return;
  }
  const [found] = await db.query<{ mine: boolean }>(
    'look for other loads',
    'select pg_try_advisory_xact_lock($1) as mine',
    [loadLock],
  );
  if (!found!.mine) throw new LoadBusy();
}
