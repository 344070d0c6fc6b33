import type { Database, Queries } from '../database/connect.ts';
import { insertAccount, type Account } from './accounts.ts';
import { recordAudit } from './audit.ts';
import type { Grant, Identity } from './claims.ts';
import { endEverySession } from './sessions.ts';
import type { Role } from './viewer.ts';
import { withdrawWork } from './withdraw.ts';

/** Why a person the provider vouches for is not let in. The words are on the sign-in page. */
export type NotLetIn = 'waiting_for_role' | 'switched_off' | 'address_taken' | 'no_address';

export type Admission =
  { readonly kind: 'account'; readonly id: string } | { readonly kind: NotLetIn };

interface Known {
  readonly id: string;
  readonly email: string;
  readonly role: Role | null;
  readonly active: boolean;
}

/**
 * The account of a person the provider vouches for: found by issuer and subject, else an account
 * made beforehand for their proven address, else a new one. Roles follow the claims at every
 * sign-in when the deployment maps them; otherwise a new person waits for an administrator.
 */
export async function admit(
  database: Database,
  identity: Identity,
  grant: Grant,
): Promise<Admission> {
  return database.transaction('admit from the provider', async (transaction) => {
    const known =
      (await findBySubject(transaction, identity)) ??
      (await claimInvitation(transaction, identity));
    if (known === 'taken') return { kind: 'address_taken' };
    const account = known ?? (await addNewcomer(transaction, identity, grant));
    if (account === 'no_address') return { kind: 'no_address' };
    const role = await followClaims(transaction, account, grant);
    if (!account.active) return { kind: 'switched_off' };
    return role === null ? { kind: 'waiting_for_role' } : { kind: 'account', id: account.id };
  });
}

async function findBySubject(transaction: Queries, identity: Identity): Promise<Known | null> {
  const [row] = await transaction.query<Known>(
    'find the account of a subject',
    `select account_id as id, email, role, active from account
     where issuer = $1 and subject = $2 for update`,
    [identity.issuer, identity.subject],
  );
  return row ?? null;
}

/** An account made on the users page for this address becomes theirs; one with a password does not. */
async function claimInvitation(
  transaction: Queries,
  identity: Identity,
): Promise<Known | 'taken' | null> {
  if (identity.email === null) return null;
  const [row] = await transaction.query<Known & { free: boolean }>(
    'find the account of an address',
    `select account_id as id, email, role, active, issuer is null and password_hash is null as free
     from account where email = $1 for update`,
    [identity.email],
  );
  if (!row) return null;
  if (!row.free || !identity.emailProven) return 'taken';
  await transaction.query(
    'tie an account to its subject',
    'update account set issuer = $2, subject = $3 where account_id = $1',
    [row.id, identity.issuer, identity.subject],
  );
  await recordAudit(transaction, {
    action: 'account',
    target: row.email,
    detail: 'tied to its provider',
  });
  return row;
}

async function addNewcomer(
  transaction: Queries,
  identity: Identity,
  grant: Grant,
): Promise<Account | 'no_address'> {
  if (identity.email === null) return 'no_address';
  const account = await insertAccount(transaction, {
    email: identity.email,
    name: identity.name,
    role: grant.kind === 'role' ? grant.role : null,
    pcns: grant.kind === 'role' ? grant.pcns : [],
    createdBy: null,
    issuer: identity.issuer,
    subject: identity.subject,
    claimsDecide: grant.kind !== 'page',
  });
  await recordAudit(transaction, {
    action: 'account',
    target: account.email,
    detail: `added from the provider, ${account.role ?? 'waits for a role'}`,
  });
  return account;
}

/** Writes what the claims say now. @returns the role the account has */
async function followClaims(
  transaction: Queries,
  account: Pick<Known, 'id' | 'email' | 'role'>,
  grant: Grant,
): Promise<Role | null> {
  if (grant.kind === 'page') {
    await transaction.query(
      'leave the role to the users page',
      'update account set claims_decide = false where account_id = $1 and claims_decide',
      [account.id],
    );
    return account.role;
  }
  const role = grant.kind === 'role' ? grant.role : null;
  const changed = await transaction.query(
    'follow the claims',
    `update account set role = $2, pcns = $3, claims_decide = true
     where account_id = $1 and (role, pcns) is distinct from ($2, $3::text[]) returning 1`,
    [account.id, role, grant.kind === 'role' ? grant.pcns : []],
  );
  if (changed.length === 0) return role;
  await endEverySession(transaction, account.id);
  await withdrawWork(transaction, account.id);
  await recordAudit(transaction, {
    action: 'account',
    target: account.email,
    detail: grant.kind === 'none' ? grant.words : `role ${grant.role} by claims`,
  });
  return role;
}
