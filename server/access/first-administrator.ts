import type { Database } from '../database/connect.ts';
import type { NewPassword } from './account-changes.ts';
import { ONE_TIME_HOURS } from './account-changes.ts';
import { insertAccount, setPasswordHash, findAccount } from './accounts.ts';
import { recordAudit } from './audit.ts';
import { hashPassword, oneTimePassword } from './password-hash.ts';

/**
 * Makes the first administrator when there is none, with a one-time password to print. One whose
 * one-time password ran out unused gets a new one: a dashboard nobody can enter helps nobody.
 * @returns null when an administrator exists
 */
export async function ensureFirstAdministrator(
  database: Database,
  email: string,
): Promise<NewPassword | null> {
  const password = oneTimePassword();
  const hashed = await hashPassword(password);
  return database.transaction('make the first administrator', async (transaction) => {
    await transaction.query('lock accounts', 'lock table account in share row exclusive mode');
    const [any] = await transaction.query<{ id: string; unused: boolean }>(
      'administrators there are',
      `select account_id as id, signed_in_at is null and created_by is null
         and one_time_until < now() as unused
       from account where role = 'admin' and not demonstration
       order by unused limit 1`,
    );
    if (any && !any.unused) return null;
    await recordAudit(transaction, {
      action: 'account',
      target: email,
      detail: any ? 'first administrator, new one-time password' : 'first administrator added',
    });
    if (any) {
      await setPasswordHash(transaction, any.id, hashed, ONE_TIME_HOURS);
      return { account: (await findAccount(transaction, any.id))!, oneTimePassword: password };
    }
    const account = await insertAccount(transaction, {
      email,
      name: 'Administrator',
      role: 'admin',
      pcns: [],
      createdBy: null,
      passwordHash: hashed,
      oneTimeHours: ONE_TIME_HOURS,
    });
    return { account, oneTimePassword: password };
  });
}
