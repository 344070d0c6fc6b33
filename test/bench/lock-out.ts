import { insertAccount } from '../../server/access/accounts.ts';
import { hashPassword } from '../../server/access/password-hash.ts';
import type { Database } from '../../server/database/connect.ts';
import { browserOf, startProgram } from '../access/program.ts';

/** How far guessing at sign-in gets, with the limits as they are by default. */
export interface LockOut {
  /** Wrong passwords for one account, one after the other, until it is locked; and how fast they went. */
  readonly untilLocked: number;
  readonly attemptsPerSecond: number;
  /** Attempts on one account whose password is looked at within an hour and a day of patient guessing. */
  readonly inAnHour: number;
  readonly inADay: number;
  /** Attempts on as many accounts from one network address before it is turned away for a minute. */
  readonly fromOneAddress: number;
}

const wrong = 'not the password';

/**
 * Guesses over real HTTP. Locks are not waited for: what Retry-After asks for is added to a clock of
 * our own, and the lock lifted.
 */
export async function benchLockOut(database: Database): Promise<LockOut> {
  await insertAccount(database, {
    email: 'target@example.org',
    name: 'Target',
    role: 'manager',
    pcns: [],
    createdBy: null,
    passwordHash: await hashPassword('kettle orchard mosaic'),
  });
  const patient = await startProgram(database, { SIGN_IN_FAILURES_PER_MINUTE: '1000000' });
  const usual = await startProgram(database);
  try {
    const browser = browserOf(patient.url);
    await browser.signIn('warm-up@example.org', wrong);
    const started = performance.now();
    let untilLocked = 0;
    while ((await browser.signIn('target@example.org', wrong)).status === 401) untilLocked++;
    const attemptsPerSecond = untilLocked / ((performance.now() - started) / 1000);
    const inADay = await attemptTimes(database, patient.url, 24 * 3600);
    return {
      untilLocked,
      attemptsPerSecond,
      inAnHour: untilLocked + inADay.filter((at) => at <= 3600).length,
      inADay: untilLocked + inADay.length,
      fromOneAddress: await manyAccounts(usual.url),
    };
  } finally {
    await usual.close();
    await patient.close();
  }
}

/** Seconds, after the first lock, at which a password of a locked account is looked at again. */
async function attemptTimes(database: Database, url: string, until: number): Promise<number[]> {
  const browser = browserOf(url);
  const times: number[] = [];
  for (let clock = 0; ;) {
    const locked = await browser.signIn('target@example.org', wrong);
    clock += Number(locked.headers.get('retry-after'));
    if (clock > until) return times;
    await database.query('the wait is over', 'update sign_in_guard set locked_until = now()');
    if ((await browser.signIn('target@example.org', wrong)).status !== 401)
      throw new Error('an account whose lock had run out did not look at a password');
    times.push(clock);
  }
}

async function manyAccounts(url: string): Promise<number> {
  const browser = browserOf(url);
  for (let looked = 0; ; looked++)
    if ((await browser.signIn(`guess-${looked}@example.org`, wrong)).status === 429) return looked;
}
