/** Wrong passwords in a row before an account stops answering. */
export const FREE_ATTEMPTS = 5;
const FIRST_LOCK_SECONDS = 30;
const LONGEST_LOCK_SECONDS = 30 * 60;
/** Quiet hours after which earlier failures are forgotten. */
export const FORGET_HOURS = 24;

/**
 * Seconds an account stays locked after its n-th wrong password in a row: 0 for the first four,
 * then 30, 60, 120, ... up to half an hour. The longest lock is short on purpose: locking someone
 * else out must not be worth the trouble.
 */
export function lockSeconds(failures: number): number {
  if (failures < FREE_ATTEMPTS) return 0;
  return Math.min(FIRST_LOCK_SECONDS * 2 ** (failures - FREE_ATTEMPTS), LONGEST_LOCK_SECONDS);
}
