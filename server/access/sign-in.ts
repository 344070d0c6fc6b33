import type { Database, Queries } from '../database/connect.ts';
import { HttpError } from '../http-error.ts';
import { setPasswordHash } from './accounts.ts';
import { recordAudit } from './audit.ts';
import { hashPassword, isOutdated, passwordFits } from './password-hash.ts';
import { passwordProblem } from './password-rules.ts';
import { endEverySession, startSession, type SignedIn } from './sessions.ts';
import { beginAttempt, forgiveAttempts } from './sign-in-guard.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly address: string | null;
}

interface Candidate {
  readonly id: string;
  readonly password_hash: string | null;
  readonly usable: boolean;
  readonly in_time: boolean;
}

/**
 * Signs in with a local password and gives the token of a new session.
 * @throws HttpError 401 `wrong_sign_in`, the same for an unknown address, a wrong password and an
 *   account that is switched off; 401 `one_time_over`; 429 `locked` with `retry-after`
 */
export async function signIn(database: Database, credentials: Credentials): Promise<string> {
  const email = credentials.email.trim().toLowerCase();
  const attempt = await beginAttempt(database, email);
  if (!attempt.allowed) {
    await logAttempt(database, credentials, email, 'locked out');
    throw locked(attempt.waitSeconds);
  }
  const candidate = await candidateOf(database, email);
  const fits = await passwordFits(candidate?.password_hash ?? null, credentials.password);
  if (!candidate || !fits || !candidate.usable) {
    await logAttempt(database, credentials, candidate ? email : null, 'wrong sign-in');
    throw wrong();
  }
  if (!candidate.in_time) {
    await logAttempt(database, credentials, email, 'one-time password too old');
    throw oneTimeOver();
  }
  await forgiveAttempts(database, email);
  if (isOutdated(candidate.password_hash ?? ''))
    await rehash(database, candidate.id, credentials.password);
  return openSession(database, candidate.id, credentials.address, 'password');
}

/** Starts the session of an account that has proved itself, and writes both down. */
export async function openSession(
  database: Queries,
  accountId: string,
  address: string | null,
  how: 'password' | 'provider',
): Promise<string> {
  const token = await startSession(database, accountId);
  const [account] = await database.query<{ email: string; role: string | null }>(
    'note a sign-in',
    'update account set signed_in_at = now() where account_id = $1 returning email, role',
    [accountId],
  );
  await recordAudit(database, {
    action: 'sign-in',
    email: account?.email ?? null,
    address,
    detail: `${how}, ${account?.role ?? 'no role'}`,
  });
  return token;
}

/**
 * Replaces one's own password. Every other session of the account ends and this one is replaced:
 * whoever knew the old password is out.
 * @returns the token of the new session
 * @throws HttpError 400 with the rule that was broken, 401 when the current password is wrong
 */
export async function changePassword(
  database: Database,
  signedIn: SignedIn,
  passwords: { readonly current: string; readonly next: string },
): Promise<string> {
  const { viewer, email } = signedIn;
  if (signedIn.demonstration)
    throw new HttpError('the password of a demonstration account stays', 409, {
      code: 'demonstration',
      wayOut: 'Ask an administrator for an account of your own.',
    });
  const attempt = await beginAttempt(database, email);
  if (!attempt.allowed) throw locked(attempt.waitSeconds);
  const candidate = await candidateOf(database, email);
  if (!(await passwordFits(candidate?.password_hash ?? null, passwords.current)))
    throw new HttpError('the current password is wrong', 401, {
      code: 'wrong_password',
      wayOut: 'Type the password you signed in with.',
    });
  await forgiveAttempts(database, email);
  const problem =
    passwords.next === passwords.current
      ? samePassword
      : passwordProblem(passwords.next, { name: viewer.name, email });
  if (problem) throw new HttpError(problem.message, 400, problem);
  const hashed = await hashPassword(passwords.next);
  return database.transaction('change a password', async (transaction) => {
    await setPasswordHash(transaction, viewer.id, hashed);
    await endEverySession(transaction, viewer.id);
    await recordAudit(transaction, { action: 'password', viewer, detail: 'changed' });
    return startSession(transaction, viewer.id);
  });
}

const samePassword = {
  code: 'same_password',
  message: 'the new password is the old one',
  wayOut: 'Choose another password.',
} as const;

async function candidateOf(database: Queries, email: string): Promise<Candidate | null> {
  const [row] = await database.query<Candidate>(
    'find who signs in',
    `select account_id as id, password_hash,
       active and role is not null
         and not (demonstration and exists (select from data_version where not demo)) as usable,
       one_time_until is null or one_time_until > now() as in_time
     from account where email = $1`,
    [email],
  );
  return row ?? null;
}

async function rehash(database: Queries, id: string, password: string): Promise<void> {
  const hashed = await hashPassword(password);
  await database.query(
    'renew a password hash',
    'update account set password_hash = $2 where account_id = $1',
    [id, hashed],
  );
}

/** What was typed as an address is kept only when an account has it: it may be a password. */
async function logAttempt(
  database: Queries,
  { address }: Credentials,
  email: string | null,
  detail: string,
): Promise<void> {
  const [known] = email
    ? await database.query('an account of this address', 'select from account where email = $1', [
        email,
      ])
    : [];
  await recordAudit(database, {
    action: 'sign-in',
    outcome: 'refused',
    email: known ? email : null,
    address,
    detail,
  });
}

function wrong(): HttpError {
  return new HttpError('e-mail address or password is wrong', 401, {
    code: 'wrong_sign_in',
    wayOut: 'Check both and try again, or ask an administrator for a new password.',
  });
}

function oneTimeOver(): HttpError {
  return new HttpError('this one-time password has run out', 401, {
    code: 'one_time_over',
    wayOut: 'Ask an administrator for a new one.',
  });
}

function locked(waitSeconds: number): HttpError {
  const minutes = Math.ceil(waitSeconds / 60);
  return new HttpError('too many wrong passwords', 429, {
    code: 'locked',
    wayOut: `Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, or ask an administrator for a new password.`,
    headers: { 'retry-after': String(waitSeconds) },
  });
}
