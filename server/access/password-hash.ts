import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/**
 * RFC 9106 section 4, second recommended option: Argon2id with 64 MiB and 3 passes. One verification
 * costs about 0.1 s of one core and is done off the event loop. Argon2id is the library's default.
 */
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 4 };
const costText = `m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}`;

/** A salted hash in PHC form. Unicode is normalised, so that every keyboard gives the same bytes. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

let stranger: Promise<string> | undefined;

/**
 * Whether a password fits a hash. `null` (no such account, or one without a local password) takes
 * the same time as a wrong password and is always false.
 */
export async function passwordFits(hashed: string | null, password: string): Promise<boolean> {
  stranger ??= hashPassword(oneTimePassword());
  const fits = await verify(hashed ?? (await stranger), password.normalize('NFKC'));
  return hashed !== null && fits;
}

/** Whether a hash was made at another cost than today's and should be made again at sign-in. */
export function isOutdated(hashed: string): boolean {
  return !hashed.startsWith('$argon2id$') || !hashed.includes(`$${costText}$`);
}

/** Letters and digits that cannot be taken for one another when read out or copied from paper. */
const legible = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A random password to be changed at first use: `kx7m-4qpt-wd9e-h2fr`, 79 bits. */
export function oneTimePassword(): string {
  const group = (): string =>
    Array.from({ length: 4 }, () => legible[randomInt(legible.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}
