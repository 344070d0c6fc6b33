import { createHmac } from 'node:crypto';

const separators = /[\s\u00a0-]/g;

/**
 * The ten digits of an NHS number, from the spellings exports use: 3-3-4 spaces, hyphens, no-break
 * spaces, a leading apostrophe, a trailing `.0`.
 * @returns undefined when it is not a valid number (modulus 11; all digits the same; scientific notation)
 */
export function parseNhsNumber(cell: string): string | undefined {
  const digits = cell.trim().replace(/^'/, '').replace(/\.0$/, '').replace(separators, '');
  if (!/^\d{10}$/.test(digits) || /^(\d)\1{9}$/.test(digits)) return undefined;
  let sum = 0;
  for (let place = 0; place < 9; place++) sum += Number(digits.charAt(place)) * (10 - place);
  const check = (11 - (sum % 11)) % 11;
  return check === Number(digits.charAt(9)) ? digits : undefined;
}

/** Numbers of the range that the NHS never issues: for demonstrations and tests only. */
export const isTestNhsNumber = (digits: string): boolean => digits.startsWith('999');

/** Keys remembered at a time: bounded so that memory does not grow with a file. */
const remembered = 100_000;

/**
 * Pseudonyms: the first 128 bits of HMAC-SHA-256, as 32 hexadecimal digits (a PostgreSQL uuid).
 * Exists only while a load runs; neither the key nor what goes in is kept.
 */
export class Pseudonyms {
  readonly #key: Buffer;
  readonly #source: string;
  readonly #byNumber = new Map<string, string>();
  readonly #byClient = new Map<string, string>();

  /** @param key service key, at least 16 bytes */
  constructor(key: Buffer, sourceSystem: string) {
    if (key.length < 16) {
      throw new Error(
        `pseudonym key too short: ${key.length} bytes; set PSEUDONYM_KEY to 32 hexadecimal digits or more`,
      );
    }
    this.#key = key;
    this.#source = sourceSystem;
  }

  /** Key of a person known by NHS number: the same whichever system sends it. */
  ofNhsNumber(digits: string): string {
    return this.#byNumber.get(digits) ?? this.#make(this.#byNumber, digits, digits);
  }

  /** Key of a person known only by one system's own client id. */
  ofClient(id: string): string {
    return this.#byClient.get(id) ?? this.#make(this.#byClient, id, `${this.#source}\n${id}`);
  }

  #make(known: Map<string, string>, name: string, input: string): string {
    const key = createHmac('sha256', this.#key).update(input).digest('hex').slice(0, 32);
    if (known.size >= remembered) known.clear();
    known.set(name, key);
    return key;
  }
}
