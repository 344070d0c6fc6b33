import type { Database, Queries } from '../database/connect.ts';
import { HttpError } from '../http-error.ts';
import {
  findAccount,
  findAccountByEmail,
  insertAccount,
  setPasswordHash,
  unknownPcns,
  updateAccount,
  type Account,
  type AccountChange,
} from './accounts.ts';
import { isAccountId, recordAudit } from './audit.ts';
import { isPublished } from './demonstration.ts';
import { hashPassword, oneTimePassword } from './password-hash.ts';
import { endEverySession } from './sessions.ts';
import { forgiveAttempts } from './sign-in-guard.ts';
import type { Role, Viewer } from './viewer.ts';
import { withdrawWork } from './withdraw.ts';

/** A one-time password lasts over a long weekend. */
export const ONE_TIME_HOURS = 96;

export interface Invitation {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly pcns: readonly string[];
  /** Here with a password, or at the organisation's provider; here when not said. */
  readonly signIn?: 'password' | 'provider';
}

export interface NewPassword {
  readonly account: Account;
  /** Shown once, kept only as a hash; null for an account that signs in at its provider. */
  readonly oneTimePassword: string | null;
}

/**
 * Makes an account with a one-time password, or one that its owner's first sign-in at the provider
 * ties to them.
 * @throws HttpError 400 for an address, role or PCN that will not do, 409 when the address is taken
 */
export async function inviteAccount(
  database: Database,
  invitation: Invitation,
  by: Viewer,
): Promise<NewPassword> {
  const email = parseEmail(invitation.email);
  await checkPcns(database, invitation.role, invitation.pcns);
  const password = invitation.signIn === 'provider' ? null : oneTimePassword();
  const passwordHash = password === null ? null : await hashPassword(password);
  return database.transaction('invite an account', async (transaction) => {
    const account = await insertAccount(transaction, {
      ...invitation,
      email,
      createdBy: isAccountId(by.id) ? by.id : null,
      demonstration: await isDemonstration(transaction, by),
      passwordHash,
      oneTimeHours: password === null ? null : ONE_TIME_HOURS,
    });
    await logChange(transaction, by, email, `added as ${invitation.role}`);
    return { account, oneTimePassword: password };
  });
}

/**
 * Changes name, role, PCNs or whether an account is active. A change of role, PCNs or activity
 * signs the account out everywhere and deletes what its jobs made: what it could see a moment ago
 * must not stay open.
 * @throws HttpError 404, 400; 409 `last_administrator` when nobody could manage users any more
 */
export async function changeAccount(
  database: Database,
  id: string,
  change: AccountChange,
  by: Viewer,
): Promise<Account> {
  return database.transaction('change an account', async (transaction) => {
    const account = await lockedAccount(transaction, id, by);
    const role = change.role === undefined ? account.role : change.role;
    if (account.claimsDecide && (change.role !== undefined || change.pcns !== undefined))
      throw new HttpError('role and PCNs of this account come from its provider', 409, {
        code: 'claims_decide',
        wayOut: 'Change them where the organisation manages its sign-in.',
      });
    await checkPcns(transaction, role, change.pcns ?? account.pcns);
    await updateAccount(transaction, id, change);
    if (account.role === 'admin' && account.active && !account.demonstration)
      await needAdministrator(transaction);
    const words = wordsOfChange(change);
    if (change.role !== undefined || change.pcns !== undefined || change.active !== undefined) {
      await endEverySession(transaction, id);
      await withdrawWork(transaction, id);
    }
    await logChange(transaction, by, account.email, words);
    return (await findAccount(transaction, id))!;
  });
}

/**
 * Gives an account a one-time password, signs it out everywhere and forgives its failures.
 * @throws HttpError 404; 409 for an account that signs in at its provider
 */
