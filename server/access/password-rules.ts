import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { dictionary as common, adjacencyGraphs } from '@zxcvbn-ts/language-common';
import { dictionary as english, translations } from '@zxcvbn-ts/language-en';

/**
 * NCSC, "Password administration for system owners": a minimum length, a deny-list, no composition
 * rules, no expiry, pasting allowed. Twelve characters hold the three random words it advises.
 */
export const MIN_LENGTH = 12;
/** Longer than any passphrase; it bounds the work a stranger can ask of the estimator. */
export const MAX_LENGTH = 128;
/** Characters estimated: 128 random ones took 2 s, 40 take 0.2 s, and a strong start is enough. */
const ESTIMATED_LENGTH = 40;
/** Guesses (base-10 logarithm) below which a password is on, or next to, an attacker's list. */
const MIN_GUESSES_LOG10 = 8;

/** Whose password it is: their own name and address are the first guesses. */
export interface Owner {
  readonly name: string;
  readonly email: string;
}

export interface PasswordProblem {
  readonly code: 'too_short' | 'too_long' | 'own_name' | 'too_common';
  readonly message: string;
  readonly wayOut: string;
}

const serviceWords = ['lewisham', 'social', 'prescribing', 'prescriber', 'impact', 'health'];

let estimator: ZxcvbnFactory | undefined;

/** The dictionaries take 0.1 s to index, so they are read at the first password set. */
function estimate(password: string, words: readonly string[]): number {
  estimator ??= new ZxcvbnFactory({
    dictionary: { ...common, ...english },
    graphs: adjacencyGraphs,
    translations,
  });
  return estimator.check(password.slice(0, ESTIMATED_LENGTH), [...words]).guessesLog10;
}

/**
 * What is wrong with a password someone chooses, or null. The words never repeat the password.
 * Own name, own address and the service's words count for nothing: what is left must stand alone.
 */
export function passwordProblem(password: string, owner: Owner): PasswordProblem | null {
  const length = [...password].length;
  if (length < MIN_LENGTH) {
    return {
      code: 'too_short',
      message: `password has ${length} characters; at least ${MIN_LENGTH} are needed`,
      wayOut: 'Three random words together make a good password.',
    };
  }
  if (length > MAX_LENGTH) {
    return {
      code: 'too_long',
      message: `password has ${length} characters; at most ${MAX_LENGTH} are kept`,
      wayOut: 'Choose a shorter password.',
    };
  }
  const own = ownWords(owner);
  const rest = withoutWords(password, own).replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (holdsAny(password, own) && [...rest].length < MIN_LENGTH / 2) {
    return {
      code: 'own_name',
      message: 'password is made of your own name or e-mail address',
      wayOut: 'Choose words that have nothing to do with you.',
    };
  }
  const words = [...own, ...serviceWords];
  const weakest = Math.min(estimate(password, words), estimate(withoutWords(password, words), []));
  if (weakest >= MIN_GUESSES_LOG10) return null;
  return {
    code: 'too_common',
    message: 'password is one that others use, or easily guessed from one',
    wayOut: 'Three random words together make a good password.',
  };
}

/** Words of a name or an address worth guessing: four letters or more. */
function ownWords({ name, email }: Owner): string[] {
  const parts = `${name} ${email}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [...new Set(parts)].filter((part) => part.length >= 4);
}

function holdsAny(password: string, words: readonly string[]): boolean {
  return words.some((word) => password.toLowerCase().includes(word));
}

function withoutWords(password: string, words: readonly string[]): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, word) => rest.replaceAll(word, ''), password.toLowerCase());
}
