import { createHash } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** JSON with object keys in order, so that equal content has equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

/**
 * The verification code of some content: 60 bits of its SHA-256 in Crockford's base 32, written
 * `XXXX-XXXX-XXXX`. Equal figures have equal codes; a code says nothing of what it stands for.
 */
export function verificationCode(content: unknown): string {
  const digest = createHash('sha256').update(canonicalJson(content)).digest();
  let bits = digest.readBigUInt64BE(0) >> 4n;
  let text = '';
  for (let at = 0; at < 12; at++) {
    text = (alphabet[Number(bits & 31n)] ?? '') + text;
    bits >>= 5n;
  }
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}
