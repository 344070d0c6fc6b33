import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits for a cookie. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token, or of a typed address: enough to find it again, nothing to use. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * The synchroniser token of a session: follows from the cookie's token, which scripts cannot read,
 * so it needs no keeping, differs in every session and tells nothing of the cookie.
 */
export function csrfOf(token: string): string {
  return createHmac('sha256', token).update('csrf').digest('base64url');
}

/** Equality in a time that does not depend on where the two differ. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(hashToken(a), hashToken(b));
}
