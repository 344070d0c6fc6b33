import type { Database, Queries } from '../database/connect.ts';
import { insertAccount } from './accounts.ts';
import { recordAudit } from './audit.ts';
import { hashPassword } from './password-hash.ts';
import type { Role } from './viewer.ts';

/** An account of the demonstration, with the password that is printed and shown on the sign-in page. */
export interface DemonstrationAccount {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly role: Role;
  readonly pcns: readonly string[];
}

/** One for each role. Public, so they open synthetic data only: see `readSession` and `signIn`. */
export const demonstrationAccounts: readonly DemonstrationAccount[] = [
  {
    email: 'manager@demo.local',
    password: 'walk-with-manager',
    name: 'Morgan, service manager',
    role: 'manager',
    pcns: [],
  },
  {
    email: 'director@demo.local',
    password: 'walk-with-director',
    name: 'Devon, clinical director',
    role: 'director',
    pcns: ['U53896'],
  },
  {
    email: 'commissioner@demo.local',
    password: 'walk-with-commissioner',
    name: 'Casey, commissioner',
    role: 'commissioner',
    pcns: [],
  },
  {
    email: 'admin@demo.local',
    password: 'walk-with-admin',
    name: 'Ash, administrator',
    role: 'admin',
    pcns: [],
  },
];

/** Whether an address is that of an account above, whose password anyone may know. */
export function isPublished(email: string): boolean {
  return demonstrationAccounts.some((account) => account.email === email);
}

/**
 * Makes the accounts that are missing. Call it when demonstration data has been loaded.
 * @returns false, and makes none, when live data is loaded
 */
export async function ensureDemonstrationAccounts(database: Database): Promise<boolean> {
  const missing = await missingAccounts(database);
  const hashed = await Promise.all(missing.map(({ password }) => hashPassword(password)));
  return database.transaction('make demonstration accounts', async (transaction) => {
    if (await hasLiveData(transaction)) return false;
    await transaction.query('lock accounts', 'lock table account in share row exclusive mode');
    const still = new Set((await missingAccounts(transaction)).map(({ email }) => email));
    for (const [index, account] of missing.entries())
      if (still.has(account.email))
        await insertAccount(transaction, {
          ...account,
          createdBy: null,
          passwordHash: hashed[index] ?? null,
          demonstration: true,
        });
    return true;
  });
}

/**
 * Removes every demonstration account, and what they made, with their sessions. Call it in the
 * transaction that loads live data; should that be forgotten, they are refused all the same.
 * @returns how many were removed
 */
export async function removeDemonstrationAccounts(database: Queries): Promise<number> {
  const removed = await database.query(
    'remove demonstration accounts',
    'delete from account where demonstration returning 1',
  );
  if (removed.length > 0)
    await recordAudit(database, {
      action: 'account',
      detail: `${removed.length} demonstration accounts removed`,
    });
  return removed.length;
}

/** Those that can sign in now, for the sign-in page; none once live data is loaded. */
export async function demonstrationAccountsIn(
  database: Queries,
): Promise<readonly DemonstrationAccount[]> {
  const rows = await database.query<{ email: string }>(
    'demonstration accounts that work',
    `select email from account
     where demonstration and active and not exists (select from data_version where not demo)`,
  );
  const there = new Set(rows.map(({ email }) => email));
  return demonstrationAccounts.filter(({ email }) => there.has(email));
}

async function missingAccounts(database: Queries): Promise<readonly DemonstrationAccount[]> {
  const rows = await database.query<{ email: string }>(
    'demonstration accounts',
    'select email from account where email = any ($1)',
    [demonstrationAccounts.map(({ email }) => email)],
  );
  const there = new Set(rows.map(({ email }) => email));
  return demonstrationAccounts.filter(({ email }) => !there.has(email));
}

async function hasLiveData(database: Queries): Promise<boolean> {
  const live = await database.query(
    'whether live data is loaded',
    'select from data_version where not demo limit 1',
  );
  return live.length > 0;
}