export async function resetPassword(
  database: Database,
  id: string,
  by: Viewer,
): Promise<NewPassword> {
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  return database.transaction('reset a password', async (transaction) => {
    const account = await lockedAccount(transaction, id, by);
    if (account.issuer !== null)
      throw new HttpError('this account has no password here', 409, {
        code: 'signs_in_elsewhere',
        wayOut: 'Its password is managed where it signs in.',
      });
    await setPasswordHash(transaction, id, passwordHash, ONE_TIME_HOURS);
    await endEverySession(transaction, id);
    await forgiveAttempts(transaction, account.email);
    await logChange(transaction, by, account.email, 'password reset');
    return { account: (await findAccount(transaction, id))!, oneTimePassword: password };
  });
}

/** @throws HttpError 404 for an address without an account */
export async function accountOf(database: Queries, email: string): Promise<Account> {
  const account = await findAccountByEmail(database, email);
  if (account) return account;
  throw new HttpError(`no account: ${email}`, 404, { wayOut: 'List the accounts first.' });
}

/** Lower case, one @, something on both sides: the rest is for the mail server to know. */
export function parseEmail(value: string): string {
  const email = value.trim().toLowerCase();
  if (email.length > 254 || !/^[^\s@]+@[^\s@]+$/.test(email))
    throw new HttpError('not an e-mail address', 400, {
      wayOut: 'Write name@organisation.nhs.uk.',
    });
  return email;
}

async function lockedAccount(transaction: Queries, id: string, by: Viewer): Promise<Account> {
  // Two administrators who deactivate each other at the same moment must not both succeed.
  await transaction.query('lock accounts', 'select account_id from account order by 1 for update');
  const account = await findAccount(transaction, id);
  if (!account) throw new HttpError('unknown account', 404, { wayOut: 'List the accounts first.' });
  const fixed = !account.demonstration || isPublished(account.email);
  if (fixed && (await isDemonstration(transaction, by)))
    throw new HttpError('a demonstration account cannot change this one', 403, {
      wayOut: 'Add an account and try it there.',
    });
  return account;
}

/**
 * Passwords of demonstration accounts are public. What they make is a demonstration too and goes
 * with them, so that nothing made with a public password outlives the demonstration.
 */
async function isDemonstration(transaction: Queries, by: Viewer): Promise<boolean> {
  if (!isAccountId(by.id)) return false;
  const [row] = await transaction.query<{ demonstration: boolean }>(
    'whether a demonstration account asks',
    'select demonstration from account where account_id = $1',
    [by.id],
  );
  return row?.demonstration ?? true;
}

async function needAdministrator(transaction: Queries): Promise<void> {
  const left = await transaction.query(
    'an active administrator',
    `select from account where role = 'admin' and active and not demonstration limit 1`,
  );
  if (left.length === 0)
    throw new HttpError('the last administrator must stay one', 409, {
      code: 'last_administrator',
      wayOut: 'Make someone else an administrator first.',
    });
}

async function checkPcns(
  database: Queries,
  role: Role | null,
  pcns: readonly string[],
): Promise<void> {
  if (role !== 'director') return;
  if (pcns.length === 0)
    throw new HttpError('a director needs at least one PCN', 400, {
      wayOut: 'Name the PCNs the director answers for, such as U53896.',
    });
  const misspelt = pcns.filter((code) => !/^U[0-9]{5}$/.test(code));
  const unknown = misspelt.length > 0 ? misspelt : await unknownPcns(database, pcns);
  if (unknown.length > 0)
    throw new HttpError(`unknown PCN: ${unknown.join(', ')}`, 400, {
      wayOut: 'Use codes of PCNs in the loaded data, such as U53896.',
    });
}

function wordsOfChange(change: AccountChange): string {
  const words = [
    change.name === undefined ? null : 'name',
    change.role === undefined ? null : `role ${change.role ?? 'none'}`,
    change.pcns === undefined ? null : `PCNs ${change.pcns.join(' ') || 'none'}`,
    change.active === undefined ? null : change.active ? 'activated' : 'deactivated',
  ].filter((word) => word !== null);
  return words.join(', ');
}

async function logChange(
  database: Queries,
  by: Viewer,
  email: string,
  detail: string,
): Promise<void> {
  await recordAudit(database, { action: 'account', viewer: by, target: email, detail });
}
