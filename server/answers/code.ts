import { createHash } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object';

/** Keys in order of their characters; whole numbers come first, as in any object of JavaScript. */
function keysInOrder(value: Readonly<Record<string, unknown>>): readonly string[] {
  const keys = Object.keys(value).sort();
  const numbered = keys.some((key) => key >= '0' && key < ':');
  return numbered ? Object.keys(Object.fromEntries(keys.map((key) => [key, true]))) : keys;
}

/**
 * JSON of plain content with object keys in order, so that equal content has equal text. Written by
 * hand: a figure's code took 0.5 ms through a replacer of `JSON.stringify`, a sixth of its answer.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    const items = value.map((each: unknown) => (each === undefined ? 'null' : canonicalJson(each)));
    return `[${items.join(',')}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const parts: string[] = [];
  for (const key of keysInOrder(value)) {
    const each = value[key];
    if (each !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(each)}`);
  }
  return `{${parts.join(',')}}`;
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
