import type { Queries } from '../database/connect.ts';
import { FORGET_HOURS, lockSeconds } from './back-off.ts';
import { hashToken } from './tokens.ts';

/** Whether a password may be tried for an address now. */
export type Attempt =
  { readonly allowed: true } | { readonly allowed: false; readonly waitSeconds: number };

/** Seconds of lock after the n-th failure, as an array of SQL; the last repeats for ever. */
const locks = Array.from({ length: 16 }, (_, index) => lockSeconds(index + 1));

/**
 * Counts an attempt, and locks, before its password is looked at, in one statement: a hundred at
 * once are a hundred attempts. Addresses without an account count and lock alike: the answer tells
 * nobody which exist.
 */
export async function beginAttempt(database: Queries, email: string): Promise<Attempt> {
  const subject = hashToken(email);
  const counted = await database.query(
    'count a sign-in attempt',
    `insert into sign_in_guard as g (subject_hash, failures, failed_at) values ($1, 1, now())
     on conflict (subject_hash) do update set (failures, failed_at, locked_until) = (
       select n, now(), now() + make_interval(secs => nullif(($3::integer[])[least(n, $4)], 0))
       from (select case when g.failed_at < now() - make_interval(hours => $2) then 1
                         else g.failures + 1 end) as next (n))
     where g.locked_until is null or g.locked_until <= now()
     returning 1`,
    [subject, FORGET_HOURS, locks, locks.length],
  );
  if (counted.length > 0) return { allowed: true };
  return { allowed: false, waitSeconds: await secondsLocked(database, subject) };
}

/** The right password was given, or an administrator reset it: earlier failures are forgiven. */
export async function forgiveAttempts(database: Queries, email: string): Promise<void> {
  await database.query(
    'forgive sign-in attempts',
    'delete from sign_in_guard where subject_hash = $1',
    [hashToken(email)],
  );
}

async function secondsLocked(database: Queries, subject: Buffer): Promise<number> {
  const [row] = await database.query<{ seconds: number }>(
    'time left of a lock-out',
    `select ceil(extract(epoch from locked_until - now()))::integer as seconds
     from sign_in_guard where subject_hash = $1`,
    [subject],
  );
  return Math.max(1, row?.seconds ?? 1);
}
