import type { Queries } from '../database/connect.ts';
import type { AccessSettings } from './access-settings.ts';
import { csrfOf, hashToken, makeToken } from './tokens.ts';
import { isRole, type Viewer } from './viewer.ts';

/** The account behind a request, and what its session needs. */
export interface SignedIn {
  readonly viewer: Viewer;
  readonly email: string;
  readonly mustChangePassword: boolean;
  /** Whether it has a local password; one that signs in elsewhere has none to change. */
  readonly hasPassword: boolean;
  readonly demonstration: boolean;
  readonly tokenHash: Buffer;
  readonly csrf: string;
}

type Limits = Pick<AccessSettings, 'idleMinutes' | 'sessionHours'>;

/** Starts a session; the token goes into the cookie and is kept nowhere else. */
export async function startSession(database: Queries, accountId: string): Promise<string> {
  const token = makeToken();
  await database.query(
    'start a session',
    'insert into account_session (token_hash, account_id) values ($1, $2)',
    [hashToken(token), accountId],
  );
  return token;
}

interface SessionRow {
  readonly account_id: string;
  readonly email: string;
  readonly name: string;
  readonly role: string | null;
  readonly pcns: string[];
  readonly must_change_password: boolean;
  readonly has_password: boolean;
  readonly demonstration: boolean;
  readonly stale: boolean;
}

/**
 * The account of a session that is still good: within its idle and absolute limits, the account
 * active and with a role, and no demonstration account once live data is loaded.
 */
export async function readSession(
  database: Queries,
  token: string,
  limits: Limits,
): Promise<SignedIn | null> {
  const tokenHash = hashToken(token);
  const [row] = await database.query<SessionRow>(
    'read a session',
    `select a.account_id, a.email, a.name, a.role, a.pcns, a.must_change_password, a.demonstration,
       a.password_hash is not null as has_password, s.seen_at < now() - interval '1 minute' as stale
     from account_session s join account a using (account_id)
     where s.token_hash = $1
       and s.seen_at > now() - make_interval(mins => $2)
       and s.created_at > now() - make_interval(hours => $3)
       and a.active
       and not (a.demonstration and exists (select from data_version where not demo))`,
    [tokenHash, limits.idleMinutes, limits.sessionHours],
  );
  if (!row || !isRole(row.role)) return null;
  if (row.stale) await touchSession(database, tokenHash);
  return {
    viewer: { id: row.account_id, name: row.name, role: row.role, pcns: row.pcns },
    email: row.email,
    mustChangePassword: row.must_change_password,
    hasPassword: row.has_password,
    demonstration: row.demonstration,
    tokenHash,
    csrf: csrfOf(token),
  };
}

/** Once a minute at most: the idle limit is in minutes, and a page makes many requests. */
async function touchSession(database: Queries, tokenHash: Buffer): Promise<void> {
  await database.query(
    'keep a session alive',
    'update account_session set seen_at = now() where token_hash = $1',
    [tokenHash],
  );
}

export async function endSession(database: Queries, tokenHash: Buffer): Promise<void> {
  await database.query('end a session', 'delete from account_session where token_hash = $1', [
    tokenHash,
  ]);
}

/** Signs an account out everywhere. @returns how many sessions ended */
export async function endEverySession(database: Queries, accountId: string): Promise<number> {
  const ended = await database.query(
    'end every session of an account',
    'delete from account_session where account_id = $1 returning 1',
    [accountId],
  );
  return ended.length;
}

/** Clears what has run out: sessions, sign-ins under way, forgotten failures. */
export async function clearExpired(database: Queries, limits: Limits): Promise<void> {
  await database.query(
    'clear expired sessions',
    `delete from account_session
     where seen_at <= now() - make_interval(mins => $1)
       or created_at <= now() - make_interval(hours => $2)`,
    [limits.idleMinutes, limits.sessionHours],
  );
  await database.query(
    'clear abandoned sign-ins',
    `delete from sign_in_request where created_at < now() - interval '1 hour'`,
  );
  await database.query(
    'clear forgotten failures',
    `delete from sign_in_guard where failed_at < now() - interval '24 hours'`,
  );
}
