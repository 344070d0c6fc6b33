import type { Queries } from '../database/connect.ts';
import { DatabaseError } from '../database/error.ts';
import { HttpError } from '../http-error.ts';
import type { Role } from './viewer.ts';

/** An account as the users page shows it. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Null: signed in through the provider once, and waits for an administrator to give a role. */
  readonly role: Role | null;
  readonly pcns: readonly string[];
  readonly active: boolean;
  readonly demonstration: boolean;
  readonly mustChangePassword: boolean;
  readonly hasPassword: boolean;
  /** Address of the provider that vouches for it; null for a local account. */
  readonly issuer: string | null;
  /** Role and PCNs follow the provider's claims and cannot be changed here. */
  readonly claimsDecide: boolean;
  readonly createdAt: string;
  readonly signedInAt: string | null;
}

const columns = `account_id as id, email, name, role, pcns, active, demonstration,
  must_change_password as "mustChangePassword", password_hash is not null as "hasPassword", issuer,
  claims_decide as "claimsDecide", created_at as "createdAt", signed_in_at as "signedInAt"`;

export function listAccounts(database: Queries): Promise<Account[]> {
  return database.query<Account>(
    'list accounts',
    `select ${columns} from account order by active desc, email`,
  );
}

/** Roles of which somebody has ever signed in. */
export async function rolesInUse(database: Queries): Promise<readonly Role[]> {
  const rows = await database.query<{ role: Role }>(
    'roles of those who sign in',
    `select distinct role from account
     where active and role is not null and signed_in_at is not null`,
  );
  return rows.map(({ role }) => role);
}

export async function findAccount(database: Queries, id: string): Promise<Account | null> {
  const [row] = await database.query<Account>(
    'find an account',
    `select ${columns} from account where account_id::text = $1`,
    [id],
  );
  return row ?? null;
}

export async function findAccountByEmail(
  database: Queries,
  email: string,
): Promise<Account | null> {
  const [row] = await database.query<Account>(
    'find an account by its address',
    `select ${columns} from account where email = $1`,
    [email.toLowerCase()],
  );
  return row ?? null;
}

/** What a new account starts with. */
export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly role: Role | null;
  readonly pcns: readonly string[];
  readonly createdBy: string | null;
  readonly passwordHash?: string | null;
  /** Set with a one-time password: hours it can be used for. */
  readonly oneTimeHours?: number | null;
  readonly demonstration?: boolean;
  readonly issuer?: string | null;
  readonly subject?: string | null;
  readonly claimsDecide?: boolean;
}

/** @throws HttpError 409 `email_taken` */
export async function insertAccount(database: Queries, account: NewAccount): Promise<Account> {
  const oneTimeHours = account.oneTimeHours ?? null;
  try {
    const [row] = await database.query<Account>(
      'add an account',
      `insert into account (email, name, role, pcns, created_by, password_hash,
         must_change_password, one_time_until, demonstration, issuer, subject, claims_decide)
       values ($1, $2, $3, $4, $5, $6, $7::integer is not null, now() + make_interval(hours => $7::integer),
         $8, $9, $10, $11)
       returning ${columns}`,
      [
        account.email.toLowerCase(),
        account.name,
        account.role,
        account.role === 'director' ? account.pcns : [],
        account.createdBy,
        account.passwordHash ?? null,
        oneTimeHours,
        account.demonstration ?? false,
        account.issuer ?? null,
        account.subject ?? null,
        account.claimsDecide ?? false,
      ],
    );
    return row!;
  } catch (failure) {
    if (failure instanceof DatabaseError && failure.constraint === 'account_email_key')
      throw new HttpError('an account with this e-mail address exists', 409, {
        code: 'email_taken',
        wayOut: 'Change the existing account instead.',
      });
    throw failure;
  }
}

export interface AccountChange {
  readonly name?: string | undefined;
  readonly role?: Role | null | undefined;
  readonly pcns?: readonly string[] | undefined;
  readonly active?: boolean | undefined;
}

/** Changes what is given and leaves the rest. Only a director keeps PCNs. */
export async function updateAccount(
  database: Queries,
  id: string,
  change: AccountChange,
): Promise<void> {
  await database.query(
    'change an account',
    `update account set
       name = coalesce($2, name),
       role = case when $3 then $4 else role end,
       pcns = case when (case when $3 then $4 else role end) = 'director'
                   then coalesce($5::text[], pcns) else '{}' end,
       active = coalesce($6, active)
     where account_id = $1`,
    [
      id,
      change.name ?? null,
      change.role !== undefined,
      change.role ?? null,
      change.pcns ?? null,
      change.active ?? null,
    ],
  );
}

/** Sets a password: one's own, or (with hours) a one-time password to be changed at first use. */
export async function setPasswordHash(
  database: Queries,
  id: string,
  hashed: string,
  oneTimeHours: number | null = null,
): Promise<void> {
  await database.query(
    'set a password',
    `update account set password_hash = $2, must_change_password = $3::integer is not null,
       one_time_until = now() + make_interval(hours => $3::integer),
       password_changed_at = case when $3::integer is null then now() else password_changed_at end
     where account_id = $1`,
    [id, hashed, oneTimeHours],
  );
}

/** PCN codes of the list that the loaded data does not have; none before the first load. */
export async function unknownPcns(database: Queries, codes: readonly string[]): Promise<string[]> {
  const rows = await database.query<{ code: string }>(
    'PCN codes not in the data',
    `select code from unnest($1::text[]) as code
     where code not in (select pcn_code from pcn) and exists (select from pcn)`,
    [codes],
  );
  return rows.map(({ code }) => code);
}
